/** What was known at every revision of a night, from memory, against what the store's rows say. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createNightRows, type NightRows } from '../src/lib/server/night-rows.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import { soundNight, type PlayedNight } from './support/night.ts';

let night: PlayedNight;
let newest: number;
beforeAll(async () => {
  night = await soundNight('2018');
  newest = await night.register.store.results.newest();
}, 300_000);

const asText = ({ reports, municipalities, entries }: Awaited<ReturnType<NightRows['known']>>): string =>
  JSON.stringify([[...reports], [...municipalities], [...entries.governing], [...entries.finding]]);

describe('The rows of a night, kept in memory', () => {
  test('give every revision as the store does, in the same order, and the same snapshot byte for byte', async () => {
    const { store } = night.register;
    const rows = createNightRows(store);
    await rows.reach(newest);
    expect(rows.steps.map(({ row }) => row.revision)).toEqual(
      Array.from({ length: newest }, (_, index) => index + 1),
    );
    expect(rows.steps.map(({ row }) => row)).toEqual(await store.results.revisions());
    for (let revision = 1; revision <= newest; revision += 9) {
      expect(asText(await rows.known(revision))).toBe(asText(await store.results.known(revision)));
      const remembered = await rebuild({ ...night.register, rows }, revision);
      expect(remembered?.json).toBe(await night.snapshotJson(revision));
    }
  });

  test('are read from the store where memory does not reach', async () => {
    const { store } = night.register;
    const rows = createNightRows(store);
    expect(rows.steps).toEqual([]);
    expect(asText(await rows.known(3))).toBe(asText(await store.results.known(3)));
    await Promise.all([rows.reach(2), rows.reach(5)]);
    expect(rows.steps.map(({ row }) => row.revision)).toEqual([1, 2, 3, 4, 5]);
    await expect(rows.reach(newest + 1)).rejects.toThrow(/not in the store/);
    await rows.reach(newest);
    expect(rows.steps).toHaveLength(newest);
  });
});
