/** The numbers behind a contest's errors over its night: positions in percent, on a time axis that all contests share. */
import { curveStepAfter, line, scaleLinear } from 'd3';
import { bothOf, type ErrorPoint } from '../night-errors.ts';

export interface ErrorDrawing {
  readonly raw: string;
  readonly projected: string;
  /** Distances 0…1 that the axis names; the lowest is 0. */
  readonly ticks: readonly number[];
  /** From the top. */
  y(error: number): number;
  /** Where the lines' words stand at the right, from the top, kept clear of each other. */
  readonly words: { readonly raw: number; readonly projected: number };
  /** Early figures of the count lie above the picture. */
  readonly isCut: boolean;
}

/** The axis reaches so many times the largest error that both could have, so that the first districts do not fill it. */
const ROOM = 2;
/** Never less than one percentage point. */
const LEAST = 0.01;
/** Between two words, percent of the height. */
const APART = 13;

/** `end`: to where the last figures stand, milliseconds; `x` as percent of a time. `null`: there never were both. */
export function drawErrors(
  points: readonly ErrorPoint[],
  end: number,
  x: (time: number) => number,
): ErrorDrawing | null {
  const both = points.flatMap((point) => bothOf(point) ?? []);
  const last = points.at(-1);
  const final = both.at(-1);
  if (!last || !final) return null;
  const raws = points.flatMap(({ raw }) => raw ?? []);
  const room = ROOM * Math.max(...both.map(({ raw, projected }) => Math.max(raw, projected)));
  const top = Math.max(
    LEAST,
    Math.min(room, Math.max(...raws, ...both.map(({ projected }) => projected)) * 1.05),
  );
  const y = scaleLinear([0, top], [100, 0]);
  const path = (of: (point: ErrorPoint) => number | null): string =>
    line<ErrorPoint>()
      .defined((point) => of(point) !== null)
      .x(({ time }) => x(time))
      .y((point) => y(of(point) ?? 0))
      .curve(curveStepAfter)([...points, { ...last, time: Math.max(end, last.time) }]) ?? '';
  return {
    raw: path(({ raw }) => raw),
    projected: path(({ projected }) => projected),
    ticks: y.ticks(4),
    y,
    words: wordsAt(y(final.raw), y(final.projected)),
    isCut: Math.max(...raws) > top,
  };
}

/** The lower word stands at its line or above it, the upper one clear of it. */
function wordsAt(raw: number, projected: number): ErrorDrawing['words'] {
  const inside = (position: number): number => Math.min(100 - APART / 2, Math.max(APART / 2, position));
  const lower = inside(Math.max(raw, projected));
  const upper = Math.min(inside(Math.min(raw, projected)), lower - APART);
  return raw > projected ? { raw: lower, projected: upper } : { raw: upper, projected: lower };
}
