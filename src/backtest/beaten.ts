/** The documented figures to beat (projection.md §6), in percentage points unless they are said to be votes. */
import type { ElectionType } from '../lib/election/model.ts';

type ByType<T> = Readonly<Partial<Record<ElectionType, T>>>;
type ByPart<T> = Readonly<Record<string, T>>;

/** Mean error of a municipality's share of the night, raw → swing → assisted; random orders, 2010–2014. */
export const NATIONAL: ByType<ByPart<readonly [raw: number, swing: number, assisted: number | null]>> = {
  RD: {
    0.05: [5.44, 1.72, null],
    0.25: [3.14, 1.14, null],
    0.5: [1.78, 0.71, null],
    0.75: [1.05, 0.4, null],
  },
  KF: { 0.05: [5.87, 2.22, 1.89], 0.25: [3.34, 1.49, 1.26], 0.5: [1.91, 0.9, 0.78], 0.75: [1.13, 0.5, 0.44] },
  RF: {
    0.05: [5.65, 2.01, 1.53],
    0.25: [3.24, 1.32, 1.03],
    0.5: [1.87, 0.81, 0.64],
    0.75: [1.08, 0.46, 0.37],
  },
};

/** Councils of the area, 2014–2018: mean error of the final share, and parts of all states that were decided. */
export const COUNCILS: ByPart<readonly [final: number, decided: number]> = {
  0.1: [1.34, 36],
  0.25: [1.17, 42],
  0.5: [0.61, 61],
  0.75: [0.45, 78],
};

/** The county, 2014–2018: mean error of the final share, and of the votes. */
export const COUNTY: ByType<ByPart<readonly [final: number, votes: number]>> = {
  RD: { 0.1: [0.99, 1225], 0.25: [0.48, 552], 0.5: [0.28, 381], 0.75: [0.18, 297] },
  RF: { 0.1: [0.68, 869], 0.25: [0.38, 424], 0.5: [0.25, 263], 0.75: [0.15, 203] },
};

/** A Riksdag night by the clock. */
export const CLOCK: readonly (readonly [at: string, night: number, raw: number])[] = [
  ['2026-09-13T22:00:00', 31.42, 29.41],
  ['2026-09-13T22:30:00', 31.66, 30.71],
  ['2026-09-13T23:00:00', 31.67, 31.22],
  ['2026-09-13T23:30:00', 31.78, 31.14],
];
