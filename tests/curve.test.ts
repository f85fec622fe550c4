/** A contest's course over the replayed night of 2018, as the API hands it out, against the snapshots and the events. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TIMEOUT_MS } from '../src/ingest/politeness.ts';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import type { CurveAnswer } from '../src/lib/server/api/curve.ts';
import { startApp, type App } from '../src/lib/server/app.ts';
import { readConfig } from '../src/lib/server/config.ts';
import { createCurves } from '../src/lib/server/curves.ts';
import { createLive } from '../src/lib/server/live.ts';
import { createNightRows } from '../src/lib/server/night-rows.ts';
import { memberOf, votesIn, withDistrict, withVotes } from './support/edited-files.ts';
import { archiver, filesAt, liveNight, TOKEN } from './support/live-night.ts';
import { until } from './support/server.ts';
import { contestIn } from './support/night.ts';

let folder: string;
let app: App;
const get = (path: string, headers: Record<string, string> = {}) => app.api.request(path, { headers });
const json = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T;
const curveOf = (id: string, asked = '') => json<CurveAnswer>(`/api/contests/${id}/curve${asked}`);
const NIGHT = { DATA_DIR: '', REPLAY_START: 'end', ADMIN_TOKEN: 'token-of-the-tests', LOG_LEVEL: 'silent' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malvakt-curve-'));
  const config = readConfig({ ...NIGHT, DATA_DIR: folder });
  if (!config.ok) throw new Error(config.error.join());
  // A machine that is slow must not make the night another one.
  TIMEOUT_MS.replay = 60_000;
  app = await startApp(config.value);
  await until(async () => (await app.presentFeed()).speed === 0, 240_000);
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('GET /api/contests/:id/curve', () => {
  test('ends the night with the projection of the snapshot of that revision', async () => {
    for (const id of ['RD-23', 'RF-23', 'KF-2326']) {
      const { night } = await curveOf(id);
      const last = night.points.at(-1);
      const contest = contestIn(await json<Snapshot>(`/api/snapshot?revision=${last?.revision}`), id);
      expect(contest.projection).toMatchObject(last?.projection ?? {});
      expect(last?.projection?.share).toBeGreaterThan(0);
      expect([last?.own, last?.valid, last?.counted]).toEqual([
        contest.own.votes,
        contest.valid,
        contest.counted.of,
      ]);
    }
  });

  test('has every point as the snapshot of its revision has it, at the time it was published', async () => {
    const { night, later } = await curveOf('RD-23');
    expect(night.points.length).toBeGreaterThan(20);
    for (const point of [...night.points, ...later.points].filter((_, index) => index % 7 === 0)) {
      const snapshot = await json<Snapshot>(`/api/snapshot?revision=${point.revision}`);
      const contest = contestIn(snapshot, 'RD-23');
      const { projection } = contest;
      expect(point).toMatchObject({
        at: snapshot.feed.publishedAt,
        stage: contest.stage,
        counted: contest.counted.districts,
        own: contest.own.votes,
        projection: 'share' in projection ? { share: projection.share, band95: projection.band95 } : null,
      });
    }
  });

  test('keeps Wednesday and the final count apart: 28 632 of 85 223 votes in the end', async () => {
    const { night, later } = await curveOf('RD-23');
    expect(new Set(night.points.map(({ stage }) => stage))).toEqual(new Set(['none', 'night']));
    expect(night.points.every(({ at }) => Date.parse(at) < Date.parse('2018-09-10T12:00:00+02:00'))).toBe(
      true,
    );
    expect(later.points[0]?.stage).toBe('wednesday');
    expect(later.points.at(-1)).toMatchObject({
      stage: 'final',
      own: 28632,
      valid: 85223,
      projection: null,
    });
  });

  test('marks a municipality where the events have its last district', async () => {
    const events = await allEvents();
    for (const id of ['RD-23', 'KF-2380']) {
      const { night, later } = await curveOf(id);
      const lastReport = new Map<string, number>();
      for (const { event, revision } of events) {
        if (event.kind !== 'report' || event.contest !== id || event.districtKind !== 'ordinary') continue;
        lastReport.set(event.municipality, Math.max(lastReport.get(event.municipality) ?? 0, revision ?? 0));
      }
      const marks = [...night.marks, ...later.marks].flatMap((mark) => (mark.kind === 'done' ? [mark] : []));
      expect(marks).toHaveLength(id === 'RD-23' ? 8 : 1);
      expect(new Map(marks.map(({ municipality, revision }) => [municipality, revision]))).toEqual(
        lastReport,
      );
    }
  });

  test('gives an earlier one by revision and by time, and 304 for a reader who has it', async () => {
    const whole = await curveOf('RF-23');
    const middle = whole.night.points[Math.floor(whole.night.points.length / 2)];
    const then = await curveOf('RF-23', `?revision=${middle?.revision}`);
    expect(then.night.points.at(-1)).toEqual(middle);
    expect(then.later).toEqual({ points: [], marks: [] });
    const at = await curveOf('RF-23', '?at=2018-09-09T22:30:00%2B02:00');
    expect(at.revision).toBe((await json<Snapshot>('/api/snapshot?at=2018-09-09T22:30:00%2B02:00')).revision);
    expect(at.night.points.every((point) => Date.parse(point.at) <= Date.parse('2018-09-09T22:30:00+02:00')));
    const etag = (await get('/api/contests/RF-23/curve')).headers.get('etag') ?? '';
    expect(etag).toBe(`"${whole.revision}"`);
    expect((await get('/api/contests/RF-23/curve', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/api/contests/RF-23/curve?revision=3', { 'if-none-match': etag })).status).toBe(200);
  });

  test('is empty before the first file, and knows its contests and revisions', async () => {
    expect(await curveOf('RD-23', '?revision=0')).toMatchObject({
      night: { points: [], marks: [] },
      later: { points: [], marks: [] },
      source: 'Källa: Valmyndigheten',
      label: 'REPRIS 2018',
    });
    expect((await get('/api/contests/KF-9999/curve')).status).toBe(404);
    expect((await get('/api/contests/RD-23/curve?revision=99999')).status).toBe(404);
    expect((await get('/api/contests/RD-23/curve?revision=soon')).status).toBe(400);
  });

  async function allEvents(): Promise<StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let before = ''; ;) {
      const page = await json<StoredEvent[]>(`/api/events?limit=1000${before}`);
      found.push(...page);
      if (page.length < 1000) return found;
      before = `&before=${page.at(-1)?.id}`;
    }
  }
});

describe('The walk over the revisions', () => {
  test('is the same in another process, with a corrected district as the events have it', async () => {
    const night = await liveNight(TOKEN, '2018-09-10T12:00:00+02:00');
    for (const share of [0.3, 0.5]) await night.upload('valnatt.zip', archiver.build(filesAt(share)));
    const name = 'valnatt_2303R.xml';
    const corrected = withDistrict(memberOf(filesAt(0.5), name), '23030101', (element) =>
      withVotes(element, 'S', votesIn(element, 'S') - 1),
    );
    await night.upload(name, corrected);
    const here = await night.get<CurveAnswer>('/api/contests/RD-23/curve');
    const told = await night.get<StoredEvent[]>('/api/events?kind=correction');
    expect(told.map(({ event }) => event.contest)).toEqual(['RD-23']);
    expect(here.night.marks.filter(({ kind }) => kind === 'corrected')).toEqual([
      expect.objectContaining({
        revision: told[0]?.revision,
        districts: [expect.objectContaining({ district: '23030101' })],
      }),
    ]);
    const { store, plan } = night;
    const there = createCurves({
      store,
      plan,
      rows: createNightRows(store),
      live: createLive(),
      log: pino({ level: 'silent' }),
    });
    expect(there.sofar('RD-23')?.night.points).toEqual([]);
    expect(await there.at(here.revision, 'RD-23')).toMatchObject({ night: here.night, later: here.later });
    expect(there.sofar('RD-23')?.night).toEqual(here.night);
    expect(await there.at(here.revision + 1, 'RD-23')).toBeNull();
  });
});
