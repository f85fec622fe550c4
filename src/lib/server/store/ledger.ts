import { asc } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { entries, events, files, members, revisions } from '../db/schema.ts';
import { toStored } from './entries.ts';
import { readFeed } from './feed.ts';
import { toMember } from './files.ts';
import { toRevision } from './rows.ts';
import type { Ledger, LedgerFile, MemberRow } from './store.ts';

/** Everything but the bytes, read as of one moment although others go on writing. */
export const readLedger = (db: Db): Promise<Ledger> =>
  db.transaction(
    async (tx) => ({
      files: await readFiles(tx),
      revisions: (await tx.select().from(revisions).orderBy(asc(revisions.revision))).map(toRevision),
      entries: (await tx.select().from(entries).orderBy(asc(entries.id))).map(toStored),
      events: await tx
        .select({ id: events.id, revision: events.revision, at: events.at, event: events.data })
        .from(events)
        .orderBy(asc(events.id)),
      feed: await readFeed(tx),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

async function readFiles(tx: Db): Promise<LedgerFile[]> {
  const read = new Map<number, MemberRow[]>();
  for (const row of await tx.select().from(members).orderBy(asc(members.id))) {
    const ofFile = read.get(row.fileId) ?? [];
    ofFile.push(toMember(row));
    read.set(row.fileId, ofFile);
  }
  const received = await tx.select().from(files).orderBy(asc(files.id));
  return received.map((row) => {
    const ofFile = read.get(row.id) ?? [];
    return { ...row, members: ofFile, refused: ofFile.filter(({ outcome }) => outcome === 'refused') };
  });
}
