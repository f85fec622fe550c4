/** Result files with one district's figures changed, as a wrong or a corrected report would have them. */
import type { ResultFile } from '../../src/feed/recording.ts';

export const memberOf = (files: readonly ResultFile[], name: string): Buffer =>
  Buffer.from(files.find((file) => file.name === name)?.bytes ?? []);

/** The same file with a district's element changed. */
export function withDistrict(bytes: Uint8Array, code: string, change: (element: string) => string): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const element = new RegExp(`<VALDISTRIKT KOD="${code}"[^]*?</VALDISTRIKT>`);
  if (!element.test(text)) throw new Error(`no district ${code}`);
  return Buffer.from(text.replace(element, change), 'latin1');
}

const VALID = / RÖSTER="(\d+)"/;
const CAST = / SUMMA_RÖSTER="(\d+)"/;
const rowOf = (party: string) => new RegExp(`(<GILTIGA PARTI="${party}" RÖSTER=")(\\d+)"`);

export const votesIn = (element: string, party: string): number => Number(rowOf(party).exec(element)?.[2]);

/** A district's element with other votes for a party; its own sums follow. */
export function withVotes(element: string, party: string, votes: number): string {
  const more = votes - votesIn(element, party);
  return element
    .replace(rowOf(party), `$1${votes}"`)
    .replace(VALID, (_all, valid: string) => ` RÖSTER="${Number(valid) + more}"`)
    .replace(CAST, (_all, cast: string) => ` SUMMA_RÖSTER="${Number(cast) + more}"`);
}

/** All zeros, with its time of report. */
export const allZeros = (element: string): string =>
  element.replaceAll(/ RÖSTER="\d+"/g, ' RÖSTER="0"').replace(CAST, ' SUMMA_RÖSTER="0"');
