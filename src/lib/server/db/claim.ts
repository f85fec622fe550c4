import type { Db } from './client.ts';
import { modeOf } from './night.ts';
import { meta } from './schema.ts';

/**
 * Writes down at the first opening whose store this is, and refuses it ever after to another night or mode: rows of a
 * rehearsal in a live register have been published as results before (Finland 2017).
 */
export async function claim(db: Db, night: string): Promise<void> {
  const mine = { night, mode: modeOf(night) };
  await db
    .insert(meta)
    .values({ id: 1, ...mine })
    .onConflictDoNothing();
  const [row] = await db.select().from(meta);
  if (row?.night !== mine.night || row.mode !== mine.mode)
    throw new Error(
      `The store belongs to ${row?.night} (${row?.mode}) and is not opened for ${night} (${mine.mode})`,
    );
}
