import type { Count, PartyCode, PartyVotes, PreviousVotes, Votes } from '../../model.ts';
import type { Faults } from '../faults.ts';
import { sumOf } from '../rows.ts';
import { ownLabel } from './labels.ts';
import type { NumberedParty } from './part.ts';
import type { VotesObject } from './schema.ts';

type Rows = VotesObject['rosterPaverkaMandat'];

/** Where votes stand, and what else is told of them there. */
export interface VotesContext {
  /** `valdistrikt 23030101` */
  readonly place: string;
  readonly count: Count;
  /** totaltAntalRoster */
  readonly cast: number | null | undefined;
  readonly eligible: number | null;
}

/**
 * VOTES of an area, with parties by partikod. What must hold: each partikod once, parties + others = valid, valid +
 * invalid = totaltAntalRoster, which is at most the electorate. Faults: `invalidValue`, `missingElement`,
 * `missingAttribute`, `sumMismatch`, `castAboveElectorate`.
 */
export function readVotes(votes: VotesObject, context: VotesContext, faults: Faults): Votes {
  const { rosterPaverkaMandat: rows, rosterEjPaverkaMandat: outside } = votes;
  const { place, cast, eligible } = context;
  const within = `${place} > rostfordelning > rosterPaverkaMandat`;
  const parties = rows.partiRoster.map(({ partikod, antalRoster }): PartyVotes => [
    partikod as PartyCode,
    antalRoster,
  ]);
  eachOnce(rows.partiRoster, `${within} > partiRoster`, faults);
  const [valid, invalid] = [rows.antalRoster, outside.antalRoster];
  const other = otherVotes(rows, context.count, within, faults);
  const summed = sumOf(parties, ([, number]) => number) + other;
  if (summed !== valid)
    faults.note('sumMismatch', within, `parties and others of ${summed}`, `antalRoster ${valid}`);
  if (cast === null || cast === undefined)
    faults.note(
      'missingAttribute',
      `${place} > totaltAntalRoster`,
      String(cast ?? 'nothing'),
      'a whole number',
    );
  else if (valid + invalid !== cast)
    faults.note('sumMismatch', place, `valid and invalid of ${valid + invalid}`, `totaltAntalRoster ${cast}`);
  if (eligible !== null && valid + invalid > eligible) {
    const found = `${valid + invalid} cast`;
    faults.note('castAboveElectorate', place, found, `at most ${eligible} entitled to vote`);
  }
  return { valid, parties, other, invalid, cast: valid + invalid };
}

/** Tolerance: in a final file rosterOvrigaPartier may be null or absent; then nobody else has votes. */
function otherVotes(rows: Rows, count: Count, within: string, faults: Faults): number {
  const others = rows.rosterOvrigaPartier;
  if (others !== null && others !== undefined) return others.antalRoster;
  if (count !== 'final')
    faults.note(
      'missingElement',
      `${within} > rosterOvrigaPartier`,
      others === null ? 'null' : 'nothing',
      'an object',
    );
  return 0;
}

/** `invalidValue` for a partikod twice. */
export function eachOnce(
  parties: readonly { readonly partikod: string; readonly partiforkortning?: string | null | undefined }[],
  place: string,
  faults: Faults,
): void {
  const seen = new Set<string>();
  for (const { partikod, partiforkortning } of parties) {
    const item = `${place} ${ownLabel(partikod, partiforkortning)}`;
    if (seen.has(partikod))
      faults.note('invalidValue', item, `partikod ${partikod} twice`, 'each party once');
    seen.add(partikod);
  }
}

/**
 * Last time's votes of the same area, when the file has any; they too must add up (`sumMismatch`). As in the XML files
 * there are none without valid votes or without any party's.
 */
export function readPreviousVotes(
  { rosterPaverkaMandat: rows }: VotesObject,
  place: string,
  faults: Faults,
): Pick<PreviousVotes, 'valid' | 'parties'> | null {
  const valid = rows.antalRosterForegaendeVal ?? null;
  const parties = rows.partiRoster.flatMap(({ partikod, antalRosterForegaendeVal: votes }) =>
    votes === null || votes === undefined ? [] : [[partikod as PartyCode, votes] as const],
  );
  if (valid === null || parties.length === 0) return null;
  const summed =
    sumOf(parties, ([, votes]) => votes) + (rows.rosterOvrigaPartier?.antalRosterForegaendeVal ?? 0);
  if (summed !== valid) {
    const within = `${place} > rostfordelning > rosterPaverkaMandat`;
    faults.note('sumMismatch', within, `previous parties of ${summed}`, `antalRosterForegaendeVal ${valid}`);
  }
  return { valid, parties };
}

/** The parties that the rows name. A colour that is none is left out: nothing is counted by it. */
export const partiesOf = ({ rosterPaverkaMandat: rows }: VotesObject): readonly NumberedParty[] =>
  rows.partiRoster.map(({ partikod, partiforkortning, partibeteckning, fargkod }) => ({
    partikod,
    abbreviation: partiforkortning?.trim() || null,
    name: partibeteckning,
    colour: /^#[0-9a-f]{6}$/i.test(fargkod ?? '') ? (fargkod ?? '').toLowerCase() : null,
  }));
