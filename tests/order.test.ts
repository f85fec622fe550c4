/** In whatever order files come, the last state is the same, and what was older is refused and says so. */
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Archiver } from '../src/feed/archive.ts';
import { openNight } from '../src/feed/nights/index.ts';
import type { ResultFile } from '../src/feed/recording.ts';
import { ingestFile } from '../src/ingest/file.ts';
import { createRegister, type Register } from '../src/ingest/register.ts';
import { takeIn, type Reading } from '../src/lib/election/intake.ts';
import { nothingKnown } from '../src/lib/election/known.ts';
import { readResultFile } from '../src/lib/election/parse/result-file.ts';
import { countContests } from '../src/lib/election/snapshot.ts';
import type { NoticeEvent } from '../src/lib/election/event.ts';
import type { FeedError } from '../src/lib/election/parse/error.ts';
import { allFiles, countsOf, infoOf, planOf } from './support/night.ts';
import { openTestStore } from './support/store.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';

const recording = openNight('2018');
const ofNight = recording.publications.filter(({ address }) => address === 'night');
/** A handful of the night's archives, from the first report to the Wednesday. */
const MOMENTS = [0.05, 0.3, 0.5, 0.75, 1].map((share) => Math.round(share * (ofNight.length - 1)));
const filesAt = (index: number): readonly ResultFile[] => ofNight[index]?.files() ?? [];

async function emptyRegister(): Promise<Register & { readonly snapshots: readonly Snapshot[] }> {
  const plan = await planOf('2018');
  const snapshots: Snapshot[] = [];
  const register = createRegister({
    store: await openTestStore('embedded'),
    plan,
    night: infoOf('2018', plan),
    source: 'import',
    intervalSeconds: 60,
    now: () => '2019-02-01T12:00:00+01:00',
    onRevision: (snapshot, committed) => void committed.then((done) => done && snapshots.push(snapshot)),
  });
  return Object.assign(register, { snapshots });
}

const take = (register: Register, name: string, bytes: Uint8Array) =>
  ingestFile(register, {
    name,
    source: 'import',
    via: 'import',
    by: null,
    fetchedAt: register.now(),
    etag: null,
    lastModified: null,
    bytes,
  });

const archiver = new Archiver();
const archiveOf = (index: number): Uint8Array => archiver.build(filesAt(index));

/** Counts alone: a snapshot also tells when and from which revision. */
const lastCounts = ({ snapshots }: { snapshots: readonly Snapshot[] }) =>
  JSON.stringify(snapshots.at(-1)?.contests);

function shuffledZip(order: readonly ResultFile[]): Buffer {
  const zip = new AdmZip();
  for (const { name, bytes } of order) zip.addFile(name, Buffer.from(bytes));
  return zip.toBuffer();
}

describe('The order of the files in one archive', () => {
  const files = filesAt(MOMENTS[3] ?? 0);

  test('changes nothing in what is known, told and shown', async () => {
    const plan = await planOf('2018');
    const readings = files.map(({ name, bytes }): Reading => ({
      file: name,
      result: readResultFile(name, bytes, { electionDate: plan.electionDate }),
    }));
    const straight = takeIn(nothingKnown, readings, plan, new Map());
    expect(straight.reports).toHaveLength(246);
    const counts = JSON.stringify(countContests(straight.known, plan));
    fc.assert(
      fc.property(fc.shuffledSubarray(readings, { minLength: readings.length }), (shuffled) => {
        const intake = takeIn(nothingKnown, shuffled, plan, new Map());
        expect(intake).toEqual(straight);
        expect(JSON.stringify(countContests(intake.known, plan))).toBe(counts);
      }),
      { numRuns: 30 },
    );
  });

  test('changes no byte of the snapshot and no event when it is zipped anew', async () => {
    const whole = await emptyRegister();
    await take(whole, 'a.zip', shuffledZip(files));
    const events = await whole.store.events.list({ limit: 1000 });
    expect(events.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...files], { minLength: files.length }), async (shuffled) => {
        const other = await emptyRegister();
        await take(other, 'a.zip', shuffledZip(shuffled));
        expect(JSON.stringify(other.snapshots)).toBe(JSON.stringify(whole.snapshots));
        expect(await other.store.events.list({ limit: 1000 })).toEqual(events);
        await other.store.close();
      }),
      { numRuns: 3 },
    );
  });
});

describe('Archives of one night', () => {
  test.each([
    ['backwards', [4, 3, 2, 1, 0]],
    ['newest first, then mixed', [4, 1, 3, 0, 2]],
    ['mixed, the newest in the middle', [2, 0, 4, 3, 1]],
    ['one after the other, then the first again', [0, 1, 2, 3, 4, 0]],
  ])('come to the same counts: %s', async (_, order) => {
    const straight = await emptyRegister();
    await take(straight, 'newest.zip', archiveOf(MOMENTS[4] ?? 0));
    const register = await emptyRegister();
    let newest = -1;
    const older: string[] = [];
    for (const index of order) {
      const name = `archive-${index}.zip`;
      const { outcome, reasons } = await take(register, name, archiveOf(MOMENTS[index] ?? 0));
      if (index >= newest) expect([outcome, reasons]).toEqual(['accepted', []]);
      else older.push(name);
      newest = Math.max(newest, index);
    }
    expect(older.length).toBeGreaterThan(0);
    expect(lastCounts(register)).toBe(lastCounts(straight));
    await expectListedAsOlder(register, older);
  });

  test('an older archive after the newest makes no revision, and its members are told one by one', async () => {
    const register = await emptyRegister();
    await take(register, 'newest.zip', archiveOf(MOMENTS[4] ?? 0));
    const { outcome, revision, reasons } = await take(register, 'older.zip', archiveOf(MOMENTS[1] ?? 0));
    expect([outcome, revision]).toEqual(['refused', null]);
    expect(reasons.length).toBeGreaterThan(8);
    expect(new Set(reasons.map(({ kind }) => kind))).toEqual(new Set(['olderState']));
    expect(reasons.every(({ found, expected }) => found < expected.replace('not before ', ''))).toBe(true);
  });

  test('the final archive before the night’s: the final count stands', async () => {
    const finals =
      recording.publications
        .filter(({ address }) => address === 'final')
        .at(-1)
        ?.files() ?? [];
    const register = await emptyRegister();
    await take(register, 'slutresultat.zip', archiver.build(finals));
    const final = lastCounts(register);
    await take(register, 'valnatt.zip', archiveOf(MOMENTS[4] ?? 0));
    expect(register.snapshots).toHaveLength(2);
    expect(lastCounts(register)).toBe(final);
    expect(countsOf(register.snapshots[1] as Snapshot)).toBe(countsOf(register.snapshots[0] as Snapshot));
  });

  test('a municipality’s file of an earlier hour that comes late does not set the night’s time back', async () => {
    const register = await emptyRegister();
    const one = (index: number, name: string) =>
      filesAt(MOMENTS[index] ?? 0).find((file) => file.name === name) as ResultFile;
    const [late, early] = [one(3, 'valnatt_2380R.xml'), one(1, 'valnatt_2303R.xml')];
    expect(early.exportedAt < late.exportedAt).toBe(true);
    await take(register, late.name, late.bytes);
    await take(register, early.name, early.bytes);
    const rows = await register.store.results.revisions();
    expect(rows.map(({ publishedAt }) => publishedAt)).toEqual([late.exportedAt, late.exportedAt]);
    expect(await register.store.results.revisionAt(early.exportedAt)).toBeNull();
  });
});

async function expectListedAsOlder(register: Register, names: readonly string[]): Promise<void> {
  const listed = (await allFiles(register.store)).filter(({ reason }) => reason?.kind === 'olderState');
  expect(listed.map(({ name }) => name)).toEqual(names);
  for (const { outcome, refused } of listed) {
    expect(['refused', 'partial']).toContain(outcome);
    expect(new Set(refused.map(({ reason }) => reason?.kind))).toEqual(new Set(['olderState']));
  }
  const told = (await register.store.events.list({ limit: 10_000, kinds: ['notice'] })).map(({ event }) => {
    const { notice } = event as NoticeEvent;
    return notice.about === 'refused' ? stateIn(notice.error) : 'another notice';
  });
  const refused = listed.flatMap((file) => file.refused.map(({ reason }) => reason && stateIn(reason)));
  expect(new Set(told)).toEqual(new Set(refused));
}

const stateIn = ({ file, found }: FeedError): string => `${file} of ${found}`;
