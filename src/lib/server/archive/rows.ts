import type { Ledger, LedgerFile, Reduced, RevisionRow, StoredEntry } from '../store/store.ts';
import {
  FILES_FOLDER,
  type ArchivedEntry,
  type ArchivedEvent,
  type ArchivedFile,
  type ArchivedRevision,
  type RowsName,
} from './archive-format.ts';
import type { Placed } from './order.ts';

/** A file's row as an archive has it, with the mark of the form in which its bytes go along. */
export const archivedFile = (file: LedgerFile, after: number, reduced: Reduced | null): ArchivedFile => ({
  name: file.name,
  source: file.source,
  via: file.via,
  by: file.by,
  fetchedAt: file.fetchedAt,
  etag: file.etag,
  lastModified: file.lastModified,
  sha256: file.sha256,
  size: file.size,
  outcome: file.outcome,
  reason: file.reason,
  checksum: file.checksum,
  publishedAt: file.publishedAt,
  revision: file.revision,
  after,
  reduced,
  members: file.members,
});

/** The member with a file's bytes. */
export const memberOf = ({ sha256, reduced }: Pick<ArchivedFile, 'sha256' | 'reduced'>): string =>
  FILES_FOLDER + (reduced?.sha256 ?? sha256);

/** The store's rows without the numbers that the database gave them. */
export function rowsOf(
  ledger: Pick<Ledger, 'revisions' | 'entries' | 'events'>,
  placed: readonly Placed[],
  files: readonly ArchivedFile[],
): Record<RowsName, readonly unknown[]> {
  const numbers = new Map(placed.map(({ file }, index) => [file.id, index + 1]));
  const revision = ({ fileId, feed, ...row }: RevisionRow): ArchivedRevision => ({
    ...row,
    file: fileId === null ? null : (numbers.get(fileId) ?? null),
    feed,
  });
  const entry = ({ id: _id, ...row }: StoredEntry): ArchivedEntry => row;
  return {
    'files.json': files,
    'revisions.json': ledger.revisions.map(revision),
    'entries.json': ledger.entries.map(entry),
    'events.json': ledger.events.map(({ revision: of, at, event }): ArchivedEvent => ({
      revision: of,
      at,
      event,
    })),
  };
}

/** A JSON list, one row a line: what differs between two archives is seen line by line. */
export const rowsText = (rows: readonly unknown[]): string =>
  rows.length === 0 ? '[]\n' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;

export const programmeText = (content: unknown): string => `${JSON.stringify(content, null, 1)}\n`;
