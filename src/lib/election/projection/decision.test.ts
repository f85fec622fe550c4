import { describe, expect, test } from 'vitest';
import type { Expected } from './arrivals.ts';
import { decisionOf, type Course } from './decision.ts';
import type { ContestEstimate } from './projection.ts';

const report = (minute: number): Expected => [
  minute * 60_000,
  (minute + 10) * 60_000,
  (minute + 20) * 60_000,
];
const estimate = (more: Partial<ContestEstimate>): ContestEstimate => ({
  own: 400,
  valid: 1000,
  share: 0.4,
  nightShare: 0.4,
  shareError: 0.01,
  votesError: 10,
  sizeError: 0,
  ownIn: 0,
  validIn: 0,
  restValid: 10,
  collectionValid: 10,
  restBefore: { own: 0, valid: 0 },
  swing: { share: 0, growth: 1, riksdag: null, effective: 1, districts: 1 },
  onlyRecount: false,
  enough: true,
  ...more,
});
/** Each further district shrinks the errors by so much. */
const course = (districts: number, shrink: number): Course => ({
  collectionOut: true,
  reports: Array.from({ length: districts }, (_, index) => report(index)),
  after: (more) => estimate({ shareError: 0.01 - shrink * more, votesError: 10 - shrink * 1000 * more }),
});
const minute = (time: string | null) => Date.parse(time ?? '') / 60_000;

describe('when a goal can be called', () => {
  test('is when so many districts are in that the band is clear of it, as an interval', () => {
    // 0,40 against 0,39: called when 1,96 × the error is below 0,01, so from the fifth district on (0,005 × 1,96).
    const found = decisionOf({ kind: 'share', goal: 0.39 }, course(8, 0.001));
    expect(found?.on).toBe('night');
    expect([minute(found?.earliest ?? null), minute(found?.latest ?? null)]).toEqual([4, 24]);
  });

  test('is the same for votes, with their own error', () => {
    const found = decisionOf({ kind: 'votes', goal: 390 }, course(8, 0.001));
    expect(minute(found?.earliest ?? null)).toBe(4);
  });

  test('is Wednesday where the whole night does not get there, or is in', () => {
    const wednesday = { on: 'wednesday', earliest: null, latest: null };
    expect(decisionOf({ kind: 'share', goal: 0.3999 }, course(8, 0.001))).toEqual(wednesday);
    expect(decisionOf({ kind: 'share', goal: 0.39 }, course(0, 0))).toEqual(wednesday);
  });

  test('is the final count’s where no preliminary vote is still to come', () => {
    const found = decisionOf({ kind: 'share', goal: 0.39 }, { ...course(0, 0), collectionOut: false });
    expect(found).toEqual({ on: 'final', earliest: null, latest: null });
  });

  test('is not said of goals that no vote decides', () => {
    expect(decisionOf({ kind: 'governing', goal: null }, course(8, 0.001))).toBeNull();
    expect(decisionOf({ kind: 'count', goal: 310 }, course(8, 0.001))).toBeNull();
  });
});
