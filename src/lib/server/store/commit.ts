import { max, sql } from 'drizzle-orm';
import { fail, ok, type Result } from '../../election/parse/error.ts';
import type { Db } from '../db/client.ts';
import { municipalities, reports, revisions } from '../db/schema.ts';
import { addEntries } from './entries.ts';
import { addEvents } from './events.ts';
import { settle } from './files.ts';
import { instant } from './instant.ts';
import { municipalityRow, reportRow } from './rows.ts';
import type { Commit, RevisionConflict } from './store.ts';
import { insertRows } from './write.ts';

export async function newestRevision(db: Db): Promise<number> {
  const [row] = await db.select({ revision: max(revisions.revision) }).from(revisions);
  return row?.revision ?? 0;
}

/**
 * One revision, all of it, inside the caller's transaction. The notice is part of the transaction: nobody hears of what
 * is not committed.
 */
export async function commit(
  tx: Db,
  change: Commit,
  channel: string,
): Promise<Result<number, RevisionConflict>> {
  const newest = await newestRevision(tx);
  if (newest !== change.expectedRevision)
    return fail({ kind: 'revisionConflict', expected: change.expectedRevision, newest });
  const revision = newest + 1;
  await addRevision(tx, revision, change);
  if (change.file) await settle(tx, change.file.id, change.file.outcome, revision);
  await insertRows(
    tx,
    municipalities,
    change.municipalities.map((state) => municipalityRow(state, revision)),
  );
  await insertRows(tx, reports, [
    ...change.reports.map((report) => reportRow(report, revision, false)),
    ...change.removed.map((report) => reportRow(report, revision, true)),
  ]);
  await addEvents(tx, change.events, { revision, at: change.at });
  await addEntries(tx, change.entries, { revision, at: change.at });
  await tx.execute(sql`select pg_notify(${channel}, ${String(revision)})`);
  return ok(revision);
}

async function addRevision(tx: Db, revision: number, change: Commit): Promise<void> {
  await tx.insert(revisions).values({
    revision,
    at: change.at,
    publishedAt: change.publishedAt,
    publishedMs: change.publishedAt === null ? null : instant(change.publishedAt),
    cause: change.cause,
    fileId: change.file?.id ?? null,
    feed: change.feed,
  });
}
