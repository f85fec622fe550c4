/** The genuine archives of the whole country, imported one after the other with a programme of every municipality. */
import AdmZip from 'adm-zip';
import { expect, test, vi } from 'vitest';
import { ingestFile, type Ingested } from '../src/ingest/file.ts';
import { createRegister, type Register } from '../src/ingest/register.ts';
import { isCounted } from '../src/lib/election/tally.ts';
import type { CorrectionEvent, ElectionEvent, NoticeEvent } from '../src/lib/election/event.ts';
import type { Contest, Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import { ARCHIVES, nationalPlan } from './support/national.ts';
import { membersOf, readNationPlainly } from './support/plain-reading.ts';
import { describeWithReference, readReference } from './support/reference.ts';
import { openTestStore } from './support/store.ts';

// Whole nights: seconds on a machine at rest, more where others work too.
vi.setConfig({ testTimeout: 180_000 });

const NIGHT = {
  id: 'test-riket',
  electionDate: '2014-09-14',
  mode: 'test',
  label: 'TEST – EJ VALRESULTAT',
  remarks: [],
  baselineDate: '2010-09-19',
} as const;

interface Imported {
  readonly register: Register;
  readonly files: readonly [Ingested, Ingested];
  readonly snapshots: readonly Snapshot[];
}

let once: Promise<Imported> | undefined;
const imported = () => (once ??= importBoth());

async function importBoth(): Promise<Imported> {
  const snapshots: Snapshot[] = [];
  const register = createRegister({
    store: await openTestStore('embedded'),
    plan: nationalPlan(),
    night: NIGHT,
    source: 'import',
    intervalSeconds: 60,
    now: () => '2014-09-14T23:20:00+02:00',
    onRevision: (snapshot, committed) => void committed.then((done) => done && snapshots.push(snapshot)),
  });
  const files = [
    await importFile(register, readReference(ARCHIVES[0]), 'first.zip'),
    await importFile(register, readReference(ARCHIVES[1]), 'second.zip'),
  ] as const;
  return { register, files, snapshots: [...snapshots] };
}

const importFile = (register: Register, bytes: Uint8Array, name: string) =>
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

const only = <Kind extends ElectionEvent['kind']>(events: readonly ElectionEvent[], kind: Kind) =>
  events.filter((event): event is Extract<ElectionEvent, { kind: Kind }> => event.kind === kind);

const toldOf = ({ district, type, before, after, changes }: CorrectionEvent) => ({
  district: `${type} ${district}`,
  valid: [before.valid, after?.valid],
  own: [before.own, after?.own],
  changes: Object.fromEntries(changes),
});

describeWithReference('The whole country, with a programme of every municipality', () => {
  test('has 290 councils, 21 counties for the Riksdag and 20 for the county councils', async () => {
    const { snapshots } = await imported();
    const count = (type: string) => snapshots[0]?.contests.filter((contest) => contest.type === type).length;
    expect([count('RD'), count('RF'), count('KF')]).toEqual([21, 20, 290]);
    expect(snapshots[0]?.targets.length).toBeGreaterThan(300);
  });

  test('both archives are accepted whole, with the authority’s own checksum verified', async () => {
    const { files } = await imported();
    for (const { outcome, checksum, reasons } of files)
      expect({ outcome, checksum, reasons }).toEqual({
        outcome: 'accepted',
        checksum: 'verified',
        reasons: [],
      });
    expect(files.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  test('the second archive corrects two districts, and tells of nothing for the one sent again unchanged (F5)', async () => {
    const { files } = await imported();
    expect(only(files[0].events, 'correction')).toEqual([]);
    expect(only(files[1].events, 'correction').map(toldOf)).toEqual([
      { district: 'KF 14801056', valid: [1235, 1240], own: [186, 186], changes: { PP: 5 } },
      {
        district: 'RD 14960129',
        valid: [1659, 1659],
        own: [357, 357],
        changes: { FI: -4, FP: 4, KD: -4, MP: 4 },
      },
    ]);
  });

  test('of the districts counted in both archives three were reported again, Svansjö without another valid vote (F5)', async () => {
    const { register } = await imported();
    const [first, second] = [await register.store.results.known(1), await register.store.results.known(2)];
    const again = [...first.reports].flatMap(([key, before]) => {
      const after = second.reports.get(key);
      if (!after || !isCounted(before) || !isCounted(after)) return [];
      return before.reportedAt === after.reportedAt ? [] : [{ before, after }];
    });
    expect(again.map(({ after }) => `${after.type} ${after.district}`).sort()).toEqual([
      'KF 14631626',
      'KF 14801056',
      'RD 14960129',
    ]);
    const silent = again
      .filter(({ after }) => after.district === '14631626')
      .map(({ before, after }) => ({
        times: [before.reportedAt, after.reportedAt],
        parties: [before, after].map(({ votes }) =>
          JSON.stringify([votes.parties, votes.valid, votes.other]),
        ),
        invalid: [before.votes.invalid, after.votes.invalid],
      }));
    expect(silent).toHaveLength(1);
    const [svansjo] = silent;
    expect(svansjo?.times).toEqual(['2014-09-14T23:04:12+02:00', '2014-09-14T23:12:44+02:00']);
    expect(svansjo?.parties[0]).toBe(svansjo?.parties[1]);
    // Not a time stamp alone: eight invalid ballots fewer, which is kept and is no news.
    expect(svansjo?.invalid).toEqual([36, 28]);
  });

  test('no notice of totals that do not meet comes from either archive', async () => {
    const { files } = await imported();
    expect(files.flatMap(({ events }) => only(events, 'notice'))).toEqual([]);
  });

  test.each([0, 1] as const)('archive %s adds up to the national files, area by area', async (index) => {
    const { snapshots } = await imported();
    const contests = snapshots[index]?.contests ?? [];
    const members = membersOf(ARCHIVES[index]);
    const read = (letter: string) =>
      readNationPlainly(members.get(`valnatt_00${letter}.xml`) ?? Buffer.alloc(0));
    const [riksdag, region, councils] = [read('R'), read('L'), read('K')];
    const stated = { RD: riksdag.counties, RF: region.counties, KF: councils.municipalities };
    for (const contest of contests) {
      const area = stated[contest.type].get(contest.area.code);
      expect(sums(contest), contest.id).toEqual({
        valid: area?.valid,
        cast: area?.cast,
        own: area?.parties.get('S'),
        counted: area?.counted,
        of: area?.of,
        eligible: area?.eligibleCounted,
      });
    }
    const { nation } = riksdag;
    expect(addUp(contests.filter(({ type }) => type === 'RD'))).toEqual({
      valid: nation.valid,
      cast: nation.cast,
      own: nation.parties.get('S'),
      counted: nation.counted,
      of: nation.of,
      eligible: nation.eligibleCounted,
    });
    expect([nation.counted, nation.of]).toEqual([[5649, 5673][index], 5837]);
  });

  test('the snapshots are rebuilt from the rows as they were handed out', async () => {
    const { register, snapshots } = await imported();
    for (const snapshot of snapshots)
      expect((await rebuild(register, snapshot.revision))?.json).toBe(JSON.stringify(snapshot));
  });

  test.each([
    ['a municipality', '1082', /<KOMMUN KOD="1082"[^>]* RÖSTER="/],
    ['a county', '10', /<LÄN KOD="10"[^>]* RÖSTER="/],
  ])('a national file that states a vote too many for %s gives a notice', async (_, area, place) => {
    const { register } = await imported();
    const genuine = membersOf(ARCHIVES[1]).get('valnatt_00R.xml')?.toString('latin1') ?? '';
    let stated = 0;
    const wrong = genuine.replace(
      new RegExp(`(${place.source})(\\d+)`),
      (_all, start: string, votes: string) => {
        stated = Number(votes) + 1;
        return `${start}${stated}`;
      },
    );
    const zip = new AdmZip();
    zip.addFile('valnatt_00R.xml', Buffer.from(wrong, 'latin1'));
    const { events, revision } = await importFile(register, zip.toBuffer(), 'wrong.zip');
    expect(only(events, 'notice').map(({ notice }: NoticeEvent) => notice)).toEqual([
      { about: 'totals', file: 'valnatt_00R.xml', area, field: 'valid', stated, summed: stated - 1 },
    ]);
    expect(revision).toBeNull();
  });
});

const sums = (contest: Contest) => ({
  valid: contest.valid,
  cast: contest.cast ?? 0,
  own: contest.own.votes,
  counted: contest.counted.districts,
  of: contest.counted.of,
  eligible: contest.counted.eligible ?? 0,
});

function addUp(contests: readonly Contest[]): ReturnType<typeof sums> {
  const total = { valid: 0, cast: 0, own: 0, counted: 0, of: 0, eligible: 0 };
  for (const contest of contests.map(sums))
    for (const field of Object.keys(total) as (keyof typeof total)[]) total[field] += contest[field];
  return total;
}
