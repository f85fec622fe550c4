/** Election night 2026 in the JSON feed, from the first report to the last final count, over HTTP, against the documented files. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openNight, TABLE_2026 } from '../src/feed/nights/index.ts';
import { placeResults } from '../src/lib/election/place-results.ts';
import type { Contest, Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { allFiles, contestIn, soundNight, type PlayedNight } from './support/night.ts';
import {
  added,
  councilsFinal,
  final2022,
  nightDistricts,
  preliminaryCounty,
  reportedBy,
  riksdagFinal,
  ROWS,
  summed,
  totalOf,
  type OfficialCouncil,
  type PartyTable,
} from './support/official-2026.ts';
import { describeWithReference, referenceData } from './support/reference.ts';

// A whole night: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const SUNDAY = { districts: 85, of: 85, collection: 0, collectionOf: 8 };
/** Local times of the election night, and how many districts are in. */
const MOMENTS = [
  ['2026-09-13T22:00:00', 19],
  ['2026-09-13T22:30:00', 39],
  ['2026-09-13T23:00:00', 52],
  ['2026-09-14T00:30:00', 75],
  ['2026-09-14T03:14:00', 85],
] as const;
/** All ordinary districts are in; the collection districts come from the Wednesday on. */
const SUNDAY_NIGHT = '2026-09-14T04:00:00+02:00';
const BEFORE_FINAL = '2026-09-19T14:53:02+02:00';

/** Swedish summer time. */
const swedish = (local: string): string => `${local}+02:00`;

interface Rows {
  readonly parties: readonly { readonly code: string; readonly votes: number }[];
  readonly other: number;
}
const votesIn = ({ parties, other }: Rows): PartyTable => ({
  ...Object.fromEntries(parties.map(({ code, votes }) => [code, votes])),
  other,
});

let night: PlayedNight;
let end: Snapshot;
let snapshots: readonly Snapshot[];

beforeAll(async () => {
  if (referenceData === null) return;
  night = await soundNight('2026');
  snapshots = (await night.allSnapshots()).map((json) => JSON.parse(json) as Snapshot);
  end = await night.snapshot();
});

describeWithReference('The Riksdag’s preliminary count of 2026', () => {
  test.for(MOMENTS)(
    'at %s (%i districts) is the sum of what was reported by then',
    async ([at, districts]) => {
      const rows = reportedBy(at);
      expect(rows).toHaveLength(districts);
      const contest = contestIn(await night.snapshotAt(swedish(at)), 'RD-23');
      const parties = added(rows.map((row) => row.parties));
      expect(votesIn(contest)).toEqual(parties);
      expect(contest).toMatchObject({
        stage: 'night',
        counted: {
          ...SUNDAY,
          districts,
          eligible: rows.reduce((sum, { eligible }) => sum + eligible, 0),
        },
        own: { votes: parties.S },
        valid: rows.reduce((sum, { valid }) => sum + valid, 0),
        cast: rows.reduce((sum, { cast }) => sum + cast, 0),
        asOf: swedish(rows.at(-1)?.at ?? ''),
      });
    },
  );

  test('takes in each district at its minute, and shows none before its report', () => {
    const reported = nightDistricts();
    let seen = 0;
    for (const { asOf, feed, contests } of snapshots) {
      const contest = contests.find(({ id }) => id === 'RD-23');
      if (contest?.stage !== 'night') continue;
      const published = (feed.publishedAt ?? '').slice(0, 19);
      const due = reported.filter(({ at }) => at <= published);
      expect([published, contest.counted.districts]).toEqual([published, due.length]);
      expect(asOf?.slice(0, 19)).toBe(due.at(-1)?.at);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(60);
  });

  test('says on Sunday night that all ordinary districts are in, and none of the eight others', async () => {
    const contest = contestIn(await night.snapshotAt(SUNDAY_NIGHT), 'RD-23');
    expect(contest.counted).toEqual({ ...SUNDAY, eligible: 103_333, eligibleOf: 103_333 });
    expect(contest.stage).toBe('night');
    expect(votesIn(contest)).toEqual(preliminaryCounty().ordinary);
    expect([contest.own.votes, contest.valid]).toEqual([26_000, 81_965]);
  });

  test('ends with the county’s Wednesday count: 27 214 of 86 389', async () => {
    const contest = contestIn(await night.snapshotAt(BEFORE_FINAL), 'RD-23');
    expect(contest.stage).toBe('wednesday');
    expect(contest.counted).toMatchObject({ ...SUNDAY, collection: 8 });
    expect(votesIn(contest)).toEqual(preliminaryCounty().all);
    expect([contest.own.votes, contest.valid]).toEqual([27_214, 86_389]);
    expect(totalOf(preliminaryCounty().all)).toBe(86_389);
  });
});

describeWithReference('The comparison with 2022 on the night of 2026', () => {
  /** By our rule, which `shapes.test.ts` holds against the shapes themselves. */
  const changed = TABLE_2026.districts.filter(({ comparison }) => comparison !== 'Kan jämföras');
  const municipalityOf = (code: string): string => code.slice(0, 4);

  test('leaves out each of the 13 changed districts until its municipality’s others are in, and says why', () => {
    expect(changed).toHaveLength(13);
    const told = new Set<string>();
    for (const { feed, contests } of snapshots) {
      const contest = contests.find(({ id }) => id === 'RD-23');
      if (contest?.stage !== 'night') continue;
      const published = (feed.publishedAt ?? '').slice(0, 19);
      const isIn = ({ reportedAt }: (typeof changed)[number]): boolean => reportedAt <= published;
      const waits = (municipality: string): boolean =>
        changed.some((district) => municipalityOf(district.code) === municipality && !isIn(district));
      const expected = changed.filter((each) => isIn(each) && waits(municipalityOf(each.code)));
      expect(contest.leftOut).toEqual(
        expected.map(({ code }) => ({ district: code, reason: 'changedAwaitsGroup' })),
      );
      expect(contest.likeForLike?.districts ?? 0).toBe(contest.counted.districts - expected.length);
      expected.forEach(({ code }) => told.add(code));
    }
    // Berg's only one joins at once, and in each other municipality the last one does.
    expect(told.size).toBe(13 - 5);
  });

  test('like for like is the comparable districts’ own final figures of 2022', async () => {
    const before = new Map(final2022('RD-23').map((row) => [row.code, row]));
    for (const [at] of MOMENTS.slice(0, 3)) {
      const contest = contestIn(await night.snapshotAt(swedish(at)), 'RD-23');
      const whole = new Set(
        changed.map(({ code }) => municipalityOf(code)).filter((code) => isWhole(code, at)),
      );
      const isChanged = new Set(changed.map(({ code }) => code));
      const compared = reportedBy(at).filter(({ code }) => !isChanged.has(code));
      const joined = reportedBy(at).filter(
        ({ code }) => isChanged.has(code) && whole.has(municipalityOf(code)),
      );
      const groups = [...whole].map((municipality) =>
        summed(
          [...before.values()].filter(
            ({ code, ordinary }) =>
              ordinary && municipalityOf(code) === municipality && !isOwnBefore(code, isChanged),
          ),
        ),
      );
      const then = summed([
        ...compared.map(({ code }) => before.get(code) ?? { own: Number.NaN, valid: Number.NaN }),
        ...groups,
      ]);
      const now = summed(
        [...compared, ...joined].map(({ valid, parties }) => ({ own: parties.S ?? Number.NaN, valid })),
      );
      expect(contest.likeForLike).toMatchObject({
        districts: compared.length + joined.length,
        own: now.own,
        valid: now.valid,
        ownBefore: then.own,
        validBefore: then.valid,
      });
    }
  });

  const isWhole = (municipality: string, at: string): boolean =>
    changed.every(({ code, reportedAt }) => municipalityOf(code) !== municipality || reportedAt <= at);
  /** A district of 2022 that one of 2026 is compared with by itself. */
  const isOwnBefore = (code: string, isChanged: ReadonlySet<string>): boolean =>
    nightDistricts().some((district) => district.code === code) && !isChanged.has(code);

  test('is in the end with all ordinary districts of 2022, then with all of its votes', async () => {
    const rows = final2022('RD-23');
    const ordinary = summed(rows.filter((row) => row.ordinary));
    const sunday = contestIn(await night.snapshotAt(SUNDAY_NIGHT), 'RD-23');
    expect(sunday.leftOut).toEqual([]);
    expect(sunday.likeForLike).toMatchObject({
      own: 26_000,
      valid: 81_965,
      ownBefore: ordinary.own,
      validBefore: ordinary.valid,
    });
    for (const { id, baseline, likeForLike, leftOut } of end.contests) {
      const { own, valid } = summed(final2022(id));
      expect([id, baseline?.votes, baseline?.valid]).toEqual([id, own, valid]);
      expect([id, likeForLike?.ownBefore, likeForLike?.validBefore]).toEqual([id, own, valid]);
      expect([id, leftOut]).toEqual([id, []]);
    }
  });
});

describeWithReference('The final results of 2026', () => {
  test('the Riksdag: 27 343 of 86 814, every party', () => {
    const { whole } = riksdagFinal();
    const contest = contestIn(end, 'RD-23');
    expect(votesIn(contest)).toEqual(whole.parties);
    expect(contest).toMatchObject({ stage: 'final', valid: whole.valid, cast: whole.cast });
    expect(contest.counted).toMatchObject({ ...SUNDAY, collection: 8, eligibleOf: whole.eligible });
    expect([contest.own.votes, contest.valid]).toEqual([27_343, 86_814]);
  });

  test('the Riksdag in every municipality', async () => {
    const { plan, store } = night.register;
    const known = await store.results.known(end.revision);
    const { municipalities } = riksdagFinal();
    const places = placeResults(known, plan);
    expect(places.map(({ code }) => code).sort()).toEqual([...municipalities.keys()].sort());
    for (const { code, elections } of places) {
      const official = municipalities.get(code);
      const riksdag = elections.find(({ type }) => type === 'RD');
      expect([code, riksdag && votesIn(riksdag)]).toEqual([code, official?.parties]);
      expect(riksdag).toMatchObject({
        stage: 'final',
        valid: official?.valid,
        cast: official?.cast,
        counted: { eligibleOf: official?.eligible },
      });
    }
  });

  test('region and councils: every party’s votes, its number, and the seats', () => {
    const official = councilsFinal();
    expect(official).toHaveLength(9);
    for (const council of official) expectCouncil(contestIn(end, council.contest), council);
  });

  function expectCouncil(contest: Contest, { valid, of, parties, seats }: OfficialCouncil): void {
    const { id } = contest;
    // A party that had seats in 2022 and no vote now may have a row of 0.
    const { other, ...votes } = votesIn(contest);
    const withVotes = Object.fromEntries(Object.entries(votes).filter(([, each]) => each > 0));
    expect([id, withVotes]).toEqual([id, parties]);
    expect([id, other]).toEqual([id, valid - totalOf(parties)]);
    expect(contest).toMatchObject({ stage: 'final', valid, seatsOf: of, own: { votes: parties.S } });
    for (const { code, partikod } of contest.parties)
      expect([id, code, partikod]).toEqual([id, code, expect.stringMatching(/^\d{4}$/)]);
    expect(contest.seats).toMatchObject({ official: true, of, lot: null });
    const allotted = (contest.seats?.parties ?? []).filter((party) => party.seats > 0);
    expect([id, Object.fromEntries(allotted.map(({ code, seats: own }) => [code, own]))]).toEqual([
      id,
      seats,
    ]);
  }

  test('nothing is left to come', () => {
    expect(new Set(end.contests.map(({ stage }) => stage))).toEqual(new Set(['final']));
    expect(end.feed.state).toBe('complete');
    expect(end.contests).toHaveLength(10);
  });
});

describeWithReference('What was asked and received on the night of 2026', () => {
  const publications = () => openNight('2026').publications.filter(({ archives }) => archives.length > 0);

  test('each publication makes one revision', async () => {
    const rows = await night.register.store.results.revisions();
    expect(rows.map(({ publishedAt }) => Date.parse(publishedAt ?? ''))).toEqual(
      publications().map(({ at }) => Date.parse(at)),
    );
  });

  test('every archive is fetched once for each state of it, and all else is a poll of the index', async () => {
    const fetched = night.requests.filter(({ path }) => path.endsWith('.zip'));
    expect(fetched).toHaveLength(publications().length);
    const others = night.requests.filter(({ path }) => !path.endsWith('.zip'));
    expect(new Set(others.map(({ path }) => path))).toEqual(new Set([`${openNight('2026').base}index.md5`]));
  });

  test('every file is accepted with its signature verified, and no notice is given', async () => {
    const { store } = night.register;
    const files = await allFiles(store);
    expect(files).toHaveLength(publications().length);
    expect(new Set(files.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    expect(new Set(files.map(({ checksum }) => checksum))).toEqual(new Set(['signed']));
    expect(files.flatMap(({ refused }) => refused)).toEqual([]);
    expect(await store.events.list({ limit: 10, kinds: ['notice', 'correction'] })).toEqual([]);
  });

  test('the snapshots are rebuilt from the store byte for byte as they were handed out', async () => {
    expect(await night.allSnapshots()).toEqual([...night.handedOut.values()]);
  });
});

describe('The eight parties of the night', () => {
  test('are those that the table has rows for', () => {
    const labels = TABLE_2026.rows.map((code) => TABLE_2026.parties.find(([own]) => own === code)?.[1]);
    expect([...labels].sort()).toEqual([...ROWS].sort());
  });
});
