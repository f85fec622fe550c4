import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { z } from 'zod';
import { fail, ok, type Result } from '../../election/parse/error.ts';
import type { NightInfo } from '../../election/snapshot-shape.ts';
import {
  directoryOf,
  END_LENGTH,
  localHeader,
  localLength,
  readEnd,
  readEntries,
  type Entry,
} from './container.ts';
import {
  entrySchema,
  eventSchema,
  fileSchema,
  FILES_FOLDER,
  FORMAT,
  FORMAT_VERSION,
  formatSchema,
  MANIFEST,
  manifestSchema,
  MARKER,
  PROGRAMME_FOLDER,
  revisionSchema,
  ROWS,
  type ArchivedEntry,
  type ArchivedEvent,
  type ArchivedFile,
  type ArchivedRevision,
  type ArchiveFault,
  type Manifest,
  type RowsName,
} from './archive-format.ts';
import { memberOf } from './rows.ts';

/** Bytes that can be read here and there: an archive need not fit into memory. */
export interface Bytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Buffer>;
}

export const bytesInMemory = (bytes: Uint8Array): Bytes => ({
  size: bytes.byteLength,
  read: async (offset, length) => Buffer.from(bytes.subarray(offset, offset + length)),
});

export async function bytesOfFile(file: FileHandle): Promise<Bytes> {
  return {
    size: (await file.stat()).size,
    async read(offset, length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}

/** An archive that is undamaged and whole, byte for byte. */
export interface ReadArchive {
  readonly manifest: Manifest;
  readonly night: NightInfo;
  /** The programme's files by name, the programme first. */
  readonly programme: ReadonlyMap<string, string>;
  readonly files: readonly ArchivedFile[];
  readonly revisions: readonly ArchivedRevision[];
  readonly entries: readonly ArchivedEntry[];
  readonly events: readonly ArchivedEvent[];
  /** The rows' members as they stand. */
  readonly texts: ReadonlyMap<RowsName, string>;
  /** The bytes that are kept of a file. */
  content(file: ArchivedFile): Promise<Uint8Array>;
}

interface Member extends Entry {
  /** Where its bytes begin. */
  readonly start: number;
}
type Members = ReadonlyMap<string, Member>;

const fault = (
  kind: ArchiveFault['kind'],
  place: string,
  ...[found, expected]: [string, string]
): { readonly ok: false; readonly error: ArchiveFault } => fail({ kind, place, found, expected });

/** Whether a file is an archive of ours: it begins like one. What is wrong with it is another question. */
export async function looksLikeOurs(bytes: Bytes): Promise<boolean> {
  const begin = await bytes.read(0, 30 + MARKER.length);
  return begin.toString('latin1', 0, 2) === 'PK' && begin.toString('latin1', 30) === MARKER;
}

/** Reads and checks the whole of an archive; every member once, one at a time in memory. */
export async function readArchive(bytes: Bytes): Promise<Result<ReadArchive, ArchiveFault>> {
  const members = await membersOf(bytes);
  if (!members.ok) return members;
  const sums = await checkMembers(bytes, members.value);
  if (!sums.ok) return sums;
  const manifest = await readManifest(bytes, members.value);
  if (!manifest.ok) return manifest;
  const whole = checkManifest(manifest.value, members.value, sums.value);
  if (!whole.ok) return whole;
  return readRows(bytes, members.value, manifest.value);
}

/** The members as the directory has them; the directory and every member's header must be what they were written as. */
async function membersOf(bytes: Bytes): Promise<Result<Members, ArchiveFault>> {
  const start = await bytes.read(0, 4);
  if (start.toString('latin1', 0, 2) !== 'PK')
    return fault('notAnArchive', 'archive', `${bytes.size} bytes that are no zip`, 'malvakt-….zip');
  const end = readEnd(await bytes.read(Math.max(0, bytes.size - END_LENGTH), END_LENGTH));
  if (end === null) return fault('truncated', 'archive', `${bytes.size} bytes without an end`, 'all of it');
  if (end.offset + end.length + END_LENGTH !== bytes.size)
    return fault('truncated', 'archive', `${bytes.size} bytes`, `${end.offset + end.length + END_LENGTH}`);
  const written = await bytes.read(end.offset, end.length + END_LENGTH);
  const entries = readEntries(written.subarray(0, end.length));
  if (!directoryOf(entries).equals(written))
    return fault('damaged', 'directory', 'other bytes', 'the directory of the members');
  const members = new Map<string, Member>();
  let at = 0;
  for (const entry of entries) {
    if (members.has(entry.name)) return fault('unknownMember', entry.name, 'a second one', 'each name once');
    const header = localHeader(entry);
    const found = await bytes.read(at, header.length);
    if (!found.equals(header)) return fault('damaged', entry.name, 'another header', 'that of the directory');
    members.set(entry.name, { ...entry, start: at + header.length });
    at += localLength(entry);
  }
  if (at !== end.offset) return fault('damaged', 'directory', `at ${end.offset}`, `at ${at}`);
  return ok(members);
}

/** The SHA-256 of every member whose CRC-32 meets. */
async function checkMembers(
  bytes: Bytes,
  members: Members,
): Promise<Result<Map<string, string>, ArchiveFault>> {
  const sums = new Map<string, string>();
  for (const member of members.values()) {
    const content = await bytes.read(member.start, member.packed);
    if (content.length !== member.size || crc32(content) !== member.crc32)
      return fault('damaged', member.name, 'bytes with another checksum', 'the member as it was written');
    sums.set(member.name, createHash('sha256').update(content).digest('hex'));
  }
  return ok(sums);
}

const readText = async (bytes: Bytes, { start, size }: Member): Promise<string> =>
  (await bytes.read(start, size)).toString('utf8');

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

async function readManifest(bytes: Bytes, members: Members): Promise<Result<Manifest, ArchiveFault>> {
  const member = members.get(MANIFEST);
  if (!member) return fault('missingMember', MANIFEST, 'nothing', 'the manifest of an archive of ours');
  const content = parse(await readText(bytes, member));
  const form = formatSchema.safeParse(content);
  if (!form.success || form.data.format !== FORMAT)
    return fault('notAnArchive', MANIFEST, 'another manifest', FORMAT);
  if (form.data.formatVersion !== FORMAT_VERSION)
    return fault(
      'formatVersion',
      MANIFEST,
      `version ${form.data.formatVersion}`,
      `version ${FORMAT_VERSION}`,
    );
  const manifest = manifestSchema.safeParse(content);
  // As it was written: the order of keys is part of what was hashed.
  return manifest.success ? ok(content as Manifest) : invalid(MANIFEST, manifest.error);
}

function invalid(place: string, { issues: [issue] }: z.ZodError) {
  const where = issue?.path.join('.') ?? '';
  return fault('invalidMember', place, where || 'another form', issue?.message ?? 'a list');
}

const KNOWN: ReadonlySet<string> = new Set([MARKER, MANIFEST, ...ROWS]);
const isKnown = (name: string): boolean =>
  KNOWN.has(name) || name.startsWith(PROGRAMME_FOLDER) || name.startsWith(FILES_FOLDER);

/** Every member that the manifest names, with its bytes, and no other. */
function checkManifest(
  manifest: Manifest,
  members: Members,
  sums: ReadonlyMap<string, string>,
): Result<'whole', ArchiveFault> {
  const named = new Map(manifest.members.map((member) => [member.name, member]));
  for (const name of members.keys()) {
    if (name !== MANIFEST && (!named.has(name) || !isKnown(name)))
      return fault('unknownMember', name, 'a member', 'members of the manifest only');
  }
  for (const { name, sha256 } of manifest.members) {
    const found = sums.get(name);
    if (found === undefined) return fault('missingMember', name, 'nothing', `SHA-256 ${sha256}`);
    if (found !== sha256) return fault('damaged', name, `SHA-256 ${found}`, sha256);
  }
  for (const name of [MARKER, manifest.programme, ...ROWS])
    if (!named.has(name)) return fault('missingMember', name, 'nothing', 'a member of every archive');
  return ok('whole');
}

async function readRows(
  bytes: Bytes,
  members: Members,
  manifest: Manifest,
): Promise<Result<ReadArchive, ArchiveFault>> {
  const texts = new Map<RowsName, string>();
  const programme = new Map<string, string>();
  for (const [name, member] of members) {
    const rows = ROWS.find((each) => each === name);
    if (rows) texts.set(rows, await readText(bytes, member));
    if (name.startsWith(PROGRAMME_FOLDER))
      programme.set(name.slice(PROGRAMME_FOLDER.length), await readText(bytes, member));
  }
  const files = listOf<ArchivedFile>(texts, 'files.json', fileSchema);
  if (!files.ok) return files;
  const revisions = listOf<ArchivedRevision>(texts, 'revisions.json', revisionSchema);
  if (!revisions.ok) return revisions;
  const entries = listOf<ArchivedEntry>(texts, 'entries.json', entrySchema);
  if (!entries.ok) return entries;
  const events = listOf<ArchivedEvent>(texts, 'events.json', eventSchema);
  if (!events.ok) return events;
  const consistent = checkRows(manifest, members, files.value, revisions.value);
  if (!consistent.ok) return consistent;
  return ok({
    manifest,
    night: manifest.night,
    programme,
    files: files.value,
    revisions: revisions.value,
    entries: entries.value,
    events: events.value,
    texts,
    content: async (file) => {
      const { start, size } = members.get(memberOf(file)) ?? { start: 0, size: 0 };
      return new Uint8Array(await bytes.read(start, size));
    },
  });
}

/** The rows as they were written: what zod gives back has another order of keys. */
function listOf<Row>(
  texts: ReadonlyMap<RowsName, string>,
  name: RowsName,
  schema: z.ZodType,
): Result<readonly Row[], ArchiveFault> {
  const rows = parse(texts.get(name) ?? '');
  const checked = schema.array().safeParse(rows);
  return checked.success ? ok(rows as readonly Row[]) : invalid(name, checked.error);
}

/** What a restore leans on: revisions without gaps, a hash for each, bytes for each file under their own SHA-256. */
function checkRows(
  manifest: Manifest,
  members: Members,
  files: readonly ArchivedFile[],
  revisions: readonly ArchivedRevision[],
): Result<'sound', ArchiveFault> {
  if (revisions.some(({ revision }, index) => revision !== index + 1))
    return fault('invalidMember', 'revisions.json', 'a gap', 'revisions 1, 2, 3 …');
  if (manifest.snapshots.length !== revisions.length)
    return fault(
      'invalidMember',
      MANIFEST,
      `${manifest.snapshots.length} snapshots`,
      `${revisions.length} of them`,
    );
  const sums = new Map(manifest.members.map(({ name, sha256 }) => [name, sha256]));
  for (const file of files) {
    const name = memberOf(file);
    if (!members.has(name)) return fault('missingMember', name, 'nothing', 'the bytes of a file');
    if (name !== FILES_FOLDER + (sums.get(name) ?? ''))
      return fault('invalidMember', name, `SHA-256 ${sums.get(name)}`, 'the one in its name');
  }
  const used = new Set(files.map(memberOf));
  for (const name of members.keys()) {
    if (name.startsWith(FILES_FOLDER) && !used.has(name))
      return fault('unknownMember', name, 'the bytes of no file', 'those of received files only');
  }
  return ok('sound');
}
