/**
 * The tables of one night's register. Every night has a schema (Postgres) or a folder (embedded) of its own, so no
 * table has a night column. Times are `text`, kept exactly as given; what is structured is `json`, not `jsonb`, since
 * that keeps the text as written (order of keys, NUL and lone surrogates that a broken file may put into a fault).
 * No foreign keys: drizzle-kit writes them against the schema "public"; nothing is ever deleted, and `settle` (files)
 * fails for a file that is not there.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { ElectionEvent } from '../../election/event.ts';
import type {
  Boundary,
  Count,
  DistrictCode,
  DistrictKind,
  ElectionType,
  MunicipalityCode,
  OfficialSeats,
  PartyName,
  PreviousVotes,
  StatedTotal,
  Votes,
  WholeCount,
} from '../../election/model.ts';
import type { FeedError } from '../../election/parse/error.ts';
import type { FeedStatus } from '../../election/snapshot-shape.ts';
import type { EntryKind } from '../../election/entry.ts';
import type { Cause, Checksum, FileVia, MemberRow, Reduced, StoredFile } from '../store/store.ts';

/** Bytes travel as base64: the embedded driver's own way for `bytea` takes four times as long. */
const bytea = customType<{ data: Uint8Array; driverData: string }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => sql`decode(${Buffer.from(bytes).toString('base64')}, 'base64')`,
});

const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();

/** One row: whose store this is. Writers lock it, so that they come one after another. */
export const meta = pgTable(
  'meta',
  { id: integer('id').primaryKey(), night: text('night').notNull(), mode: text('mode').notNull() },
  (table) => [check('meta_one_row', sql`${table.id} = 1`)],
);

/** What was received, once for each content; in parts, so that no single statement holds the process up. */
export const fileBytes = pgTable(
  'file_bytes',
  {
    sha256: text('sha256').notNull(),
    part: integer('part').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sha256, table.part] })],
);

/** Every file that was ever received, and what became of it. */
export const files = pgTable(
  'files',
  {
    id: id(),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    via: text('via').$type<FileVia>().notNull(),
    by: text('by'),
    fetchedAt: text('fetched_at').notNull(),
    size: integer('size').notNull(),
    etag: text('etag'),
    lastModified: text('last_modified'),
    outcome: text('outcome').$type<StoredFile['outcome']>().notNull().default('pending'),
    reason: json('reason').$type<FeedError>(),
    checksum: text('checksum').$type<Checksum>(),
    publishedAt: text('published_at'),
    revision: integer('revision'),
    /** Restored from an archive without persons: what is kept in place of the bytes that `sha256` and `size` are of. */
    reduced: json('reduced').$type<Reduced>(),
  },
  (table) => [
    index('files_source').on(table.source, table.id),
    index('files_pending')
      .on(table.id)
      .where(sql`${table.outcome} = 'pending'`),
  ],
);

/** The members of an archive that were read. */
export const members = pgTable(
  'members',
  {
    id: id(),
    fileId: integer('file_id').notNull(),
    name: text('name').notNull(),
    crc32: bigint('crc32', { mode: 'number' }).notNull(),
    size: integer('size').notNull(),
    outcome: text('outcome').$type<MemberRow['outcome']>().notNull(),
    reason: json('reason').$type<FeedError>(),
    publishedAt: text('published_at'),
  },
  (table) => [index('members_file').on(table.fileId), index('members_name').on(table.name, table.id)],
);

/** Revisions 1, 2, 3 … without gaps: all that ever changed a snapshot. */
export const revisions = pgTable(
  'revisions',
  {
    revision: integer('revision').primaryKey(),
    at: text('at').notNull(),
    publishedAt: text('published_at'),
    /** `published_at` as an instant, to compare by. */
    publishedMs: bigint('published_ms', { mode: 'number' }),
    cause: text('cause').$type<Cause>().notNull(),
    fileId: integer('file_id'),
    feed: json('feed').$type<FeedStatus>().notNull(),
  },
  (table) => [index('revisions_published').on(table.publishedMs)],
);

/** The head of a municipality's result file, as of a revision; only added to. */
export const municipalities = pgTable(
  'municipalities',
  {
    type: text('type').$type<ElectionType>().notNull(),
    count: text('count').$type<Count>().notNull(),
    municipality: text('municipality').$type<MunicipalityCode>().notNull(),
    revision: integer('revision').notNull(),
    name: text('name').notNull(),
    electionDate: text('election_date').notNull(),
    previousDate: text('previous_date').notNull(),
    publishedAt: text('published_at').notNull(),
    parties: json('parties').$type<readonly PartyName[]>().notNull(),
    seats: json('seats').$type<readonly OfficialSeats[]>().notNull(),
    stated: json('stated').$type<readonly StatedTotal[]>().notNull(),
    /** Stated for the area as a whole, and how often the file was written anew; only the JSON feed says so. */
    whole: json('whole').$type<WholeCount>(),
    updates: integer('updates'),
  },
  (table) => [primaryKey({ columns: [table.type, table.count, table.municipality, table.revision] })],
);

/** A district's report, as of a revision; only added to. `removed`: its file no longer has the district. */
export const reports = pgTable(
  'reports',
  {
    type: text('type').$type<ElectionType>().notNull(),
    count: text('count').$type<Count>().notNull(),
    municipality: text('municipality').$type<MunicipalityCode>().notNull(),
    district: text('district').$type<DistrictCode>().notNull(),
    revision: integer('revision').notNull(),
    removed: boolean('removed').notNull(),
    constituency: text('constituency').notNull(),
    kind: text('kind').$type<DistrictKind>().notNull(),
    name: text('name').notNull(),
    boundary: text('boundary').$type<Boundary>().notNull(),
    eligible: integer('eligible'),
    reportedAt: text('reported_at'),
    votes: json('votes').$type<Votes>(),
    previous: json('previous').$type<PreviousVotes>(),
    /** Last time's districts that the feed names where it states no previous figures. */
    predecessors: json('predecessors').$type<readonly DistrictCode[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.type, table.count, table.municipality, table.district, table.revision] }),
    check('reports_counted', sql`(${table.reportedAt} is null) = (${table.votes} is null)`),
  ],
);

/** What people entered at the desk; only added to, so it is also the record of who wrote what over what. */
export const entries = pgTable(
  'entries',
  {
    id: id(),
    revision: integer('revision').notNull(),
    at: text('at').notNull(),
    who: text('who').notNull(),
    kind: text('kind').$type<EntryKind>().notNull(),
    key: text('key').notNull(),
    /** `null`: taken back. */
    value: json('value'),
    /** What stood there before. */
    previous: json('previous'),
    /** Why it was taken back, or who said it. */
    remark: text('remark'),
  },
  (table) => [index('entries_revision').on(table.revision)],
);

/** What happened; `data` is the event itself, the columns before it are for searching. */
export const events = pgTable(
  'events',
  {
    id: id(),
    revision: integer('revision'),
    at: text('at').notNull(),
    kind: text('kind').$type<ElectionEvent['kind']>().notNull(),
    contest: text('contest'),
    municipality: text('municipality'),
    data: json('data').$type<ElectionEvent>().notNull(),
  },
  (table) => [index('events_kind').on(table.kind, table.id)],
);

/** One row: the feed as the last poll left it. */
export const feedStatus = pgTable(
  'feed_status',
  {
    id: integer('id').primaryKey(),
    source: text('source').notNull(),
    checkedAt: text('checked_at'),
    changedAt: text('changed_at'),
    publishedAt: text('published_at'),
    problem: text('problem'),
    attempts: integer('attempts').notNull(),
    nightPosition: text('night_position'),
  },
  (table) => [check('feed_status_one_row', sql`${table.id} = 1`)],
);
