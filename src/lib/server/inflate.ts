import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { damage, unpackedFault, type ArchiveMember, type PackedMember } from '../election/parse/archive.ts';
import { ok, type Result } from '../election/parse/error.ts';
import { createBreath } from './breath.ts';

/** Bytes handed on at once: what a reader works through in a few milliseconds. */
const CHUNK = 64 * 1024;

/**
 * Unpacks a member piece by piece, without ever holding it whole, letting others run in between. Its size and checksum
 * are known only at the end: what was handed on counts for nothing when it fails (faults as `ArchiveMember.read`).
 */
export async function inflateMember(
  member: ArchiveMember,
  take: (chunk: Uint8Array) => void,
): Promise<Result<'whole'>> {
  const packed = member.packed();
  if (!packed.ok) return packed;
  const breath = createBreath();
  const found = { size: 0, crc32: 0 };
  try {
    for await (const chunk of unpacked(packed.value)) {
      found.size += chunk.byteLength;
      if (found.size > member.size) return unpackedFault(member, 'beyond');
      found.crc32 = crc32(chunk, found.crc32);
      take(chunk);
      await breath();
    }
  } catch (error) {
    const code = zlibCode(error);
    if (code === null) throw error;
    return unpackedFault(member, code);
  }
  return damage(member, found) ?? ok('whole');
}

function unpacked({ deflated, bytes }: PackedMember): AsyncIterable<Uint8Array> {
  const packed = Readable.from(slicesOf(bytes));
  return deflated ? packed.pipe(createInflateRaw({ chunkSize: CHUNK })) : packed;
}

/** Hands bytes on piece by piece, letting others run in between. */
export async function inSlices(bytes: Uint8Array, take: (slice: Uint8Array) => void): Promise<void> {
  const breath = createBreath();
  for (const slice of slicesOf(bytes)) {
    take(slice);
    await breath();
  }
}

/** Views of bytes, in their order. */
function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** zlib's own word for damaged data; `null`: something else broke. */
function zlibCode(error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException).code;
  return code?.startsWith('Z_') === true ? code : null;
}
