/** The night 2014 as played over HTTP, against the authority's own files of that night and of the final count. */
import { expect, test, vi } from 'vitest';
import { contestIn, countsOf, soundNight, type PlayedNight } from './support/night.ts';
import { FINAL_2014 } from './support/official.ts';
import {
  addUpPlainly,
  likeForLikePlainly,
  membersOf,
  readPlainly,
  type PlainFile,
} from './support/plain-reading.ts';
import { describeWithReference } from './support/reference.ts';
import type { Contest, Snapshot } from '../src/lib/election/snapshot-shape.ts';

// Whole nights: seconds on a machine at rest, more where others work too.
vi.setConfig({ testTimeout: 180_000 });

const LETTERS = { RD: 'R', RF: 'L', KF: 'K' } as const;
const MOMENTS = ['23:09:52', '23:13:52'] as const;

let played: Promise<PlayedNight> | undefined;
const theNight = () => (played ??= soundNight('2014'));
const at = async (time: string): Promise<Snapshot> =>
  (await theNight()).snapshotAt(`2014-09-14T${time}+02:00`);

/** The genuine files that a contest is the sum of. */
async function filesOf(
  contest: Pick<Contest, 'id' | 'type'>,
  archive: string,
  prefix: string,
): Promise<PlainFile[]> {
  const { plan } = (await theNight()).register;
  const planned = plan.contests.find(({ id }) => id === contest.id);
  const members = membersOf(archive);
  return (planned?.municipalities ?? []).map((municipality) => {
    const bytes = members.get(`${prefix}_${municipality}${LETTERS[contest.type]}.xml`);
    if (!bytes) throw new Error(`${archive} has no file of ${municipality} for ${contest.id}`);
    return readPlainly(bytes);
  });
}

const nightArchive = (time: string) => `night-2014/valnatt-20140914T${time.replaceAll(':', '')}.zip`;

const told = ({ valid, cast, other, counted, parties }: Contest) => ({
  valid,
  cast,
  other,
  districts: counted.districts,
  of: counted.of,
  eligible: counted.eligible,
  eligibleOf: counted.eligibleOf,
  parties: Object.fromEntries(
    parties.filter(({ votes }) => votes > 0).map(({ code, votes }) => [code, votes]),
  ),
});

describeWithReference('The night 2014', () => {
  test.each(MOMENTS)('at %s has the totals of the genuine files, for all 24 of them', async (time) => {
    const { contests } = await at(time);
    let files = 0;
    for (const contest of contests) {
      const genuine = await filesOf(contest, nightArchive(time), 'valnatt');
      files += genuine.length;
      expect(told(contest), contest.id).toEqual(addUpPlainly(genuine));
    }
    expect(files).toBe(24);
  });

  test.each(MOMENTS)('at %s compares like for like as the districts’ own rows do', async (time) => {
    const { contests } = await at(time);
    for (const contest of contests) {
      const plain = likeForLikePlainly(await filesOf(contest, nightArchive(time), 'valnatt'), 'S');
      if (plain.districts === 0) expect(contest.likeForLike, contest.id).toBeNull();
      else {
        expect(contest.likeForLike, contest.id).toMatchObject(plain);
        expect(contest.likeForLike?.change).toBeCloseTo(
          plain.own / plain.valid - plain.ownBefore / plain.validBefore,
          12,
        );
      }
    }
    expect(contestIn(await at(time), 'RD-23').likeForLike?.districts).toBe(87);
  });

  test('at 23:09:52 has the check figures on record', async () => {
    const snapshot = await at('23:09:52');
    expect(check(snapshot, 'RD')).toEqual([87, 31_372, 78_178]);
    expect(check(snapshot, 'KF')).toEqual([61, 17_782, 47_157]);
    expect(check(snapshot, 'RF')).toEqual([34, 9_154, 22_107]);
  });

  test('at 23:13:52 has the check figures on record', async () => {
    const snapshot = await at('23:13:52');
    expect(check(snapshot, 'RD')).toEqual([87, 31_372, 78_178]);
    expect(check(snapshot, 'KF')).toEqual([63, 19_083, 49_705]);
    expect(check(snapshot, 'RF')).toEqual([36, 9_733, 24_299]);
    expect(contestIn(snapshot, 'RD-23').counted.of).toBe(89);
    expect(contestIn(snapshot, 'KF-2303')).toMatchObject({ own: { votes: 1_745 }, valid: 3_408 });
    expect(contestIn(snapshot, 'KF-2309')).toMatchObject({ own: { votes: 3_021 }, valid: 8_784 });
  });

  test('counts between the two moments what was reported between them, and no more until the final count', async () => {
    const [before, after] = [await at('23:09:52'), await at('23:13:52')];
    expect(countsOf(await at('23:11:21'))).toBe(countsOf(before));
    expect(countsOf(await at('23:59:59'))).toBe(countsOf(after));
    expect(countsOf(after)).not.toBe(countsOf(before));
  });

  test('ends with the official final result, which the final files add up to as well', async () => {
    const { contests } = await (await theNight()).snapshot();
    expect(contests.map(({ id, own, valid }) => ({ id, votes: own.votes, valid }))).toEqual(FINAL_2014);
    for (const contest of contests) {
      const genuine = await filesOf(contest, 'final-xml/slutresultat-2014-jamtland.zip', 'slutresultat');
      expect(contest.stage).toBe('final');
      // A final file counts its collection districts among its districts.
      const { collection, collectionOf } = contest.counted;
      const ours = told(contest);
      const withCollection = { districts: ours.districts + collection, of: ours.of + collectionOf };
      expect({ ...ours, ...withCollection }, contest.id).toEqual(addUpPlainly(genuine));
    }
  });
});

/** Districts counted, S and valid votes of all contests of one type. */
function check(snapshot: Snapshot, type: Contest['type']): [districts: number, own: number, valid: number] {
  const contests = snapshot.contests.filter((contest) => contest.type === type);
  const add = (pick: (contest: Contest) => number) => contests.reduce((sum, each) => sum + pick(each), 0);
  return [add(({ counted }) => counted.districts), add(({ own }) => own.votes), add(({ valid }) => valid)];
}
