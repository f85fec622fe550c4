/** How likely a majority of one's own is by the draws: in most of them at least, in few at most, or neither. */
export type MajorityChance = 'likely' | 'open' | 'unlikely';

/** A majority is called from so many draws of a thousand on, and ruled out up to so few (projection.md §4). */
export const LIKELY_OF_1000 = 975;
export const UNLIKELY_OF_1000 = 25;

/** Compared as integers. */
export function majorityChance(majorityDraws: number, draws: number): MajorityChance {
  if (1000 * majorityDraws >= LIKELY_OF_1000 * draws) return 'likely';
  return 1000 * majorityDraws <= UNLIKELY_OF_1000 * draws ? 'unlikely' : 'open';
}
