import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';

/** Bytes between two pauses: some milliseconds of hashing. */
const SLICE = 1024 * 1024;

/** The hash of bytes in hexadecimal, letting others run in between: an archive may have 24 MB. */
export async function hashInSlices(algorithm: 'md5' | 'sha256', bytes: Uint8Array): Promise<string> {
  const hash = createHash(algorithm);
  for (let at = 0; at < bytes.byteLength; at += SLICE) {
    if (at > 0) await breathe();
    hash.update(bytes.subarray(at, at + SLICE));
  }
  return hash.digest('hex');
}
