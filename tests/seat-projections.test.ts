/** Projected seats of a live night, as the API hands them out: off the snapshot, by revision, the same everywhere. */
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SeatsAt } from '../src/lib/election/projection/seat-draws.ts';
import { createLive } from '../src/lib/server/live.ts';
import { createSeatProjections } from '../src/lib/server/seat-projections.ts';
import { archiver, filesAt, liveNight, TOKEN } from './support/live-night.ts';

type Answer = SeatsAt & { readonly label: string; readonly source: string; readonly basis: string };
const log = pino({ level: 'silent' });

describe('GET /api/contests/:id/seats', () => {
  let night: Awaited<ReturnType<typeof liveNight>>;
  beforeAll(async () => {
    night = await liveNight(TOKEN, '2018-09-10T12:00:00+02:00');
    for (const share of [0.02, 0.6, 0.7]) {
      const { status } = await night.upload('valnatt.zip', archiver.build(filesAt(share)));
      expect(status).toBe(200);
    }
  });

  const seatsOf = (id: string, revision: number) =>
    night.get<Answer>(`/api/contests/${id}/seats?revision=${revision}`);

  test('is ranges with their ground, and a majority in words only', async () => {
    const { contests } = await night.get<{ contests: { id: string; counted: unknown }[] }>(
      '/api/snapshot?revision=2',
    );
    const answers = await Promise.all(night.plan.contests.map(({ id }) => seatsOf(id, 2)));
    const shown = answers.flatMap(({ seats }) => ('parties' in seats ? [seats] : []));
    expect(shown.length).toBeGreaterThanOrEqual(5);
    for (const { contest, parties, of, majority, ownMajority } of shown) {
      expect(2 * majority > of && 2 * (majority - 1) <= of).toBe(true);
      expect(['likely', 'open', 'unlikely', null]).toContain(ownMajority);
      expect(ownMajority === null).toBe(contest === 'RD-23');
      const least = parties.reduce((sum, { range95 }) => sum + range95[0], 0);
      const most = parties.reduce((sum, { range95 }) => sum + range95[1], 0);
      expect(least <= of && of <= most).toBe(true);
    }
    expect(JSON.stringify(answers)).not.toContain('majorityDraws');
    expect(answers.map(({ revision, basis, source }) => [revision, basis, source])).toEqual(
      answers.map(() => [2, 'beräknat av Målvakt', 'Källa: Valmyndigheten']),
    );
    expect(answers.map(({ contest, counted }) => [contest, counted])).toEqual(
      contests.map(({ id, counted }) => [id, counted]),
    );
  });

  test('says why there are none, and knows its contests and revisions', async () => {
    expect(await seatsOf('KF-2380', 0)).toMatchObject({ seats: { unavailable: 'nothingCounted' } });
    const status = async (path: string) => (await night.api.request(path)).status;
    expect(await status('/api/contests/KF-9999/seats')).toBe(404);
    expect(await status('/api/contests/KF-2380/seats?revision=4')).toBe(404);
    expect(await status('/api/contests/KF-2380/seats?revision=soon')).toBe(400);
  });

  test('gives the same in another process, and again after others were asked for', async () => {
    const { store, plan } = night;
    const other = createSeatProjections({ store, plan, live: createLive(), log });
    for (const contest of plan.contests) {
      const here = (await seatsOf(contest.id, 2)).seats;
      expect(JSON.stringify(await other.at(2, contest))).toBe(JSON.stringify(here));
    }
    for (const revision of [1, 3, 0, 1, 2]) await seatsOf('RF-23', revision);
    expect(await seatsOf('KF-2303', 2)).toEqual(await seatsOf('KF-2303', 2));
  });

  test('is drawn ahead of its readers once a revision is there, and skips those that are past', async () => {
    const { store, plan } = night;
    const live = createLive();
    let reads = 0;
    const results = {
      ...store.results,
      known: (revision?: number) => {
        reads += 1;
        return store.results.known(revision);
      },
    };
    const seats = createSeatProjections({ store: { ...store, results }, plan, live, log });
    const over = new AbortController();
    const following = seats.follow(over.signal);
    live.arrived(2);
    live.arrived(3);
    while (reads === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const contest of plan.contests) await seats.at(3, contest);
    over.abort();
    await following;
    expect(reads).toBe(1);
  });
});
