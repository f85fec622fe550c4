import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { proxy } from 'hono/proxy';
import { pino, type Logger } from 'pino';
import { filesOfProgramme, openNight, SetupError, type OpenNight } from '../../ingest/night.ts';
import { composeIngest } from '../../ingest/compose.ts';
import { byArrival } from '../election/arrivals.ts';
import type { StoredEvent } from '../election/event.ts';
import type { SeatOutlook } from '../election/projection/seat-draws.ts';
import type { ProjectionParameters } from '../election/projection/parameters.ts';
import type { NightInfo, PresentFeed, Snapshot } from '../election/snapshot-shape.ts';
import { createApi, type Api } from './api/index.ts';
import { isLoopback, type Config } from './config.ts';
import { createAuth, type Auth, type AuthEnv } from './auth.ts';
import { createCurves, type Course } from './curves.ts';
import { createDesk } from './desk.ts';
import { hitRateOf, type HitRate } from './hit-rate.ts';
import { createLive, type Live } from './live.ts';
import { createNightRows } from './night-rows.ts';
import { createPast, type NightCourse, type PastNight } from './past.ts';
import { createPrintPdf } from './print-pdf.ts';
import { createPresentFeed } from './present-feed.ts';
import { createSeatProjections } from './seat-projections.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';
import type { EventQuery } from './store/store.ts';

/** The web process, composed: what pages and the API's handler need of it. */
export interface App {
  readonly config: Config;
  readonly night: NightInfo;
  readonly api: Api;
  readonly log: Logger;
  /** The bearer token for writing, when it was made for a replay on this machine. */
  readonly madeToken: string | null;
  newest(): Promise<Snapshot>;
  /** Projected seats of a contest; `null`: there is no such contest or revision. */
  seats(revision: number, contest: string): Promise<SeatOutlook | null>;
  /** A contest's course as far as it is laid out, without waiting, and no further than a revision; `null`: there is no such contest. */
  course(contest: string, revision?: number): Course | null;
  /** The same up to a revision, once it is laid out so far: after a start that takes a moment. */
  wholeCourse(contest: string, revision: number): Promise<Course | null>;
  /** The night as it was: newest published not after a time (ISO 8601 with offset). */
  past(time: string): Promise<PastNight>;
  /** From its first publication to its last, with all that turned; `null`: nothing is published yet. */
  nightCourse(): Promise<NightCourse | null>;
  /** What the night's projections take from earlier elections; `null`: none are made. */
  parameters(): ProjectionParameters | null;
  /** How often tonight's bands held, once all is final. */
  hits(): Promise<HitRate | null>;
  /** The goals' changes, and the reports and corrections between which they came; oldest first. */
  states(): Promise<readonly StoredEvent[]>;
  presentFeed(): Promise<PresentFeed>;
  /** The newest arrivals, and the newest of all else apart, so that no flood of districts hides a correction. */
  events(): Promise<readonly StoredEvent[]>;
  /** Where this process listens, once it does: with PORT=0 no configuration knows. */
  listensAt(port: number): void;
  /** Ends streams, polling, simulator and store; everything is at rest afterwards. */
  stop(): Promise<void>;
}

/** Seconds of real time between two `feed` events: well within the 15 that are promised. */
const HEARTBEAT_SECONDS = 5;

/** The composition root of the web process: configuration → store → live → snapshots → ingest → API, once. */
export async function startApp(config: Config): Promise<App> {
  const log = pino({ level: config.logLevel, base: null });
  const opened = await openNight(config, log, config.ingest);
  const stopping = new AbortController();
  const live = createLive();
  const { store, plan, night, source } = opened;
  const nightRows = createNightRows(store);
  const snapshots = createSnapshots({ store, plan, night, source, rows: nightRows });
  await store.listen((revision) => live.arrived(revision), stopping.signal);
  const madeToken = madeTokenOf(config);
  const token = config.adminToken ?? madeToken;
  const auth = createAuth({ token, publicUrl: config.publicUrl, now: Date.now });
  const onRevision = snapshots.keep;
  const ingest = config.ingest ? composeIngest(config, opened, { log, auth, onRevision }) : null;
  const seats = createSeatProjections({ store, plan, live, log, rows: nightRows });
  const curves = createCurves({ store, plan, live, log, rows: nightRows });
  const presentFeed = createPresentFeed({
    store,
    live,
    snapshots,
    source,
    intervalSeconds: config.intervalSeconds,
    startedAt: opened.now(),
    now: opened.now,
    since: opened.since,
    speed: opened.speed,
    pollEveryMs: pollEveryMs(config),
  });
  const desk = createDesk({ store, plan, presentFeed, now: opened.now });
  const listening = { port: config.port };
  const printPdf = createPrintPdf(config.chromiumPath);
  const api = createApi({
    store,
    nightRows,
    plan,
    desk,
    live,
    snapshots,
    seats,
    curves,
    presentFeed,
    auth,
    print: (path) => printPdf(`http://${ownHost(config.host)}:${listening.port}${path}`),
    archived: { night, programme: await filesOfProgramme(config) },
    ingest: ingest ? ingest.app : config.ingestUrl ? handOn(config.ingestUrl, auth, token) : null,
    log,
    shutdown: stopping.signal,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  });
  const past = createPast({
    store,
    live,
    rows: nightRows,
    snapshots,
    electionDate: night.electionDate,
    intervalSeconds: config.intervalSeconds,
    events: (upTo) => newestEvents(opened, upTo),
  });
  const drawing = Promise.all([seats.follow(stopping.signal), curves.follow(stopping.signal)]);
  const watching = watchFeed(presentFeed, live, log);
  const polling = ingest?.run(stopping.signal).catch((error) => crash(log, error)) ?? Promise.resolve();
  return {
    config,
    night,
    api,
    log,
    madeToken,
    newest: () => newestSnapshot(snapshots, live.newest),
    parameters: () => plan.projection,
    hits: hitsOfNewest(opened, snapshots, live),
    states: () => stateEvents(opened),
    seats: (revision, id) => {
      const contest = plan.contests.find((each) => each.id === id);
      return contest ? seats.at(revision, contest) : Promise.resolve(null);
    },
    course: curves.sofar,
    wholeCourse: (contest, revision) => curves.at(revision, contest),
    past: past.at,
    nightCourse: past.course,
    presentFeed,
    events: () => newestEvents(opened),
    listensAt: (port) => (listening.port = port),
    async stop() {
      clearInterval(watching);
      stopping.abort();
      await Promise.all([polling, drawing]);
      await opened.close();
    },
  };
}

/** How this process reaches itself: an address that stands for all is not one to ask at. */
function ownHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** Real time between two polls; none that could be counted on where a replay goes as fast as it can. */
function pollEveryMs({ feed, intervalSeconds }: Config): number {
  if (feed.kind !== 'replay') return intervalSeconds * 1000;
  const speed = feed.start === 'end' ? 'max' : feed.speed;
  return speed === 'max' ? 0 : Math.min(1000, (intervalSeconds * 1000) / speed);
}

async function newestSnapshot(snapshots: Snapshots, revision: number): Promise<Snapshot> {
  const prepared = await snapshots.at(revision);
  if (!prepared) throw new Error(`revision ${revision} was announced but is not in the store`);
  return prepared.snapshot;
}

/** Tonight's hit rate, computed once for each newest revision. */
function hitsOfNewest({ store }: OpenNight, snapshots: Snapshots, live: Live): App['hits'] {
  let held: { readonly revision: number; readonly rate: Promise<HitRate | null> } | null = null;
  return () => {
    const revision = live.newest;
    if (held?.revision !== revision) {
      const rate = newestSnapshot(snapshots, revision).then((final) => hitRateOf(store, snapshots, final));
      rate.catch(() => (held = null));
      held = { revision, rate };
    }
    return held.rate;
  };
}

/** How many of each stand beside the figures. */
const ARRIVALS = 30;
const OTHERS = 20;

async function newestEvents(
  { store }: OpenNight,
  upTo?: EventQuery['upTo'],
): Promise<readonly StoredEvent[]> {
  const then = upTo ? { upTo } : {};
  const arrived = (limit: number) => store.events.list({ ...then, limit, kinds: ['report', 'final'] });
  const [last, others] = await Promise.all([
    arrived(ARRIVALS),
    store.events.list({
      ...then,
      limit: OTHERS,
      kinds: ['correction', 'target', 'seats', 'oral', 'finding', 'notice'],
    }),
  ]);
  // One revision that brought more than these, as a catch-up does: the latest reports may be among the rest.
  const isFlood = last.length === ARRIVALS && last[0]?.revision === last.at(-1)?.revision;
  const arrivals = isFlood ? (await arrived(STATE_EVENTS)).sort(byArrival).slice(0, ARRIVALS) : last;
  return [...arrivals, ...others].sort((a, b) => b.id - a.id);
}

/** More than a district's night has. */
const STATE_EVENTS = 10_000;

async function stateEvents({ store }: OpenNight): Promise<readonly StoredEvent[]> {
  const newestFirst = await store.events.list({
    limit: STATE_EVENTS,
    kinds: ['target', 'report', 'correction'],
  });
  return newestFirst.reverse();
}

/** How often the feed's state is looked at, so that readers hear at once when it turns stale or down. */
const WATCH_MS = 1000;

function watchFeed(presentFeed: () => Promise<PresentFeed>, live: Live, log: Logger): NodeJS.Timeout {
  let last: PresentFeed['state'] | null = null;
  return setInterval(() => {
    presentFeed().then(
      ({ state }) => {
        if (last !== null && state !== last) live.nudge();
        last = state;
      },
      (error) => log.error({ err: error }, 'the store does not answer'),
    );
  }, WATCH_MS);
}

/** A bug in the poll loop: the pages go on and show that nobody polls, the log says why. */
const crash = (log: Logger, error: unknown): void =>
  log.fatal({ err: error }, 'polling has ended: this is a bug');

/** Without ADMIN_TOKEN writing is closed, except in a replay that only this machine can reach. */
const madeTokenOf = (config: Config): string | null =>
  config.adminToken === null && config.feed.kind === 'replay' && isLoopback(config.host)
    ? randomBytes(18).toString('base64url')
    : null;

/**
 * Uploads and poll-now of a web process whose ingest runs elsewhere: the same paths, handed on. Who writes is settled
 * here, where the reader's address and the page's origin are known; the other process is told with the token.
 */
function handOn(ingestUrl: string, auth: Auth, token: string | null): Hono<AuthEnv> {
  const app = new Hono<AuthEnv>();
  if (token !== null) app.on('POST', '/*', auth.requireToken);
  return app.all('/*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    const headers: Record<string, string | undefined> = { ...c.req.header(), expect: undefined };
    const who = c.get('who');
    if (token !== null && who !== undefined) {
      headers.authorization = `Bearer ${token}`;
      headers['x-who'] = encodeURIComponent(who);
      headers.cookie = undefined;
    }
    return proxy(new URL(`${pathname}${search}`, ingestUrl), { raw: c.req.raw, headers }).catch(() => {
      throw new HTTPException(502, { message: 'the ingest service does not answer' });
    });
  });
}

export { SetupError };
