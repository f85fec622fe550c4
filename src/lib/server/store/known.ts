import { setImmediate as breathe } from 'node:timers/promises';
import { and, desc, lte, sql } from 'drizzle-orm';
import { municipalityKey, type Known, type MunicipalityState } from '../../election/known.ts';
import { reportKey, type Report } from '../../election/model.ts';
import type { Db } from '../db/client.ts';
import { municipalities, reports } from '../db/schema.ts';
import { readEntries } from './entries.ts';
import { toMunicipality, toReport } from './rows.ts';

/** Districts read at once: the embedded database holds up the whole process while it works on one statement. */
const ROWS_AT_ONCE = 300;

/**
 * Everything as of a revision: of each key its newest row up to there. Rows are only added to, so what is read in
 * several steps is still one state.
 */
export async function readKnown(db: Db, revision: number): Promise<Known> {
  return {
    revision,
    reports: inOrder(await readReports(db, revision), reportKey),
    municipalities: inOrder(await readMunicipalities(db, revision), municipalityKey),
    entries: await readEntries(db, revision),
  };
}

async function readReports(db: Db, revision: number): Promise<Report[]> {
  const found: Report[] = [];
  let last: Report | undefined;
  for (;;) {
    const page = await readPage(db, revision, last);
    for (const row of page) if (!row.removed) found.push(toReport(row));
    last = page.at(-1);
    if (page.length < ROWS_AT_ONCE) return found;
    await breathe();
  }
}

function readPage(db: Db, revision: number, last?: Report) {
  const { type, count, municipality, district } = reports;
  const beyond =
    last &&
    sql`(${type}, ${count}, ${municipality}, ${district}) > (${last.type}, ${last.count}, ${last.municipality}, ${last.district})`;
  return db
    .selectDistinctOn([type, count, municipality, district])
    .from(reports)
    .where(and(lte(reports.revision, revision), beyond))
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
