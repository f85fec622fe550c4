import { setImmediate as breathe } from 'node:timers/promises';
import { and, asc, desc, eq, lte, sql, type SQL } from 'drizzle-orm';
import { municipalityKey, type Known, type MunicipalityState } from '../../election/known.ts';
import { reportKey, type Report } from '../../election/model.ts';
import type { Db } from '../db/client.ts';
import { events, municipalities, reports } from '../db/schema.ts';
import { readEntries, readEntriesOf } from './entries.ts';
import { toMunicipality, toReport } from './rows.ts';
import type { RevisionRows } from './store.ts';

/** Districts read at once: the embedded database holds up the whole process while it works on one statement. */
const ROWS_AT_ONCE = 300;

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
  readonly stand: Report[];
  readonly removed: Report[];
}

async function readReports(db: Db, wanted: SQL): Promise<ReportRows> {
  const found: ReportRows = { stand: [], removed: [] };
  let last: Report | undefined;
  for (;;) {
    const page = await readPage(db, wanted, last);
    for (const row of page) (row.removed ? found.removed : found.stand).push(toReport(row));
    last = page.at(-1);
    if (page.length < ROWS_AT_ONCE) return found;
    await breathe();
  }
}

function readPage(db: Db, wanted: SQL, last?: Report) {
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
function inOrder<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T> {
  const pairs = values.map((value) => [keyOf(value), value] as const);
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
