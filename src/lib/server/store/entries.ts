import { asc, desc, eq, lt, lte } from 'drizzle-orm';
import { noEntries, withEntries, type Entries, type Entry } from '../../election/entry.ts';
import type { Db } from '../db/client.ts';
import { entries } from '../db/schema.ts';
import type { Entering, EntryRow, StoredEntry } from './store.ts';
import { insertRows, storable } from './write.ts';

/** What was entered by hand, as the record of writes. */
export const createEntries = (db: Db): Entering => ({
  list: async ({ limit, before }) => {
    const rows = await db
      .select()
      .from(entries)
      .where(before === undefined ? undefined : lt(entries.id, before))
      .orderBy(desc(entries.id))
      .limit(limit);
    return rows.map(toStored);
  },
});

/** Everything that stands as of a revision. */
export async function readEntries(db: Db, revision: number): Promise<Entries> {
  const rows = await db
    .select()
    .from(entries)
    .where(lte(entries.revision, revision))
    .orderBy(asc(entries.id));
  return withEntries(noEntries, rows.map(toEntry));
}

/** What was entered with one revision. */
export async function readEntriesOf(db: Db, revision: number): Promise<readonly Entry[]> {
  const rows = await db.select().from(entries).where(eq(entries.revision, revision)).orderBy(asc(entries.id));
  return rows.map(toEntry);
}

export const addEntries = (
  tx: Db,
  added: readonly EntryRow[],
  { revision, at }: { readonly revision: number; readonly at: string },
): Promise<void> =>
  insertRows(
    tx,
    entries,
    added.map(({ entry, previous, who, remark }) => ({
      revision,
      at,
      who: storable(who),
      kind: entry.kind,
      key: entry.key,
      value: entry.value,
      previous,
      remark: remark === null ? null : storable(remark),
    })),
  );

type Row = typeof entries.$inferSelect;

export const toEntry = ({ kind, key, value }: Pick<Row, 'kind' | 'key' | 'value'>): Entry =>
  ({ kind, key, value }) as Entry;

export const toStored = (row: Row): StoredEntry => ({
  id: row.id,
  revision: row.revision,
  at: row.at,
  entry: toEntry(row),
  previous: row.previous as Entry['value'],
  who: row.who,
  remark: row.remark,
});
