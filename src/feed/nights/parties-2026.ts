/**
 * The parties of 2026 as the night's files name them. Codes of `ours` are made up (9001 and on): the authority's are
 * not on record for them. Names and colours are those of its files of 2018 where the party stood then; a party whose
 * name is on no record is called by its abbreviation or its code.
 */
import type { PartyEntry } from './json-table.ts';

type Known = readonly [code: string, short: string, name: string, colour: string | null];

const RECORDED: readonly Known[] = [
  ['0001', 'M', 'Moderaterna', '#66BEE6'],
  ['0002', 'S', 'Arbetarepartiet-Socialdemokraterna', '#FF0000'],
  ['0110', 'SD', 'Sverigedemokraterna', '#4E83A3'],
  ['0005', 'V', 'Vänsterpartiet', '#C40000'],
  ['0004', 'C', 'Centerpartiet', '#63A91D'],
  ['0068', 'KD', 'Kristdemokraterna', '#1B5CB1'],
  ['0003', 'L', 'Liberalerna', '#3399FF'],
  ['0055', 'MP', 'Miljöpartiet de gröna', '#008000'],
  ['0497', 'AfR', 'Allt för Ragunda', '#999900'],
  ['1327', 'JVB', 'Jämtlands Väl Bräcke', '#ff9900'],
  ['1312', 'JVK', 'Jämtlands Väl Krokom', '#ff99ff'],
  ['0473', 'rd', 'Rättvis Demokrati', '#999900'],
  ['0982', 'VV', 'Västjämtlands Väl', '#ffff33'],
  ['0119', 'VOXH', 'Folkets röst - VOX humana', '#999900'],
];
const OURS: readonly Known[] = [
  ['9001', 'AFS', 'AFS', null],
  ['9002', 'Ambition Sverige', 'Ambition Sverige', null],
  ['9003', 'be', 'Bergspartiet', '#999900'],
  ['9004', 'DD', 'Direktdemokraterna', '#ff9900'],
  ['9005', 'ENH', 'Enhet', '#66ff00'],
  ['9006', 'ER', 'ER', null],
  ['9007', 'Härjp', 'Härjedalspartiet', '#ffff66'],
  ['9008', 'K', 'K', null],
  ['9009', 'KVp', 'KVp', null],
  ['9010', 'MD', 'MD', null],
  ['9011', 'MED', 'Medborgerlig Samling', '#00ffff'],
  ['9012', 'PP', 'Piratpartiet', '#660087'],
  ['9013', 'SKP', 'Sveriges Kommunistiska Parti (SKP)', '#ff3366'],
  ['9014', 'Volt', 'Volt', null],
  ['9015', 'ÖrP', 'ÖrP', null],
];
/** `p1729` of the data: a code without an abbreviation. */
const BARE = ['1606', '1654', '1729', '1780', '1817', '1825'];

export const PARTIES: readonly PartyEntry[] = [
  ...RECORDED.map((each): PartyEntry => [...each, 'recorded']),
  ...OURS.map((each): PartyEntry => [...each, 'ours']),
  ...BARE.map((code): PartyEntry => [code, null, `Parti med kod ${code}`, null, 'recorded']),
];

/** `partikod` of a party as the data name it: `S`, `p1729`. */
export function codeOf(label: string): string {
  const bare = /^p(\d{4})$/.exec(label)?.[1];
  const found = bare ?? PARTIES.find(([, short]) => short === label)?.[0];
  if (found === undefined) throw new Error(`There is no party ${label}.`);
  return found;
}
