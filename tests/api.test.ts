import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { DistrictRow, Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { TIMEOUT_MS } from '../src/ingest/politeness.ts';
import { startApp, type App } from '../src/lib/server/app.ts';
import { readConfig } from '../src/lib/server/config.ts';
import type { CountyAnswer, PlaceAnswer } from '../src/lib/server/api/places.ts';
import { createLive } from '../src/lib/server/live.ts';
import { startServer, until } from './support/server.ts';

/** The API over a whole replayed night of 2018, and its live stream over real sockets. */

const TOKEN = 'token-of-the-tests';
let folder: string;
let app: App;
const get = (path: string, headers: Record<string, string> = {}) => app.api.request(path, { headers });
const json = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malvakt-api-'));
  const config = readConfig({
    DATA_DIR: folder,
    REPLAY_START: 'end',
    ADMIN_TOKEN: TOKEN,
    LOG_LEVEL: 'silent',
  });
  if (!config.ok) throw new Error(config.error.join());
  // A machine that is slow must not make the night another one.
  TIMEOUT_MS.replay = 60_000;
  app = await startApp(config.value);
  // The clock stands, too: two minutes after the last publication.
  await until(async () => (await app.presentFeed()).speed === 0, 240_000);
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('GET /api/snapshot', () => {
  test('gives the newest with its revision as ETag, and 304 for a reader who has it', async () => {
    const response = await get('/api/snapshot');
    const snapshot = (await response.json()) as Snapshot;
    const etag = response.headers.get('etag') ?? '';
    expect(etag).toBe(`"${snapshot.revision}"`);
    expect((await get('/api/snapshot', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/api/snapshot', { 'if-none-match': '"1"' })).status).toBe(200);
  });

  test('gives an earlier one by revision and by time', async () => {
    const first = await json<Snapshot>('/api/snapshot?revision=2');
    expect(first.revision).toBe(2);
    const at = await json<Snapshot>('/api/snapshot?at=2018-09-09T22:00:00%2B02:00');
    expect(Date.parse(at.asOf ?? '')).toBeLessThanOrEqual(Date.parse('2018-09-09T22:00:03+02:00'));
    expect(at.contests[0]?.stage).toBe('night');
    expect((await json<Snapshot>('/api/snapshot?at=2018-09-09T22:00:00+02:00')).revision).toBe(at.revision);
    expect((await json<Snapshot>('/api/snapshot?at=2018-09-09T12:00:00Z')).revision).toBe(0);
  });

  test('names what is wrong with a question it cannot answer', async () => {
    const bad = await get('/api/snapshot?at=yesterday');
    expect(bad.status).toBe(400);
    expect(((await bad.json()) as { error: string }).error).toMatch(/^at: /);
    expect((await get('/api/snapshot?revision=99999')).status).toBe(404);
    expect((await get('/api/nothing')).status).toBe(404);
  });
});

describe('GET /api/events and /api/files', () => {
  test('events come newest first, and after an id only later ones', async () => {
    const events = await json<StoredEvent[]>('/api/events?limit=50');
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    const middle = ids[25] ?? 0;
    expect((await json<StoredEvent[]>(`/api/events?after=${middle}`)).map(({ id }) => id)).toEqual(
      ids.slice(0, 25),
    );
  });

  test('every file has its outcome, no person’s name, and bytes only with the token', async () => {
    const files = await json<Record<string, unknown>[]>('/api/files?limit=1000');
    expect(files.length).toBeGreaterThan(150);
    expect(files.every((file) => !('by' in file) && file.outcome !== 'pending')).toBe(true);
    const path = `/api/files/${String(files[0]?.sha256)}`;
    expect((await get(path)).status).toBe(401);
    expect((await get(path, { authorization: 'Bearer wrong' })).status).toBe(401);
    const bytes = await (await get(path, { authorization: `Bearer ${TOKEN}` })).arrayBuffer();
    expect(bytes.byteLength).toBe(files[0]?.size);
  });
});

describe('GET /api/contests/:id/districts', () => {
  test('lists every district, counted or not, and adds up to the contest', async () => {
    const { districts } = await json<{ districts: DistrictRow[] }>('/api/contests/RD-23/districts');
    expect(districts).toHaveLength(90);
    expect(districts.reduce((sum, { own }) => sum + (own ?? 0), 0)).toBe(28632);
    const { districts: early } = await json<{ districts: DistrictRow[] }>(
      '/api/contests/RD-23/districts?revision=2',
    );
    expect(early.filter(({ valid }) => valid !== null)).toHaveLength(1);
    expect(early).toHaveLength(82);
  });

  test('is a CSV that a Swedish Excel opens: byte order mark, semicolons, decimal commas, and its label', async () => {
    const response = await get('/api/contests/KF-2326/districts?format=csv');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = new TextDecoder().decode(bytes).trim().split('\n');
    expect(rows).toHaveLength(7);
    expect(rows[0]?.split(';')).toContain('andel, %');
    expect(rows[1]).toMatch(/;\d+,\d\d;/);
    expect(rows.slice(1).every((row) => row.includes('REPRIS 2018') && row.includes('Valmyndigheten'))).toBe(
      true,
    );
  });

  test('knows no other contest', async () => {
    expect((await get('/api/contests/KF-0180/districts')).status).toBe(404);
  });
});

describe('GET /api/places', () => {
  test('gives a municipality’s elections, each the sum of its own districts', async () => {
    const place = await json<PlaceAnswer>('/api/places/2305');
    const { revision } = await app.newest();
    expect(place).toMatchObject({ revision, code: '2305', name: 'Bräcke', label: 'REPRIS 2018' });
    expect(place.elections.map(({ type }) => type)).toEqual(['RD', 'RF', 'KF']);
    for (const { contests, own, districts } of place.elections) {
      const told = await json<{ districts: DistrictRow[] }>(
        `/api/contests/${contests[0]}/districts?kommun=2305`,
      );
      expect(told.districts.map(({ district }) => district)).toEqual(
        districts.map(({ district }) => district),
      );
      expect(told.districts.reduce((sum, row) => sum + (row.own ?? 0), 0)).toBe(own.votes);
    }
  });

  test('gives the county with its sums, and an earlier state by revision', async () => {
    const county = await json<CountyAnswer>('/api/places');
    expect(county.places).toHaveLength(8);
    expect(county.totals.map(({ type, own }) => [type, own.votes])).toEqual([
      ['RD', 28_632],
      ['RF', 26_278],
      ['KF', 27_084],
    ]);
    const first = await json<CountyAnswer>('/api/places?revision=2');
    expect(first.totals[0]?.counted.districts).toBe(1);
  });

  test('knows no other municipality', async () => {
    expect((await get('/api/places/0180')).status).toBe(404);
    expect((await get('/api/places/2305?revision=99999')).status).toBe(404);
    expect((await get('/api/contests/KF-2305/districts?kommun=2303')).status).toBe(404);
  });

  test('a municipality’s events are its districts’, and its council’s goals and seats', async () => {
    const events = await json<StoredEvent[]>('/api/events?municipality=2305&limit=1000');
    const where = events.map(({ event }) => ('municipality' in event ? event.municipality : event.contest));
    expect(new Set(where)).toEqual(new Set(['2305', 'KF-2305']));
    expect(new Set(events.map(({ event }) => event.kind))).toContain('target');
    const all = await json<StoredEvent[]>('/api/events?limit=1000');
    const expected = all.filter(
      ({ event }) =>
        event.contest === 'KF-2305' || ('municipality' in event && event.municipality === '2305'),
    );
    expect(events.slice(0, expected.length)).toEqual(expected);
    expect((await get('/api/events?municipality=0180')).status).toBe(404);
    expect((await get('/api/events?municipality=Bräcke')).status).toBe(400);
  });
});

describe('GET /api/governing/:area', () => {
  test('tells who governed on a day, and leaves the goal of 2018 as it was judged', async () => {
    const ragunda = await json<{ fact: { parties: string[]; since: { text: string } } }>(
      '/api/governing/2303?at=2024-06-01',
    );
    expect(ragunda.fact).toMatchObject({ parties: ['S', 'C'], since: { text: '2024-04' } });
    const { targets } = await app.newest();
    expect(targets.find(({ id }) => id === 'kf-governing-2303')?.state).toBe('missed');
  });

  test('does not answer for what is not on record, or not ours', async () => {
    expect(await json('/api/governing/2309?at=2016-06-01')).toMatchObject({ fact: null });
    expect((await get('/api/governing/0180?at=2016-06-01')).status).toBe(404);
    expect((await get('/api/governing/2303?at=igår')).status).toBe(400);
  });
});

describe('GET /api/health and /api/metrics', () => {
  test('are well when the night is complete', async () => {
    const health = await get('/api/health');
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ ok: true, feed: { state: 'complete', speed: 0 } });
    expect(await (await get('/api/metrics')).text()).toMatch(/malvakt_feed_state\{state="complete"\} 1/);
  });
});

describe('live', () => {
  test('the newest wins: a reader that was away gets it and skips what lay between', async () => {
    const live = createLive();
    const signal = new AbortController().signal;
    const waiting = live.newerThan(0, 10_000, signal);
    live.arrived(1);
    expect(await waiting).toBe(1);
    for (const revision of [2, 3, 4, 3]) live.arrived(revision);
    expect(await live.newerThan(1, 10_000, signal)).toBe(4);
    expect(live.waiting).toBe(0);
  });

  test('a reader that leaves is forgotten', async () => {
    const live = createLive();
    const leaving = new AbortController();
    const waiting = live.newerThan(0, 10_000, leaving.signal);
    expect(live.waiting).toBe(1);
    leaving.abort();
    await waiting;
    expect(live.waiting).toBe(0);
  });

  test('readers who stand still delay no one, and the server still ends at once', async () => {
    const server = await startServer({ env: { REPLAY_SPEED: '600' } });
    onTestFinished(async () => void (await server.stop('SIGKILL')));
    const still = Array.from({ length: 20 }, () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.write('GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
      socket.pause();
      socket.on('error', () => undefined);
      return socket;
    });
    const stream = await fetch(`${server.url}/api/live`);
    let heard = '';
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    void (async () => {
      for (;;) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) return;
        heard += chunk.value;
      }
    })().catch(() => undefined);
    await until(() => [...heard.matchAll(/^id: (\d+)$/gm)].some(([, id]) => Number(id) > 40));
    await until(() => /^event: feed$/m.test(heard));
    const took = await server.stop();
    for (const socket of still) socket.destroy();
    // A hang is what this is about: without ending the streams, the server would stay for half a minute.
    expect(took).toBeLessThan(10_000);
  });
});
