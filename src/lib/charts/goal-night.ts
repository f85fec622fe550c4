/** The numbers behind one goal's picture of its night: positions in percent, on a time axis that all goals share. */
import { area, curveStepAfter, line, scaleLinear } from 'd3';
import type { GoalPoint } from '../goal-nights.ts';

export interface GoalDrawing {
  readonly line: string;
  readonly area95: string;
  /** Empty where there is no such band. */
  readonly area80: string;
  /** From the top. */
  y(value: number): number;
}

/** Part of the height that is left free above and below. */
const MARGIN = 0.06;

/** `null`: nothing could be said at any time. `lines`: values that must be in the picture; `x` as percent of a time. */
export function drawGoal(
  points: readonly GoalPoint[],
  lines: readonly number[],
  x: (time: number) => number,
): GoalDrawing | null {
  if (points.length === 0) return null;
  const values = [...points.flatMap(({ band95 }) => band95), ...lines];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * MARGIN;
  const y = scaleLinear([low - room, high + room], [100, 0]);
  const band = (of: (point: GoalPoint) => readonly [number, number] | null) =>
    area<GoalPoint>(
      ({ time }) => x(time),
      (point) => y(of(point)?.[0] ?? point.value),
      (point) => y(of(point)?.[1] ?? point.value),
    ).curve(curveStepAfter)(points) ?? '';
  const path = line<GoalPoint>(
    ({ time }) => x(time),
    ({ value }) => y(value),
  ).curve(curveStepAfter);
  return {
    line: path(points) ?? '',
    area95: band(({ band95 }) => band95),
    area80: points.some(({ band80 }) => band80) ? band(({ band80 }) => band80) : '',
    y,
  };
}
