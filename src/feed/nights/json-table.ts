/**
 * The committed table `2026.json`: the Riksdag's night count of Jämtland's districts, the final totals of all three
 * elections, and what was there before, without any person's name. `build-2026.ts` makes it, `../compose-json.ts`
 * makes a night of it. Times are Swedish local time, `2026-09-13T21:00:20`.
 */
import type { Comparison, JsonElection } from '../json-data.ts';

export interface JsonNightTable {
  /** Where every figure comes from, what of it is ours, and whom to name beside it. */
  readonly origin: string;
  readonly ours: readonly string[];
  readonly credit: string;
  readonly electionDate: string;
  readonly previousElectionDate: string;
  /** All parties; the order is `ordningsnummer`. */
  readonly parties: readonly PartyEntry[];
  /** The parties with a row of their own on the night (`rapportpartier`), by `partikod`. */
  readonly rows: readonly string[];
  readonly constituency: { readonly code: string; readonly name: string; readonly seats: number };
  /** The Riksdag's seats of the constituency, from when the last collection district is in. */
  readonly constituencySeats: readonly (readonly [party: string, seats: number])[];
  /** Least common area of a comparable district, in per cent of the larger of its two areas. */
  readonly leastCommonArea: number;
  readonly municipalities: readonly MunicipalityEntry[];
  readonly districts: readonly DistrictEntry[];
  readonly collection: readonly CollectionEntry[];
  /** In the order in which they are published. */
  readonly finals: readonly FinalEntry[];
}

/** `partikod`, abbreviation, name, colour, and whether the code is on record or made up by us. */
export type PartyEntry = readonly [
  code: string,
  short: string | null,
  name: string,
  colour: string | null,
  codeIs: 'recorded' | 'ours',
];

/** Votes of the rows, then of all other parties. */
type RowVotes = readonly number[];

export interface Before {
  readonly eligible: number;
  readonly cast: number;
  readonly blank: number;
  readonly votes: RowVotes;
}

export interface MunicipalityEntry {
  readonly code: string;
  readonly name: string;
  /** The Riksdag's previous final result, collection district included. */
  readonly before: Before;
}

export interface DistrictEntry {
  readonly code: string;
  readonly name: string;
  readonly reportedAt: string;
  readonly eligible: number;
  readonly cast: number;
  readonly votes: RowVotes;
  /** In per cent with one decimal, rounded down; null: no district had this code before. */
  readonly commonArea: number | null;
  readonly comparison: Comparison;
  /** Only where comparable. */
  readonly before?: Before;
}

export interface CollectionEntry {
  readonly code: string;
  readonly reportedAt: string;
  readonly exportedAt: string;
  readonly votes: RowVotes;
}

/** One area's final result. */
export interface FinalCount {
  readonly code: string;
  readonly name: string;
  /** Districts, collection districts included: all are counted. */
  readonly districts: number;
  readonly eligible: number;
  readonly cast: number;
  /** Null: not known apart from the other invalid votes. */
  readonly blank: number | null;
  readonly votes: readonly PartyVotesEntry[];
  /** Valid votes for parties that are not listed; null: all are listed. */
  readonly others: number | null;
  readonly before: {
    readonly eligible: number;
    readonly cast: number;
    readonly valid: number;
    readonly blank: number;
  };
}

/** `previous`: null where it is not known by party. */
export type PartyVotesEntry = readonly [party: string, votes: number, previous: number | null];

export interface FinalEntry extends FinalCount {
  readonly election: JsonElection;
  readonly exportedAt: string;
  /** Percent of the valid votes below which a party gets no seat. */
  readonly threshold: number;
  readonly seats?: {
    readonly total: number;
    readonly totalBefore: number;
    readonly parties: readonly (readonly [party: string, seats: number, before: number])[];
  };
  /** RD: its municipalities. */
  readonly municipalities?: readonly FinalCount[];
}
