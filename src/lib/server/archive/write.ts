import { createHash } from 'node:crypto';
import type { Plan } from '../../election/plan.ts';
import { fail, ok, type Result } from '../../election/parse/error.ts';
import type { NightInfo } from '../../election/snapshot-shape.ts';
import { creditOf } from '../../election/credit.ts';
import type { ProgrammeFiles } from '../../programme/load.ts';
import type { Ledger, Store } from '../store/store.ts';
import { APP_VERSION } from './app-version.ts';
import { directoryOf, localHeader, localLength, MOST, storedEntry, type Entry } from './container.ts';
import {
  FORMAT,
  FORMAT_VERSION,
  MANIFEST,
  MARKER,
  PROGRAMME_FOLDER,
  type ArchivedFile,
  type ArchiveFault,
  type Manifest,
  type SnapshotHash,
} from './archive-format.ts';
import { createKeepForm, type KeepForm } from './kept-form.ts';
import { inOrderOfReceipt, type Placed } from './order.ts';
import { archivedFile, memberOf, programmeText, rowsOf, rowsText } from './rows.ts';
import { snapshotHashes } from './snapshot-hashes.ts';

export interface ArchiveOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly programme: ProgrammeFiles;
}

/** An archive about to be written: as of this moment, whatever the store takes in while it is. */
export interface ArchiveWriting {
  /** `malvakt-replay-2018.zip` */
  readonly fileName: string;
  readonly files: number;
  readonly revisions: number;
  /** The archive's bytes, a member at a time; the same store gives the same bytes. */
  bytes(): AsyncGenerator<Uint8Array>;
}

/** Looks at what is there; fails with `nothingRecorded` or `tooLarge`. */
export async function prepareArchive(options: ArchiveOptions): Promise<Result<ArchiveWriting, ArchiveFault>> {
  const ledger = await options.store.ledger();
  const placed = inOrderOfReceipt(ledger);
  if (placed.length === 0 && ledger.revisions.length === 0)
    return fail(fault('nothingRecorded', `an empty store of ${options.night.id}`, 'a file or an entry'));
  const bytes = sumOfSizes(placed);
  if (bytes > MOST.bytes / 2 || placed.length > MOST.members / 2)
    return fail(
      fault('tooLarge', `${placed.length} files of ${bytes} bytes`, `at most ${MOST.bytes / 2} bytes`),
    );
  return ok({
    fileName: `malvakt-${options.night.id}.zip`,
    files: placed.length,
    revisions: ledger.revisions.length,
    bytes: () => writeAll(options, ledger, placed),
  });
}

const fault = (kind: ArchiveFault['kind'], found: string, expected: string): ArchiveFault => ({
  kind,
  place: 'store',
  found,
  expected,
});

/** Each content once, as received: a reduced one is smaller. */
const sumOfSizes = (placed: readonly Placed[]): number =>
  [...new Map(placed.map(({ file }) => [file.sha256, file.size])).values()].reduce((a, b) => a + b, 0);

async function* writeAll(
  options: ArchiveOptions,
  ledger: Ledger,
  placed: readonly Placed[],
): AsyncGenerator<Uint8Array> {
  const zip = createZip();
  yield* zip.add(MARKER, text(markerOf(options)));
  for (const [name, content] of options.programme)
    yield* zip.add(PROGRAMME_FOLDER + name, text(programmeText(content)));
  const keep = createKeepForm();
  const files: ArchivedFile[] = [];
  for (const { file, after } of placed) {
    const [archived, bytes] = await archiveFile(options.store, file, after, keep);
    files.push(archived);
    yield* zip.add(memberOf(archived), bytes);
  }
  for (const [name, rows] of Object.entries(rowsOf(ledger, placed, files)))
    yield* zip.add(name, text(rowsText(rows)));
  const snapshots: SnapshotHash[] = [];
  for await (const hash of snapshotHashes({ ...options, ledger })) snapshots.push(hash);
  yield* zip.add(MANIFEST, text(`${JSON.stringify(manifestOf(options, ledger, zip.members, snapshots))}\n`));
  yield zip.end();
}

/** Members one after the other, each name once: a second file with the same content is the first one's. */
function createZip() {
  const entries: Entry[] = [];
  const members: { name: string; size: number; sha256: string }[] = [];
  const names = new Set<string>();
  let length = 0;
  return {
    members,
    *add(name: string, bytes: Uint8Array): Generator<Uint8Array> {
      if (names.has(name)) return;
      names.add(name);
      const entry = storedEntry(name, bytes);
      entries.push(entry);
      length += localLength(entry);
      if (length > MOST.bytes) throw new Error('the archive grew over what a zip can number');
      members.push({
        name,
        size: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
      yield localHeader(entry);
      yield bytes;
    },
    end: () => directoryOf(entries),
  };
}

async function archiveFile(
  store: Store,
  file: Placed['file'],
  after: number,
  keep: KeepForm,
): Promise<readonly [ArchivedFile, Uint8Array]> {
  const held = await store.files.bytes(file.reduced?.sha256 ?? file.sha256);
  if (held === null) throw new Error(`The bytes of file ${file.id} are not in the store`);
  const { bytes, reduced } = await keep(file, held);
  return [archivedFile(file, after, reduced), bytes];
}

function manifestOf(
  { night, plan, programme }: ArchiveOptions,
  ledger: Ledger,
  members: Manifest['members'],
  snapshots: readonly SnapshotHash[],
): Manifest {
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    app: APP_VERSION,
    rights: creditOf(plan),
    night: { ...night, remarks: [...night.remarks] },
    programme: PROGRAMME_FOLDER + ([...programme.keys()][0] ?? ''),
    feed: ledger.feed,
    pending: ledger.files.filter(({ outcome }) => outcome === 'pending').length,
    members: [...members],
    snapshots: [...snapshots],
  };
}

const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');

const markerOf = ({ night, plan }: ArchiveOptions): string =>
  `${night.label ? `${night.label}\n\n` : ''}Målvakts arkiv av ${night.id}: ${plan.title}

Varje mottagen fil, händelseloggen, det som matats in för hand, programmet, och varje läges kontrollsumma.
Slutliga filer ligger här utan personuppgifter: bara de siffror som Målvakt läser, märkta med originalets SHA-256.
Det som matats in för hand bär namnet på den som skrev: behandla arkivet som loggen över vem som skrivit vad.

Läs in på en tom maskin: npm run import -- malvakt-${night.id}.zip

${creditOf(plan)}
`;
