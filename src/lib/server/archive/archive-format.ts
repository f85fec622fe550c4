import { z } from 'zod';
import type { StoredEvent } from '../../election/event.ts';
import type { NightInfo } from '../../election/snapshot-shape.ts';
import { CHECKSUMS, type LedgerFile, type RevisionRow, type StoredEntry } from '../store/store.ts';

/**
 * A night in one file, `malvakt-<night>.zip`. Its members, in this order:
 *
 * - `malvakt.txt`: what it is, for people
 * - `programme/<name>.json`: the programme, then what lies beside it
 * - `files/<sha256>`: every received file in order of receipt, once for each content; reduced where it may hold persons
 * - `files.json`, `revisions.json`, `entries.json`, `events.json`: the store's rows, one a line, oldest first
 * - `manifest.json`: whose archive it is, every other member's SHA-256, and every revision's snapshot's
 */
export const FORMAT = 'malvakt-archive';
export const FORMAT_VERSION = 1;

export const MARKER = 'malvakt.txt';
export const MANIFEST = 'manifest.json';
export const PROGRAMME_FOLDER = 'programme/';
export const FILES_FOLDER = 'files/';
/** The members with the store's rows. */
export const ROWS = ['files.json', 'revisions.json', 'entries.json', 'events.json'] as const;
export type RowsName = (typeof ROWS)[number];

/** A received file. Its bytes are the member `files/<sha256>`, or that of `reduced` where there is one. */
export interface ArchivedFile extends Omit<LedgerFile, 'id' | 'refused'> {
  /** The revision that stood when it was taken in. */
  readonly after: number;
}

/** `file` counts from 1 in the order of `files.json`. */
export interface ArchivedRevision extends Omit<RevisionRow, 'fileId'> {
  readonly file: number | null;
}

export type ArchivedEntry = Omit<StoredEntry, 'id'>;
export type ArchivedEvent = Omit<StoredEvent, 'id'>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256');
const time = z.string().nullable();

/** Read before anything else: what it is, and in which form. */
export const formatSchema = z.object({ format: z.string(), formatVersion: z.number() });

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  /** The version of the app that wrote it: another one may reckon otherwise. */
  app: z.string(),
  rights: z.string(),
  night: z.strictObject({
    id: z.string().regex(/^(live|replay|test)-[a-z0-9][a-z0-9-]{0,39}$/, 'a night'),
    electionDate: z.iso.date(),
    mode: z.enum(['live', 'replay', 'test']),
    label: z.string(),
    remarks: z.array(z.string()),
    reconstructed: z.boolean().optional(),
    baselineDate: z.iso.date(),
  }) satisfies z.ZodType<NightInfo>,
  /** The programme's member. */
  programme: z.string(),
  /** The feed as the last poll left it. */
  feed: z
    .strictObject({
      source: z.string(),
      checkedAt: time,
      changedAt: time,
      publishedAt: time,
      problem: time,
      attempts: z.number().int(),
      nightPosition: time,
    })
    .nullable(),
  /** Files that were recorded but not read at that moment, and are left out. */
  pending: z.number().int().nonnegative(),
  members: z.array(z.strictObject({ name: z.string(), size: z.number().int().nonnegative(), sha256 })),
  /**
   * Revisions 1, 2, 3 …: the SHA-256 of the snapshot as `GET /api/snapshot?revision=N` serves it, and the first twelve
   * digits of that of each of its parts, so that a difference can be named.
   */
  snapshots: z.array(z.strictObject({ sha256, parts: z.record(z.string(), z.string()) })),
});
export type Manifest = z.output<typeof manifestSchema>;
export type SnapshotHash = Manifest['snapshots'][number];

/** Why an archive cannot be written or taken in; nothing has been written to the store then. */
export interface ArchiveFault {
  readonly kind:
    | 'nothingRecorded' // the store is empty
    | 'tooLarge' // more than a zip of ours holds
    | 'notAnArchive'
    | 'truncated'
    | 'damaged' // a member, or the directory, is not what it was
    | 'formatVersion'
    | 'missingMember'
    | 'unknownMember'
    | 'invalidMember' // undamaged, but not what its place asks for
    | 'otherProgramme' // this machine's programme is another
    | 'otherNight'
    | 'storeNotEmpty';
  /** The member that it is about, or `archive`, `directory`, `store`. */
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

/** The fault in one line, for the command line. */
export const describeArchiveFault = ({ kind, place, found, expected }: ArchiveFault): string =>
  `${kind} at ${place}: found ${found}, expected ${expected}`;

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
const feedError = z.strictObject({
  kind: z.string(),
  file: z.string(),
  place: z.string(),
  found: z.string(),
  expected: z.string(),
});
const checksum = nullable(z.enum(CHECKSUMS));
const position = z.number().int().nonnegative();

/** Forms of the rows: only what a restore leans on; the rest is compared in the end. */
export const fileSchema = z.strictObject({
  name: z.string(),
  source: z.string(),
  via: z.enum(['poll', 'upload', 'import']),
  by: z.string().nullable(),
  fetchedAt: z.iso.datetime({ offset: true }),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  sha256,
  size: position,
  outcome: z.enum(['accepted', 'partial', 'unchanged', 'refused']),
  reason: nullable(feedError),
  checksum,
  publishedAt: time,
  revision: position.nullable(),
  after: position,
  reduced: z
    .strictObject({
      sha256,
      original: z.strictObject({ sha256, size: position }),
      checksum,
      fault: nullable(feedError),
      members: z.array(
        z.strictObject({ name: z.string(), crc32: z.number(), size: position, fault: nullable(feedError) }),
      ),
    })
    .nullable(),
  members: z.array(
    z.strictObject({
      name: z.string(),
      crc32: z.number(),
      size: position,
      outcome: z.enum(['accepted', 'unchanged', 'refused']),
      reason: nullable(feedError),
      publishedAt: time,
    }),
  ),
});

export const revisionSchema = z.strictObject({
  revision: position,
  at: z.iso.datetime({ offset: true }),
  publishedAt: time,
  cause: z.enum(['file', 'governing', 'count', 'oral', 'finding', 'screen']),
  file: position.nullable(),
  feed: z.strictObject({
    state: z.enum(['waiting', 'live', 'stale', 'down', 'complete']),
    source: z.string(),
    checkedAt: time,
    changedAt: time,
    publishedAt: time,
  }),
});

export const entrySchema = z.strictObject({
  revision: position,
  at: z.iso.datetime({ offset: true }),
  entry: z.strictObject({
    kind: z.enum(['governing', 'count', 'oral', 'finding', 'screen']),
    key: z.string(),
    value: z.looseObject({}).nullable(),
  }),
  previous: z.looseObject({}).nullable(),
  who: z.string(),
  remark: z.string().nullable(),
});

export const eventSchema = z.strictObject({
  revision: position.nullable(),
  at: z.iso.datetime({ offset: true }),
  event: z.looseObject({ kind: z.string() }),
});
