import { scaleLinear, type ScaleLinear } from 'd3';

/** Positions in percent of the picture's width, so that a chart fits any width without being measured. */
export type PercentScale = ScaleLinear<number, number>;

const STEP = 0.02;
const stepsUp = (value: number): number => Math.ceil(value / STEP - 1e-9) * STEP;

/**
 * The share axis of a race: last time's share in the middle, so that its line is always in the same place, and
 * as wide as the points need, in whole steps so that it seldom changes.
 */
export function raceScale(middle: number, points: readonly number[]): PercentScale {
  const reach = Math.max(0.08, ...points.map((point) => Math.abs(point - middle) + 0.035));
  return scaleLinear([middle - stepsUp(reach), middle + stepsUp(reach)], [0, 100]);
}

/** The axis of changes that all rows share: always with zero, a little room on the side where nothing lies. */
export function changeScale(changes: readonly number[]): PercentScale {
  const down = Math.max(0.04, ...changes.map((change) => -change + 0.015));
  const up = Math.max(0.04, ...changes.map((change) => change + 0.015));
  return scaleLinear([-stepsUp(down), stepsUp(up)], [0, 100]);
}

/** Votes from 0 to the goal, with a margin for the goal's mark. */
export const votesScale = (values: readonly number[]): PercentScale =>
  scaleLinear([0, Math.max(1, ...values) * 1.015], [0, 100]);
