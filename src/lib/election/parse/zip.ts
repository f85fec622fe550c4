import { fail, ok, type Result } from './error.ts';

/**
 * The directory of a zip (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16), read from its end: what stands in front
 * of the members is used only to find their bytes. Faults are one line of what is wrong.
 *
 * Written here because no library holds to "no bytes may make the reader hang": adm-zip 0.6 builds the folders of
 * every name when it lists an archive, and took 3.4 s and 840 MB over one member of 32 kB named `a/a/a/…`.
 */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  /** Unsigned. */
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where the member's local header begins. */
  readonly offset: number;
}

export const STORED = 0;
export const DEFLATED = 8;

const END = { signature: 0x06054b50, length: 22, longestComment: 0xffff };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const LONGEST_NAME = 255;
const UTF8_NAME = 0x0800;
const ENCRYPTED = 0x0001;

export interface ZipDirectory {
  readonly entries: number;
  readonly offset: number;
  readonly end: number;
}

/** Finds the directory; zip64 and archives in several parts are refused (65,535 members and 4 GB are plenty). */
export function findDirectory(bytes: Uint8Array): Result<ZipDirectory, string> {
  const data = viewOf(bytes);
  const at = findEnd(data);
  if (at === null) return fail('no end of a zip directory');
  const [disk, firstDisk] = [data.getUint16(at + 4, true), data.getUint16(at + 6, true)];
  const [here, entries] = [data.getUint16(at + 8, true), data.getUint16(at + 10, true)];
  const [length, offset] = [data.getUint32(at + 12, true), data.getUint32(at + 16, true)];
  if (disk !== 0 || firstDisk !== 0 || here !== entries) return fail('one part of an archive in several');
  if (entries === 0xffff || length === 0xffffffff || offset === 0xffffffff) return fail('zip64');
  if (offset + length !== at) return fail(`directory of ${length} bytes at ${offset}, its end at ${at}`);
  return ok({ entries, offset, end: at });
}

function findEnd(data: DataView): number | null {
  const last = data.byteLength - END.length;
  for (let at = last; at >= 0 && at >= last - END.longestComment; at--) {
    if (data.getUint32(at, true) !== END.signature) continue;
    if (at + END.length + data.getUint16(at + 20, true) === data.byteLength) return at;
  }
  return null;
}

/** Every entry of the directory in its order, folders included; a name twice is refused. */
export function readDirectory(bytes: Uint8Array, directory: ZipDirectory): Result<ZipEntry[], string> {
  const data = viewOf(bytes);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = directory.offset;
  for (let i = 0; i < directory.entries; i++) {
    const entry = readEntry(bytes, data, at, directory.end);
    if (!entry.ok) return fail(`entry ${i + 1}: ${entry.error}`);
    if (names.has(entry.value.name))
      return fail(`entry ${i + 1}: the name ${entry.value.name} a second time`);
    names.add(entry.value.name);
    entries.push(entry.value);
    at += entryLength(data, at);
  }
  return at === directory.end ? ok(entries) : fail(`${directory.end - at} bytes after the last entry`);
}

function readEntry(bytes: Uint8Array, data: DataView, at: number, end: number): Result<ZipEntry, string> {
  if (at + ENTRY.length > end || data.getUint32(at, true) !== ENTRY.signature) return fail('no entry here');
  if (at + entryLength(data, at) > end) return fail('longer than the directory');
  const flags = data.getUint16(at + 8, true);
  const nameLength = data.getUint16(at + 28, true);
  if (nameLength === 0 || nameLength > LONGEST_NAME) return fail(`a name of ${nameLength} bytes`);
  if (data.getUint16(at + 34, true) !== 0) return fail('a member in another part');
  const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + ENTRY.length, nameLength);
  return ok({
    name: name.toString((flags & UTF8_NAME) === 0 ? 'latin1' : 'utf8'),
    method: data.getUint16(at + 10, true),
    encrypted: (flags & ENCRYPTED) !== 0,
    crc32: data.getUint32(at + 16, true),
    packedSize: data.getUint32(at + 20, true),
    size: data.getUint32(at + 24, true),
    offset: data.getUint32(at + 42, true),
  });
}

/** Header, name, extra field and comment. */
const entryLength = (data: DataView, at: number): number =>
  ENTRY.length +
  data.getUint16(at + 28, true) +
  data.getUint16(at + 30, true) +
  data.getUint16(at + 32, true);

/** The member's bytes as packed: a view into the archive, not a copy. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Result<Uint8Array, string> {
  const data = viewOf(bytes);
  const { offset } = entry;
  if (offset + LOCAL.length > data.byteLength || data.getUint32(offset, true) !== LOCAL.signature) {
    return fail(`no member at ${offset}`);
  }
  const start = offset + LOCAL.length + data.getUint16(offset + 26, true) + data.getUint16(offset + 28, true);
  const end = start + entry.packedSize;
  return end <= data.byteLength
    ? ok(bytes.subarray(start, end))
    : fail(`${entry.packedSize} bytes at ${start}`);
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
