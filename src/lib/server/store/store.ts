import type { Entry, EntryKind } from '../../election/entry.ts';
import type { CorrectionEvent, ElectionEvent, StoredEvent } from '../../election/event.ts';
import type { Known, MunicipalityState } from '../../election/known.ts';
import type { Report } from '../../election/model.ts';
import type { FeedError, Result } from '../../election/parse/error.ts';
import type { FeedStatus, TargetState } from '../../election/snapshot-shape.ts';

/**
 * The register of one night, as the rest of the house sees it: plain values in, plain values out. Two drivers
 * (embedded PGlite, Postgres) keep the same laws: all times are the strings that were given, what is read back has one
 * fixed key order (that of `model.ts`), and nothing that is recorded is ever changed, except a file's outcome.
 */
export interface Store {
  readonly kind: 'embedded' | 'postgres';
  readonly night: string;
  readonly files: Files;
  readonly results: Results;
  readonly events: Events;
  readonly entries: Entering;
  readonly feed: Feed;
  readonly poller: Poller;
  ledger(): Promise<Ledger>;
  /**
   * Calls back with the newest revision at once, after every commit (also of other processes), and again whenever a
   * lost connection is back. Resolves when it listens; ends with the signal or with the store.
   */
  listen(onRevision: (revision: number) => void, signal: AbortSignal): Promise<void>;
  /** Ends listeners, holds and connections, within a second. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** `postgres://…`, or `null` for the embedded database. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded databases, one below it for each night; `memory://` keeps nothing (tests). */
  readonly dataDir: string;
  /** `replay-2018`, `live-2018-09-09`, `test-…`: the store's name; what stands before the dash is its mode. */
  readonly night: string;
  /** Start from nothing. Refused for a live night. */
  readonly empty?: boolean;
  /** Default: `drizzle` below the working directory. */
  readonly migrationsFolder?: string;
}

export type FileVia = 'poll' | 'upload' | 'import';
/**
 * What vouches for a file: XML has a checksum in its archive, JSON a signature for each result file (`signed`: all that
 * were read have the configured certificate's; `signatureNotChecked`: none is configured). `mismatch`: the archive's
 * own checksum, or the one in the feed's index, is another.
 */
export const CHECKSUMS = ['verified', 'notChecked', 'mismatch', 'signed', 'signatureNotChecked'] as const;
export type Checksum = (typeof CHECKSUMS)[number];

/** A result file inside a reduced file: as the original's directory stated it. */
export interface ReducedMember {
  readonly name: string;
  readonly crc32: number;
  readonly size: number;
  /** Why it was refused, where its own bytes are not kept. */
  readonly fault: FeedError | null;
}

/**
 * The mark of a file that is kept without persons, as archives hold it: its figures alone, in a zip of our own. Only a
 * restored archive makes it; whatever comes as a file is looked at as it is.
 */
export interface Reduced {
  /** SHA-256 of the bytes kept. */
  readonly sha256: string;
  /** Of the file as it was received. */
  readonly original: { readonly sha256: string; readonly size: number };
  readonly checksum: Checksum | null;
  /** Why the whole was refused; then nothing of it is kept. */
  readonly fault: FeedError | null;
  /** The result files that were read. */
  readonly members: readonly ReducedMember[];
}

/** A file as received, before anyone looked into it. */
export interface IncomingFile {
  readonly name: string;
  /** Its address, or `upload` / `import`. */
  readonly source: string;
  readonly via: FileVia;
  /** Who brought it, for uploads. */
  readonly by: string | null;
  readonly fetchedAt: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bytes: Uint8Array;
  /** `bytes` are the reduced form of another file. */
  readonly reduced?: Reduced | null;
  /** Its signatures held when it was first received: only a restored archive says so. */
  readonly signed?: boolean;
}

export interface RecordedFile {
  readonly id: number;
  readonly sha256: string;
  /** `false`: the same bytes were recorded before. */
  readonly fresh: boolean;
}

/** One member of an archive that was read (members with the CRC-32 already held are not). */
export interface MemberRow {
  readonly name: string;
  readonly crc32: number;
  readonly size: number;
  readonly outcome: 'accepted' | 'unchanged' | 'refused';
  readonly reason: FeedError | null;
  readonly publishedAt: string | null;
}

/** What became of a file. */
export interface FileOutcome {
  readonly outcome: 'accepted' | 'partial' | 'unchanged' | 'refused';
  readonly reason: FeedError | null;
  readonly checksum: Checksum | null;
  readonly publishedAt: string | null;
  readonly members: readonly MemberRow[];
}

export interface StoredFile extends Omit<IncomingFile, 'bytes'> {
  readonly id: number;
  readonly sha256: string;
  readonly size: number;
  /** `pending`: recorded, but never finished (the process died in between). */
  readonly outcome: FileOutcome['outcome'] | 'pending';
  readonly reason: FeedError | null;
  readonly checksum: Checksum | null;
  readonly publishedAt: string | null;
  /** The revision it made, if it made one. */
  readonly revision: number | null;
  readonly reduced: Reduced | null;
  /** Members that were refused, in the order of the archive. */
  readonly refused: readonly MemberRow[];
}

export interface HeldMember {
  readonly crc32: number;
  readonly publishedAt: string | null;
}

export interface Files {
  /**
   * Writes the file down before it is parsed; the bytes are kept once, the row is new every time. A reduced file's row
   * names the original, its bytes are kept under their own SHA-256.
   */
  record(file: IncomingFile): Promise<RecordedFile>;
  /** The outcome of a file that made no revision, with the notices that go with it, in one transaction. */
  finish(id: number, outcome: FileOutcome, notices: readonly ElectionEvent[], at: string): Promise<void>;
  /** Newest first; `before` is the id to go on below. */
  list(options: { readonly limit: number; readonly before?: number }): Promise<StoredFile[]>;
  bytes(sha256: string): Promise<Uint8Array | null>;
  /** Recorded, but never finished; oldest first. */
  pending(): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }[]>;
  /** The newest file of an address. */
  latestFrom(source: string): Promise<StoredFile | null>;
  /** The newest state of every archive member of which nothing was refused, by member name. */
  heldMembers(): Promise<Map<string, HeldMember>>;
}

/** What made a revision; every write that can change a snapshot is a revision of its own. */
export type Cause = 'file' | EntryKind;

/** Something entered by hand, with what the record of writes keeps of it. */
export interface EntryRow {
  readonly entry: Entry;
  /** What stood under its key before, `null` when nothing did. */
  readonly previous: Entry['value'];
  readonly who: string;
  /** Why it was taken back, or who said it over the phone; only shown to those who are signed in. */
  readonly remark: string | null;
}

/** The same as stored and shown at the desk. */
export interface StoredEntry extends EntryRow {
  readonly id: number;
  readonly revision: number;
  readonly at: string;
}

export interface Entering {
  /** Newest first; `before` is the id to go on below. */
  list(options: { readonly limit: number; readonly before?: number }): Promise<StoredEntry[]>;
}

/** One revision to write: all of it or nothing. */
export interface Commit {
  /** The revision that the change was computed against (0 in an empty store). */
  readonly expectedRevision: number;
  /** The night's clock. */
  readonly at: string;
  /** Export time of what caused it, ISO 8601 with offset; decides `?at=`. */
  readonly publishedAt: string | null;
  readonly cause: Cause;
  readonly file: { readonly id: number; readonly outcome: FileOutcome } | null;
  /** The feed's state, kept with the revision. */
  readonly feed: FeedStatus;
  /** New or changed heads and reports only. */
  readonly municipalities: readonly MunicipalityState[];
  readonly reports: readonly Report[];
  /** Reports that the municipality's file no longer has, as they were last known. */
  readonly removed: readonly Report[];
  readonly events: readonly ElectionEvent[];
  readonly entries: readonly EntryRow[];
}

/** Someone else wrote a revision in the meantime: load what is known again and retry. */
export interface RevisionConflict {
  readonly kind: 'revisionConflict';
  readonly expected: number;
  readonly newest: number;
}

export interface RevisionRow {
  readonly revision: number;
  readonly at: string;
  readonly publishedAt: string | null;
  readonly cause: Cause;
  readonly fileId: number | null;
  readonly feed: FeedStatus;
}

/** What one revision wrote, as it was given to `commit`, and the corrections among its events. */
export interface RevisionRows extends Pick<Commit, 'municipalities' | 'reports' | 'removed'> {
  readonly entries: readonly Entry[];
  readonly corrections: readonly CorrectionEvent[];
}

/** A revision with everything that it wrote. */
export interface WrittenRevision extends RevisionRow, RevisionRows {}

export interface Results {
  /** The newest revision, 0 when there is none. Revisions are 1, 2, 3 … without gaps. */
  newest(): Promise<number>;
  /** What is known now, or was known at a revision; both maps in order of their keys. */
  known(revision?: number): Promise<Known>;
  revision(revision: number): Promise<RevisionRow | null>;
  /** What a revision wrote; nothing at all where there is no such revision. */
  rowsOf(revision: number): Promise<RevisionRows>;
  /** The same of every revision after one, up to and with another, oldest first; in few statements, none long. */
  written(after: number, upTo: number): Promise<readonly WrittenRevision[]>;
  /** The newest revision whose published time is not after `time` (ISO 8601 with offset). */
  revisionAt(time: string): Promise<number | null>;
  /** Oldest first. */
  revisions(): Promise<RevisionRow[]>;
  /** Writes one revision and notifies every listener, in one transaction; gives the revision's number. */
  commit(change: Commit): Promise<Result<number, RevisionConflict>>;
}

export interface EventQuery {
  /** Only events with a greater id. */
  readonly after?: number;
  /** Only events with a smaller id. */
  readonly before?: number;
  readonly limit: number;
  readonly kinds?: readonly ElectionEvent['kind'][];
  /** Only what happened in a municipality, or to the contests that are decided there. */
  readonly place?: { readonly municipality: string; readonly contests: readonly string[] };
  /** As it was: no revision later than this one, and of notices without one those up to a time (ISO 8601 with offset). */
  readonly upTo?: { readonly revision: number; readonly time: string };
}

export interface HeldTargetState {
  readonly state: TargetState;
  /** When it got this state, on the night's clock. */
  readonly since: string;
  /** Told as final. */
  readonly final: boolean;
}

export interface Events {
  /** Newest first; ids ascend in the order in which they became visible. */
  list(query: EventQuery): Promise<StoredEvent[]>;
  /** Notices that belong to no revision. */
  add(events: readonly ElectionEvent[], at: string): Promise<void>;
  /** Every goal's state by its id, from the goals' own events up to a revision (default: all). */
  targetStates(revision?: number): Promise<Map<string, HeldTargetState>>;
}

/** The feed as the last poll left it; one row, written at every poll. */
export interface FeedRow {
  readonly source: string;
  readonly checkedAt: string | null;
  readonly changedAt: string | null;
  readonly publishedAt: string | null;
  /** The last problem in words of the log, `null` when the last poll went well. */
  readonly problem: string | null;
  /** Polls in a row that failed. */
  readonly attempts: number;
  /** Where a replay stands on the night's clock. */
  readonly nightPosition: string | null;
}

/** A file with everything that was read of it. */
export interface LedgerFile extends StoredFile {
  /** In the order of reading. */
  readonly members: readonly MemberRow[];
}

/** All that was written but the bytes, as of one moment; everything oldest first. */
export interface Ledger {
  readonly files: readonly LedgerFile[];
  readonly revisions: readonly RevisionRow[];
  readonly entries: readonly StoredEntry[];
  readonly events: readonly StoredEvent[];
  readonly feed: FeedRow | null;
}

export interface Feed {
  read(): Promise<FeedRow | null>;
  write(row: FeedRow): Promise<void>;
}

export interface Poller {
  /**
   * Waits until this process is the night's only poller (embedded: it always is). The signal that it gives fires when
   * that ends: with the caller's signal, with the store, or because the connection that held it broke.
   */
  hold(signal: AbortSignal): Promise<AbortSignal>;
}
