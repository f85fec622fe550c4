import type { CorrectionEvent } from '../lib/election/event.ts';
import type { Known } from '../lib/election/known.ts';
import type { FeedError, FeedErrorKind } from '../lib/election/parse/error.ts';
import type { Plan } from '../lib/election/plan.ts';
import type { TargetHistory } from '../lib/election/snapshot.ts';
import type { FeedStatus, NightInfo, Snapshot } from '../lib/election/snapshot-shape.ts';
import type { JsonReading } from './json-file.ts';
import type { HeldMember, Store } from '../lib/server/store/store.ts';

/** What ingest needs to judge the next file, held in memory and loaded again when another process wrote. */
export interface Held {
  readonly known: Known;
  readonly history: TargetHistory;
  /** Corrections of the newest revision that a file made. */
  readonly corrections: readonly CorrectionEvent[];
  readonly members: ReadonlyMap<string, HeldMember>;
  /** Members that were refused last in this process, so that one bad file is told once and not at every poll. */
  readonly refused: ReadonlyMap<string, RefusedMember>;
}

export interface RefusedMember {
  readonly crc32: number;
  readonly error: FeedError;
}

/** What the polls have found, for the feed's state. */
export interface Watch {
  readonly startedAt: string;
  readonly checkedAt: string | null;
  readonly changedAt: string | null;
  readonly publishedAt: string | null;
  readonly problem: string | null;
  /** Polls in a row that failed. */
  readonly failures: number;
}

/** What of the feed's state does not follow from a file itself. */
export type Observed = Pick<FeedStatus, 'state' | 'source' | 'checkedAt'>;

export interface Register {
  readonly store: Store;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly source: string;
  readonly intervalSeconds: number;
  /** How files of the JSON feed are read. */
  readonly json: JsonReading;
  watch: Watch;
  /** Sources whose last file could not even be opened, and why: told once, not at every poll. */
  readonly refusedWhole: Map<string, FeedErrorKind>;
  now(): string;
  /** Seconds of polling time since a moment of the night. */
  since(time: string): number;
  /** Takes up what the polls of an earlier process had found. */
  resume(): Promise<void>;
  held(): Promise<Held>;
  hold(held: Held): void;
  forget(): void;
  /** What the polls had found, where a recorded night is taken in again; `null`: as they find it now. */
  readonly observed: () => Observed | null;
  /** Told of every revision that this process is about to write, and whether that succeeded. */
  readonly onRevision: (snapshot: Snapshot, committed: Promise<boolean>) => void;
}

export interface RegisterOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly source: string;
  readonly intervalSeconds: number;
  readonly now: () => string;
  /** Default: totals of the final count, signatures unchecked, test data only in a night that is a test. */
  readonly json?: JsonReading;
  /** Default: the difference of the night's times. */
  readonly since?: (time: string) => number;
  readonly onRevision?: Register['onRevision'];
  readonly observed?: Register['observed'];
}

export function createRegister(options: RegisterOptions): Register {
  let held: Held | null = null;
  const watch: Watch = {
    startedAt: options.now(),
    checkedAt: null,
    changedAt: null,
    publishedAt: null,
    problem: null,
    failures: 0,
  };
  return {
    store: options.store,
    plan: options.plan,
    night: options.night,
    source: options.source,
    intervalSeconds: options.intervalSeconds,
    json: options.json ?? { rehearsal: options.night.mode === 'test', finalDistricts: false, key: null },
    watch,
    refusedWhole: new Map(),
    now: options.now,
    since: options.since ?? ((time) => (Date.parse(options.now()) - Date.parse(time)) / 1000),
    async resume() {
      held = null;
      const row = await options.store.feed.read();
      if (!row) return;
      const { checkedAt, changedAt, publishedAt } = row;
      this.watch = { ...this.watch, checkedAt, changedAt, publishedAt };
    },
    onRevision: options.onRevision ?? (() => undefined),
    observed: options.observed ?? (() => null),
    async held() {
      held ??= await load(options.store);
      return held;
    },
    hold(next) {
      held = next;
    },
    forget() {
      held = null;
    },
  };
}

/** How many corrections one revision can have that are looked for. */
const MOST_CORRECTIONS = 500;

/** What was corrected in the newest revision that a file made; entries by hand in between correct nothing. */
async function newestCorrections(store: Store, newest: number): Promise<readonly CorrectionEvent[]> {
  let revision = newest;
  while (revision > 0 && (await store.results.revision(revision))?.cause !== 'file') revision -= 1;
  const events = await store.events.list({ limit: MOST_CORRECTIONS, kinds: ['correction'] });
  return events.flatMap((stored) =>
    stored.revision === revision && stored.event.kind === 'correction' ? [stored.event] : [],
  );
}

async function load(store: Store): Promise<Held> {
  const known = await store.results.known();
  return {
    known,
    history: await store.events.targetStates(known.revision),
    corrections: await newestCorrections(store, known.revision),
    members: await store.files.heldMembers(),
    refused: new Map(),
  };
}
