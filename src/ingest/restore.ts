import type { Entry } from '../lib/election/entry.ts';
import type { ElectionEvent } from '../lib/election/event.ts';
import { fail, ok, type FeedError, type Result } from '../lib/election/parse/error.ts';
import type { Plan } from '../lib/election/plan.ts';
import type { FeedStatus } from '../lib/election/snapshot-shape.ts';
import type { ProgrammeFiles } from '../lib/programme/load.ts';
import { describeArchiveFault } from '../lib/server/archive/archive-format.ts';
import type {
  ArchivedEntry,
  ArchivedEvent,
  ArchivedFile,
  ArchivedRevision,
  ArchiveFault,
} from '../lib/server/archive/archive-format.ts';
import { inOrderOfReceipt } from '../lib/server/archive/order.ts';
import type { ReadArchive } from '../lib/server/archive/read.ts';
import { snapshotHashes } from '../lib/server/archive/snapshot-hashes.ts';
import { archivedFile, programmeText, rowsOf, rowsText } from '../lib/server/archive/rows.ts';
import { createDesk } from '../lib/server/desk.ts';
import type { Store } from '../lib/server/store/store.ts';
import { ingestFile, refuseFile } from './file.ts';
import { createRegister, type Register } from './register.ts';

/** Where a restored night is not what was archived. The store holds what this version makes of the recorded files. */
export interface Difference {
  readonly kind: 'different';
  /** The first revision that differs; `null`: what lies beside the snapshots. */
  readonly revision: number | null;
  /** The parts of the snapshot, or the member and line, that differ. */
  readonly what: readonly string[];
}

export interface Restored {
  readonly revisions: number;
  readonly files: number;
}

export interface RestoreOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly programme: ProgrammeFiles;
}

/**
 * Takes an archive into an empty store, file by file and entry by entry as they came, by the way that every file and
 * entry goes; only the clock and what the polls had found are those of the record. Then every snapshot is built anew
 * from the store and held against the archive's, and the store's rows against its rows.
 */
export async function restoreArchive(
  archive: ReadArchive,
  options: RestoreOptions,
): Promise<Result<Restored, ArchiveFault | Difference>> {
  const refused = await refusal(archive, options);
  if (refused) return fail(refused);
  const replay = createReplay(archive, options);
  for (const file of archive.files) {
    const entered = await replay.enterUpTo(file.after);
    const astray = entered ?? (await replay.take(file));
    if (astray) return fail(astray);
  }
  const astray = await replay.enterUpTo(archive.revisions.length);
  if (astray) return fail(astray);
  await replay.end();
  const different = await firstDifference(archive, options);
  return different
    ? fail(different)
    : ok({ revisions: archive.revisions.length, files: archive.files.length });
}

async function refusal(
  { night, programme }: ReadArchive,
  options: RestoreOptions,
): Promise<ArchiveFault | null> {
  if (night.electionDate !== options.plan.electionDate || night.baselineDate !== options.plan.baselineDate) {
    const { id, electionDate } = options.plan;
    return {
      kind: 'otherProgramme',
      place: [...programme.keys()][0] ?? 'programme',
      found: `the election of ${night.electionDate}`,
      expected: `${id}'s of ${electionDate}: name the archive's programme in PROGRAMME`,
    };
  }
  for (const [name, text] of programme) {
    const own = options.programme.get(name);
    if (own !== undefined && programmeText(own) === text) continue;
    return {
      kind: 'otherProgramme',
      place: `programme/${name}`,
      found: own === undefined ? 'a file that this machine’s programme does not have' : 'another content',
      expected: `${options.plan.id} as it is here; to take the archive’s, unpack programme/ and name it in PROGRAMME`,
    };
  }
  if (
    (await options.store.results.newest()) === 0 &&
    (await options.store.files.list({ limit: 1 })).length === 0
  )
    return null;
  return {
    kind: 'storeNotEmpty',
    place: 'store',
    found: `${await options.store.results.newest()} revisions of ${options.store.night}`,
    expected: 'an empty store: name another folder in DATA_DIR (or another database), or move this one away',
  };
}

/** The recorded night, step by step. */
function createReplay(archive: ReadArchive, { store, plan }: RestoreOptions) {
  const entriesOf = byRevision(archive.entries);
  const told = archive.events;
  let revision = 0;
  let next = 0;
  const recorded = (): ArchivedRevision | undefined => archive.revisions[revision];
  const now = () => recorded()?.at ?? archive.files[0]?.fetchedAt ?? '';
  const register = createRegister({
    store,
    plan,
    night: archive.night,
    source: archive.manifest.feed?.source ?? '',
    intervalSeconds: 0,
    now,
    since: () => 0,
    observed: () => observedOf(recorded()?.feed),
  });
  const presentFeed = async () => ({
    ...(recorded()?.feed ?? NO_FEED),
    ...{ now: now(), speed: 0, intervalSeconds: 0, problem: null, revision },
  });
  const desk = createDesk({ store, plan, presentFeed, now });

  /** Notices of the feed are the polls' own, and stand between what files and entries told. */
  async function noticesOfFeed(): Promise<void> {
    for (let event = told[next]; event && isOfFeed(event); event = told[++next])
      await store.events.add([event.event], event.at);
  }
  return {
    async enterUpTo(last: number): Promise<Difference | null> {
      while (revision < last) {
        const rows = entriesOf.get(revision + 1) ?? [];
        const [first] = rows;
        if (!first) return { kind: 'different', revision: revision + 1, what: ['nothing makes it'] };
        await noticesOfFeed();
        const entries = rows.map(({ entry }) => entry as Entry);
        const done = await desk.enter(() => ok(entries), { who: first.who, remark: first.remark });
        if (!done.ok || done.value.revision !== revision + 1)
          return { kind: 'different', revision: revision + 1, what: [`the entry ${first.entry.key}`] };
        revision += 1;
        next += countOf(told, revision);
      }
      return null;
    },
    async take(file: ArchivedFile): Promise<Difference | null> {
      await noticesOfFeed();
      if (await beganAnew(register, file, told.slice(next))) {
        register.forget();
        register.refusedWhole.clear();
      }
      const received = { ...file, bytes: await archive.content(file), signed: file.checksum === 'signed' };
      const taken = isRefusedBeside(file)
        ? await refuseFile(register, received, file.reason)
        : await ingestFile(register, received);
      if (taken.revision !== file.revision || taken.outcome !== file.outcome)
        return { kind: 'different', revision: file.revision, what: [describe(file, taken)] };
      next += taken.events.length;
      revision = taken.revision ?? revision;
      return null;
    },
    async end(): Promise<void> {
      await noticesOfFeed();
      if (archive.manifest.feed) await store.feed.write(archive.manifest.feed);
    },
  };
}

/** Refused for what the bytes do not say: the index's MD5, the certificate that was configured. */
const isRefusedBeside = (file: ArchivedFile): file is ArchivedFile & { readonly reason: FeedError } =>
  file.outcome === 'refused' &&
  file.members.length === 0 &&
  (file.reason?.kind === 'archiveIndex' || file.reason?.kind === 'signature');

const NO_FEED: FeedStatus = {
  state: 'waiting',
  source: '',
  checkedAt: null,
  changedAt: null,
  publishedAt: null,
};

const observedOf = (feed: FeedStatus | undefined) =>
  feed ? { state: feed.state, source: feed.source, checkedAt: feed.checkedAt } : null;

const isOfFeed = ({ event }: ArchivedEvent): boolean =>
  event.kind === 'notice' && event.notice.about === 'feed';

/** Events of a revision, which stand together. */
const countOf = (told: readonly ArchivedEvent[], revision: number): number =>
  told.filter((event) => event.revision === revision).length;

function byRevision(entries: readonly ArchivedEntry[]): Map<number, ArchivedEntry[]> {
  const found = new Map<number, ArchivedEntry[]>();
  for (const entry of entries) found.set(entry.revision, [...(found.get(entry.revision) ?? []), entry]);
  return found;
}

/**
 * Whether the recording process had started again before a file, which no row says. A process remembers what it told
 * of refused files; one that starts again tells it once more, and reads again what it remembers otherwise.
 */
async function beganAnew(
  register: Register,
  file: ArchivedFile,
  coming: readonly ArchivedEvent[],
): Promise<boolean> {
  const { members, refused } = await register.held();
  const told = refusalsIn(coming, file);
  if (file.members.length === 0 && file.reason && told.has(file.reason.file))
    return register.refusedWhole.get(file.source) === file.reason.kind;
  return file.members.some(
    ({ name, crc32 }) =>
      (crc32 >= 0 && members.get(name)?.crc32 === crc32) ||
      (refused.get(name)?.crc32 === crc32 && told.has(name)),
  );
}

/** The files that the next events, as far as they are of this file, call refused: in the order of their names. */
function refusalsIn(coming: readonly ArchivedEvent[], file: ArchivedFile): ReadonlySet<string> {
  const names = new Set<string>();
  let last = '';
  for (const { revision, at, event } of coming) {
    if (revision !== file.revision || at !== file.fetchedAt) break;
    const refused = refusedName(event);
    if (refused === null) continue;
    // Another file of the same second begins again.
    if (refused <= last) break;
    names.add(refused);
    last = refused;
  }
  return names;
}

const refusedName = (event: ElectionEvent): string | null =>
  event.kind === 'notice' && event.notice.about === 'refused' ? event.notice.error.file : null;

const describe = (file: ArchivedFile, taken: { outcome: string; revision: number | null }): string =>
  `${file.name} of ${file.fetchedAt}: ${taken.outcome}, revision ${taken.revision ?? 'none'} ` +
  `(archived: ${file.outcome}, revision ${file.revision ?? 'none'})`;

/** Snapshots first, then the rows. */
async function firstDifference(
  archive: ReadArchive,
  { store, plan }: RestoreOptions,
): Promise<Difference | null> {
  const ledger = await store.ledger();
  let revision = 0;
  for await (const found of snapshotHashes({ store, plan, night: archive.night, ledger })) {
    revision += 1;
    const expected = archive.manifest.snapshots[revision - 1];
    if (found.sha256 === expected?.sha256) continue;
    const names = Object.keys({ ...expected?.parts, ...found.parts });
    return {
      kind: 'different',
      revision,
      what: names.filter((name) => found.parts[name] !== expected?.parts[name]),
    };
  }
  const placed = inOrderOfReceipt(ledger);
  const files = placed.map(({ file, after }) => archivedFile(file, after, file.reduced));
  for (const [name, rows] of Object.entries(rowsOf(ledger, placed, files))) {
    const line = firstLine(rowsText(rows), archive.texts.get(name as keyof ReturnType<typeof rowsOf>) ?? '');
    if (line !== null) return { kind: 'different', revision: null, what: [`${name}, line ${line}`] };
  }
  return null;
}

/** The first line, from 1, in which two texts differ. */
function firstLine(found: string, expected: string): number | null {
  if (found === expected) return null;
  const lines = expected.split('\n');
  const differing = found.split('\n').findIndex((line, index) => line !== lines[index]);
  return differing === -1 ? lines.length : differing + 1;
}

/** In one line, for the command line. */
export function describeRestoreFault(fault: ArchiveFault | Difference): string {
  if (fault.kind !== 'different') return describeArchiveFault(fault);
  const { revision, what } = fault;
  return `${revision === null ? 'the record' : `revision ${revision}`} differs: ${what.join(', ')}`;
}
