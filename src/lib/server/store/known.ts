import { setImmediate as breathe } from 'node:timers/promises';
import { and, asc, desc, eq, gt, lte, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import { municipalityKey, type Known, type MunicipalityState } from '../../election/known.ts';
import { reportKey, type Report } from '../../election/model.ts';
import type { Db } from '../db/client.ts';
import { entries, events, municipalities, reports, revisions } from '../db/schema.ts';
import { readEntries, readEntriesOf, toEntry } from './entries.ts';
import { toMunicipality, toReport, toRevision, type ReportRow } from './rows.ts';
import type { RevisionRows, WrittenRevision } from './store.ts';

/** Districts read at once: the embedded database holds up the whole process while it works on one statement. */
const ROWS_AT_ONCE = 300;
/** Where many revisions are read beside the night's readers: smaller bites, which are behind sooner. */
const SMALL_BITE = 100;
const HEADS_AT_ONCE = 25;

/**
 * Everything as of a revision: of each key its newest row up to there. Rows are only added to, so what is read in
 * several steps is still one state.
 */
export async function readKnown(db: Db, revision: number): Promise<Known> {
  return {
    revision,
    reports: inOrder((await readReports(db, lte(reports.revision, revision))).stand, reportKey),
    municipalities: inOrder(await readMunicipalities(db, revision), municipalityKey),
    entries: await readEntries(db, revision),
  };
}

/** What one revision wrote: its rows, and the corrections that it told of. */
export async function readRevisionRows(db: Db, revision: number): Promise<RevisionRows> {
  const { stand, removed } = await readReports(db, eq(reports.revision, revision));
  await breathe();
  const heads = await db.select().from(municipalities).where(eq(municipalities.revision, revision));
  const told = await db
    .select({ event: events.data })
    .from(events)
    .where(and(eq(events.revision, revision), eq(events.kind, 'correction')))
    .orderBy(asc(events.id));
  return {
    reports: stand,
    removed,
    municipalities: heads.map(toMunicipality),
    entries: await readEntriesOf(db, revision),
    corrections: told.flatMap(({ event }) => (event.kind === 'correction' ? [event] : [])),
  };
}

interface ReportRows {
  readonly stand: readonly Report[];
  readonly removed: readonly Report[];
}

async function readReports(db: Db, wanted: SQL): Promise<ReportRows> {
  const rows = await inPages(ROWS_AT_ONCE, (last?: ReportRow) => readPage(db, wanted, last));
  const of = (isRemoved: boolean) => rows.filter(({ removed }) => removed === isRemoved).map(toReport);
  return { stand: of(false), removed: of(true) };
}

/** Everything that `read` gives after its last row, with a breath between the statements. */
async function inPages<Row>(size: number, read: (last?: Row) => Promise<Row[]>): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const page = await read(found.at(-1));
    found.push(...page);
    if (page.length < size) return found;
    await breathe();
  }
}

/**
 * What each revision after one, up to another, wrote; oldest first. A few statements for all of them, none of them
 * long.
 */
export async function readWritten(db: Db, after: number, upTo: number): Promise<WrittenRevision[]> {
  const within = (column: AnyColumn) => and(gt(column, after), lte(column, upTo));
  const rows = await db
    .select()
    .from(revisions)
    .where(within(revisions.revision))
    .orderBy(asc(revisions.revision));
  await breathe();
  const written = byRevision(await readWrittenReports(db, within(reports.revision)));
  await breathe();
  const heads = byRevision(await readWrittenHeads(db, within(municipalities.revision)));
  await breathe();
  const entered = byRevision(
    await db.select().from(entries).where(within(entries.revision)).orderBy(asc(entries.id)),
  );
  const told = byRevision(
    await db
      .select({ revision: events.revision, event: events.data })
      .from(events)
      .where(and(eq(events.kind, 'correction'), within(events.revision)))
      .orderBy(asc(events.id)),
  );
  return rows.map((row) => {
    const ofRevision = written(row.revision);
    return {
      ...toRevision(row),
      reports: ofRevision.filter(({ removed }) => !removed).map(toReport),
      removed: ofRevision.filter(({ removed }) => removed).map(toReport),
      municipalities: heads(row.revision).map(toMunicipality),
      entries: entered(row.revision).map(toEntry),
      corrections: told(row.revision).flatMap(({ event }) => (event.kind === 'correction' ? [event] : [])),
    };
  });
}

function byRevision<Row extends { readonly revision: number | null }>(rows: readonly Row[]) {
  const found = new Map<number | null, Row[]>();
  for (const row of rows) found.set(row.revision, [...(found.get(row.revision) ?? []), row]);
  return (revision: number): readonly Row[] => found.get(revision) ?? [];
}

type WrittenReport = typeof reports.$inferSelect;

const readWrittenReports = (db: Db, within: SQL | undefined): Promise<WrittenReport[]> =>
  inPages(SMALL_BITE, (last?: WrittenReport) => {
    const { revision, type, count, municipality, district } = reports;
    const key = sql`(${revision}, ${type}, ${count}, ${municipality}, ${district})`;
    const beyond =
      last &&
      sql`${key} > (${last.revision}, ${last.type}, ${last.count}, ${last.municipality}, ${last.district})`;
    return db
      .select()
      .from(reports)
      .where(and(within, beyond))
      .orderBy(revision, type, count, municipality, district)
      .limit(SMALL_BITE);
  });

type WrittenHead = typeof municipalities.$inferSelect;

const readWrittenHeads = (db: Db, within: SQL | undefined): Promise<WrittenHead[]> =>
  inPages(HEADS_AT_ONCE, (last?: WrittenHead) => {
    const { revision, type, count, municipality } = municipalities;
    const key = sql`(${revision}, ${type}, ${count}, ${municipality})`;
    const beyond =
      last && sql`${key} > (${last.revision}, ${last.type}, ${last.count}, ${last.municipality})`;
    return db
      .select()
      .from(municipalities)
      .where(and(within, beyond))
      .orderBy(revision, type, count, municipality)
      .limit(HEADS_AT_ONCE);
  });

function readPage(db: Db, wanted: SQL, last?: Pick<Report, 'type' | 'count' | 'municipality' | 'district'>) {
  const { type, count, municipality, district } = reports;
  const beyond =
    last &&
    sql`(${type}, ${count}, ${municipality}, ${district}) > (${last.type}, ${last.count}, ${last.municipality}, ${last.district})`;
  return db
    .selectDistinctOn([type, count, municipality, district])
    .from(reports)
    .where(and(wanted, beyond))
    .orderBy(type, count, municipality, district, desc(reports.revision))
    .limit(ROWS_AT_ONCE);
}

async function readMunicipalities(db: Db, revision: number): Promise<MunicipalityState[]> {
  const { type, count, municipality } = municipalities;
  const rows = await db
    .selectDistinctOn([type, count, municipality])
    .from(municipalities)
    .where(lte(municipalities.revision, revision))
    .orderBy(type, count, municipality, desc(municipalities.revision));
  return rows.map(toMunicipality);
}

/** A map in order of its keys by code unit, since each database sorts by a collation of its own. */
export function inOrder<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T> {
  const pairs = values.map((value) => [keyOf(value), value] as const);
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
