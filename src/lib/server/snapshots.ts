import { gzipSync } from 'node:zlib';
import { nothingKnown } from '../election/known.ts';
import type { Plan } from '../election/plan.ts';
import { buildSnapshot, type TargetHistory } from '../election/snapshot.ts';
import type { FeedStatus, NightInfo, Snapshot } from '../election/snapshot-shape.ts';
import type { NightRows } from './night-rows.ts';
import type { Store } from './store/store.ts';

/** A snapshot, prepared once for all readers. */
export interface Prepared {
  readonly revision: number;
  readonly snapshot: Snapshot;
  readonly json: string;
  /** The same, compressed; made when first asked for. */
  gzip(): Uint8Array;
  /** The same as a server-sent event; made when first asked for, and the same bytes for every stream. */
  event(): Uint8Array;
}

export interface Snapshots {
  /** The snapshot of a revision, built once and kept for a while; `null`: there is no such revision. */
  at(revision: number): Promise<Prepared | null>;
  /**
   * Takes over a snapshot that this process is committing. Readers hear of the revision before the committing process
   * goes on, so it is kept from before; if the commit fails, another process's revision of that number is read.
   */
  keep(snapshot: Snapshot, committed: Promise<boolean>): void;
}

export interface SnapshotsOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly source: string;
  /** Where earlier revisions are in memory; without it they are read from the store. */
  readonly rows?: NightRows | undefined;
}

/** How many revisions are kept prepared; older ones are rebuilt from the store when asked for. */
const KEPT = 8;

/** Derived data is cached by revision, so nothing ever needs to be invalidated. */
export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const kept = new Map<number, Promise<Prepared | null>>();
  const remember = (revision: number, prepared: Promise<Prepared | null>) => {
    const forget = () => kept.get(revision) === prepared && kept.delete(revision);
    prepared.then((found) => found ?? forget(), forget);
    kept.set(revision, prepared);
    const newest = Math.max(...kept.keys());
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) {
      if (old !== newest) kept.delete(old);
    }
    return prepared;
  };
  return {
    at: (revision) => kept.get(revision) ?? remember(revision, rebuild(options, revision)),
    keep(snapshot, committed) {
      const { revision } = snapshot;
      const building = committed.then((done) => (done ? prepare(snapshot) : rebuild(options, revision)));
      void remember(revision, building);
    },
  };
}

/** The snapshot of any revision, from the store's rows alone. */
export async function rebuild(options: SnapshotsOptions, revision: number): Promise<Prepared | null> {
  const { store, plan, night, source, rows } = options;
  if (revision === 0) {
    const feed: FeedStatus = {
      state: 'waiting',
      source,
      checkedAt: null,
      changedAt: null,
      publishedAt: null,
    };
    return prepare(buildSnapshot({ known: nothingKnown, plan, night, feed, history: new Map() }));
  }
  const row = await store.results.revision(revision);
  if (!row) return null;
  const known = await (rows ?? store.results).known(revision);
  const history: TargetHistory = await store.events.targetStates(revision);
  return prepare(buildSnapshot({ known, plan, night, feed: row.feed, history }));
}

function prepare(snapshot: Snapshot): Prepared {
  const json = JSON.stringify(snapshot);
  let compressed: Uint8Array | null = null;
  let event: Uint8Array | null = null;
  return {
    revision: snapshot.revision,
    snapshot,
    json,
    gzip: () => (compressed ??= gzipSync(json)),
    // JSON has no line breaks, so the data are one line.
    event: () =>
      (event ??= Buffer.from(`event: snapshot\ndata: ${json}\nid: ${snapshot.revision}\n\n`, 'utf8')),
  };
}
