import type { Logger } from 'pino';
import type { Result } from '../lib/election/parse/error.ts';
import type { Plan } from '../lib/election/plan.ts';
import type { NightInfo } from '../lib/election/snapshot-shape.ts';
import {
  loadProgramme,
  NIGHT_PROGRAMMES,
  programmeFiles,
  type ProgrammeFiles,
} from '../lib/programme/load.ts';
import type { ProgrammeFault } from '../lib/programme/schema.ts';
import {
  isThisMachine,
  type Config,
  type IndexConfig,
  type LiveConfig,
  type ReplayConfig,
} from '../lib/server/config.ts';
import { openStore } from '../lib/server/store/open.ts';
import type { Store } from '../lib/server/store/store.ts';
import type { FeedSource } from './feed-source.ts';
import type { JsonReading } from './json-file.ts';
import type { PollClock } from './poll.ts';
import { crashedAt, followedClock, markClosed, replayInfo, startReplay } from './replay.ts';
import { readPublicKey } from './signature.ts';
import { swedishTime } from './time.ts';

/** One night, opened: its programme, its store, its clock, and where its files come from. */
export interface OpenNight {
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly store: Store;
  readonly clock: PollClock;
  readonly feed: FeedSource;
  readonly json: JsonReading;
  /** The address that stands for the feed wherever the source is named. */
  readonly source: string;
  /** Night seconds in a second of real time; 0 when the clock stands. */
  speed(): number;
  now(): string;
  /** Seconds of polling time since a moment of the night: what a replay cuts out of the night does not count. */
  since(time: string): number;
  /** Ends the simulator and the store. */
  close(): Promise<void>;
}

/** A fault of the configuration or the programme: told as it is, without a trace. */
export class SetupError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** Opens the night that the configuration asks for; `polls`: this process asks the feed itself. */
export async function openNight(config: Config, log: Logger, polls: boolean): Promise<OpenNight> {
  const plan = await programmeOf(config);
  return config.feed.kind === 'replay'
    ? openReplay(config, config.feed, { plan, log, polls })
    : openLive(config, config.feed, plan, log);
}

/** The plan of the configuration's programme; a `SetupError` lists its faults. */
export const programmeOf = async (config: Config): Promise<Plan> =>
  sound(await loadProgramme(programmeName(config)));

/** The files that the same plan is made of. */
export const filesOfProgramme = async (config: Config): Promise<ProgrammeFiles> =>
  sound(await programmeFiles(programmeName(config)));

const programmeName = ({ programme, feed }: Config): string =>
  programme ?? NIGHT_PROGRAMMES[feed.kind === 'replay' ? feed.night : feed.kind] ?? '';

function sound<T>(read: Result<T, readonly ProgrammeFault[]>): T {
  if (read.ok) return read.value;
  throw new SetupError(read.error.map(({ place, fault }) => `${place}: ${fault}`));
}

interface Setting {
  readonly plan: Plan;
  readonly log: Logger;
  readonly polls: boolean;
}

async function openReplay(
  config: Config,
  feed: ReplayConfig,
  { plan, log, polls }: Setting,
): Promise<OpenNight> {
  const night = replayInfo(feed, plan.baselineDate);
  if (plan.electionDate !== night.electionDate) {
    throw new SetupError([
      `PROGRAMME: ${plan.id} is for ${plan.electionDate}, the replayed night is ${night.electionDate}`,
    ]);
  }
  const options = { databaseUrl: config.databaseUrl, dataDir: config.dataDir, night: night.id };
  if (!polls) return followReplay(await openStore(options), { plan, night, feed });
  const { store, from } = await replayStore(options, feed);
  if (from !== null) log.warn({ from: swedishTime(from) }, 'the replay goes on where it was cut off');
  const replay = await startReplay(feed, from);
  log.info({ control: replay.feed.controlUrl }, 'the feed simulator stands ready');
  const { clock } = replay;
  return {
    plan,
    night,
    store,
    clock,
    feed: replay.source,
    json: { ...TOTALS_UNSIGNED, key: replay.key },
    source: SIMULATOR,
    speed: () => (clock.finished || clock.paused ? 0 : clock.speed === 'max' ? 60 : clock.speed),
    now: () => swedishTime(clock.now()),
    since: (time) => (clock.position - clock.timeline.toPlayed(Date.parse(time))) / 1000,
    async close() {
      await replay.feed.close();
      await markClosed(store);
      await store.close();
    },
  };
}

/** The simulator's port is another at every start; its name is not, and snapshots of two runs stay equal. */
const SIMULATOR = 'simulator';

/** A replay's store is emptied at a start, unless it is kept, or a crash cut the night off. */
async function replayStore(options: Parameters<typeof openStore>[0], feed: ReplayConfig) {
  const store = await openStore(options);
  const crashed = await crashedAt(store);
  if (crashed !== null) return { store, from: crashed };
  if (feed.keep) {
    const row = await store.feed.read();
    return { store, from: row?.checkedAt ? Date.parse(row.checkedAt) : null };
  }
  await store.close();
  return { store: await openStore({ ...options, empty: true }), from: null };
}

function followReplay(
  store: Store,
  { plan, night, feed }: { readonly plan: Plan; readonly night: NightInfo; readonly feed: ReplayConfig },
): OpenNight {
  const followed = followedClock(feed, () => store.feed.read());
  const observing = setInterval(() => void followed.observe().catch(() => undefined), 1000);
  return {
    plan,
    night,
    store,
    clock: idleClock,
    feed: { kind: 'archives', addresses: [] },
    json: TOTALS_UNSIGNED,
    source: SIMULATOR,
    speed: followed.speed,
    now: followed.now,
    since: (time) => (Date.parse(followed.now()) - Date.parse(time)) / 1000,
    async close() {
      clearInterval(observing);
      await store.close();
    },
  };
}

async function openLive(
  config: Config,
  feed: LiveConfig | IndexConfig,
  plan: Plan,
  log: Logger,
): Promise<OpenNight> {
  const night = liveInfo(feed, plan);
  const json = await jsonReadingOf(feed, night, log);
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    night: night.id,
  });
  return {
    plan,
    night,
    store,
    clock: wallClock,
    feed: sourceOf(feed),
    json,
    source: feed.kind === 'index' ? feed.base : feed.url,
    speed: () => 1,
    now: () => swedishTime(Date.now()),
    since: (time) => (Date.now() - Date.parse(time)) / 1000,
    close: () => store.close(),
  };
}

const sourceOf = (feed: LiveConfig | IndexConfig): FeedSource =>
  feed.kind === 'index'
    ? feed
    : { kind: 'archives', addresses: [feed.url, ...(feed.finalUrl ? [feed.finalUrl] : [])] };

/**
 * How the configured feed's files of JSON are read; a `SetupError` where its certificate cannot be. One that has run out
 * is warned of and goes on: its key still tells whose the files are, and a night must not stand still for a date.
 */
export async function jsonReadingOf(
  feed: Config['feed'],
  { mode }: NightInfo,
  log: Logger,
): Promise<JsonReading> {
  if (feed.kind !== 'index') return { ...TOTALS_UNSIGNED, rehearsal: mode === 'test' };
  const { certificate, finalDistricts } = feed;
  const key = certificate === null ? null : await readPublicKey(certificate);
  if (key?.ok === false) throw new SetupError([`FEED_CERTIFICATE: ${certificate} ${key.error}`]);
  const until = key?.value.until ?? null;
  if (until !== null && Date.parse(until) < Date.now())
    log.warn(
      { certificate, until },
      'FEED_CERTIFICATE: the certificate has run out; a newer one may be published',
    );
  return { rehearsal: mode === 'test', finalDistricts, key: key?.value.key ?? null };
}

const TOTALS_UNSIGNED: JsonReading = { rehearsal: false, finalDistricts: false, key: null };

/**
 * A night by the configured feed; a replay's and no feed's is a live one. An authority is never this machine, and
 * `genrep` is how it names its rehearsals: what comes from there is a test, and every page says so.
 */
export function liveInfo(feed: Config['feed'], plan: Plan): NightInfo {
  const mode = isRehearsal(feed) ? 'test' : 'live';
  return {
    id: `${mode}-${plan.electionDate}`,
    electionDate: plan.electionDate,
    mode,
    label: mode === 'test' ? 'TEST – EJ VALRESULTAT' : '',
    remarks: [],
    baselineDate: plan.baselineDate,
  };
}

function isRehearsal(feed: Config['feed']): boolean {
  if (feed.kind === 'replay') return false;
  if (feed.kind === 'live') return isThisMachine(feed.url);
  return isThisMachine(feed.base) || /genrep/i.test(`${feed.base} ${feed.prefix ?? ''} ${feed.index}`);
}

const wallClock: PollClock = {
  now: () => Date.now(),
  finished: false,
  tick: (intervalSeconds, signal) => sleep(intervalSeconds * 1000, signal),
};

const idleClock: PollClock = { now: () => Date.now(), finished: true, tick: () => Promise.resolve() };

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake, { once: true });
  });
