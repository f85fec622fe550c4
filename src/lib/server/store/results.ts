import { asc, eq, lte, max } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { revisions } from '../db/schema.ts';
import { commit, newestRevision } from './commit.ts';
import { instant } from './instant.ts';
import { readKnown, readRevisionRows, readWritten } from './known.ts';
import { toRevision } from './rows.ts';
import type { Results, RevisionRow } from './store.ts';
import { write } from './write.ts';

/** Revisions, and what is known at each. */
export const createResults = (db: Db, channel: string): Results => ({
  newest: () => newestRevision(db),
  known: async (revision) => readKnown(db, revision ?? (await newestRevision(db))),
  revision: (revision) => readRevision(db, revision),
  rowsOf: (revision) => readRevisionRows(db, revision),
  written: (after, upTo) => readWritten(db, after, upTo),
  revisionAt: async (time) => {
    const [row] = await db
      .select({ revision: max(revisions.revision) })
      .from(revisions)
      .where(lte(revisions.publishedMs, instant(time)));
    return row?.revision ?? null;
  },
  revisions: async () => (await db.select().from(revisions).orderBy(asc(revisions.revision))).map(toRevision),
  commit: (change) => write(db, (tx) => commit(tx, change, channel)),
});

async function readRevision(db: Db, revision: number): Promise<RevisionRow | null> {
  const [row] = await db.select().from(revisions).where(eq(revisions.revision, revision));
  return row ? toRevision(row) : null;
}
