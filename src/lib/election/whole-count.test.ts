/** Final counts that are stated without their districts: for each municipality, or for a whole area only. */
import { describe, expect, test } from 'vitest';
import { baseline, OWN, PLACE, plan as planOf, result } from '../../../tests/support/results.ts';
import { takeIn, type Reading } from './intake.ts';
import { nothingKnown, type Known } from './known.ts';
import {
  contestId,
  type DistrictCode,
  type MunicipalityCode,
  type MunicipalityResult,
  type PartyCode,
} from './model.ts';
import { fail, ok } from './parse/error.ts';
import { placeKey, type PlaceParties, type Plan } from './plan.ts';
import { countContests } from './snapshot.ts';
import { districtRows } from './districts.ts';
import { oralKey, withEntries, type OralReport } from './entry.ts';
import { findingsOf } from './findings.ts';
import { oralPlaces } from './oral-draft.ts';
import { countyResults } from './place-results.ts';
import { aftermathOf } from './aftermath.ts';

const OTHER = '9902' as MunicipalityCode;
const AREA = '99' as MunicipalityCode;
const REGION = contestId('RF', AREA);
const RULE = { kind: 'share', contest: REGION, label: 'mål', source: 'rad 1', rule: { above: 'baseline' } };

/** A region of two municipalities: last time 70 of 200 and 33 of 110, collection districts included. */
const plan: Plan = {
  ...planOf(null, [{ ...RULE, id: 'share' } as Plan['goals'][number]]),
  contests: [
    {
      id: REGION,
      type: 'RF',
      area: { code: AREA, name: 'Provregionen' },
      municipalities: [PLACE, OTHER],
      seats: { of: 5, constituencies: null },
    },
  ],
  baselines: new Map([
    [placeKey('RF', PLACE), baseline({ '99010101': [60, 120] }, [10, 10])],
    [placeKey('RF', OTHER), baseline({ '99020101': [30, 70] }, [3, 7])],
  ]),
};

/** The night: every district in, 50 of 100 and 20 of 80 votes, and a collection district in the first. */
const night = (): readonly MunicipalityResult[] => {
  const first = result(
    [
      { code: '99010101', now: [50, 50], before: [60, 120] },
      { code: '990100', now: [4, 6] },
    ],
    { type: 'RF' },
  );
  const second = result([{ code: '99020101', now: [20, 60], before: [30, 70] }], { type: 'RF' });
  return [first, inMunicipality(second, OTHER)];
};

const inMunicipality = (one: MunicipalityResult, municipality: MunicipalityCode): MunicipalityResult => ({
  ...one,
  municipality,
  name: `Kommun ${municipality}`,
  reports: one.reports.map((report) => ({ ...report, municipality, constituency: `${municipality}00` })),
});

interface Stated {
  readonly own: number;
  readonly others: number;
  readonly counted: number;
  readonly of: number;
  readonly updates?: number;
  readonly invalid?: number;
  readonly eligible?: number;
}

const final = (municipality: MunicipalityCode, stated: Stated): MunicipalityResult => ({
  ...result([], { type: 'RF', count: 'final', publishedAt: '2030-09-14T15:00:00+02:00' }),
  municipality,
  name: `Område ${municipality}`,
  parties: [{ code: OWN, name: 'Alfa', colour: null, partikod: '0002' }],
  updates: stated.updates ?? 1,
  whole: {
    reportedAt: '2030-09-14T14:59:00+02:00',
    votes: {
      valid: stated.own + stated.others,
      parties: [
        [OWN, stated.own],
        ['B' as PartyCode, stated.others],
      ],
      other: 0,
      invalid: stated.invalid ?? 2,
      cast: stated.own + stated.others + (stated.invalid ?? 2),
    },
    eligible: stated.eligible ?? 2000,
    counted: stated.counted,
    of: stated.of,
  },
});

const reading = (
  value: MunicipalityResult,
  file = 'Val_2030_slutlig_mandatfordelning_99_RF.json',
): Reading => ({
  file,
  result: ok(value),
});
const take = (known: Known, ...values: readonly MunicipalityResult[]) =>
  takeIn(
    known,
    values.map((value) => reading(value)),
    plan,
    new Map(),
  );
const contestOfKnown = (known: Known) => {
  const [count] = countContests(known, plan);
  if (!count) throw new Error('no contest');
  return count.contest;
};

const afterNight = take(nothingKnown, ...night()).known;
const area = final(AREA, { own: 81, others: 119, counted: 4, of: 4, invalid: 4, eligible: 4000 });

describe('a final count stated for the whole area only', () => {
  const { known, events } = take(afterNight, area);
  const contest = contestOfKnown(known);

  test('is the result, with its parties and their numbers, and the whole of last time beside it', () => {
    expect(contest).toMatchObject({ stage: 'final', valid: 200, cast: 204, own: { votes: 81 } });
    expect(contest.parties.find(({ code }) => code === OWN)).toMatchObject({ partikod: '0002', votes: 81 });
    expect(contest.baseline).toMatchObject({ votes: 103, valid: 310 });
    expect(contest.likeForLike).toMatchObject({ own: 81, valid: 200, ownBefore: 103, validBefore: 310 });
  });

  test('tells ordinary and collection districts apart: one collection district for each municipality', () => {
    expect(contest.counted).toMatchObject({ districts: 2, of: 2, collection: 2, collectionOf: 2 });
  });

  test('settles the goal, projects nothing and needs nothing', () => {
    expect(contest.projection).toEqual({ unavailable: expect.any(String) });
    const target = countContests(known, plan)[0]?.standing;
    expect(target).toBeDefined();
    expect(contest.leftOut).toEqual([]);
  });

  test('is told once, and again only when it says something else', () => {
    expect(events.filter(({ kind }) => kind === 'final')).toMatchObject([{ own: 81, valid: 200 }]);
    const later = { ...area, publishedAt: '2030-09-15T15:00:00+02:00', updates: 2 };
    expect(take(known, later).events.filter(({ kind }) => kind === 'final')).toEqual([]);
    const other = { ...final(AREA, { own: 82, others: 118, counted: 4, of: 4, updates: 2 }) };
    const told = take(known, { ...other, publishedAt: later.publishedAt }).events;
    expect(told.filter(({ kind }) => kind === 'final')).toMatchObject([{ own: 82, valid: 200 }]);
  });

  test('leaves the districts of the night to be seen, as the night’s', () => {
    const [region] = plan.contests;
    if (!region) throw new Error('no contest');
    const rows = districtRows(known, plan, region);
    expect(rows.map(({ district, count, own }) => [district, count, own])).toEqual([
      ['99010101', 'night', 50],
      ['99020101', 'night', 20],
      ['990100', 'night', 4],
    ]);
  });

  test('is no municipality’s result, and adds up once', () => {
    const county = countyResults(known, plan);
    expect(county.places.map(({ elections }) => elections[0]?.valid)).toEqual([110, 80]);
    expect(county.totals).toMatchObject([{ stage: 'final', valid: 200 }]);
  });

  test('tells its late votes from no others in the retrospective', () => {
    const [region] = plan.contests;
    if (!region) throw new Error('no contest');
    const found = aftermathOf(known, plan, region);
    expect(found).toMatchObject({ whole: true, ordinary: null, collection: null, seatsMoved: [] });
    expect(found?.steps.final).toEqual({ own: 81, valid: 200 });
  });

  test('calls no party new where last time’s record does not tell all of them apart', () => {
    const [region] = plan.contests;
    if (!region) throw new Error('no contest');
    const isNew = (parties: PlaceParties | null) => {
      const baselines = new Map([...plan.baselines].map(([key, last]) => [key, { ...last, parties }]));
      const found = aftermathOf(known, { ...plan, baselines }, region);
      return found?.parties.find(({ code }) => code === 'B')?.isNew;
    };
    const told: PlaceParties = { districts: new Map(), collection: [[OWN, 10]] };
    expect([isNew(null), isNew({ ...told, lumped: true }), isNew(told)]).toEqual([false, false, true]);
  });
});

describe('beside a final count without districts', () => {
  const oral: OralReport = {
    contest: REGION,
    municipality: PLACE,
    district: '99010107' as DistrictCode,
    districtName: 'Ännu ett',
    own: 30,
    valid: 70,
    at: '2030-09-08T22:00:00+02:00',
  };
  const called = (known: Known): Known => ({
    ...known,
    entries: withEntries(known.entries, [{ kind: 'oral', key: oralKey(oral), value: oral }]),
  });

  test('votes by phone stand on the night, and are in the final count when it comes', () => {
    const known = called(afterNight);
    expect(contestOfKnown(known).oral?.together).toMatchObject({ own: 104, valid: 260 });
    expect(contestOfKnown(called(take(known, area).known)).oral).toBeNull();
  });

  test('no more of them are taken', () => {
    const [region] = plan.contests;
    if (!region) throw new Error('no contest');
    const places = (known: Known) => oralPlaces(region, { known, plan });
    expect(places(called(nothingKnown)).every(({ counted }) => counted)).toBe(false);
    expect(places(take(nothingKnown, area).known).map(({ counted }) => counted)).toEqual([true, true]);
  });

  test('a finding about a district of the night stands as long as its figures are shown', () => {
    const [first] = night();
    if (!first) throw new Error('no result');
    const zero = {
      ...first,
      reports: first.reports.map((one) => ({ ...one, votes: one.votes && NO_VOTES })),
    };
    const known = take(nothingKnown, zero).known;
    expect(findingsOf(known, plan).map(({ check }) => check)).toContain('zero');
    const after = take(known, area).known;
    expect(findingsOf(after, plan).map(({ id }) => id)).toEqual(findingsOf(known, plan).map(({ id }) => id));
    expect(contestOfKnown(after).heldBack).toBe(0);
  });
});

const NO_VOTES = { valid: 0, parties: [], other: 0, invalid: 0, cast: 0 };

describe('a final count stated by municipality', () => {
  const parts = [
    final(PLACE, { own: 60, others: 60, counted: 2, of: 2 }),
    final(OTHER, { own: 21, others: 59, counted: 2, of: 2 }),
  ] as const;

  test('one municipality first: the contest is not final, and nothing is counted twice', () => {
    const contest = contestOfKnown(take(afterNight, parts[0]).known);
    expect(contest).toMatchObject({ stage: 'wednesday', valid: 200, own: { votes: 80 } });
  });

  test('all of them: final, and the area’s own total is told by nobody', () => {
    const { known, events } = take(afterNight, ...parts, area);
    expect(contestOfKnown(known)).toMatchObject({ stage: 'final', valid: 200, own: { votes: 81 } });
    expect(events.flatMap((event) => (event.kind === 'final' ? [event.municipality] : []))).toEqual([
      PLACE,
      OTHER,
    ]);
    expect(events.filter(({ kind }) => kind === 'notice')).toEqual([]);
  });

  test('an area total that is not their sum is a notice with both figures', () => {
    const wrong = final(AREA, { own: 82, others: 119, counted: 4, of: 4 });
    const { events } = take(afterNight, ...parts, wrong);
    const fields = events.flatMap((event) =>
      event.kind === 'notice' && event.notice.about === 'totals'
        ? [[event.notice.field, event.notice.stated, event.notice.summed]]
        : [],
    );
    expect(fields).toContainEqual(['valid', 201, 200]);
    expect(fields).toContainEqual(['own', 82, 81]);
  });
});

describe('a final count that is not complete', () => {
  test('decides nothing: the night’s figures stand', () => {
    const part = final(AREA, { own: 40, others: 60, counted: 3, of: 4 });
    const { known, events } = take(afterNight, part);
    expect(contestOfKnown(known)).toMatchObject({ stage: 'wednesday', valid: 190 });
    expect(events.filter(({ kind }) => kind === 'final')).toEqual([]);
  });
});

describe('several readings of one file', () => {
  const file = 'Val_2030_preliminar_rostfordelning_99_RF.json';
  const fault = {
    kind: 'negative',
    file,
    place: 'valdistrikt 99020101',
    found: '-1',
    expected: 'a count',
  } as const;

  test('the fault of one municipality stops no other, and is the file’s reason', () => {
    const [first] = night();
    if (!first) throw new Error('no result');
    const readings: Reading[] = [
      { file, result: ok(first) },
      { file, result: fail(fault) },
    ];
    const intake = takeIn(nothingKnown, readings, plan, new Map());
    expect(intake.verdicts).toEqual([
      { file, outcome: 'accepted', error: fault, publishedAt: first.publishedAt },
    ]);
    expect(contestOfKnown(intake.known)).toMatchObject({ valid: 110 });
    expect(intake.events.filter(({ kind }) => kind === 'notice')).toHaveLength(1);
  });

  test('updates that fall are an older state', () => {
    const known = take(
      afterNight,
      final(AREA, { own: 81, others: 119, counted: 4, of: 4, updates: 7 }),
    ).known;
    const { verdicts, changed } = take(
      known,
      final(AREA, { own: 1, others: 1, counted: 4, of: 4, updates: 6 }),
    );
    expect(verdicts).toMatchObject([{ outcome: 'refused', error: { kind: 'olderState', found: '6' } }]);
    expect(changed).toBe(false);
  });
});

describe('a district whose previous figures the feed leaves out', () => {
  /** Beside it a changed district that is still out. */
  const comparable = (predecessors: readonly DistrictCode[]) => {
    const [, second] = night();
    if (!second) throw new Error('no result');
    const first = result(
      [
        { code: '99010101', now: [50, 50] },
        { code: '99010109', boundary: 'changed' },
      ],
      { type: 'RF' },
    );
    const reports = first.reports.map((one) => (one.votes ? { ...one, predecessors } : one));
    return contestOfKnown(take(nothingKnown, { ...first, reports }, second).known);
  };

  test('is compared with those that it names, where they are on record', () => {
    const { likeForLike, leftOut } = comparable(['99010101' as DistrictCode]);
    expect(likeForLike).toMatchObject({ districts: 2, ownBefore: 90, validBefore: 280 });
    expect(leftOut).toEqual([]);
  });

  test('is left out with a reason where they are not', () => {
    const { likeForLike, leftOut } = comparable(['99019999' as DistrictCode]);
    expect(likeForLike).toMatchObject({ districts: 1, ownBefore: 30, validBefore: 100 });
    expect(leftOut).toEqual([{ district: '99010101', reason: 'noPreviousFigures' }]);
  });
});
