import { describe, expect, test } from 'vitest';
import { baseline, knownOf, OWN, PLACE, plan, result, type Sketch } from '../../../tests/support/results.ts';
import type { Known } from './known.ts';
import {
  contestId,
  type DistrictCode,
  type ElectionType,
  type MunicipalityCode,
  type MunicipalityResult,
  type PartyCode,
  type PartyVotes,
} from './model.ts';
import { placeKey, type PlaceBaseline, type Plan } from './plan.ts';
import { countyResults, placeResults, type PlaceElection } from './place-results.ts';

const OTHER = '9902' as MunicipalityCode;
const votes = (...pairs: readonly (readonly [string, number])[]): readonly PartyVotes[] =>
  pairs.map(([code, count]) => [code as PartyCode, count]);

/** A region of two municipalities and a council in the first. */
function twoPlaces(baselines: Plan['baselines'] = new Map()): Plan {
  const council = plan(null, []);
  const region = {
    id: contestId('RF', '99'),
    type: 'RF' as const,
    area: { code: '99', name: 'Provregionen' },
    municipalities: [OTHER, PLACE],
    seats: null,
  };
  return { ...council, contests: [region, ...council.contests], baselines };
}

const elsewhere = (one: MunicipalityResult): MunicipalityResult => ({
  ...one,
  municipality: OTHER,
  name: 'Grannkommun',
  reports: one.reports.map((report) => ({
    ...report,
    municipality: OTHER,
    district: report.district.replace('9901', '9902') as DistrictCode,
  })),
});

/** One counted district whose parties are told one by one, now and last time. */
function withParties(now: readonly PartyVotes[], before: readonly PartyVotes[]): Known {
  const total = (rows: readonly PartyVotes[]) => rows.reduce((sum, [, count]) => sum + count, 0);
  const one = result([{ code: '99010101', now: [1, 1], before: [1, 1] }]);
  return knownOf({
    ...one,
    reports: one.reports.map((report) => ({
      ...report,
      votes: { valid: total(now), parties: now, other: 0, invalid: 0, cast: total(now) },
      previous: { valid: total(before), parties: before, cast: null, eligible: null },
    })),
  });
}

function electionIn(known: Known, planned: Plan, type: ElectionType, code: string = PLACE): PlaceElection {
  const found = placeResults(known, planned)
    .find((place) => place.code === code)
    ?.elections.find((election) => election.type === type);
  if (!found) throw new Error(`${code} has no ${type}`);
  return found;
}

describe('a contest of the region in one municipality', () => {
  const counted: readonly Sketch[] = [{ code: '99010101', now: [30, 70], before: [40, 60] }];
  const known = knownOf(
    result(counted, { type: 'RF' }),
    elsewhere(result([{ code: '99010101', now: [90, 10], before: [80, 20] }], { type: 'RF' })),
  );

  test('has the votes of its own districts only', () => {
    const here = electionIn(known, twoPlaces(), 'RF');
    expect(here).toMatchObject({ contests: ['RF-99'], valid: 100, own: { votes: 30, share: 0.3 } });
    expect(here.counted).toMatchObject({ districts: 1, of: 1 });
    expect(here.likeForLike).toMatchObject({ own: 30, valid: 100, ownBefore: 40, validBefore: 100 });
    expect(electionIn(known, twoPlaces(), 'RF', OTHER).own.votes).toBe(90);
  });

  test('has no seats there, and last time’s total of the municipality alone', () => {
    const last = new Map([[placeKey('RF', PLACE), baseline({ '99010101': [40, 60] }, [5, 15])]]);
    const here = electionIn(known, twoPlaces(last), 'RF');
    expect([here.seats, here.seatsBefore]).toEqual([null, null]);
    expect(here.baseline).toEqual({ votes: 45, valid: 120, share: 45 / 120 });
    expect(electionIn(known, twoPlaces(last), 'RF', OTHER).baseline).toBeNull();
  });
});

describe('every party', () => {
  const of = (known: Known, last: PlaceBaseline | null = null) =>
    new Map(electionIn(known, plan(last, []), 'KF').parties.map((party) => [party.code, party]));

  test('is compared from the integers of the same districts', () => {
    const parties = of(withParties(votes(['A', 50], ['B', 150]), votes(['A', 60], ['B', 60])));
    expect(parties.get('B')?.likeForLike).toMatchObject({
      own: 150,
      valid: 200,
      ownBefore: 60,
      change: 0.25,
    });
    expect(parties.get('A')?.likeForLike?.change).toBe(-0.25);
  });

  test('is new when neither record nor feed has a vote of it; a fallen one is not', () => {
    const parties = of(withParties(votes(['A', 50], ['C', 50]), votes(['A', 60], ['C', 0], ['D', 40])));
    expect(parties.get('C')).toMatchObject({ isNew: true, likeForLike: null });
    const recorded: PlaceBaseline = {
      ...baseline({ '99010101': [60, 40], '99010102': [1, 9] }),
      parties: {
        districts: new Map([['99010102' as DistrictCode, votes(['A', 1], ['C', 9])]]),
        collection: [],
      },
    };
    const known = of(withParties(votes(['A', 50], ['C', 50]), votes(['A', 60], ['D', 40])), recorded).get(
      'C',
    );
    expect(known).toMatchObject({ isNew: false, likeForLike: { ownBefore: 0, change: 0.5 } });
  });

  test('is not called new where the record lumps small parties together', () => {
    const last = baseline({ '99010101': [60, 40] });
    const districts = new Map([['99010101' as DistrictCode, votes(['A', 60])]]);
    const isNew = (lumped: boolean) => {
      const recorded = { ...last, parties: { districts, collection: [], lumped } };
      return of(withParties(votes(['A', 50], ['C', 50]), votes(['A', 60])), recorded).get('C')?.isNew;
    };
    expect([isNew(false), isNew(true)]).toEqual([true, false]);
  });

  test('without any record is neither new nor compared', () => {
    const parties = of(knownOf(result([{ code: '99010101', now: [50, 50] }])));
    expect(parties.get('B')).toMatchObject({ votes: 50, isNew: false, likeForLike: null });
  });

  /** The changed district is in and joins as a group for the own party; of the others last time's rest is unknown. */
  test('is left out where it would stand on other ground than the own party', () => {
    const last = baseline({ '99010101': [40, 60], '99010107': [30, 70] });
    const known = knownOf(
      result([
        { code: '99010101', now: [50, 50], before: [40, 60] },
        { code: '99010109', now: [20, 80], boundary: 'changed' },
      ]),
    );
    const here = electionIn(known, plan(last, []), 'KF');
    expect(here.likeForLike).toMatchObject({ districts: 2, validBefore: 200 });
    const [a, b] = ['A', 'B'].map((code) => here.parties.find((party) => party.code === code));
    expect(a?.likeForLike?.validBefore).toBe(200);
    expect(b?.likeForLike).toBeNull();
  });

  test('that held seats last time and has no row now is listed with none, once counting has begun', () => {
    const last: PlaceBaseline = {
      ...baseline({ '99010101': [40, 60] }),
      seats: {
        of: 31,
        parties: [
          [OWN, 20],
          ['Borta' as PartyCode, 11],
        ],
      },
    };
    const counted = electionIn(
      knownOf(result([{ code: '99010101', now: [50, 50], before: [40, 60] }])),
      plan(last, []),
      'KF',
    );
    expect(counted.parties.find(({ code }) => code === 'Borta')).toMatchObject({ votes: 0, colour: null });
    expect(counted.seatsBefore?.of).toBe(31);
    expect(electionIn(knownOf(result([{ code: '99010101' }])), plan(last, []), 'KF').parties).toEqual([]);
  });
});

describe('a place where nothing is counted', () => {
  test('has its elections, with nulls and not noughts', () => {
    const [place] = placeResults(knownOf(), plan(null, []));
    expect(place).toMatchObject({ code: PLACE, name: 'Provkommun', council: 'KF-9901' });
    expect(place?.elections[0]).toMatchObject({
      stage: 'none',
      cast: null,
      own: { share: null },
      likeForLike: null,
      parties: [],
      districts: [],
      asOf: null,
    });
  });
});

describe('the county', () => {
  const known = knownOf(
    result([{ code: '99010101', now: [30, 70], before: [40, 60] }], { type: 'RF' }),
    elsewhere(result([{ code: '99010101', now: [90, 10], before: [80, 20] }], { type: 'RF' })),
    result([{ code: '99010101', now: [10, 10], before: [5, 15] }]),
  );

  test('lists councils first, then municipalities that only others count, by the names of their files', () => {
    const { places } = countyResults(known, twoPlaces());
    expect(places.map(({ code, name, council }) => [code, name, council])).toEqual([
      [PLACE, 'Provkommun', 'KF-9901'],
      [OTHER, 'Grannkommun', null],
    ]);
    expect(places.map(({ elections }) => elections.map(({ type }) => type))).toEqual([['RF', 'KF'], ['RF']]);
  });

  test('adds up each election like for like', () => {
    const { totals } = countyResults(known, twoPlaces());
    expect(totals.map(({ type, valid }) => [type, valid])).toEqual([
      ['RF', 200],
      ['KF', 20],
    ]);
    expect(totals[0]?.likeForLike).toMatchObject({ own: 120, valid: 200, ownBefore: 120, change: 0 });
    expect(totals[1]?.likeForLike).toMatchObject({ own: 10, valid: 20, ownBefore: 5, change: 0.25 });
  });
});
