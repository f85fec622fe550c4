import type { StoredEvent } from '../../election/event.ts';
import type { Ledger, LedgerFile } from '../store/store.ts';

/** A file, and the revision that stood when it was taken in. */
export interface Placed {
  readonly file: LedgerFile;
  readonly after: number;
}

/**
 * The files in the order in which they were taken in: that of receipt, unless two processes took in files at once. Where
 * one made no revision, its own events tell between which entries by hand it came, else its time.
 */
export function inOrderOfReceipt({ files, events, revisions }: Ledger): readonly Placed[] {
  const firstEvent = new Map<number, number>();
  for (const [index, { revision }] of events.entries())
    if (revision !== null && !firstEvent.has(revision)) firstEvent.set(revision, index);
  const timeOf = new Map(revisions.map(({ revision, at }) => [revision, Date.parse(at)]));
  const settled = byRevision(files.filter(({ outcome }) => outcome !== 'pending'));
  const lastBefore = revisionsBefore(settled, revisions.length);
  let stands = 0;
  let told = 0;
  return settled.map((file, index) => {
    if (file.revision !== null) {
      stands = file.revision;
      return { file, after: file.revision - 1 };
    }
    const ours = events.findIndex((event, at) => at >= told && isOf(file, event));
    if (ours !== -1) told = ours + 1;
    while (isOf(file, events[told])) told += 1;
    const precedes = (revision: number): boolean => {
      const theirs = firstEvent.get(revision);
      if (theirs !== undefined && ours !== -1) return theirs < ours;
      return (timeOf.get(revision) ?? 0) <= Date.parse(file.fetchedAt);
    };
    while (stands < (lastBefore[index] ?? 0) && precedes(stands + 1)) stands += 1;
    return { file, after: stands };
  });
}

/** Whether an event without a revision was told of a file: at its time, of it or of one of its members. */
function isOf(file: LedgerFile, told: StoredEvent | undefined): boolean {
  if (told?.revision !== null || told.at !== file.fetchedAt || told.event.kind !== 'notice') return false;
  const { notice } = told.event;
  if (notice.about !== 'refused') return notice.about === 'totals' && names(file).has(notice.file);
  return names(file).has(notice.error.file);
}

const names = (file: LedgerFile): ReadonlySet<string> =>
  new Set([file.reason?.file, ...file.members.map(({ name }) => name)].flatMap((name) => name ?? []));

/** For each file the last revision that can stand when it is taken in. */
function revisionsBefore(files: readonly LedgerFile[], newest: number): readonly number[] {
  let next = newest + 1;
  return files
    .map((_file, index) => {
      next = files[files.length - 1 - index]?.revision ?? next;
      return next - 1;
    })
    .reverse();
}

/** Stable: a file without a revision stays behind the one that it was received after. */
function byRevision(files: readonly LedgerFile[]): LedgerFile[] {
  let newest = 0;
  const keyed = files.map((file) => {
    newest = Math.max(newest, file.revision ?? 0);
    return { file, key: file.revision ?? newest };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ file }) => file);
}
