/** What a programme asks for, in the core's terms: which contests are followed, against what, and for which goals. */
import type { GoverningFact } from './governing.ts';
import type { PastElection } from './history.ts';
import type { MapInfo } from './snapshot-shape.ts';
import type { ProjectionParameters } from './projection/parameters.ts';
import type {
  ContestId,
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  PartyCode,
  PartyVotes,
} from './model.ts';

/** Votes of the programme's party and all valid votes of the same place. */
export interface OwnAndValid {
  readonly own: number;
  readonly valid: number;
}

/** Last time's final result of one municipality in one election. */
export interface PlaceBaseline {
  readonly ordinary: OwnAndValid;
  readonly collection: OwnAndValid;
  /** Last time's ordinary districts by their code then. */
  readonly districts: ReadonlyMap<DistrictCode, OwnAndValid>;
  /** A merged district of this time → last time's districts that it is the sum of. */
  readonly predecessors: ReadonlyMap<DistrictCode, readonly DistrictCode[]>;
  /** Electorate of the ordinary districts then; `null`: not on record. */
  readonly eligible: number | null;
  /** Every party's votes by this time's labels, district by district and in the collection count; `null`: not on record. */
  readonly parties: PlaceParties | null;
  /** The council's seats then, by this time's labels; absent: not on record, or the place elects no council here. */
  readonly seats?: LastSeats;
}

export interface LastSeats {
  readonly of: number;
  readonly parties: readonly (readonly [code: PartyCode, seats: number])[];
}

export interface PlaceParties {
  readonly districts: ReadonlyMap<DistrictCode, readonly PartyVotes[]>;
  readonly collection: readonly PartyVotes[];
  /** Small parties stand in a lump on the record: one that it does not name may have stood all the same. */
  readonly lumped?: boolean;
}

export interface ContestPlan {
  readonly id: ContestId;
  readonly type: ElectionType;
  readonly area: { readonly code: string; readonly name: string };
  readonly municipalities: readonly MunicipalityCode[];
  /** The Riksdag constituency's code in the JSON feed (`27`); absent for other elections. */
  readonly constituency?: string;
  /** Seats where the feed does not state them (region, Riksdag constituency); councils' come with their files. */
  readonly seats: SeatPlan | null;
}

export interface SeatPlan {
  /** All seats, adjustment seats included. */
  readonly of: number;
  /** A divided area: fixed seats of each constituency, and the council constituencies that lie in it. */
  readonly constituencies:
    readonly { readonly code: string; readonly fixed: number; readonly parts: readonly string[] }[] | null;
}

interface GoalBase {
  readonly id: string;
  readonly label: string;
  /** The programme's line. */
  readonly source: string;
}

/** A share above last time's (`strict`), or at least numerator/denominator. */
export interface ShareGoal extends GoalBase {
  readonly kind: 'share';
  readonly contest: ContestId;
  readonly rule: { readonly above: 'baseline' } | { readonly atLeastPercent: number };
}

/** So many votes, or so many more than last time. */
export interface VotesGoal extends GoalBase {
  readonly kind: 'votes';
  readonly contest: ContestId;
  readonly rule: { readonly plus: number } | { readonly votes: number };
}

/** The party takes part in governing the contest's area, judged on the plan's `judgedOn`. */
export interface GoverningGoal extends GoalBase {
  readonly kind: 'governing';
  readonly contest: ContestId;
}

/** Counted by the party itself and entered by hand. */
export interface CountGoal extends GoalBase {
  readonly kind: 'count';
  readonly contest: null;
  readonly goal: number;
  readonly unit: string;
  /** The last day that counts towards it; `null`: the programme names none, so it is never missed for good. */
  readonly until: string | null;
  /** A count of what has been done, which can only grow: a figure below an earlier day's is a mistake. */
  readonly grows: boolean;
  /** Belongs to the follow-up at congress, not to the election. */
  readonly followUp: boolean;
}

export type Goal = ShareGoal | VotesGoal | GoverningGoal | CountGoal;

export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly party: { readonly code: PartyCode; readonly name: string; readonly colour: string };
  readonly electionDate: string;
  readonly baselineDate: string;
  /** Whom to name for the figures, last time's included, as it must be shown; absent: the authority alone. */
  readonly credit?: string;
  /** The day on which governing goals are judged; `null` where the programme has none. */
  readonly judgedOn: string | null;
  readonly comparisonOnly: boolean;
  readonly contests: readonly ContestPlan[];
  readonly goals: readonly Goal[];
  /** The election's districts as shapes; `null`: there is no map. */
  readonly map: MapInfo | null;
  /** What projections take from earlier elections; `null`: none are made. */
  readonly projection: ProjectionParameters | null;
  /** Who is known to have governed the plan's areas. */
  readonly governing: readonly GoverningFact[];
  /** Past elections of the same areas, this one and later ones included; absent: none on record. */
  readonly history?: readonly PastElection[];
  /** By `placeKey`; a place without one has no baseline on record. */
  readonly baselines: ReadonlyMap<string, PlaceBaseline>;
}

export const placeKey = (type: ElectionType, municipality: string): string => `${type}/${municipality}`;

/** The contest of the plan that a municipality's results, or those of its whole area, count towards, if any. */
export function contestOf(plan: Plan, type: ElectionType, municipality: string): ContestPlan | null {
  return (
    plan.contests.find(
      (contest) =>
        contest.type === type &&
        (contest.area.code === municipality ||
          contest.municipalities.some((candidate) => candidate === municipality)),
    ) ?? null
  );
}
