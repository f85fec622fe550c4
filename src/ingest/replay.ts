import type { KeyObject } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { NightClock } from '../feed/clock.ts';
import { startFeed, type ListeningFeed } from '../feed/listen.ts';
import { openNight as openRecording } from '../feed/nights/index.ts';
import { timelineOf, usualStart } from '../feed/start.ts';
import type { NightInfo } from '../lib/election/snapshot-shape.ts';
import type { ReplayConfig } from '../lib/server/config.ts';
import type { FeedRow, Store } from '../lib/server/store/store.ts';
import type { FeedSource } from './feed-source.ts';
import { publicKeyOf } from './signature.ts';
import { swedishTime } from './time.ts';

/** A replay: the simulator on a port of its own, and the one clock of the night. */
export interface Replay {
  readonly clock: NightClock;
  readonly feed: ListeningFeed;
  readonly source: FeedSource;
  /** The simulator's key; `null`: its files are not signed. */
  readonly key: KeyObject | null;
}

/** What must be said about a replayed night wherever it is shown. */
export function replayInfo(config: ReplayConfig, baselineDate: string): NightInfo {
  const recording = openRecording(config.night);
  return {
    id: `replay-${config.night}`,
    electionDate: recording.electionDate,
    mode: 'replay',
    label: `REPRIS ${config.night}`,
    remarks: recording.remarks,
    ...(recording.reconstructed ? { reconstructed: true } : {}),
    baselineDate,
  };
}

/** Starts the simulator at `from` (epoch milliseconds of night time), or when the first report is near. */
export async function startReplay(config: ReplayConfig, from: number | null): Promise<Replay> {
  const night = openRecording(config.night);
  const timeline = timelineOf(night);
  const clock = new NightClock({
    timeline,
    startAt: from ?? startOf(config) ?? usualStart(night, timeline),
    speed: config.start === 'end' ? 'max' : config.speed,
  });
  const feed = await startFeed({ night, clock });
  const { baseUrl } = feed;
  if (baseUrl === null)
    return {
      clock,
      feed,
      source: { kind: 'archives', addresses: [feed.nightUrl, feed.finalUrl] },
      key: null,
    };
  const source: FeedSource = { kind: 'index', base: baseUrl, index: 'index.md5', prefix: null };
  return { clock, feed, source, key: await keyOf(feed) };
}

/** The key that a simulator signs with, from where the authority keeps its certificate. */
async function keyOf({ url }: ListeningFeed): Promise<KeyObject> {
  const answer = await fetch(`${url}/keys/val-sign-crt.pem`);
  const key = publicKeyOf(await answer.text());
  if (!key.ok) throw new Error(`the simulator's key: ${key.error}`);
  return key.value;
}

/** The moment asked for; without an offset it is Swedish time. */
function startOf({ start }: ReplayConfig): number | null {
  if (start === null || start === 'end') return null;
  if (/(Z|[+-]\d\d:?\d\d)$/.test(start)) return Date.parse(start);
  return Temporal.PlainDateTime.from(start).toZonedDateTime('Europe/Stockholm').epochMilliseconds;
}

/**
 * Where a replay's store stands: in the middle of a night that a crash ended (go on from there), or not (a replay that
 * was closed or came to its end begins anew). The last file counts too: a crash may lie between it and the poll's row.
 */
export async function crashedAt(store: Store): Promise<number | null> {
  const row = await store.feed.read();
  if (!row || row.nightPosition === null) return null;
  const [last] = await store.files.list({ limit: 1 });
  return Math.max(Date.parse(row.nightPosition), last ? Date.parse(last.fetchedAt) : 0);
}

/** Marks a replay as closed on purpose, so that the next start begins anew. */
export async function markClosed(store: Store): Promise<void> {
  const row = await store.feed.read();
  if (row) await store.feed.write({ ...row, nightPosition: null });
}

/**
 * The night's clock in a process that does not poll itself: from where the polling process last said it was, going on
 * at the replay's speed, so that a poller that died is seen to be silent.
 */
export function followedClock(config: ReplayConfig, read: () => Promise<FeedRow | null>) {
  let anchor: { readonly night: number; readonly at: number; readonly over: boolean } | null = null;
  const speed = config.speed === 'max' ? 60 : config.speed;
  return {
    async observe(): Promise<void> {
      const row = await read();
      const night = Date.parse(row?.nightPosition ?? row?.checkedAt ?? '');
      if (Number.isNaN(night) || anchor?.night === night) return;
      anchor = { night, at: performance.now(), over: row?.nightPosition === null };
    },
    speed: () => (anchor?.over ? 0 : speed),
    now(): string {
      if (!anchor) return swedishTime(Date.now());
      const passed = anchor.over ? 0 : (performance.now() - anchor.at) * speed;
      return swedishTime(anchor.night + passed);
    },
  };
}
