import { and, asc, desc, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { files, members } from '../db/schema.ts';
import { contentOf, keepContent } from './content.ts';
import { addEvents } from './events.ts';
import type {
  FileOutcome,
  Files,
  HeldMember,
  IncomingFile,
  MemberRow,
  RecordedFile,
  StoredFile,
} from './store.ts';
import { insertRows, storable, write } from './write.ts';

/** Every file that was received, its bytes, and what became of it. */
export const createFiles = (db: Db): Files => ({
  record: (file) => write(db, (tx) => record(tx, file)),
  finish: (id, outcome, notices, at) =>
    write(db, async (tx) => {
      await settle(tx, id, outcome, null);
      await addEvents(tx, notices, { revision: null, at });
    }),
  list: ({ limit, before }) => listFiles(db, limit, before),
  bytes: (sha256) => contentOf(db, sha256),
  pending: () => pending(db),
  latestFrom: async (source) => {
    const rows = await db
      .select()
      .from(files)
      .where(eq(files.source, source))
      .orderBy(desc(files.id))
      .limit(1);
    return (await withRefused(db, rows))[0] ?? null;
  },
  heldMembers: () => heldMembers(db),
});

async function record(tx: Db, file: IncomingFile): Promise<RecordedFile> {
  const { sha256, fresh } = await keepContent(tx, file.bytes);
  const original = file.reduced?.original ?? { sha256, size: file.bytes.byteLength };
  const [row] = await tx
    .insert(files)
    .values({
      sha256: original.sha256,
      name: storable(file.name),
      source: storable(file.source),
      via: file.via,
      by: file.by === null ? null : storable(file.by),
      fetchedAt: file.fetchedAt,
      size: original.size,
      reduced: file.reduced ?? null,
      etag: file.etag,
      lastModified: file.lastModified,
    })
    .returning({ id: files.id });
  if (row === undefined) throw new Error('A recorded file got no id');
  return { id: row.id, sha256: original.sha256, fresh };
}

/** Writes down what became of a recorded file; once only. */
export async function settle(
  tx: Db,
  id: number,
  outcome: FileOutcome,
  revision: number | null,
): Promise<void> {
  const settled = await tx
    .update(files)
    .set({
      outcome: outcome.outcome,
      reason: outcome.reason,
      checksum: outcome.checksum,
      publishedAt: outcome.publishedAt,
      revision,
    })
    .where(and(eq(files.id, id), eq(files.outcome, 'pending')))
    .returning({ id: files.id });
  if (settled.length !== 1)
    throw new Error(`File ${id} is not pending: it is settled already, or not recorded`);
  const rows = outcome.members.map((member) => ({ ...member, fileId: id, name: storable(member.name) }));
  await insertRows(tx, members, rows);
}

async function listFiles(db: Db, limit: number, before?: number): Promise<StoredFile[]> {
  const rows = await db
    .select()
    .from(files)
    .where(before === undefined ? undefined : lt(files.id, before))
    .orderBy(desc(files.id))
    .limit(limit);
  return withRefused(db, rows);
}

async function pending(db: Db): Promise<{ file: StoredFile; bytes: Uint8Array }[]> {
  const rows = await db.select().from(files).where(eq(files.outcome, 'pending')).orderBy(asc(files.id));
  const found = [];
  for (const file of await withRefused(db, rows)) {
    const bytes = await contentOf(db, file.reduced?.sha256 ?? file.sha256);
    if (bytes === null) throw new Error(`The bytes of file ${file.id} are not in the store`);
    found.push({ file, bytes });
  }
  return found;
}

async function heldMembers(db: Db): Promise<Map<string, HeldMember>> {
  const rows = await db
    .selectDistinctOn([members.name], {
      name: members.name,
      crc32: members.crc32,
      publishedAt: members.publishedAt,
    })
    .from(members)
    // One that was taken in part is read again: the next process may take more of it.
    .where(and(inArray(members.outcome, ['accepted', 'unchanged']), isNull(members.reason)))
    .orderBy(members.name, desc(members.id));
  return new Map(rows.map(({ name, ...held }) => [name, held]));
}

async function withRefused(db: Db, rows: (typeof files.$inferSelect)[]): Promise<StoredFile[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const refused = await db
    .select()
    .from(members)
    .where(and(inArray(members.fileId, ids), eq(members.outcome, 'refused')))
    .orderBy(asc(members.id));
  const ofFile = (id: number) => refused.filter((member) => member.fileId === id).map(toMember);
  return rows.map((row) => ({ ...row, refused: ofFile(row.id) }));
}

export const toMember = (row: typeof members.$inferSelect): MemberRow => ({
  name: row.name,
  crc32: row.crc32,
  size: row.size,
  outcome: row.outcome,
  reason: row.reason,
  publishedAt: row.publishedAt,
});
