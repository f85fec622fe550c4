/** Election night 2018 from the first report to the final count, over HTTP, into both kinds of store. */
import { describe, expect, test, vi } from 'vitest';
import { districtRows } from '../src/lib/election/districts.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { allFiles, contestIn, playNight, soundNight, targetIn, type PlayedNight } from './support/night.ts';
import { FINAL_2014, FINAL_2018, PERCENT_2014 } from './support/official.ts';
import { missing, openTestStore, STORE_KINDS, type StoreKind } from './support/store.ts';

// Whole nights: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000 });

/** All ordinary districts are in; the collection districts come from 16.00 on. */
const BEFORE_WEDNESDAY = '2018-09-12T15:59:59+02:00';

const played = new Map<StoreKind, Promise<PlayedNight>>();
function nightIn(kind: StoreKind): Promise<PlayedNight> {
  const known = played.get(kind);
  if (known) return known;
  const playing = kind === 'embedded' ? soundNight('2018') : playIn(kind);
  played.set(kind, playing);
  return playing;
}

async function playIn(kind: StoreKind): Promise<PlayedNight> {
  const night = await playNight({ night: '2018', store: await openTestStore(kind) });
  await night.close();
  return night;
}

const votesAndValid = (snapshot: Snapshot) =>
  snapshot.contests.map(({ id, own, valid }) => ({ id, votes: own.votes, valid }));

describe('Election night 2018, played to its end', () => {
  const final = async () => (await nightIn('embedded')).snapshot();
  const beforeWednesday = async () => (await nightIn('embedded')).snapshotAt(BEFORE_WEDNESDAY);

  test('ends with the official final result of all ten contests', async () => {
    const snapshot = await final();
    expect(votesAndValid(snapshot)).toEqual(FINAL_2018);
    expect(new Set(snapshot.contests.map(({ stage }) => stage))).toEqual(new Set(['final']));
    expect(snapshot.feed.state).toBe('complete');
  });

  test('has all districts of the county in, with the electorate as stated', async () => {
    const snapshot = await final();
    for (const id of ['RD-23', 'RF-23']) {
      expect(contestIn(snapshot, id).counted).toMatchObject({
        districts: 82,
        of: 82,
        collection: 8,
        collectionOf: 8,
      });
    }
    const councils = snapshot.contests.filter(({ type }) => type === 'KF');
    expect(councils.map(({ counted }) => counted.districts).reduce((a, b) => a + b)).toBe(82);
  });

  test('compares with the ten figures of 2014, exactly and to two decimals', async () => {
    const { contests } = await final();
    expect(
      contests.map(({ id, baseline }) => ({ id, votes: baseline?.votes, valid: baseline?.valid })),
    ).toEqual(FINAL_2014);
    const percents = contests.map(({ id, baseline }) => [id, ((baseline?.share ?? 0) * 100).toFixed(2)]);
    expect(Object.fromEntries(percents)).toEqual(PERCENT_2014);
    expect(new Set(contests.map(({ baseline }) => baseline?.electionDate))).toEqual(new Set(['2014-09-14']));
  });

  test('judges every goal of share and votes for good: Berg reached, all others missed', async () => {
    const { targets } = await final();
    const judged = targets.filter(({ kind }) => kind === 'share' || kind === 'votes');
    expect(Object.fromEntries(judged.map(({ id, state }) => [id, state]))).toEqual({
      'rd-share': 'missed',
      'rd-votes': 'missed',
      'rf-share': 'missed',
      'rf-votes': 'missed',
      'kf-share-2321': 'missed',
      'kf-share-2309': 'missed',
      'kf-share-2380': 'missed',
      'kf-share-2305': 'missed',
      'kf-share-2361': 'missed',
      'kf-share-2326': 'reached',
      'kf-share-2313': 'missed',
      'kf-share-2303': 'missed',
    });
    expect(judged.every((target) => target.final)).toBe(true);
    // Only what the party counts by hand is still open.
    const open = targets.filter(({ final: judgedForGood }) => !judgedForGood);
    expect(open.map(({ kind, state }) => [kind, state])).toEqual(open.map(() => ['count', 'unknown']));
    expect(open).toHaveLength(8);
  });

  test('tells the votes missing to the goals of votes', async () => {
    const snapshot = await final();
    const [rd, rf] = [targetIn(snapshot, 'rd-votes'), targetIn(snapshot, 'rf-votes')];
    expect([rd.goal, rd.value, rd.gap]).toEqual([35_051, 28_632, -6_419]);
    expect([rf.goal, rf.value, rf.gap]).toEqual([33_178, 26_278, -6_900]);
    expect(rd.needed).toMatchObject({
      votesOfRest: 6_419,
      restVotes: 0,
      shareOfRest: null,
      settled: 'missed',
    });
  });

  test('has all ordinary districts in and nothing settled before the Wednesday', async () => {
    const snapshot = await beforeWednesday();
    for (const { stage, counted } of snapshot.contests) {
      expect(stage).toBe('night');
      expect(counted.districts).toBe(counted.of);
      expect(counted.collection).toBe(0);
    }
    // Ordinary districts alone, added up from the final files.
    expect(contestIn(snapshot, 'RD-23')).toMatchObject({ valid: 82_026, own: { votes: 27_772 } });
    expect(contestIn(snapshot, 'RF-23')).toMatchObject({ valid: 81_072, own: { votes: 25_522 } });
    expect(snapshot.targets.every(({ final: judgedForGood }) => !judgedForGood)).toBe(true);
  });

  test('compares like for like: before grouping 25 022 of 72 710 against 29 369 of 72 279', async () => {
    const night = await nightIn('embedded');
    const snapshot = await beforeWednesday();
    const known = await night.register.store.results.known(snapshot.revision);
    const contest = night.register.plan.contests.find(({ id }) => id === 'RD-23');
    const rows = contest ? districtRows(known, night.register.plan, contest) : [];
    const add = (picked: typeof rows) => ({
      districts: picked.length,
      own: picked.reduce((sum, row) => sum + (row.own ?? 0), 0),
      valid: picked.reduce((sum, row) => sum + (row.valid ?? 0), 0),
      ownBefore: picked.reduce((sum, row) => sum + (row.ownBefore ?? 0), 0),
      validBefore: picked.reduce((sum, row) => sum + (row.validBefore ?? 0), 0),
    });
    const single = add(rows.filter((row) => row.own !== null && row.validBefore !== null));
    expect(single).toEqual({
      districts: 74,
      own: 25_022,
      valid: 72_710,
      ownBefore: 29_369,
      validBefore: 72_279,
    });
    const grouped = add(rows.filter((row) => row.own !== null && row.validBefore === null));
    expect(grouped).toMatchObject({ districts: 8, ownBefore: 0 });
    // The groups join against what is left of their municipalities: together all ordinary districts of 2014.
    expect(contestIn(snapshot, 'RD-23').likeForLike).toMatchObject({
      districts: 82,
      collection: 0,
      own: single.own + grouped.own,
      valid: single.valid + grouped.valid,
      ownBefore: 32_531,
      validBefore: 81_110,
    });
  });

  test('compares at every moment the districts with previous figures, and changed ones once all of a municipality’s are in', async () => {
    const night = await nightIn('embedded');
    const { register } = night;
    let waiting = 0;
    for (let revision = 2; revision < 150; revision += 3) {
      const known = await register.store.results.known(revision);
      const snapshot = await night.snapshot(revision);
      for (const { id, type, municipalities } of register.plan.contests) {
        const inContest = [...known.reports.values()].filter(
          (report) =>
            report.type === type &&
            report.kind === 'ordinary' &&
            municipalities.includes(report.municipality),
        );
        const incomplete = new Set(
          inContest
            .filter(({ boundary, votes }) => boundary === 'changed' && !votes)
            .map((r) => r.municipality),
        );
        const compared = inContest.filter(
          ({ votes, boundary, municipality }) =>
            votes && (boundary !== 'changed' || !incomplete.has(municipality)),
        );
        const contest = contestIn(snapshot, id);
        const left = contest.leftOut.filter(({ district }) => district.length === 8);
        waiting += left.length;
        expect(left.length).toBe(contest.counted.districts - compared.length);
        if (contest.stage !== 'night') continue;
        expect(contest.likeForLike?.districts ?? 0).toBe(compared.length);
        expect(contest.likeForLike?.valid ?? 0).toBe(
          compared.reduce((sum, { votes }) => sum + (votes?.valid ?? 0), 0),
        );
      }
    }
    expect(waiting).toBeGreaterThan(50);
  });

  test('compares the region like for like with all ordinary districts of 2014, and in the end with all of 2014', async () => {
    expect(contestIn(await beforeWednesday(), 'RF-23').likeForLike).toMatchObject({
      own: 25_522,
      valid: 81_072,
      ownBefore: 30_723,
      validBefore: 79_244,
    });
    const snapshot = await final();
    for (const { id, votes, valid } of FINAL_2014) {
      expect(contestIn(snapshot, id).likeForLike).toMatchObject({ ownBefore: votes, validBefore: valid });
      expect(contestIn(snapshot, id).leftOut).toEqual([]);
    }
  });

  test('shows no report before its publication, and loses none from one revision to the next', async () => {
    const night = await nightIn('embedded');
    let before = 0;
    for (const row of await night.register.store.results.revisions()) {
      const snapshot = await night.snapshot(row.revision);
      // An export takes in what was reported up to a second after its own stamp.
      const newest = snapshot.asOf === null ? 0 : Date.parse(snapshot.asOf);
      expect(newest).toBeLessThanOrEqual(Date.parse(row.publishedAt ?? '') + 1000);
      const counted = snapshot.contests.reduce((sum, contest) => sum + contest.counted.districts, 0);
      expect(counted).toBeGreaterThanOrEqual(before);
      before = counted;
    }
    expect(before).toBe(3 * 82);
  });

  test('goes through night and Wednesday to the final count in every contest', async () => {
    const night = await nightIn('embedded');
    const stages = new Map<string, Set<string>>();
    for (const json of night.handedOut.values()) {
      for (const { id, stage } of (JSON.parse(json) as Snapshot).contests)
        stages.set(id, (stages.get(id) ?? new Set()).add(stage));
    }
    expect(stages.size).toBe(10);
    for (const seen of stages.values())
      expect([...seen].filter((stage) => stage !== 'none')).toEqual(['night', 'wednesday', 'final']);
  });

  test('refuses no file and gives no notice', async () => {
    const { register } = await nightIn('embedded');
    const files = await allFiles(register.store);
    expect(new Set(files.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    expect(new Set(files.map(({ checksum }) => checksum))).toEqual(new Set(['verified']));
    expect(await register.store.events.list({ limit: 10, kinds: ['notice'] })).toEqual([]);
  });
});

const why = await missing('postgres');

for (const kind of STORE_KINDS) {
  const absent = kind === 'postgres' ? why : null;
  describe.skipIf(absent !== null)(
    `The snapshots of a night in the ${kind} store${absent ? ` (${absent})` : ''}`,
    () => {
      test('are rebuilt from its rows byte for byte as the running process handed them out', async () => {
        const night = await nightIn(kind);
        const rebuilt = await night.allSnapshots();
        expect(rebuilt.length).toBeGreaterThan(150);
        expect(rebuilt).toEqual([...night.handedOut.values()]);
      });
    },
  );
}

describe.skipIf(why !== null)(`Both stores${why ? ` (${why})` : ''}`, () => {
  test('give the same snapshots of the same night, byte for byte, at every revision', async () => {
    const [embedded, postgres] = [await nightIn('embedded'), await nightIn('postgres')];
    expect(await postgres.allSnapshots()).toEqual(await embedded.allSnapshots());
    expect(await postgres.register.store.results.revisions()).toEqual(
      await embedded.register.store.results.revisions(),
    );
  });
});
