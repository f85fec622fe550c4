/**
 * Past elections of the plan's areas, as a table of record: final figures wherever they are, and what is not on record
 * is `null`, never 0. Pure; the file is read in `programme/history.ts`.
 */
import type { ElectionType, PartyCode, PartyVotes } from './model.ts';

export interface PastElection {
  /** Year of the election, four digits. */
  readonly year: string;
  readonly type: ElectionType;
  /** Contest id and area code as the plan has them: `KF-2303`, `2303`. */
  readonly contest: string;
  readonly area: { readonly code: string; readonly name: string };
  readonly stage: 'preliminary' | 'final';
  readonly valid: number;
  /** The larger parties by today's labels, most votes first; they need not sum to `valid`. */
  readonly votes: readonly PartyVotes[];
  /** `null`: not on record. It may be of an earlier count than the votes. */
  readonly turnout: PastTurnout | null;
  /** `null`: not on record. */
  readonly seats: PastSeats | null;
  /** The counts before the final one; absent: not both on record. */
  readonly counts?: PastCounts | undefined;
  /** Whom to name, as it must be shown. */
  readonly credit: string;
  /** Where the figures come from. */
  readonly origin: string;
}

export interface PastTurnout {
  readonly cast: number;
  readonly eligible: number;
  readonly stage: 'preliminary' | 'final';
}

/** The preliminary counts of one election, each of them the whole that was counted by then. */
export interface PastCounts {
  /** The polling districts. */
  readonly night: PastCount;
  /** With the collection districts. */
  readonly wednesday: PastCount;
  /** Where the figures come from. */
  readonly origin: string;
}

export interface PastCount {
  readonly valid: number;
  /** The larger parties, most votes first; they need not sum to `valid`. */
  readonly votes: readonly PartyVotes[];
}

export interface PastSeats {
  readonly of: number;
  /** As the authority has them; computed from the votes; or only the constituency's fixed seats, computed. */
  readonly by: 'official' | 'computed' | 'fixed';
  readonly parties: readonly (readonly [code: PartyCode, seats: number])[];
}

/** One area in one election; `null`: not on record. */
export const pastElection = (
  history: readonly PastElection[],
  contest: string,
  year: string,
): PastElection | null => history.find((each) => each.contest === contest && each.year === year) ?? null;

/** Votes of a party; `null`: it has no row of its own. */
export const pastVotes = ({ votes }: PastCount, code: string): number | null =>
  votes.find(([party]) => party === code)?.[1] ?? null;

/** Seats of a party: 0 where others have all of them; `null`: not on record. */
export const pastSeats = ({ seats }: PastElection, code: string): number | null =>
  seats && (seats.parties.find(([party]) => party === code)?.[1] ?? 0);

/** Years that the table has anything of, ascending. */
export const yearsOf = (history: readonly PastElection[]): readonly string[] =>
  [...new Set(history.map(({ year }) => year))].sort();
