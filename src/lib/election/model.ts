/**
 * The words of the field, as types. Everything behind the reader (`parse/`) speaks only these: counts are integers
 * or absent (`null`), never a stand-in 0; a district that is not counted has no votes at all.
 */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Municipality, four digits: `2303`; for a count that is stated for a contest's whole area, that area's: `23`. */
export type MunicipalityCode = Branded<string, 'MunicipalityCode'>;
/** Polling district: eight digits (`23030101`); collection district: the six digits of its council constituency. */
export type DistrictCode = Branded<string, 'DistrictCode'>;
/** `RD-23`, `RF-23`, `KF-2303`: election type and the code of the area it elects for. */
export type ContestId = Branded<string, 'ContestId'>;
/** A party's label on the ballot of one election; case counts (`be` and `BE` are different lists). */
export type PartyCode = Branded<string, 'PartyCode'>;

/** Riksdag, region (county council until 2018), municipal council. */
export type ElectionType = 'RD' | 'RF' | 'KF';
export const ELECTION_TYPES: readonly ElectionType[] = ['RD', 'RF', 'KF'];

/** Which count a figure belongs to: the preliminary one (night and Wednesday) or the county board's final one. */
export type Count = 'night' | 'final';
/** How far a contest has come; `wednesday` from the first collection district of the preliminary count on. */
export type Stage = 'none' | 'night' | 'wednesday' | 'final';

/** Ordinary polling district, or collection district (late advance votes; no area, no electorate). */
export type DistrictKind = 'ordinary' | 'collection';
/** The district's area against last time: the same, a sum of old districts, or changed (no baseline of its own). */
export type Boundary = 'same' | 'merged' | 'changed';

/** Votes of one party, as a pair so that order and bytes stay the same in every store. */
export type PartyVotes = readonly [code: PartyCode, votes: number];

/** Votes counted in one district. Parties + other = valid; valid + invalid = cast. */
export interface Votes {
  readonly valid: number;
  readonly parties: readonly PartyVotes[];
  /** Valid votes for nobody in `parties`: small parties in a lump, handwritten ballots. */
  readonly other: number;
  readonly invalid: number;
  readonly cast: number;
}

/** The previous final result of the same area, as the feed states it for a counted district. */
export interface PreviousVotes {
  readonly valid: number;
  /** Only parties with a previous figure; a party that is absent here did not stand (or is not told apart). */
  readonly parties: readonly PartyVotes[];
  readonly cast: number | null;
  readonly eligible: number | null;
}

/** One district in one election, as one result file states it. */
export interface Report {
  readonly type: ElectionType;
  readonly count: Count;
  readonly municipality: MunicipalityCode;
  /** Council constituency that the district lies in: `230300`. */
  readonly constituency: string;
  readonly district: DistrictCode;
  readonly kind: DistrictKind;
  readonly name: string;
  readonly boundary: Boundary;
  /** Electorate; `null` for a collection district, which has none. */
  readonly eligible: number | null;
  /** ISO 8601 with offset; `null`: not counted yet. */
  readonly reportedAt: string | null;
  /** `null` exactly when `reportedAt` is. */
  readonly votes: Votes | null;
  readonly previous: PreviousVotes | null;
  /** Last time's districts that it is the sum of, where the file names them and states no previous figures. */
  readonly predecessors?: readonly DistrictCode[];
}

/** A party as the file's head names it. */
export interface PartyName {
  readonly code: PartyCode;
  readonly name: string;
  /** `#rrggbb` in lower case, or `null` where the file has none. */
  readonly colour: string | null;
  /** The authority's number of the party, four digits, in files that have it (from 2022 on). */
  readonly partikod?: string;
}

/** Seats of a council (or of one of its constituencies) as the file states them; absent seats are not 0. */
export interface OfficialSeats {
  /** Area code: municipality or constituency. */
  readonly area: string;
  readonly of: number;
  readonly decidedAt: string | null;
  /** `null`: not allotted yet. */
  readonly parties: readonly (readonly [code: PartyCode, seats: number])[] | null;
}

/** Totals that a file states above its districts: shown nowhere, only checked against the districts' sum. */
export interface StatedTotal {
  /** Area code as the file has it: municipality, county (`23`), constituency, or `00` for the nation. */
  readonly area: string;
  readonly level: 'municipality' | 'constituency' | 'county' | 'nation';
  readonly valid: number;
  readonly cast: number;
  readonly eligible: number;
  readonly counted: number;
  readonly of: number;
  readonly parties: readonly PartyVotes[];
}

/** A count that is stated for an area as a whole, whether or not its districts are told. */
export interface WholeCount {
  /** The newest report in it; `null`: nothing is counted. */
  readonly reportedAt: string | null;
  /** `null`: nothing is counted. */
  readonly votes: Votes | null;
  /** Electorate of the whole area. */
  readonly eligible: number;
  /** Districts counted and to be counted, collection districts included. */
  readonly counted: number;
  readonly of: number;
}

/**
 * One municipality's results in one election, as one file (XML) or one archive (JSON) states them. From the JSON feed
 * also a contest's whole area (`23`), which has no reports of its own.
 */
export interface MunicipalityResult {
  readonly kind: 'municipality';
  readonly type: ElectionType;
  readonly count: Count;
  readonly electionDate: string;
  readonly previousDate: string;
  /** Export time of the file, ISO 8601 with offset. */
  readonly publishedAt: string;
  readonly municipality: MunicipalityCode;
  readonly name: string;
  readonly parties: readonly PartyName[];
  readonly reports: readonly Report[];
  readonly seats: readonly OfficialSeats[];
  readonly stated: readonly StatedTotal[];
  /** Absent where the file tells districts and their sums only (XML). */
  readonly whole?: WholeCount;
  /** How often the authority has written the file anew, where it says so; it never falls. */
  readonly updates?: number;
}

/** The national file of one election (`00`): a cross-check, never a source. */
export interface NationalResult {
  readonly kind: 'national';
  readonly type: ElectionType;
  readonly count: Count;
  readonly electionDate: string;
  readonly publishedAt: string;
  readonly stated: readonly StatedTotal[];
}

export type ResultDocument = MunicipalityResult | NationalResult;

/** The key under which one district's newest report is held. */
export const reportKey = (report: Pick<Report, 'type' | 'count' | 'municipality' | 'district'>): string =>
  `${report.type}/${report.count}/${report.municipality}/${report.district}`;

/** `RD-23` … */
export const contestId = (type: ElectionType, area: string): ContestId => `${type}-${area}` as ContestId;
