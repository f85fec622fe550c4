import type {
  ContestId,
  DistrictCode,
  DistrictKind,
  ElectionType,
  MunicipalityCode,
  PartyCode,
} from './model.ts';
import type { FindingFigures } from './finding.ts';
import type { FeedError } from './parse/error.ts';
import type { TargetState } from './snapshot-shape.ts';

/** What happened, for the page's list, the log and the alerts: one diff feeds all of them. */
export type ElectionEvent =
  | ReportEvent
  | FinalEvent
  | CorrectionEvent
  | TargetEvent
  | SeatsEvent
  | OralEvent
  | FindingEvent
  | NoticeEvent;

interface InDistrict {
  /** `null`: no contest of the programme counts this place. */
  readonly contest: ContestId | null;
  readonly type: ElectionType;
  readonly municipality: MunicipalityCode;
  readonly district: DistrictCode;
  readonly districtKind: DistrictKind;
  readonly districtName: string;
  /** The district's own time stamp, ISO 8601 with offset. */
  readonly reportedAt: string;
}

/** A district was counted for the first time. */
export interface ReportEvent extends InDistrict {
  readonly kind: 'report';
  /** Votes of the programme's party, all valid votes; `before` the same area last time, where it can be compared. */
  readonly own: number;
  readonly valid: number;
  readonly before: { readonly own: number; readonly valid: number } | null;
}

/** The final count of one municipality in one election came in (one event, not one for every district). */
export interface FinalEvent {
  readonly kind: 'final';
  readonly contest: ContestId | null;
  readonly type: ElectionType;
  readonly municipality: MunicipalityCode;
  readonly municipalityName: string;
  readonly own: number;
  readonly valid: number;
}

/** A counted district was reported again with other votes, or withdrawn (`after: null`). */
export interface CorrectionEvent extends InDistrict {
  readonly kind: 'correction';
  readonly before: { readonly own: number; readonly valid: number };
  readonly after: { readonly own: number; readonly valid: number } | null;
  /** Every party whose votes changed, by how much. */
  readonly changes: readonly (readonly [code: PartyCode, by: number])[];
}

/** A goal changed state. */
export interface TargetEvent {
  readonly kind: 'target';
  readonly contest: ContestId | null;
  readonly target: string;
  readonly label: string;
  readonly from: TargetState | null;
  readonly to: TargetState;
  readonly final: boolean;
  /** Districts of its contest that were corrected in the same revision. */
  readonly because?: readonly string[];
}

/** Seats of a contest fell otherwise than before. */
export interface SeatsEvent {
  readonly kind: 'seats';
  readonly contest: ContestId;
  readonly area: string;
  /** Every party whose seats changed. */
  readonly changes: readonly (readonly [code: PartyCode, from: number, to: number])[];
  readonly official: boolean;
}

/** A district's figures by phone: said, taken back, or replaced by the file (`file` has what that says). */
export interface OralEvent {
  readonly kind: 'oral';
  readonly about: 'stated' | 'withdrawn' | 'replaced';
  readonly contest: ContestId;
  readonly municipality: MunicipalityCode;
  readonly district: DistrictCode;
  readonly districtName: string;
  readonly said: { readonly own: number; readonly valid: number };
  readonly file: { readonly own: number; readonly valid: number } | null;
}

/** A feed check found something, what it found is over (corrected), or the desk let the district back. */
export interface FindingEvent {
  readonly kind: 'finding';
  readonly about: 'found' | 'gone' | 'released';
  /** The finding's id. */
  readonly finding: string;
  readonly contest: ContestId;
  /** Every contest with a report in doubt. */
  readonly contests: readonly ContestId[];
  readonly municipality: MunicipalityCode;
  readonly municipalityName: string;
  readonly district: DistrictCode;
  readonly districtName: string;
  readonly districtKind: DistrictKind;
  readonly figures: FindingFigures;
}

/** Something about the feed that the desk should know. */
export interface NoticeEvent {
  readonly kind: 'notice';
  readonly contest: ContestId | null;
  readonly notice: Notice;
}

export type Notice =
  /** A file (or one member of an archive) was refused; `error` says why. */
  | { readonly about: 'refused'; readonly error: FeedError }
  /** A stated total does not meet the sum of its districts; the districts' sum is what we show. */
  | {
      readonly about: 'totals';
      readonly file: string;
      readonly area: string;
      readonly field: string;
      readonly stated: number;
      readonly summed: number;
    }
  /** The official seats are not those that the counted votes give by our reckoning. */
  | {
      readonly about: 'seats';
      readonly area: string;
      readonly differences: readonly (readonly [code: PartyCode, official: number, computed: number])[];
    }
  /** A final count came in with districts that are not counted: the night's count stands until all are. */
  | {
      readonly about: 'incompleteFinal';
      readonly municipality: string;
      readonly counted: number;
      readonly of: number;
    }
  /** The feed could not be fetched, or could again. */
  | { readonly about: 'feed'; readonly problem: string; readonly source: string };

/** An event as stored and served: newest first by `id`. */
export interface StoredEvent {
  readonly id: number;
  /** The revision it belongs to; a notice may belong to none. */
  readonly revision: number | null;
  /** When we learnt of it, on the night's clock: ISO 8601 with offset. */
  readonly at: string;
  readonly event: ElectionEvent;
}
