/**
 * Results told as plain figures, to be written in both of the authority's formats (`told-xml.ts`, `told-json.ts`).
 * Councils are undivided, as all of Jämtland's have been since 2018.
 */
import type { Boundary, ElectionType } from '../../src/lib/election/model.ts';

export const ELECTION_DATE = '2026-09-13';
export const PREVIOUS_DATE = '2022-09-11';
/** Seats of each election, which the JSON files state and a programme has; a council's own sum to theirs once allotted. */
export const SEATS: Readonly<Record<ElectionType, number>> = { RD: 4, RF: 55, KF: 21 };

/** A party: its number and abbreviation in JSON, and its label in XML. */
export interface ToldParty {
  readonly partikod: string;
  /** `null`: it has none. */
  readonly short: string | null;
  readonly label: string;
  readonly name: string;
  readonly colour: string | null;
}

/** Votes in the order of the contest's parties. */
export interface ToldVotes {
  readonly parties: readonly number[];
  readonly other: number;
  readonly invalid: number;
}

export interface ToldBefore {
  /** `null`: the party has no figure of its own. */
  readonly parties: readonly (number | null)[];
  readonly other: number;
  readonly invalid: number;
  readonly eligible: number;
}

export interface ToldDistrict {
  /** Eight digits; a collection district six. */
  readonly code: string;
  readonly boundary: Boundary;
  /** Entitled to vote and not voting; a collection district has no electorate. */
  readonly absent: number;
  /** Local time, `2026-09-13T21:12:13`; `null`: not counted. */
  readonly at: string | null;
  readonly votes: ToldVotes;
  /** `null`: nothing is stated. */
  readonly before: ToldBefore | null;
}

export interface ToldMunicipality {
  readonly code: string;
  readonly name: string;
  readonly districts: readonly ToldDistrict[];
  /** A council's seats by party; `null`: not allotted. */
  readonly seats: readonly number[] | null;
}

/** One election in one count. */
export interface ToldContest {
  readonly type: ElectionType;
  readonly count: 'night' | 'final';
  readonly exportedAt: string;
  readonly updates: number;
  /** The last ones in a final XML file stand below "others", as small parties do there. */
  readonly parties: readonly ToldParty[];
  readonly small: number;
  readonly municipalities: readonly ToldMunicipality[];
}

export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
export const isCollection = ({ code }: ToldDistrict): boolean => code.length === 6;
export const isCounted = ({ at }: ToldDistrict): boolean => at !== null;
export const validOf = ({ parties, other }: ToldVotes): number => sum(parties) + other;
export const castOf = (votes: ToldVotes): number => validOf(votes) + votes.invalid;
export const validBefore = ({ parties, other }: ToldBefore): number =>
  sum(parties.map((each) => each ?? 0)) + other;
export const castBefore = (before: ToldBefore): number => validBefore(before) + before.invalid;
export const eligibleOf = (district: ToldDistrict): number =>
  isCollection(district) ? 0 : castOf(district.votes) + district.absent;
export const nameOf = (code: string): string => `Distrikt ${code}`;
export const compact = (local: string): string => local.replace(/\D/g, '');

export const addedVotes = (all: readonly ToldVotes[], parties: readonly unknown[]): ToldVotes => ({
  parties: parties.map((_, at) => sum(all.map((votes) => votes.parties[at] ?? 0))),
  other: sum(all.map(({ other }) => other)),
  invalid: sum(all.map(({ invalid }) => invalid)),
});

/** What is counted in some districts, and what they are. */
export function totalIn(districts: readonly ToldDistrict[], parties: readonly unknown[]) {
  const counted = districts.filter(isCounted);
  return {
    votes: addedVotes(
      counted.map(({ votes }) => votes),
      parties,
    ),
    counted: counted.length,
    of: districts.length,
    eligible: sum(districts.map(eligibleOf)),
    eligibleCounted: sum(counted.map(eligibleOf)),
    newest:
      counted
        .flatMap(({ at }) => at ?? [])
        .sort()
        .at(-1) ?? null,
  };
}
