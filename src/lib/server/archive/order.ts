import type { Ledger, LedgerFile } from '../store/store.ts';

/** A file, and the revision that stood when it was taken in. */
export interface Placed {
  readonly file: LedgerFile;
  readonly after: number;
}

/**
 * The files in the order in which they were taken in, which is that of receipt unless two processes took in files at once. Where one
 * made no revision, its own events tell between which entries by hand it came, else its time.
 */
export function inOrderOfReceipt({ files, events, revisions }: Ledger): readonly Placed[] {
  const firstEvent = new Map<number, number>();
  for (const [index, { revision }] of events.entries())
    if (revision !== null && !firstEvent.has(revision)) firstEvent.set(revision, index);
  const own = new Map<string, number>();
  for (const [index, { revision, at, event }] of events.entries()) {
    const ofFeed = event.kind === 'notice' && event.notice.about === 'feed';
    if (revision === null && !ofFeed && !own.has(at)) own.set(at, index);
  }
  const timeOf = new Map(revisions.map(({ revision, at }) => [revision, Date.parse(at)]));
  const precedes = (revision: number, file: LedgerFile): boolean => {
    const [theirs, ours] = [firstEvent.get(revision), own.get(file.fetchedAt)];
    if (theirs !== undefined && ours !== undefined) return theirs < ours;
    return (timeOf.get(revision) ?? 0) <= Date.parse(file.fetchedAt);
  };
  const settled = byRevision(files.filter(({ outcome }) => outcome !== 'pending'));
  let stands = 0;
  return settled.map((file, index) => {
    if (file.revision !== null) {
      stands = file.revision;
      return { file, after: file.revision - 1 };
    }
    const next = settled.slice(index).find(({ revision }) => revision !== null)?.revision;
    const last = next ? next - 1 : revisions.length;
    while (stands < last && precedes(stands + 1, file)) stands += 1;
    return { file, after: stands };
  });
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
