/**
 * What pages, SSE and API share: JSON-safe, read-only. Counts are integers or `null` (not known); a `share` is an
 * exact quotient between 0 and 1 that only the interface rounds. Times are ISO 8601 with offset.
 */
import type { CheckKind, FindingStatus } from './finding.ts';
import type { ScreenState } from './screen.ts';
import type { Boundary, DistrictKind, ElectionType, Stage } from './model.ts';

export type FeedState = 'waiting' | 'live' | 'stale' | 'down' | 'complete';
export type TargetState = 'reached' | 'missed' | 'leaningReached' | 'leaningMissed' | 'tooEarly' | 'unknown';
export type TargetKind = 'share' | 'votes' | 'governing' | 'count';
export type NightMode = 'live' | 'replay' | 'test';

/** The feed as it is (health, SSE) or as it was when a revision was stored (snapshot). */
export interface FeedStatus {
  readonly state: FeedState;
  readonly source: string;
  /** When the source last answered. */
  readonly checkedAt: string | null;
  /** When it last had something new for us. */
  readonly changedAt: string | null;
  /** The newest export time of what it gave. */
  readonly publishedAt: string | null;
}

/** The feed's present state, as `event: feed` and `GET /api/health` tell it. */
export interface PresentFeed extends FeedStatus {
  /** The night's clock now: ages are told against it, never against the reader's date. */
  readonly now: string;
  /** Night seconds that pass in one real second (1 in a live night). */
  readonly speed: number;
  readonly intervalSeconds: number;
  /** The last problem in words of the log (English), `null` when the last poll went well. */
  readonly problem: string | null;
  readonly revision: number;
}

export interface NightInfo {
  readonly id: string;
  readonly electionDate: string;
  readonly mode: NightMode;
  /** Words for the banner: `REPRIS 2018`, `TEST – EJ VALRESULTAT`; empty on the real night. */
  readonly label: string;
  /** What must be known about where the figures come from (reconstruction, where the record ends), in Swedish. */
  readonly remarks: readonly string[];
  /** The night's own count is not on record: its districts have the final figures. Absent: it is as reported. */
  readonly reconstructed?: boolean;
  /** Last time's election, shown as "2014". */
  readonly baselineDate: string;
}

export interface Snapshot {
  readonly revision: number;
  /** Newest report that is counted in. */
  readonly asOf: string | null;
  readonly night: NightInfo;
  readonly feed: FeedStatus;
  readonly programme: ProgrammeInfo;
  readonly contests: readonly Contest[];
  /** The big screen's direction. */
  readonly screen: ScreenState;
  /** Districts that a feed check or the desk has doubts about ("Kontrolleras"), by id. */
  readonly findings: readonly ShownFinding[];
  readonly targets: readonly Target[];
}

/** A finding as everyone may see it; the desk has its figures and notes. */
export interface ShownFinding {
  readonly id: string;
  readonly check: CheckKind;
  /** The first of the contests whose report is in doubt, and all of them. */
  readonly contest: string;
  readonly contests: readonly string[];
  readonly municipality: string;
  readonly district: string;
  readonly name: string;
  readonly status: FindingStatus;
  /** Out of the projection now. */
  readonly held: boolean;
}

export interface ProgrammeInfo {
  readonly id: string;
  readonly title: string;
  readonly party: { readonly code: string; readonly name: string; readonly colour: string };
  readonly area: string;
  /** No adopted goals: a comparison with last time only. */
  readonly comparisonOnly: boolean;
  /** Whom to name for the figures, last time's included: `Källa: Valmyndigheten`; absent: the authority alone. */
  readonly credit?: string;
  /** The election's districts as shapes; `null`: there is no map. */
  readonly map: MapInfo | null;
}

/** The map table that goes with an election: `/map/FILE`. */
export interface MapInfo {
  readonly file: string;
  /** The districts' shapes were rebuilt from another election's. */
  readonly reconstructed: boolean;
  /** Whose shapes they are, as it must be shown. */
  readonly credit: string;
}

export interface Contest {
  readonly id: string;
  readonly type: ElectionType;
  readonly area: { readonly code: string; readonly name: string };
  readonly stage: Stage;
  readonly counted: Counted;
  readonly valid: number;
  readonly cast: number | null;
  readonly other: number;
  readonly parties: readonly PartyResult[];
  /** The programme's party. */
  readonly own: { readonly votes: number; readonly share: number | null };
  /** Last time's final result of the whole area; `null` where the programme has none. */
  readonly baseline: Baseline | null;
  readonly likeForLike: LikeForLike | null;
  /** Counted, but not comparable; `reason` is a word of `LeftOutReason`. */
  readonly leftOut: readonly LeftOut[];
  readonly projection: Projection | { readonly unavailable: string };
  /** The larger parties' expected shares; empty while there is no projection. */
  readonly partyProjections: readonly PartyProjection[];
  readonly needed: Needed | null;
  readonly seats: Seats | null;
  /** Seats that an undivided area elects, also while none are allotted; `null`: divided, or not known. */
  readonly seatsOf: number | null;
  /** Districts that came by phone and are in no file yet ("muntlig uppgift"); `null`: none. */
  readonly oral: OralFigures | null;
  /** Counted districts that a finding keeps out of the projection; they stay in every total. */
  readonly heldBack: number;
  /** The contest's own newest report. */
  readonly asOf: string | null;
}

/** Figures by phone, kept apart from the official ones; `together` is what both make. */
export interface OralFigures {
  readonly own: number;
  readonly valid: number;
  readonly districts: readonly {
    readonly district: string;
    readonly name: string;
    readonly municipality: string;
    readonly own: number;
    readonly valid: number;
    /** When it was entered, on the night's clock. */
    readonly at: string;
  }[];
  readonly together: {
    readonly districts: number;
    readonly own: number;
    readonly valid: number;
    readonly share: number | null;
  };
}

export interface Counted {
  /** Ordinary districts counted, and all of them. */
  readonly districts: number;
  readonly of: number;
  /** Collection districts counted, and all that are expected. */
  readonly collection: number;
  readonly collectionOf: number;
  /** Electorate of the counted districts, and of all districts. */
  readonly eligible: number | null;
  readonly eligibleOf: number | null;
}

export interface PartyResult {
  readonly code: string;
  readonly partikod: string | null;
  readonly name: string;
  readonly colour: string | null;
  readonly votes: number;
  readonly share: number | null;
}

export interface Baseline {
  readonly electionDate: string;
  readonly votes: number;
  readonly valid: number;
  readonly share: number;
}

/** Counted comparable districts now and the same districts last time. */
export interface LikeForLike {
  /** Ordinary districts compared (those of a joined group included). */
  readonly districts: number;
  /** Collection districts that joined. */
  readonly collection: number;
  readonly own: number;
  readonly valid: number;
  readonly share: number;
  readonly ownBefore: number;
  readonly validBefore: number;
  readonly shareBefore: number;
  /** Difference of the unrounded shares. */
  readonly change: number;
}

/**
 * Why a counted district is not compared: its area changed and the rest of its group is not in; the feed gives no
 * previous figures; or it is a collection district and its municipality's others are not in.
 */
export type LeftOutReason = 'changedAwaitsGroup' | 'noPreviousFigures' | 'collectionAwaitsOthers';
export interface LeftOut {
  readonly district: string;
  readonly reason: LeftOutReason;
}

export interface Projection {
  readonly share: number;
  readonly band80: readonly [number, number];
  readonly band95: readonly [number, number];
  readonly votes: number;
  readonly votes95: readonly [number, number];
  /** The same without the collection count: what the night itself points to. */
  readonly nightShare: number;
  /** Comparable districts that it rests on, and their change of share. */
  readonly districts: number;
  readonly change: number;
  /** Expected valid votes still out. */
  readonly restValid: number;
  /** Collection votes are among them; and nothing is out but the recount. */
  readonly collectionOut: boolean;
  readonly onlyRecount: boolean;
  /** Which earlier elections its bands are taken from. */
  readonly parameters: { readonly from: string; readonly widening: number };
}

export interface PartyProjection {
  readonly code: string;
  readonly share: number;
  readonly band80: readonly [number, number] | null;
  /** Did not stand last time: its counted share so far. */
  readonly isNew: boolean;
}

/** What the rest must give for the goal, if as many votes remain as the uncounted places had last time. */
export interface Needed {
  /** votesOfRest / restVotes; `null` when nothing remains to compare with. */
  readonly shareOfRest: number | null;
  readonly votesOfRest: number;
  /** Valid votes still out: expected ones, or what the same places had last time; `null`: not known. */
  readonly restVotes: number | null;
  readonly restBy: 'expected' | 'lastTime';
  /** The party's share of the same votes last time; `null`: not known. */
  readonly restShareBefore: number | null;
  /** Arithmetic only: what no vote still out can change. */
  readonly settled: 'reached' | 'missed' | null;
}

export interface Seats {
  readonly of: number;
  readonly majority: number;
  readonly official: boolean;
  readonly parties: readonly { readonly code: string; readonly seats: number }[];
  readonly lot: readonly string[] | null;
}

export interface Target {
  readonly id: string;
  readonly kind: TargetKind;
  readonly contest: string | null;
  readonly label: string;
  readonly goal: number | null;
  /** What a hand-counted goal counts: `personer`, `procent`; `null` for the others. */
  readonly unit: string | null;
  readonly value: number | null;
  readonly gap: number | null;
  readonly state: TargetState;
  readonly final: boolean;
  /** When it got this state, on the night's clock. */
  readonly since: string | null;
  /** The programme's line. */
  readonly source: string;
  readonly needed: Needed | null;
  /** When it may be called; `null`: it is, or nothing can be said. */
  readonly decision: Decision | null;
  /** What a governing goal rests on; `null` for the others. */
  readonly governing: GoverningGround | null;
  /** The newest figure of a hand-counted goal; `null`: none yet, or another kind of goal. */
  readonly counted: { readonly date: string; readonly source: string } | null;
}

/** When a goal can be expected to be called; `null` on Wednesday, or with the final count. An estimate, not a promise. */
export interface Decision {
  readonly on: 'night' | 'wednesday' | 'final';
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** Before the count is final: arithmetic about a majority of one's own. Then: seats, or a dated and sourced fact. */
export interface GoverningGround {
  readonly ownMajority: 'certain' | 'possible' | 'excluded' | null;
  /** The fact that holds on the day on which the goal is judged; `null`: none is on record. */
  readonly fact: GoverningWords | null;
  /** The day on which the goal is judged. */
  readonly judgedOn: string | null;
  /** Changes of which it is not known whether they came before that day. */
  readonly uncertain: readonly GoverningWords[];
  /** Changes later in the same term, which never change the outcome. */
  readonly later: readonly GoverningWords[];
}

export interface GoverningWords {
  readonly term: { readonly from: string; readonly to: string };
  /** As exactly as it is known; `null`: since the term began. */
  readonly since: string | null;
  /** The last day, as exactly as it is known; `null`: until the next change, or the term's end. */
  readonly until: string | null;
  readonly parties: readonly string[];
  readonly complete: boolean;
  readonly majority: boolean | null;
  readonly sources: readonly string[];
}

/** One district of one contest, as `GET /api/contests/:id/districts` gives it. */
export interface DistrictRow {
  readonly district: string;
  readonly name: string;
  readonly municipality: string;
  readonly kind: DistrictKind;
  readonly boundary: Boundary;
  readonly count: 'night' | 'final';
  readonly reportedAt: string | null;
  readonly eligible: number | null;
  readonly valid: number | null;
  readonly cast: number | null;
  readonly own: number | null;
  readonly share: number | null;
  readonly validBefore: number | null;
  readonly ownBefore: number | null;
  readonly shareBefore: number | null;
  readonly change: number | null;
  readonly leftOut: LeftOutReason | null;
  readonly parties: readonly (readonly [code: string, votes: number])[] | null;
}
