/**
 * What the feed checks find, as the desk deals with it. A finding never alters a figure: while it is open its districts
 * leave the projection, and official totals stay as they are (docs: projection §8).
 */
import type {
  ContestId,
  Count,
  DistrictCode,
  DistrictKind,
  ElectionType,
  MunicipalityCode,
  PartyCode,
  Report,
} from './model.ts';
import { isCounted } from './tally.ts';

export type CheckKind = 'mixup' | 'zero' | 'half' | 'magnitude' | 'fall' | 'knownFault';

/** Checks whose districts leave the projection; a fall in votes is told, and figures stand as they are. */
const HOLDING: readonly CheckKind[] = ['mixup', 'zero', 'half', 'magnitude', 'knownFault'];

/** `open`: nobody has looked. Only `released` lets a district back into the projection. */
export type FindingStatus = 'open' | 'acknowledged' | 'knownFault' | 'released';

/** The figures that a check rests on. */
export type FindingFigures =
  /** Two elections of one district with the same votes; `difference` is Σ|a − b| over the parties named in both. */
  | {
      readonly check: 'mixup';
      readonly difference: number;
      readonly elections: readonly {
        readonly type: ElectionType;
        readonly own: number;
        readonly valid: number;
      }[];
    }
  | { readonly check: 'zero'; readonly eligible: number | null }
  /** About half as many votes as last time; turnout as votes cast of the electorate, `null` where not on record. */
  | {
      readonly check: 'half';
      readonly valid: number;
      readonly validBefore: number;
      readonly turnout: Turnout | null;
      readonly turnoutBefore: Turnout | null;
    }
  /** A row with a digit too many: without it the district has about as many votes as expected. */
  | {
      readonly check: 'magnitude';
      readonly party: PartyCode;
      readonly votes: number;
      readonly votesBefore: number;
      readonly valid: number;
      readonly expected: number;
    }
  /** `after: null`: counted before, not counted now. */
  | {
      readonly check: 'fall';
      readonly before: number;
      readonly after: number | null;
      readonly changes: Changes;
    }
  | { readonly check: 'knownFault'; readonly own: number; readonly valid: number };

export interface Turnout {
  readonly cast: number;
  readonly eligible: number;
}
type Changes = readonly (readonly [code: PartyCode, by: number])[];

/** One finding as it stands. */
export interface Finding {
  /** `mixup/RF-KF/2380/23800229`: check, elections, municipality, district; the same as long as it stands. */
  readonly id: string;
  readonly check: CheckKind;
  /** The contests whose reports are in doubt, in the programme's order; `contest` is the first. */
  readonly contest: ContestId;
  readonly contests: readonly ContestId[];
  readonly municipality: MunicipalityCode;
  readonly municipalityName: string;
  readonly district: DistrictCode;
  readonly districtName: string;
  readonly districtKind: DistrictKind;
  readonly figures: FindingFigures;
  readonly status: FindingStatus;
  /** What the desk noted; empty without a decision. */
  readonly note: string;
  /** Its reports are out of the projection now. */
  readonly held: boolean;
  /** `votesText` of its reports: a decision holds for these votes and no others. */
  readonly votes: string;
  /** Keys of the reports in doubt. */
  readonly reports: readonly string[];
}

/** What the desk decided about a finding, or the record of a fall: kept as an entry under the finding's id. */
export interface FindingEntry {
  readonly finding: string;
  readonly status: FindingStatus;
  readonly note: string;
  readonly districtName: string;
  /** The votes that it is about. */
  readonly votes: string;
  /** Only for a fall, which no later state of the files shows any more. */
  readonly fall: Fall | null;
}

export interface Fall {
  readonly count: Count;
  readonly districtKind: DistrictKind;
  readonly before: number;
  readonly after: number | null;
  readonly changes: Changes;
}

/** What a finding is about, in its id. */
export interface FindingPlace {
  readonly check: CheckKind;
  readonly types: readonly ElectionType[];
  readonly municipality: MunicipalityCode;
  readonly district: DistrictCode;
}

export const findingId = ({ check, types, municipality, district }: FindingPlace): string =>
  `${check}/${types.join('-')}/${municipality}/${district}`;

const ID =
  /^(mixup|zero|half|magnitude|fall|knownFault)\/((?:RD|RF|KF)(?:-(?:RD|RF|KF))?)\/(\d{4})\/(\d{6,8})$/;

/** Reads an id back; `null`: it is none. */
export function readFindingId(id: string): FindingPlace | null {
  const [, check, types = '', municipality, district] = ID.exec(id) ?? [];
  if (!check) return null;
  return {
    check: check as CheckKind,
    types: types.split('-') as ElectionType[],
    municipality: municipality as MunicipalityCode,
    district: district as DistrictCode,
  };
}

export const holds = (check: CheckKind, status: FindingStatus): boolean =>
  HOLDING.includes(check) && status !== 'released';

/** A report's votes as one text, the same exactly when no valid vote differs; `-`: not counted. */
export function votesText(report: Report | undefined): string {
  if (!report || !isCounted(report)) return '-';
  const { valid, other, parties } = report.votes;
  const rows = parties.map(([code, votes]) => `${code} ${votes}`).sort();
  return [`${valid}`, ...rows, `${other}`].join(', ');
}
