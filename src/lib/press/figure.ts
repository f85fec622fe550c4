/** What a figure to copy is: the integers it is made of, where it belongs, and the ground it stands on. */
import type { ElectionType, Stage } from '../election/model.ts';
import type {
  Contest,
  Counted,
  LikeForLike,
  Projection,
  Snapshot,
  Target,
} from '../election/snapshot-shape.ts';
import { formatYear } from '../format.ts';
import type { PartyVotes } from './rank.ts';

/** On what ground a figure stands: how much is counted, how far the count has come, when. */
export interface Ground {
  readonly stage: Stage;
  readonly counted: Pick<Counted, 'districts' | 'of' | 'collection' | 'collectionOf'>;
  /** The newest report that is in the figure. */
  readonly asOf: string | null;
  /** Counted districts that are being checked. */
  readonly heldBack: number;
}

/** The same places now and last time, in votes. */
export interface Compared {
  readonly districts: number;
  readonly collection: number;
  /** The whole contest's final result, both times. */
  readonly whole: boolean;
  /** Codes of counted districts that are not among the compared ones. */
  readonly leftOut: readonly string[];
  readonly own: number;
  readonly valid: number;
  readonly ownBefore: number;
  readonly validBefore: number;
  /** `2014` */
  readonly year: string;
}

export interface NamedParty {
  readonly code: string;
  readonly name: string;
}

/** Where a figure belongs. */
export interface InContest {
  readonly contest: string;
  readonly type: ElectionType;
  readonly area: { readonly code: string; readonly name: string };
}

export interface Common extends InContest {
  /** Its address among the figures of a snapshot: `KF-2326.andel`, `KF-2326.C.andel`, `rd-votes.lage`. */
  readonly id: string;
  readonly ground: Ground;
  readonly party: NamedParty;
}

/** A party's share of the valid votes. */
export interface ShareFigure extends Common {
  readonly kind: 'share';
  readonly votes: number;
  readonly valid: number;
  /** The same places last time; `null`: another party than the programme's, or nothing to compare. */
  readonly compared: Compared | null;
  /** Goals of this contest that are shares or votes, as the statement tells them. */
  readonly targets: readonly Target[];
}

export interface VotesFigure extends Common {
  readonly kind: 'votes';
  readonly votes: number;
  readonly compared: Compared | null;
}

export interface ChangeFigure extends Common {
  readonly kind: 'change';
  readonly compared: Compared;
}

/** The party's place by votes; `tied`: others with as many votes. */
export interface RankFigure extends Common {
  readonly kind: 'rank';
  readonly place: number;
  readonly votes: number;
  readonly valid: number;
  readonly tied: readonly NamedParty[];
  /** The nearest party behind the largest one, or the nearest ahead of the others; `null`: none. */
  readonly nearest: PartyVotes | null;
  /** Every other party of the contest, so that a correction can be reckoned with. */
  readonly others: readonly PartyVotes[];
}

export interface SeatsFigure extends Common {
  readonly kind: 'seats';
  readonly seats: number;
  readonly of: number;
  readonly official: boolean;
  /** Names of the parties that draw lots for what is left of the seats; empty: nobody does. */
  readonly lot: readonly string[];
}

export interface MajorityFigure extends Common {
  readonly kind: 'majority';
  readonly seats: number;
  readonly of: number;
  readonly majority: number;
  readonly official: boolean;
}

/** Cast votes of the electorate; told of a final count only, since late votes have no district before it. */
export interface TurnoutFigure extends Common {
  readonly kind: 'turnout';
  readonly cast: number;
  readonly eligible: number;
}

/** A goal of the programme and what the count of its contest says of it. */
export interface GoalFigure extends Common {
  readonly kind: 'goal';
  readonly target: Target;
  /** The programme's party in the goal's contest so far. */
  readonly votes: number;
  readonly valid: number;
  readonly compared: Compared | null;
  /** Where the count points; `null`: nothing is said. */
  readonly projection: Projection | null;
  /** The last election: `2014`. */
  readonly yearBefore: string;
  /** Nobody adopted it: it is a mere comparison with the last election. */
  readonly comparison: boolean;
}

/** A goal that people count by hand: no contest, and the figure has a date and a source of its own. */
export interface CountFigure {
  readonly kind: 'count';
  readonly id: string;
  readonly contest: null;
  readonly target: Target;
  readonly value: number;
  readonly goal: number;
  readonly counted: { readonly date: string; readonly source: string };
  readonly party: NamedParty;
}

/** One district's share in one contest, beside the same district last time. */
export interface DistrictFigure extends Common {
  readonly kind: 'district';
  readonly district: string;
  readonly name: string;
  readonly votes: number;
  readonly valid: number;
  readonly before: { readonly own: number; readonly valid: number; readonly year: string } | null;
}

export type ContestFigure =
  | ShareFigure
  | VotesFigure
  | ChangeFigure
  | RankFigure
  | SeatsFigure
  | MajorityFigure
  | TurnoutFigure
  | GoalFigure;
export type Figure = ContestFigure | CountFigure | DistrictFigure;
export type FigureKind = Figure['kind'];

export const groundOf = ({ stage, counted, asOf, heldBack }: Contest): Ground => ({
  stage,
  counted: {
    districts: counted.districts,
    of: counted.of,
    collection: counted.collection,
    collectionOf: counted.collectionOf,
  },
  asOf,
  heldBack,
});

/** The contest's like-for-like votes; `null` where nothing is comparable. */
export function comparedOf(contest: Contest, { night }: Snapshot): Compared | null {
  const { likeForLike, leftOut } = contest;
  if (!likeForLike || likeForLike.valid <= 0 || likeForLike.validBefore <= 0) return null;
  const { districts, collection, own, valid, ownBefore, validBefore } = likeForLike;
  return {
    districts,
    collection,
    whole: isWhole(contest, likeForLike),
    leftOut: leftOut.map(({ district }) => district),
    own,
    valid,
    ownBefore,
    validBefore,
    year: formatYear(night.baselineDate),
  };
}

/** A final count compares whole elections where nothing of either is left out; otherwise it too compares places. */
const isWhole = ({ stage, own, valid, baseline }: Contest, compared: LikeForLike): boolean =>
  stage === 'final' &&
  baseline !== null &&
  compared.own === own.votes &&
  compared.valid === valid &&
  compared.ownBefore === baseline.votes &&
  compared.validBefore === baseline.valid;

export const ownParty = ({ programme }: Snapshot): NamedParty => ({
  code: programme.party.code,
  name: programme.party.name,
});

export const inContest = ({ id, type, area }: Contest): InContest => ({ contest: id, type, area });
