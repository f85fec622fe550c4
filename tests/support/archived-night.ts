/** The night 2018 in a store with all that can happen beside its files, and its archive. */
import AdmZip from 'adm-zip';
import { Archiver } from '../../src/feed/archive.ts';
import { openNight } from '../../src/feed/nights/index.ts';
import type { ResultFile } from '../../src/feed/recording.ts';
import { ingestFile, type Ingested } from '../../src/ingest/file.ts';
import { createRegister, type Register } from '../../src/ingest/register.ts';
import { restoreArchive } from '../../src/ingest/restore.ts';
import { countEntries } from '../../src/lib/election/count-draft.ts';
import { findingEntries } from '../../src/lib/election/finding-draft.ts';
import { oralEntries, oralPlaces } from '../../src/lib/election/oral-draft.ts';
import { USUAL_SCREEN } from '../../src/lib/election/screen.ts';
import { ok } from '../../src/lib/election/parse/error.ts';
import type { Plan } from '../../src/lib/election/plan.ts';
import type { FeedStatus, NightInfo } from '../../src/lib/election/snapshot-shape.ts';
import { directoryOf, localHeader, storedEntry } from '../../src/lib/server/archive/container.ts';
import { bytesInMemory, readArchive, type ReadArchive } from '../../src/lib/server/archive/read.ts';
import { prepareArchive } from '../../src/lib/server/archive/write.ts';
import { createDesk, type Check } from '../../src/lib/server/desk.ts';
import type { IncomingFile, Store } from '../../src/lib/server/store/store.ts';
import { memberOf, votesIn, withDistrict, withVotes } from './edited-files.ts';
import { filesOf, infoOf, planOf, type ReplayedNight } from './night.ts';
import { openTestStore } from './store.ts';

/** Made-up persons; nobody in any file is called that. */
export const PERSONS = ['Ottilia Påhittad', 'Frans Fantasi', 'Berta Bluff'];
const NIGHT_ADDRESS = 'https://data.example/valnatt.zip';
const FINAL_ADDRESS = 'https://data.example/slutresultat.zip';
const archiver = new Archiver();

/** A register, a desk and a clock on a store; `restart` is a new process. */
function recorder(store: Store, plan: Plan, night: NightInfo) {
  let at = '';
  let register: Register;
  const restart = () => {
    register = createRegister({
      store,
      plan,
      night,
      source: NIGHT_ADDRESS,
      intervalSeconds: 60,
      now: () => at,
    });
  };
  const presentFeed = async () => ({
    ...FEED,
    ...{ checkedAt: at, now: at, speed: 1, intervalSeconds: 60, problem: null, revision: 0 },
  });
  const desk = createDesk({ store, plan, presentFeed, now: () => at });
  const take = (bytes: Uint8Array, more: Partial<IncomingFile> = {}): Promise<Ingested> => {
    register.watch = { ...register.watch, checkedAt: at };
    const poll = { via: 'poll', by: null, etag: `"${at}"`, lastModified: null } as const;
    return ingestFile(register, {
      ...{ name: 'valnatt.zip', source: NIGHT_ADDRESS, fetchedAt: at, bytes, ...poll, ...more },
    });
  };
  return {
    restart,
    take,
    at: (time: string) => {
      at = time;
      if (register === undefined) restart();
    },
    upload: (name: string, bytes: Uint8Array) =>
      take(bytes, { name, source: 'upload', via: 'upload', by: 'Åsa', etag: null }),
    async enter(check: Check, remark: string | null = null) {
      const done = await desk.enter(check, { who: 'Åsa', remark });
      if (!done.ok) throw new Error(JSON.stringify(done.error));
      return done.value.revision;
    },
    notice: (problem: string) =>
      store.events.add(
        [{ kind: 'notice', contest: null, notice: { about: 'feed', problem, source: NIGHT_ADDRESS } }],
        at,
      ),
  };
}
type Recorder = ReturnType<typeof recorder>;

const FEED: FeedStatus = {
  state: 'stale',
  source: NIGHT_ADDRESS,
  checkedAt: null,
  changedAt: '2018-09-09T21:00:00+02:00',
  publishedAt: null,
};

/** The file with persons as final files have them: in a party's row, in a ballot paper, in a summary. */
export function withPersons(bytes: Uint8Array, [first, second, third] = PERSONS): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const elected = `<GRUPP_VALDA ORDNING="1"><VALD ORDNING="1" NAMN="${first}" ÅLDER="51"/><ERSÄTTARE NAMN="${second}"/></GRUPP_VALDA>`;
  const paper = `<VALSEDEL LISTNUMMER="0002-1"><PERSONVAL NAMN="${third}" KANDNR="1"/></VALSEDEL>`;
  return Buffer.from(
    text
      .replace(/<GILTIGA PARTI="S"([^>]*?)\/>/, `<GILTIGA PARTI="S"$1>${elected}${paper}</GILTIGA>`)
      .replace('</KOMMUN>', `<SAMMANFATTNING_VALDA PARTI="S" KVINNOR="2"/></KOMMUN>`),
    'latin1',
  );
}

export const edited = (files: readonly ResultFile[], name: string, bytes: Uint8Array): ResultFile[] =>
  files.map((file) => (file.name === name ? { ...file, bytes } : file));

/** What stands beside the feed in the middle of the night. */
async function interruptions(on: Recorder, files: readonly ResultFile[], plan: Plan): Promise<void> {
  const oral = plan.contests.find(({ type }) => type === 'RF');
  await on.enter((known, at) => {
    const place = oral && oralPlaces(oral, { known, plan }).find(({ counted }) => !counted);
    const said = { contest: oral?.id ?? '', district: place?.district ?? '', own: '100', valid: '300' };
    return oralEntries({ ...said, caller: 'Bo' }, { known, plan }, at);
  }, 'Bo');
  await on.enter((known) =>
    countEntries(
      { target: 'campaigners', value: '120', date: '2018-09-01', source: 'lista' },
      { known, plan },
      '2018-09-10',
    ),
  );
  await on.enter(() => ok([{ kind: 'screen', key: 'screen', value: { ...USUAL_SCREEN, line: 'Hej å hå' } }]));
  await on.enter((known) => {
    const report = [...known.reports.values()].find(({ type, votes }) => type === 'KF' && votes);
    const id = `knownFault/KF/${report?.municipality}/${report?.district}`;
    return findingEntries({ id, status: 'knownFault', note: 'omkastade rader' }, { known, plan });
  });
  await on.notice('HTTP 503');
  await on.take(Buffer.from('<html><body>Logga in på nätet</body></html>'));
  await on.take(Buffer.from('<html><body>Logga in på nätet igen</body></html>'));
  await on.enter((known) =>
    countEntries(
      { target: 'campaigners', value: '130', date: '2018-09-02', source: 'lista' },
      { known, plan },
      '2018-09-10',
    ),
  );
  await on.upload('kandidater.txt', Buffer.from(`Kandidater: ${PERSONS[0]}`, 'latin1'));
  await on.take(archiver.build(files).subarray(0, 9000));
  await on.notice('answers again after HTTP 503');
  await refusedMembers(on, files);
  await corrections(on, files);
}

/** A counted district of a file. */
const countedIn = (files: readonly ResultFile[], name: string): string =>
  /<VALDISTRIKT KOD="(\d+)"[^>]* TID_RAPPORT="\d+"/.exec(memberOf(files, name).toString('latin1'))?.[1] ?? '';

/** A member that cannot be read: told once by a process, and again by the next one. */
async function refusedMembers(on: Recorder, files: readonly ResultFile[]): Promise<void> {
  const name = 'valnatt_2303K.xml';
  const broken = edited(files, name, memberOf(files, name).subarray(0, 3000));
  await on.take(archiver.build(broken));
  const changed = withDistrict(
    memberOf(files, 'valnatt_2309K.xml'),
    countedIn(files, 'valnatt_2309K.xml'),
    (element) => withVotes(element, 'S', votesIn(element, 'S') + 1),
  );
  await on.take(
    archiver.build(
      edited(edited(broken, 'valnatt_2305K.xml', Buffer.from('nothing')), 'valnatt_2309K.xml', changed),
    ),
  );
  on.restart();
  await on.take(archiver.build(broken));
}

/** A district with other votes, by hand, with persons in the file; then a night archive that has some, too. */
async function corrections(on: Recorder, files: readonly ResultFile[]): Promise<void> {
  const name = 'valnatt_2380R.xml';
  const changed = withDistrict(memberOf(files, name), countedIn(files, name), (element) =>
    withVotes(element, 'S', votesIn(element, 'S') - 7),
  );
  await on.upload(name, withPersons(changed));
  await on.take(archiver.build(edited(files, name, withPersons(changed))));
}

/** The final archive with persons in it, again with others, then half of it, one broken file, and one by hand. */
async function finals(on: Recorder, files: readonly ResultFile[]): Promise<void> {
  const final = { name: 'slutresultat.zip', source: FINAL_ADDRESS };
  const persons = files.map((file) => ({ ...file, bytes: withPersons(file.bytes) }));
  const name = 'slutresultat_2326K.xml';
  const bytes = archiver.build(persons);
  await on.take(bytes, final);
  await on.take(
    archiver.build(edited(persons, name, withPersons(memberOf(files, name), [...PERSONS].reverse()))),
    final,
  );
  await on.take(bytes.subarray(0, bytes.length - 40_000), final);
  const half = withPersons(memberOf(files, name));
  await on.take(archiver.build(edited(persons, name, half.subarray(0, half.length - 100))), final);
  await on.take(archiver.build(persons, { wrongCksum: true }), final);
  await on.upload(name, withPersons(memberOf(files, name)));
}

/** Plays the night's publications one by one, `every`th of them, with everything else in its middle. */
export async function recordNight(store: Store, every = 1): Promise<void> {
  const plan = await planOf('2018');
  const on = recorder(store, plan, infoOf('2018', plan));
  const publications = openNight('2018').publications.filter(
    ({ address }, index) => address === 'final' || index % every === 0,
  );
  const middle = Math.floor(publications.length / 2);
  for (const [index, { at, address, files }] of publications.entries()) {
    on.at(at);
    if (address === 'final') await finals(on, files());
    else await on.take(archiver.build(files()));
    if (index === middle) await interruptions(on, files(), plan);
  }
  await store.feed.write({
    ...{ source: NIGHT_ADDRESS, checkedAt: '2019-01-17T14:00:00+01:00', changedAt: null, publishedAt: null },
    ...{ problem: null, attempts: 0, nightPosition: null },
  });
}

export interface ArchivedNight {
  readonly store: Store;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly bytes: Buffer;
  readonly archive: ReadArchive;
}

/** The archive of a store of a night. */
export async function archiveOf(store: Store, id: ReplayedNight = '2018'): Promise<Buffer> {
  const plan = await planOf(id);
  const programme = await filesOf(id);
  const writing = await prepareArchive({ store, plan, night: infoOf(id, plan), programme });
  if (!writing.ok) throw new Error(JSON.stringify(writing.error));
  const parts: Uint8Array[] = [];
  for await (const part of writing.value.bytes()) parts.push(part);
  return Buffer.concat(parts);
}

/** The members of a zip, read by another's program. */
export const unpacked = (bytes: Buffer): Map<string, Uint8Array> =>
  new Map(new AdmZip(bytes).getEntries().map((entry) => [entry.entryName, entry.getData()]));

/** Members laid out as archives are. */
export function repacked(members: ReadonlyMap<string, Uint8Array>): Buffer {
  const entries = [...members].map(([name, bytes]) => ({ ...storedEntry(name, bytes), bytes }));
  const parts = entries.flatMap((entry) => [localHeader(entry), entry.bytes]);
  return Buffer.concat([...parts, directoryOf(entries)]);
}

export async function readSound(bytes: Uint8Array): Promise<ReadArchive> {
  const archive = await readArchive(bytesInMemory(bytes));
  if (!archive.ok) throw new Error(JSON.stringify(archive.error));
  return archive.value;
}

export async function archivedNight(every = 1): Promise<ArchivedNight> {
  const store = await openTestStore('embedded');
  await recordNight(store, every);
  const plan = await planOf('2018');
  const bytes = await archiveOf(store);
  return { store, plan, night: infoOf('2018', plan), bytes, archive: await readSound(bytes) };
}

/** Restores into a store, by default a fresh one, with this machine's own programme. */
export async function restoreInto(archive: ReadArchive, into?: Store, id: ReplayedNight = '2018') {
  const store = into ?? (await openTestStore('embedded'));
  const [plan, programme] = [await planOf(id), await filesOf(id)];
  return { store, result: await restoreArchive(archive, { store, plan, programme }) };
}
