/**
 * What stands at one path, with the validators that a web server would give the file.
 *
 * The ETag follows from the bytes. Last-Modified is the time of the state that stands, but when a fault begins,
 * changes or ends it is the moment of that, and always later than before: as when the authority puts a repaired file
 * in place. Otherwise a client that asks with If-Modified-Since would never get rid of the faulty file.
 */
import { createHash } from 'node:crypto';

export interface Standing {
  readonly bytes: Buffer;
  /** Strong, with its quotes. */
  readonly etag: string;
  /** Epoch milliseconds, whole seconds. */
  readonly modified: number;
}

/** Which of the path's states, since when (epoch milliseconds), and the faults that struck it (empty: none). */
export interface Placement {
  readonly index: number;
  readonly at: number;
  readonly struckBy: string;
}

const SECOND = 1000;

export class Slot {
  #placed: (Standing & Placement) | null = null;

  /** The bytes are asked for when something else stood there before. */
  place(next: Placement, nightMs: number, bytesOf: () => Buffer): Standing {
    const before = this.#placed;
    if (before?.index === next.index && before.struckBy === next.struckBy) return before;
    const bytes = bytesOf();
    const modified = modifiedOf(before, next, nightMs);
    this.#placed = { ...next, bytes, etag: `"${md5(bytes)}"`, modified };
    return this.#placed;
  }
}

/** As `md5sum` prints it. */
export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

function modifiedOf(before: (Standing & Placement) | null, next: Placement, nightMs: number): number {
  const published = wholeSecond(next.at);
  const struck = next.struckBy !== '' || (before !== null && before.struckBy !== '');
  if (before === null) return struck ? wholeSecond(nightMs) : published;
  if (struck) return Math.max(wholeSecond(nightMs), before.modified + SECOND);
  return next.index > before.index ? Math.max(published, before.modified + SECOND) : published;
}

const wholeSecond = (ms: number): number => Math.floor(ms / SECOND) * SECOND;
