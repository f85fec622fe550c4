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

/** For archives of JSON, whose national file is one member of up to 260 MB. */
export const JSON_ARCHIVE_LIMITS: ArchiveLimits = {
  ...ARCHIVE_LIMITS,
  members: 40,
  totalBytes: 640_000_000,
  memberBytes: 320_000_000,
};

/** A member's bytes as they lie in the archive: a view, not a copy. */
export interface PackedMember {
  readonly deflated: boolean;
  readonly bytes: Uint8Array;
}

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
  /**
   * The packed bytes, for who unpacks them piece by piece and checks `size` and `crc32` then. Fails as `read` does
   * before anything is unpacked: `archive`, `tooLarge`, `compressionRatio`.
   */
  packed(): Result<PackedMember>;
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

/** The names of a zip's members, by its directory alone; none where it is no zip, or a far too large one. */
export function memberNames(bytes: Uint8Array): readonly string[] {
  const directory = findDirectory(bytes);
  if (!directory.ok || directory.value.entries > ARCHIVE_LIMITS.members) return [];
  const entries = readDirectory(bytes, directory.value);
  return entries.ok ? entries.value.map(({ name }) => name) : [];
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
  packed: () => refuse(entry, limits) ?? packedMember(archive, entry),
});

function packedMember(archive: Uint8Array, entry: ZipEntry): Result<PackedMember> {
  const packed = packedBytes(archive, entry);
  return packed.ok
    ? ok({ deflated: entry.method === DEFLATED, bytes: packed.value })
    : fault('archive', entry.name, 'member', packed.error, 'a member that lies in the archive');
}

function readMember(archive: Uint8Array, entry: ZipEntry): Result<Uint8Array> {
  const { name, size } = entry;
  const packed = packedMember(archive, entry);
  if (!packed.ok) return packed;
  const { bytes, deflated } = packed.value;
  const unpacked = deflated ? inflate(bytes, size) : ok(bytes);
  if (!unpacked.ok) return unpackedFault(entry, unpacked.error === BEYOND ? 'beyond' : unpacked.error);
  const found = { size: unpacked.value.length, crc32: crc32(unpacked.value) };
  return damage({ name, size, crc32: entry.crc32 }, found) ?? unpacked;
}

/** The fault of packed bytes that cannot be unpacked: they give more than they declare, or zlib's word for it. */
export const unpackedFault = (
  { name, size }: Pick<ArchiveMember, 'name' | 'size'>,
  why: string,
): Result<never> =>
  why === 'beyond'
    ? fault('tooLarge', name, 'member', 'more than declared', `${size} bytes`)
    : fault('memberChecksum', name, 'member', why, 'undamaged deflate data');

type Sums = Pick<ArchiveMember, 'size' | 'crc32'>;

/** Whether unpacked bytes are those that the directory declares; `null`: they are. */
export function damage(declared: Sums & Pick<ArchiveMember, 'name'>, found: Sums): Result<never> | null {
  const { name, size, crc32: sum } = declared;
  if (found.size !== size)
    return fault('memberChecksum', name, 'member', `${found.size} bytes`, `${size} bytes`);
  if (found.crc32 !== sum)
    return fault('memberChecksum', name, 'member', hex(found.crc32), `CRC-32 ${hex(sum)}`);
  return null;
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
