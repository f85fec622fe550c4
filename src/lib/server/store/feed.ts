import type { Db } from '../db/client.ts';
import { feedStatus } from '../db/schema.ts';
import type { Feed, FeedRow } from './store.ts';

/** The feed's present state: one row, overwritten at every poll. */
export const createFeed = (db: Db): Feed => ({
  read: () => readFeed(db),
  write: (row) => writeFeed(db, row),
});

export async function readFeed(db: Db): Promise<FeedRow | null> {
  const [row] = await db.select().from(feedStatus);
  return row ? toFeedRow(row) : null;
}

export async function writeFeed(db: Db, row: FeedRow): Promise<void> {
  const values = toFeedRow(row);
  await db
    .insert(feedStatus)
    .values({ id: 1, ...values })
    .onConflictDoUpdate({ target: feedStatus.id, set: values });
}

const toFeedRow = (row: FeedRow): FeedRow => ({
  source: row.source,
  checkedAt: row.checkedAt,
  changedAt: row.changedAt,
  publishedAt: row.publishedAt,
  problem: row.problem,
  attempts: row.attempts,
  nightPosition: row.nightPosition,
});
