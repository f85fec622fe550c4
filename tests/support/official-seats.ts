/** For comparing our seats with the official ones of genuine results. */
import type { PartyCode } from '../../src/lib/election/model.ts';
import type { PartySeats } from '../../src/lib/election/odd-numbers.ts';
import { seatsOf } from '../../src/lib/election/seats.ts';
import { party } from './seat-cases.ts';

export const ELECTION_DAYS: Readonly<Record<string, string>> = {
  '2006': '2006-09-17',
  '2010': '2010-09-19',
  '2014': '2014-09-14',
  '2018': '2018-09-09',
  '2022': '2022-09-11',
  '2026': '2026-09-13',
};

export const dayOf = (year: string): string => {
  const day = ELECTION_DAYS[year];
  if (day === undefined) throw new Error(`No election in ${year}`);
  return day;
};

export const pairsOf = (votes: Readonly<Record<string, number>>): (readonly [PartyCode, number])[] =>
  Object.entries(votes).map(([code, number]) => [party(code), number] as const);

/** Every party of either list, one by one. */
export const differences = (ours: readonly PartySeats[], official: ReadonlyMap<string, number>): string[] =>
  [...new Set([...ours.map(([code]) => code as string), ...official.keys()])].flatMap((code) =>
    seatsOf(ours, code) === (official.get(code) ?? 0)
      ? []
      : [`${code} ${seatsOf(ours, code)} not ${official.get(code) ?? 0}`],
  );
