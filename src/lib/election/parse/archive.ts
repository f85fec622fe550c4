import { crc32, inflateRawSync } from 'node:zlib';
import { fail, ok, type FeedErrorKind, type Result } from './error.ts';
import { feedError } from './faults.ts';
import { DEFLATED, findDirectory, packedBytes, readDirectory, STORED, type ZipEntry } from './zip.ts';

export { verifyChecksum, verifyChecksumInSteps } from './archive-checksum.ts';

/** How much an archive may hold before it is refused. The genuine ones: 875 members, 456 MB, 30 MB, 30 to 1. */
export interface ArchiveLimits {
  readonly members: number;
  /** Bytes of all members together, unpacked, as the directory declares them. */
  readonly totalBytes: number;
  /** Bytes of one member, unpacked. */
  readonly memberBytes: number;
  /** Unpacked bytes for each packed byte, asked only of members above `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  members: 2000,
  totalBytes: 600_000_000,
  memberBytes: 64_000_000,
  ratio: 200,
  ratioFromBytes: 1_000_000,
};

export interface ArchiveMember {
  readonly name: string;
  /** CRC-32 of the unpacked bytes as the directory states it, unsigned: the same number, the same file. */
  readonly crc32: number;
  /** Bytes unpacked, as the directory states it. */
  readonly size: number;
  /**
   * The unpacked bytes, unpacked anew on every call. Fails with `archive` (its place in the archive is wrong, it is
   * encrypted, or packed otherwise than by deflate), `tooLarge` (it is, or unpacks to more than it declares),
   * `compressionRatio` or `memberChecksum` (damaged).
   */
  read(): Result<Uint8Array>;
}

export interface Archive {
  readonly members: readonly ArchiveMember[];
}

/**
 * Opens a zip from memory: reads its directory and nothing else. Fails with `archive` (not a zip, truncated, a name
 * twice), `tooManyMembers` or `tooLarge` (all members together); what is wrong with one member is told when it is read.
 * `fileName` is only what faults are reported under. Members are unpacked by node's zlib.
 */
export function openArchive(bytes: Uint8Array, fileName: string, limits = ARCHIVE_LIMITS): Result<Archive> {
  const directory = findDirectory(bytes);
  if (!directory.ok)
    return fault('archive', fileName, 'end of file', directory.error, 'the directory of a zip');
  const { entries: announced } = directory.value;
  if (announced > limits.members) {
    return fault('tooManyMembers', fileName, 'directory', `${announced}`, `at most ${limits.members}`);
  }
  const entries = readDirectory(bytes, directory.value);
  if (!entries.ok)
    return fault('archive', fileName, 'directory', entries.error, 'whole entries with names of their own');
  const files = entries.value.filter(({ name }) => !name.endsWith('/'));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.totalBytes) {
    return fault('tooLarge', fileName, 'all members', `${total} bytes`, `at most ${limits.totalBytes}`);
  }
  return ok({ members: files.map((entry) => memberOf(bytes, entry, limits)) });
}

/** What is wrong with a member before it is unpacked: its own fault, which stops no other. */
function refuse(entry: ZipEntry, limits: ArchiveLimits): Result<never> | null {
  const { name, method, encrypted, size, packedSize } = entry;
  if (encrypted) return fault('archive', name, 'member', 'encrypted', 'readable without a password');
  if (method !== STORED && method !== DEFLATED) {
    return fault('archive', name, 'member', `method ${method}`, 'stored or deflated');
  }
  if (size > limits.memberBytes) {
    return fault('tooLarge', name, 'member', `${size} bytes`, `at most ${limits.memberBytes}`);
  }
  if (size > limits.ratioFromBytes && size > limits.ratio * packedSize) {
    const found = `${size} bytes from ${packedSize}`;
    return fault('compressionRatio', name, 'member', found, `at most ${limits.ratio} to 1`);
  }
  return null;
}

const memberOf = (archive: Uint8Array, entry: ZipEntry, limits: ArchiveLimits): ArchiveMember => ({
  name: entry.name,
  crc32: entry.crc32,
  size: entry.size,
  read: () => refuse(entry, limits) ?? readMember(archive, entry),
});

function readMember(archive: Uint8Array, entry: ZipEntry): Result<Uint8Array> {
  const { name, size } = entry;
  const packed = packedBytes(archive, entry);
  if (!packed.ok) return fault('archive', name, 'member', packed.error, 'a member that lies in the archive');
  const unpacked = entry.method === STORED ? packed : inflate(packed.value, size);
  if (!unpacked.ok) {
    if (unpacked.error === BEYOND)
      return fault('tooLarge', name, 'member', 'more than declared', `${size} bytes`);
    return fault('memberChecksum', name, 'member', unpacked.error, 'undamaged deflate data');
  }
  if (unpacked.value.length !== size) {
    return fault('memberChecksum', name, 'member', `${unpacked.value.length} bytes`, `${size} bytes`);
  }
  const sum = crc32(unpacked.value);
  if (sum !== entry.crc32)
    return fault('memberChecksum', name, 'member', hex(sum), `CRC-32 ${hex(entry.crc32)}`);
  return unpacked;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** zlib's word for output that grows over its bound. */
const BEYOND = 'ERR_BUFFER_TOO_LARGE';

/**
 * Unpacks at most `size` bytes: what a directory declares may be a lie, so it is also the bound. zlib throws on
 * damaged data; here, and nowhere else in the reader, a throw becomes a value.
 */
function inflate(packed: Uint8Array, size: number): Result<Uint8Array, string> {
  const chunkSize = Math.min(Math.max(size + 1, 64), 1_048_576);
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize }));
  } catch (error) {
    return fail(String((error as NodeJS.ErrnoException).code));
  }
}

const fault = (kind: FeedErrorKind, file: string, ...[place, found, expected]: [string, string, string]) =>
  fail(feedError({ kind, file, place, found, expected }));
