/** The API of a live night on an embedded store, with a desk and uploads: composed as `server/app.ts` does. */
import { pino } from 'pino';
import { Archiver } from '../../src/feed/archive.ts';
import { openNight } from '../../src/feed/nights/index.ts';
import type { ResultFile } from '../../src/feed/recording.ts';
import { createRegister } from '../../src/ingest/register.ts';
import { createIngest } from '../../src/ingest/service.ts';
import { fail } from '../../src/lib/election/parse/error.ts';
import { createApi } from '../../src/lib/server/api/index.ts';
import { createAuth } from '../../src/lib/server/auth.ts';
import { createCurves } from '../../src/lib/server/curves.ts';
import { createDesk } from '../../src/lib/server/desk.ts';
import { createLive } from '../../src/lib/server/live.ts';
import { createNightRows } from '../../src/lib/server/night-rows.ts';
import { createPresentFeed } from '../../src/lib/server/present-feed.ts';
import { createSeatProjections } from '../../src/lib/server/seat-projections.ts';
import { createSnapshots } from '../../src/lib/server/snapshots.ts';
import { filesOf, infoOf, planOf, type Rows } from './night.ts';
import { openTestStore } from './store.ts';

export const TOKEN = 'a-token-of-the-tests';
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const publications = openNight('2018').publications.filter(({ address }) => address === 'night');
/** The night's files when so much of its publications is out (0 to 1). */
export const filesAt = (share: number): readonly ResultFile[] =>
  publications[Math.round(share * (publications.length - 1))]?.files() ?? [];
export const archiver = new Archiver();

export async function liveNight(token: string | null = TOKEN, at = '2018-09-09T23:30:00+02:00') {
  const plan = await planOf('2018');
  const night = { ...infoOf('2018', plan), id: 'live-2018-09-09', mode: 'live', label: '' } as const;
  const source = 'https://data.example/valnatt.zip';
  return apiOver({ store: await openTestStore('embedded'), plan, night, source }, token, at);
}

/** The API of a store as it is, of a night of 2018; its clock stands at a moment. */
export async function apiOver({ store, plan, night, source }: Rows, token: string | null, at: string) {
  const live = createLive();
  const nightRows = createNightRows(store);
  const snapshots = createSnapshots({ store, plan, night, source, rows: nightRows });
  const log = pino({ level: 'silent' });
  const now = () => at;
  const register = createRegister({ store, plan, night, source, intervalSeconds: 60, now });
  const clock = { now: () => 0, finished: true, tick: () => Promise.resolve() };
  const fetching = { userAgent: 'prov', timeoutMs: 1000, maxBytes: 1000 };
  const presentFeed = createPresentFeed({
    store,
    live,
    snapshots,
    source,
    intervalSeconds: 60,
    startedAt: now(),
    now,
    since: () => 0,
    speed: () => 1,
    pollEveryMs: 60_000,
  });
  const auth = createAuth({ token, publicUrl: 'http://localhost:3000', now: Date.now });
  const ingest = createIngest({
    register,
    clock,
    feed: { kind: 'archives', addresses: [] },
    fetching,
    log,
    auth,
  });
  const api = createApi({
    store,
    nightRows,
    plan,
    live,
    snapshots,
    seats: createSeatProjections({ store, plan, live, log, rows: nightRows }),
    curves: createCurves({ store, plan, live, log, rows: nightRows }),
    presentFeed,
    auth,
    print: () => Promise.resolve(fail({ kind: 'noBrowser', looked: [] })),
    archived: { night, programme: await filesOf('2018') },
    desk: createDesk({ store, plan, presentFeed, now }),
    ingest: ingest.app,
    log,
    shutdown: new AbortController().signal,
    heartbeatSeconds: 5,
  });
  await store.listen((revision) => live.arrived(revision), new AbortController().signal);
  const upload = (name: string, bytes: Uint8Array, headers: Record<string, string> = bearer(TOKEN)) =>
    api.request(`/api/ingest/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip', ...headers },
      body: new Uint8Array(bytes),
    });
  const get = async <T>(path: string, headers = {}) =>
    (await (await api.request(path, { headers })).json()) as T;
  /** Writes with the token: PUT or DELETE with a JSON body. */
  const write = async (method: 'PUT' | 'DELETE', path: string, body: unknown, who = 'Desken') => {
    const headers = { ...bearer(TOKEN), 'content-type': 'application/json', 'x-who': who };
    const response = await api.request(path, { method, headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { api, store, plan, night, source, live, snapshots, auth, register, upload, get, write };
}
