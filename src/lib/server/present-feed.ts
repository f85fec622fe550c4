import { feedState } from '../election/feed-state.ts';
import { progressOf } from '../election/snapshot.ts';
import type { PresentFeed } from '../election/snapshot-shape.ts';
import type { Live } from './live.ts';
import type { Snapshots } from './snapshots.ts';
import type { FeedRow, Store } from './store/store.ts';

export interface PresentFeedOptions {
  readonly store: Store;
  readonly live: Live;
  readonly snapshots: Snapshots;
  readonly source: string;
  readonly intervalSeconds: number;
  readonly startedAt: string;
  readonly now: () => string;
  /** Seconds of polling time since a moment of the night: what a replay cuts out of the night is not silence. */
  readonly since: (time: string) => number;
  readonly speed: () => number;
  /** Real milliseconds between two polls; in a fast replay a row read a moment ago is several polls old. */
  readonly pollEveryMs: number;
}

/** How long one reading of the feed's row serves all readers at most, milliseconds of real time. */
const SHARED_FOR = 500;

/**
 * The feed as it is now: from the row that the last poll left in the store, whichever process polled, and from the
 * clock. A dead poller therefore shows as stale and down without anyone telling it.
 */
export function createPresentFeed(options: PresentFeedOptions): () => Promise<PresentFeed> {
  const sharedFor = Math.min(SHARED_FOR, options.pollEveryMs / 2);
  let shared: { readonly row: Promise<FeedRow | null>; readonly at: number } | null = null;
  const readRow = () => {
    if (!shared || performance.now() - shared.at > sharedFor) {
      const row = options.store.feed.read();
      row.catch(() => (shared = null));
      shared = { row, at: performance.now() };
    }
    return shared.row;
  };
  return async () => {
    const row = await readRow();
    const prepared = await options.snapshots.at(options.live.newest);
    const now = options.now();
    const { checkedAt, changedAt } = row ?? { checkedAt: null, changedAt: null };
    const facts = {
      silentFor: options.since(checkedAt ?? options.startedAt),
      stillFor: changedAt === null ? null : options.since(changedAt),
      intervalSeconds: options.intervalSeconds,
      progress: prepared ? progressOf(prepared.snapshot) : ('nothing' as const),
    };
    return {
      state: feedState(facts),
      source: row?.source ?? options.source,
      checkedAt,
      changedAt,
      publishedAt: row?.publishedAt ?? null,
      now,
      speed: options.speed(),
      intervalSeconds: options.intervalSeconds,
      problem: row?.problem ?? null,
      revision: options.live.newest,
    };
  };
}
