/** Sums of places as the areas above them have them, and what there was before. */
import type { AreaCount, Ballots, Figure, JsonParty } from './json-data.ts';
import type { Before, JsonNightTable } from './nights/json-table.ts';

/** What can be counted: a district with its figures; `eligible` null: a collection district. */
export interface CountedPlace {
  readonly reportedAt: string;
  readonly eligible: number | null;
  readonly cast: number;
  /** Votes of the table's rows, then of all other parties. */
  readonly votes: readonly number[];
}

/** The parties by code, in the table's order. */
export function partyOf(table: JsonNightTable, code: string): JsonParty {
  const at = table.parties.findIndex(([each]) => each === code);
  const entry = table.parties[at];
  if (!entry) throw new Error(`The table has no party ${code}.`);
  const [, short, name, colour] = entry;
  return { code, short, name, colour, order: at + 1 };
}

/** The night's rows of one area. How its invalid votes divide is not on record. */
export function rowBallots(
  table: JsonNightTable,
  votes: readonly number[],
  cast: number,
  before: Before | null,
): Ballots {
  const figure = (index: number): Figure => ({
    now: votes[index] ?? 0,
    before: before === null ? null : (before.votes[index] ?? 0),
  });
  const valid = sum(votes);
  const validBefore = before === null ? null : sum(before.votes);
  return {
    valid: { now: valid, before: validBefore },
    parties: table.rows.map((code, index) => ({ party: partyOf(table, code), ...figure(index) })),
    others: figure(table.rows.length),
    invalid: {
      now: cast - valid,
      before: before === null || validBefore === null ? null : before.cast - validBefore,
    },
    unregistered: null,
    blank: null,
    otherInvalid: null,
  };
}

/**
 * An area on the night: the sum of what is counted of `all`. Its previous result stands beside it once everything is
 * counted; before that the two are not of the same districts.
 */
export function areaOf(
  table: JsonNightTable,
  all: readonly CountedPlace[],
  counted: readonly CountedPlace[],
  whole: Before,
): AreaCount {
  const complete = counted.length === all.length;
  const votes = table.rows.concat('').map((_, index) => sum(counted.map((each) => each.votes[index] ?? 0)));
  const cast = sum(counted.map((each) => each.cast));
  const before = complete ? whole : null;
  const times = counted.map((each) => each.reportedAt).sort();
  return {
    counted: counted.length,
    of: all.length,
    cast,
    eligible: sum(all.map((each) => each.eligible ?? 0)),
    eligibleCounted: sum(counted.map((each) => each.eligible ?? 0)),
    before,
    comparison: complete ? 'Kan jämföras' : 'Ej jämförbart',
    reportedAt: times.at(-1) ?? null,
    ballots: counted.length === 0 ? null : rowBallots(table, votes, cast, before),
  };
}

/** What several areas had before, together. */
export function beforeSum(befores: readonly Before[]): Before {
  const rows = befores[0]?.votes ?? [];
  return {
    eligible: sum(befores.map((each) => each.eligible)),
    cast: sum(befores.map((each) => each.cast)),
    blank: sum(befores.map((each) => each.blank)),
    votes: rows.map((_, index) => sum(befores.map((each) => each.votes[index] ?? 0))),
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
