/** A whole replay for tests: the simulator on a port, the poll loop, a store; composed as `ingest/night.ts` and `server/app.ts` do. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { NightClock } from '../../src/feed/clock.ts';
import type { FaultOrder } from '../../src/feed/faults.ts';
import { startFeed, type ListeningFeed } from '../../src/feed/listen.ts';
import { openNight } from '../../src/feed/nights/index.ts';
import type { FeedRequest } from '../../src/feed/requests.ts';
import { timelineOf, usualStart } from '../../src/feed/start.ts';
import type { FeedSource } from '../../src/ingest/feed-source.ts';
import type { JsonReading } from '../../src/ingest/json-file.ts';
import { MAX_BYTES, TIMEOUT_MS } from '../../src/ingest/politeness.ts';
import { createRegister, type Register } from '../../src/ingest/register.ts';
import { replayInfo } from '../../src/ingest/replay.ts';
import { createIngest } from '../../src/ingest/service.ts';
import { publicKeyOf } from '../../src/ingest/signature.ts';
import { createAuth } from '../../src/lib/server/auth.ts';
import { swedishTime } from '../../src/ingest/time.ts';
import type { Contest, NightInfo, Snapshot, Target } from '../../src/lib/election/snapshot-shape.ts';
import type { Plan } from '../../src/lib/election/plan.ts';
import {
  loadProgramme,
  NIGHT_PROGRAMMES,
  programmeFiles,
  type ProgrammeFiles,
} from '../../src/lib/programme/load.ts';
import { rebuild } from '../../src/lib/server/snapshots.ts';
import type { Store, StoredFile } from '../../src/lib/server/store/store.ts';
import { prepared } from './prepared.ts';
import { copyOf, openTestStore, testOptions } from './store.ts';

export type ReplayedNight = '2014' | '2018' | '2026';

export interface NightOptions {
  readonly night: ReplayedNight;
  readonly store: Store;
  /** ISO time at which the polling ends; default: when the night does. */
  readonly until?: string;
  /** ISO time of the first poll; default: when the first report is near. */
  readonly from?: string | undefined;
  readonly faults?: readonly FaultOrder[];
  /** `false`: the feed passes over If-None-Match. */
  readonly etagHonoured?: boolean;
  readonly intervalSeconds?: number;
}

/** A night that was played. */
export interface PlayedNight {
  readonly register: Rows;
  /** Everything that was asked of the feed, oldest first (the feed itself keeps the last two hundred). */
  readonly requests: readonly FeedRequest[];
  /** What the running process handed out for each revision, as JSON. */
  readonly handedOut: ReadonlyMap<number, string>;
  /** The snapshot of a revision from the store's rows alone, as JSON (default: the newest). */
  snapshotJson(revision?: number): Promise<string>;
  snapshot(revision?: number): Promise<Snapshot>;
  /** As `GET /api/snapshot?at=` finds it. */
  snapshotAt(time: string): Promise<Snapshot>;
  /** Every revision's snapshot, as JSON, from the store. */
  allSnapshots(): Promise<string[]>;
}

/** A night that this file has played: the feed still answers until it is closed. */
export interface AnsweringNight extends PlayedNight {
  readonly register: Register;
  readonly feed: ListeningFeed;
  readonly clock: NightClock;
  close(): Promise<void>;
}

/** The programme that goes with a night. */
export async function planOf(night: ReplayedNight): Promise<Plan> {
  const programme = await loadProgramme(NIGHT_PROGRAMMES[night] ?? '');
  if (!programme.ok) throw new Error(JSON.stringify(programme.error));
  return programme.value;
}

/** The files that the same programme is made of. */
export async function filesOf(night: ReplayedNight): Promise<ProgrammeFiles> {
  const files = await programmeFiles(NIGHT_PROGRAMMES[night] ?? '');
  if (!files.ok) throw new Error(JSON.stringify(files.error));
  return files.value;
}

export const infoOf = (night: ReplayedNight, plan: Plan): NightInfo =>
  replayInfo({ kind: 'replay', night, speed: 'max', start: null, keep: false }, plan.baselineDate);

const SOURCE = 'simulator';

/** Plays a night as fast as it goes, over HTTP, into a store. */
export async function playNight(options: NightOptions): Promise<AnsweringNight> {
  const { store, intervalSeconds = 60 } = options;
  const recording = openNight(options.night);
  const timeline = timelineOf(recording);
  const startAt = options.from ? Date.parse(options.from) : usualStart(recording, timeline);
  const clock = new NightClock({ timeline, startAt, speed: 'max' });
  const feed = await startFeed({ night: recording, clock, faults: options.faults });
  feed.feed.etagHonoured = options.etagHonoured ?? true;
  const requests = recordRequests(feed);
  const plan = await planOf(options.night);
  const night = infoOf(options.night, plan);
  const handedOut = new Map<number, string>();
  const { source, json } = await sourceOf(feed);
  const register = createRegister({
    store,
    plan,
    night,
    source: SOURCE,
    intervalSeconds,
    json,
    now: () => swedishTime(clock.now()),
    onRevision: (snapshot, committed) =>
      void committed.then((done) => done && handedOut.set(snapshot.revision, JSON.stringify(snapshot))),
  });
  const ingest = createIngest({
    register,
    clock: endingAt(clock, options.until),
    feed: source,
    fetching: {
      userAgent: 'Malvakt/test',
      get timeoutMs() {
        return patience(feed, clock);
      },
      maxBytes: MAX_BYTES,
    },
    log: pino({ level: 'silent' }),
    auth: createAuth({ token: null, publicUrl: 'http://localhost:3000', now: Date.now }),
    random: () => 0.5,
  });
  await ingest.run(new AbortController().signal);
  return { ...playedNight(register, requests, handedOut), register, feed, clock, close: () => feed.close() };
}

/** Where a feed's files are, and the key that those of a JSON night are signed with. */
async function sourceOf({ url, baseUrl, nightUrl, finalUrl }: ListeningFeed) {
  const json: JsonReading = { rehearsal: false, finalDistricts: false, key: null };
  if (baseUrl === null) {
    const source: FeedSource = { kind: 'archives', addresses: [nightUrl, finalUrl] };
    return { source, json };
  }
  const certificate = await fetch(`${url}/keys/val-sign-crt.pem`);
  const key = publicKeyOf(await certificate.text());
  if (!key.ok) throw new Error(key.error);
  const source: FeedSource = { kind: 'index', base: baseUrl, index: 'index.md5', prefix: null };
  return { source, json: { ...json, key: key.value } };
}

function playedNight(
  register: Rows,
  requests: readonly FeedRequest[],
  handedOut: ReadonlyMap<number, string>,
): PlayedNight {
  const { store } = register;
  const snapshotJson = async (revision?: number) =>
    jsonAt(register, revision ?? (await store.results.newest()));
  const snapshot = async (revision?: number) => JSON.parse(await snapshotJson(revision)) as Snapshot;
  return {
    register,
    requests,
    handedOut,
    snapshotJson,
    snapshot,
    snapshotAt: async (time) => snapshot((await store.results.revisionAt(time)) ?? 0),
    allSnapshots: () => allSnapshots(register),
  };
}

/** What a sound night leaves beside its store. */
interface Told {
  readonly requests: readonly FeedRequest[];
  readonly handedOut: readonly (readonly [number, string])[];
}

/** A whole night without faults in an embedded store of one's own; played once in a test run. */
export async function soundNight(night: ReplayedNight): Promise<PlayedNight> {
  const folder = await prepared(`sound-${night}`, async (made) => {
    const options = await testOptions('embedded');
    const store = await openTestStore('embedded', options);
    const played = await playNight({ night, store });
    await Promise.all([played.close(), store.close()]);
    const told: Told = { requests: played.requests, handedOut: [...played.handedOut] };
    await writeFile(join(made, 'told.json'), JSON.stringify(told));
    await rename(options.dataDir, join(made, 'store'));
  });
  const { requests, handedOut } = JSON.parse(await readFile(join(folder, 'told.json'), 'utf8')) as Told;
  const store = await openTestStore('embedded', await copyOf(join(folder, 'store')));
  const plan = await planOf(night);
  const rows: Rows = { store, plan, night: infoOf(night, plan), source: SOURCE };
  return playedNight(rows, requests, new Map(handedOut));
}

/** Longest wait for an answer, milliseconds: a feed that is slow because the machine is must not look like one that is silent. */
function patience({ feed }: ListeningFeed, clock: NightClock): number {
  const silent = (['night', 'final', 'index'] as const).some(
    (address) => feed.faults.due(address, clock.now())?.name === 'timeout',
  );
  return silent ? TIMEOUT_MS.replay : 60_000;
}

function recordRequests({ feed }: ListeningFeed): readonly FeedRequest[] {
  const all: FeedRequest[] = [];
  const add = feed.requests.add.bind(feed.requests);
  feed.requests.add = (request) => {
    all.push(request);
    add(request);
  };
  return all;
}

/** The night's own clock, on which the night is over at a moment. */
function endingAt(clock: NightClock, until: string | undefined) {
  const end = until === undefined ? Infinity : Date.parse(until);
  return {
    now: () => clock.now(),
    // At the end a clock stands and waits a second for each poll: here it does not take that long.
    tick(seconds: number, signal: AbortSignal) {
      return this.finished ? sleep(5) : clock.tick(seconds, signal);
    },
    get finished() {
      return clock.finished || clock.now() >= end;
    },
  };
}

/** A night as the rows of its store. */
export type Rows = Pick<Register, 'store' | 'plan' | 'night' | 'source'>;

async function jsonAt(rows: Rows, revision: number): Promise<string> {
  const prepared = await rebuild(rows, revision);
  if (!prepared) throw new Error(`There is no revision ${revision}`);
  return prepared.json;
}

/** Every revision's snapshot as JSON, from the rows of a store. */
export async function allSnapshots(rows: Rows): Promise<string[]> {
  const newest = await rows.store.results.newest();
  const found: string[] = [];
  for (let revision = 1; revision <= newest; revision += 1) found.push(await jsonAt(rows, revision));
  return found;
}

/** Every file ever received, oldest first. */
export async function allFiles(store: Store): Promise<StoredFile[]> {
  return (await store.files.list({ limit: 100_000 })).reverse();
}

export function contestIn(snapshot: Snapshot, id: string): Contest {
  const contest = snapshot.contests.find((candidate) => candidate.id === id);
  if (!contest) throw new Error(`There is no contest ${id}`);
  return contest;
}

export function targetIn(snapshot: Snapshot, id: string): Target {
  const target = snapshot.targets.find((candidate) => candidate.id === id);
  if (!target) throw new Error(`There is no goal ${id}`);
  return target;
}

/** What is counted, without what the feed was like or since when a goal has its state. */
export const countsOf = (snapshot: Snapshot): string =>
  JSON.stringify([
    snapshot.asOf,
    snapshot.contests,
    snapshot.targets.map(({ since: _since, ...rest }) => rest),
  ]);
