import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../election/snapshot-shape.ts';
import type { ContestDistricts } from '../map-districts.svelte.ts';
import { ScreenMap } from './screen-map.svelte.ts';

const snapshot = (revision: number, valid: number): Snapshot =>
  ({
    revision,
    contests: [{ id: 'RD-23', asOf: null, stage: 'night', counted: {}, valid, own: { votes: 0 } }],
  }) as unknown as Snapshot;
const districts = (revision: number): ContestDistricts =>
  ({ contest: 'RD-23', revision, districts: [], municipalities: [] }) as unknown as ContestDistricts;

/** What the server can give just now. */
let gives = { shapes: true, districts: true };
let asked: string[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  [gives, asked] = [{ shapes: true, districts: true }, []];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const revision = /revision=(\d+)/.exec(path)?.[1];
    if (revision) return { ok: gives.districts, status: 503, json: async () => districts(Number(revision)) };
    if (!gives.shapes) throw new TypeError('Failed to fetch');
    return { ok: true, json: async () => ({ objects: {} }) };
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);
const MAP = '/map/lan.json';
const standing = (map: ScreenMap): string | number => {
  const stands = map.of('RD-23');
  return stands.kind === 'shown' ? stands.districts.revision : stands.kind;
};

test('a map that is not here yet is coming, whatever is counted', async () => {
  const map = new ScreenMap([], snapshot(1, 5));
  expect(standing(map)).toBe('coming');
  map.follow(snapshot(1, 5), 'RD-23', MAP);
  expect(standing(map)).toBe('coming');
  await settle();
  expect(standing(map)).toBe(1);
});

test('shapes that cannot be had are told, asked for again, and asked for once when they came', async () => {
  gives.shapes = false;
  const map = new ScreenMap([districts(1)], snapshot(1, 5));
  map.follow(snapshot(1, 5), 'RD-23', MAP);
  await settle();
  expect(standing(map)).toBe('failed');
  gives.shapes = true;
  await vi.advanceTimersByTimeAsync(6000);
  expect(standing(map)).toBe(1);
  map.follow(snapshot(2, 6), 'RD-23', MAP);
  await settle();
  expect(asked.filter((path) => path === MAP)).toHaveLength(2);
});

test('districts that cannot be had are told while there are none; the last known stand afterwards', async () => {
  gives.districts = false;
  const map = new ScreenMap([], snapshot(1, 5));
  map.follow(snapshot(1, 5), 'RD-23', MAP);
  await settle();
  expect(standing(map)).toBe('failed');
  gives.districts = true;
  await vi.advanceTimersByTimeAsync(6000);
  expect(standing(map)).toBe(1);
  gives.districts = false;
  map.follow(snapshot(2, 6), 'RD-23', MAP);
  await settle();
  expect(standing(map)).toBe(1);
});
