/**
 * What a projection takes from earlier elections only (projection.md, table of §2), and the method's own constants.
 * Shares are fractions: 0.0303 is 3.03 percentage points.
 */
import type { ElectionType } from '../model.ts';

export interface ProjectionParameters {
  /** The pair of elections that they were measured on: `2010–2014`. */
  readonly from: string;
  /** Where they come from, in Swedish. */
  readonly origin: string;
  /** Spread of the party's district swings around their municipality's. */
  readonly sigma: Readonly<Record<ElectionType, number>>;
  /** Spread of the municipalities' swings around the county's. */
  readonly tau: Readonly<Record<ElectionType, number>>;
  /** When an earlier night's reports came; `null`: no earlier night is on record. */
  readonly arrivals: ArrivalTable | null;
  /** What draws of seats are resampled from; `null`: no seats are drawn. */
  readonly residuals: Residuals | null;
}

/** When the reports of an earlier night came, in the whole area. */
export interface ArrivalTable {
  /** The election day that it is of. */
  readonly from: string;
  /** Minutes from a district's Riksdag report to its others: lower decile, median, upper decile. */
  readonly lag: Readonly<Record<'RF' | 'KF', readonly [number, number, number]>>;
  /** Percentages of the districts, and when so many were in: minutes after midnight; `null`: not on record. */
  readonly percent: readonly number[];
  readonly curve: Readonly<Record<ElectionType, readonly (number | null)[]>>;
}

/** Districts' changes of share beyond their municipality's, all parties of one district together. */
export interface Residuals {
  /** Labels of the columns; one more column, the last, is of all others. */
  readonly parties: readonly string[];
  /** Vectors in integers of 1/10 000, one of each district. */
  readonly vectors: Readonly<Record<ElectionType, readonly (readonly number[])[]>>;
}

/** How much of a district's Riksdag swing, beyond the counted districts' own, is met again in its other elections. */
export const ASSIST: Readonly<Record<ElectionType, number>> = { RD: 0, RF: 0.8, KF: 0.8 };

/** All bands are widened by this much: unwidened ones covered too little (projection.md §2). */
export const WIDENING = 1.3;
/** Quantiles of the normal distribution. */
export const Z80 = 1.28;
export const Z95 = 1.96;
/** A goal leans from here on (in widened standard errors). */
export const Z_LEANING = 0.84;

/** Standard error of a changed district's share beyond the swing's own. */
export const CHANGED_ERROR = 0.06;
/** Standard error of the collection count: of its own expected votes, and at least of all votes. */
export const COLLECTION_ERROR = 0.08;
export const LEAST_ERROR = 0.0015;
/** Standard errors that only numbers of votes have: of the growth in votes, and of the collection count's size. */
export const GROWTH_ERROR = 0.05;
export const COLLECTION_SIZE_ERROR = 0.5;
export const COUNTY_COLLECTION_ERROR = 0.25;

/** Least that must be in before anything is said: comparable districts, and parts of the expected votes. */
export const LEAST_DISTRICTS = 2;
export const LEAST_VOTES = 0.05;
export const LEAST_VOTES_WITHOUT_ALL = 0.25;

/** Once all preliminary votes are in only the recount is left: what it has moved at most (three elections). */
export const RECOUNT_SHARE = 0.001;
export const RECOUNT_VOTES = 0.006;
