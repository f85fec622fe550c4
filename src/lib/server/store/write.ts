import { setImmediate as breathe } from 'node:timers/promises';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '../db/client.ts';
import { meta } from '../db/schema.ts';

/** Rows in one statement: the embedded database holds up the whole process while it works on one. */
const ROWS_AT_ONCE = 100;

/**
 * A transaction that writes. Writers come one after another (they lock the one row of `meta`), so that ids and
 * revisions become visible in the order in which they are given: a reader who asks for what came after id 7 misses none.
 */
export async function write<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(async (tx) => {
      await tx.select({ id: meta.id }).from(meta).for('update');
      return work(tx);
    });
  } catch (error) {
    throw withoutParameters(error);
  }
}

/** A failed statement's own message has all its parameters: a whole file, persons' names included, in the log. */
function withoutParameters(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  return new Error(`The store could not write: ${error.cause?.message ?? 'no reason given'}`, {
    cause: error.cause,
  });
}

/** Inserts rows in their order, some at a time, with a breath for timers and connections in between. */
export async function insertRows<Table extends PgTable>(
  tx: Db,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    if (start > 0) await breathe();
    await tx.insert(table).values(rows.slice(start, start + ROWS_AT_ONCE));
  }
}

/** What a file names itself may hold a NUL, which no text column takes. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
