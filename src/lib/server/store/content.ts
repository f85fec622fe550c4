import { setImmediate as breathe } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { fileBytes } from '../db/schema.ts';
import { hashInSlices } from '../hash-in-slices.ts';

/** Bytes in one row: about 20 ms of the embedded database. */
const PART = 512 * 1024;

/** Keeps bytes under their SHA-256, once; `fresh` is false when they were there. */
export async function keepContent(tx: Db, bytes: Uint8Array): Promise<{ sha256: string; fresh: boolean }> {
  const sha256 = await hashInSlices('sha256', bytes);
  if ((await tx.$count(fileBytes, eq(fileBytes.sha256, sha256))) > 0) return { sha256, fresh: false };
  // An empty file has one empty part.
  for (let part = 0; part === 0 || part * PART < bytes.byteLength; part++) {
    if (part > 0) await breathe();
    await tx
      .insert(fileBytes)
      .values({ sha256, part, bytes: bytes.subarray(part * PART, (part + 1) * PART) });
  }
  return { sha256, fresh: true };
}

/** The bytes as they were received, or `null` when nothing has that SHA-256. */
export async function contentOf(db: Db, sha256: string): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const [row] = await db
      .select({ bytes: sql<string>`encode(${fileBytes.bytes}, 'base64')` })
      .from(fileBytes)
      .where(and(eq(fileBytes.sha256, sha256), eq(fileBytes.part, parts.length)));
    if (row === undefined) break;
    parts.push(Buffer.from(row.bytes, 'base64'));
    await breathe();
  }
  if (parts.length === 0) return null;
  return new Uint8Array(Buffer.concat(parts));
}
