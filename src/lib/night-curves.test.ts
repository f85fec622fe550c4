import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from './election/snapshot-shape.ts';
import { NightCurves, type ContestCurve } from './night-curves.svelte.ts';

const snapshot = (revision: number, valid: number): Snapshot =>
  ({
    revision,
    contests: [
      { id: 'RD-23', asOf: null, stage: 'night', counted: {}, valid, own: { votes: 0 }, projection: {} },
    ],
  }) as unknown as Snapshot;
const EMPTY = { points: [], marks: [] };
const curve = (revision: number): ContestCurve => ({
  contest: 'RD-23',
  revision,
  night: EMPTY,
  later: EMPTY,
});

let asked: { revision: number; answer: (ok?: boolean) => void }[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    const revision = Number(/revision=(\d+)/.exec(path)?.[1]);
    return new Promise((resolve) =>
      asked.push({
        revision,
        answer: (ok = true) => resolve({ ok, status: 503, json: async () => curve(revision) }),
      }),
    );
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const ID = ['RD-23'];
const held = (curves: NightCurves) => [curves.of('RD-23')?.revision ?? null, curves.isLate('RD-23')];
const revisions = () => asked.map(({ revision }) => revision);

test('nothing is asked for while the figures stand', () => {
  const curves = new NightCurves([curve(1)], snapshot(1, 5));
  curves.follow(snapshot(2, 5), ID);
  expect(asked).toEqual([]);
  expect(held(curves)).toEqual([1, false]);
});

test('one answer is waited for at a time, and then the newest is asked for', async () => {
  const curves = new NightCurves([curve(1)], snapshot(1, 5));
  for (const revision of [2, 3, 4]) curves.follow(snapshot(revision, 5 + revision), ID);
  expect(revisions()).toEqual([2]);
  asked[0]?.answer();
  await settle(1);
  expect(revisions()).toEqual([2, 4]);
  expect(held(curves)).toEqual([2, false]);
  asked[1]?.answer();
  await settle(60_000);
  expect(held(curves)).toEqual([4, false]);
  expect(revisions()).toEqual([2, 4]);
});

test('a course that stays behind the figures is late until it has caught up', async () => {
  const curves = new NightCurves([curve(1)], snapshot(1, 5));
  curves.follow(snapshot(2, 6), ID);
  asked[0]?.answer(false);
  await settle(4000);
  expect(held(curves)).toEqual([1, false]);
  await settle(2000);
  expect(held(curves)).toEqual([1, true]);
  asked[1]?.answer();
  await settle(1);
  expect(held(curves)).toEqual([2, false]);
});
