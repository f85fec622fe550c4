import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from './election/snapshot-shape.ts';
import { MapDistricts, type ContestDistricts } from './map-districts.svelte.ts';

/** A snapshot in which contests are told apart by their counted votes alone. */
const snapshot = (revision: number, valid: Record<string, number>): Snapshot =>
  ({
    revision,
    contests: Object.entries(valid).map(([id, votes]) => ({
      id,
      asOf: null,
      stage: 'night',
      counted: {},
      valid: votes,
      own: { votes: 0 },
    })),
  }) as unknown as Snapshot;
const districts = (contest: string, revision: number): ContestDistricts =>
  ({ contest, revision, districts: [], municipalities: [] }) as unknown as ContestDistricts;

/** What was asked for, and how to answer it. */
let asked: { path: string; answer: (ok?: boolean) => void }[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    const [, contest = '', revision = ''] = /contests\/(.+)\/districts\?revision=(\d+)/.exec(path) ?? [];
    return new Promise((resolve) => {
      const answer = (ok = true) =>
        resolve({ ok, status: 503, json: async () => districts(contest, Number(revision)) });
      asked.push({ path, answer });
    });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const BOTH = ['RD-23', 'RF-23'];
const start = () =>
  new MapDistricts([districts('RD-23', 1), districts('RF-23', 1)], snapshot(1, { 'RD-23': 5, 'RF-23': 5 }));
const held = (map: MapDistricts) => map.of(BOTH).map(({ contest, revision }) => `${contest}@${revision}`);
const settle = () => vi.advanceTimersByTimeAsync(0);

test('only a contest that a revision changed is fetched again, at that revision', async () => {
  const map = start();
  map.follow(snapshot(2, { 'RD-23': 5, 'RF-23': 5 }), BOTH);
  expect(asked).toEqual([]);
  map.follow(snapshot(3, { 'RD-23': 9, 'RF-23': 5 }), BOTH);
  expect(asked.map(({ path }) => path)).toEqual(['/api/contests/RD-23/districts?revision=3']);
  asked[0]?.answer();
  await settle();
  expect(held(map).sort()).toEqual(['RD-23@3', 'RF-23@1']);
});

test('one that the page does not show is left alone', () => {
  start().follow(snapshot(2, { 'RD-23': 9, 'RF-23': 9 }), ['RF-23']);
  expect(asked.map(({ path }) => path)).toEqual(['/api/contests/RF-23/districts?revision=2']);
});

test('an answer that a newer revision has overtaken is not shown', async () => {
  const map = start();
  map.follow(snapshot(2, { 'RD-23': 6 }), BOTH);
  map.follow(snapshot(3, { 'RD-23': 7 }), BOTH);
  asked[1]?.answer();
  await settle();
  asked[0]?.answer();
  await settle();
  expect(map.of(['RD-23']).map(({ revision }) => revision)).toEqual([3]);
});

test('what failed is asked for again, and meanwhile the old stays', async () => {
  const map = start();
  map.follow(snapshot(2, { 'RD-23': 6 }), BOTH);
  asked[0]?.answer(false);
  await settle();
  expect(held(map)).toContain('RD-23@1');
  await vi.advanceTimersByTimeAsync(5000);
  asked[1]?.answer();
  await settle();
  expect(held(map)).toContain('RD-23@2');
});
