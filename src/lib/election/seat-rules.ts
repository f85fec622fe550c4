/**
 * Which rules an election's seats follow: by its type, its day and whether its area is divided into constituencies.
 *
 * Source: regeringsformen 3:6–8 and vallagen (2005:837) 14:1–3 (lot 14:2, divisor 14:3); the reform SFS 2014:1384–1385
 * came into force in 2015 and was first used in 2018. The bars of regions and councils follow the authority's own
 * account of them; the paragraphs were not read, so none is named.
 */
import type { ElectionType } from './model.ts';

/** First divisor in tenths, so that every comparison is one of integers. */
export type FirstDivisor = 12 | 14;

/**
 * What becomes of fixed seats beyond a party's share of all seats: kept (others get fewer adjustment seats), returned
 * and awarded again; `none`: there are no adjustment seats, every constituency stands alone.
 */
export type Excess = 'none' | 'kept' | 'returned';

export interface SeatRules {
  readonly firstDivisor: FirstDivisor;
  /** Least share of the valid votes of the whole area, in per cent; 0: no bar. */
  readonly barPercent: number;
  /** A party below the bar may still take a constituency's fixed seats with so many per cent there (Riksdag). */
  readonly constituencyBarPercent: number | null;
  readonly excess: Excess;
}

/** First election year under the reform: lower first divisor, bars in councils, return of seats. */
const REFORM = 2018;

/**
 * The rules of an election, from its own day and never from the clock. `divided` is whether the area has more than one
 * constituency; the Riksdag's always is.
 */
export function rulesOf(type: ElectionType, electionDate: string, divided: boolean): SeatRules {
  const year = Number(electionDate.slice(0, 4));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(electionDate)) throw new RangeError(`Not an election day: ${electionDate}`);
  const reformed = year >= REFORM;
  return {
    firstDivisor: reformed ? 12 : 14,
    barPercent: barOf(type, reformed, divided),
    constituencyBarPercent: type === 'RD' ? 12 : null,
    excess: excessOf(type, reformed, divided),
  };
}

function barOf(type: ElectionType, reformed: boolean, divided: boolean): number {
  if (type === 'RD') return 4;
  if (type === 'RF') return 3;
  if (!reformed) return 0;
  return divided ? 3 : 2;
}

function excessOf(type: ElectionType, reformed: boolean, divided: boolean): Excess {
  if (type !== 'RD' && !divided) return 'none';
  if (reformed) return 'returned';
  return type === 'KF' ? 'none' : 'kept';
}

/** `votes` reach `percent` of `valid`: on integers, never on the printed share (84 of 4201 prints as 2,00 and fails). */
export const reachesBar = (votes: number, valid: number, percent: number): boolean =>
  100 * votes >= percent * valid;

/** Seats of a majority: more than half. */
export const majorityOf = (seats: number): number => Math.floor(seats / 2) + 1;
