/** How two shares differ, from their integers: which way, and by how many percentage points, half up on the exact quotient. */
import { formatPercent, MINUS, NBSP } from '../format.ts';
import type { Decimals } from './sentence.ts';

/** Votes of a party, of all valid ones. */
export interface Fraction {
  readonly own: number;
  readonly valid: number;
}

export type Way = 'up' | 'down' | 'same';

/** The sign of a difference of whole numbers. */
export const wayOf = (difference: number | bigint): Way =>
  difference > 0 ? 'up' : difference < 0 ? 'down' : 'same';

const across = (now: Fraction, before: Fraction): bigint =>
  BigInt(now.own) * BigInt(before.valid) - BigInt(before.own) * BigInt(now.valid);

/** Which way from `before` to `now`, exactly. */
export const direction = (now: Fraction, before: Fraction): Way => wayOf(across(now, before));

const MOST_DECIMALS = 4;

/**
 * `6,19` without a sign. What would round to nothing gets decimals until it shows, and `under 0,0001` below that, so
 * that a hair never reads as nothing.
 */
function distance(now: Fraction, before: Fraction, decimals: number): string {
  const difference = across(now, before);
  const size = Number(difference < 0n ? -difference : difference);
  const text = formatPercent(size, now.valid * before.valid, decimals);
  if (size === 0 || /[1-9]/.test(text)) return text;
  if (decimals < MOST_DECIMALS) return distance(now, before, decimals + 1);
  return `under${NBSP}0,${'1'.padStart(MOST_DECIMALS, '0')}`;
}

/** `6,19 procentenheter`, without a sign: the words around it say which way. */
export const pointsApart = (now: Fraction, before: Fraction, decimals: Decimals): string =>
  `${distance(now, before, decimals)}${NBSP}procentenheter`;

const SIGNS: Readonly<Record<Way, string>> = { up: '+', down: MINUS, same: '±' };

/** `−6,19 procentenheter`, `±0 procentenheter` */
export function pointsChange(now: Fraction, before: Fraction, decimals: Decimals): string {
  const way = direction(now, before);
  const points = way === 'same' ? `0${NBSP}procentenheter` : pointsApart(now, before, decimals);
  return SIGNS[way] + points;
}
