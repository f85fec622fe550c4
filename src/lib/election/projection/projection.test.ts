import { describe, expect, test } from 'vitest';
import type { DistrictCode, ElectionType } from '../model.ts';
import type { OwnAndValid } from '../plan.ts';
import type { ProjectionParameters } from './parameters.ts';
import type { ProjectedPlace } from './place.ts';
import { projectContest, shareBand, votesBand, type ContestEstimate } from './projection.ts';

const votes = (own: number, valid: number): OwnAndValid => ({ own, valid });
const each = (value: number) => ({ RD: value, RF: value, KF: value });
const parameters: ProjectionParameters = {
  from: '2022–2026',
  origin: 'prov',
  sigma: each(0.03),
  tau: each(0.02),
  arrivals: null,
  residuals: null,
};

type District = readonly [now: OwnAndValid | null, before: OwnAndValid];

const place = (districts: readonly District[], more: Partial<ProjectedPlace> = {}): ProjectedPlace => ({
  districts: districts.map(([now, before], at) => ({
    code: `9901010${at}` as DistrictCode,
    now,
    before,
    rest: null,
    riksdagSwing: null,
  })),
  restBefore: null,
  collection: { now: votes(0, 0), complete: false, before: null },
  electorateGrowth: 1,
  final: false,
  ...more,
});

function officialOf(places: readonly ProjectedPlace[]): OwnAndValid {
  const counted = places.flatMap(({ districts, collection }) => [
    ...districts.flatMap(({ now }) => now ?? []),
    collection.now,
  ]);
  return votes(
    counted.reduce((total, { own }) => total + own, 0),
    counted.reduce((total, { valid }) => total + valid, 0),
  );
}

const project = (type: ElectionType, ...places: readonly ProjectedPlace[]) =>
  projectContest({ type, places, official: officialOf(places) }, parameters);

function estimate(type: ElectionType, ...places: readonly ProjectedPlace[]): ContestEstimate {
  const found = project(type, ...places);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const before = votes(50, 100);
const counted: District = [votes(60, 100), before];
const out: District = [null, before];

describe('a municipality', () => {
  test('is what is in, what is expected of the rest, and the band of both', () => {
    const found = estimate('KF', place([counted, out, out]));
    expect(found).toMatchObject({ ownIn: 60, validIn: 100, restValid: 200, valid: 300 });
    expect(found.share).toBeCloseTo(0.6, 12);
    expect(found.nightShare).toBeCloseTo(0.6, 12);
    // x²σ²(1/m(C) + 1/m(U)) = 200²·0.03²·(1 + 1/2) = 54, and the least error of 0.0015·300 votes.
    expect(found.shareError).toBeCloseTo((1.3 * Math.sqrt(54 + 0.45 ** 2)) / 300, 12);
    // Growth in votes: (0.05·120)²·(1 + 1/2) = 54.
    expect(found.votesError).toBeCloseTo(1.3 * Math.sqrt(54 + 54), 10);
  });

  test('has the collection count in the final share, not in the night’s', () => {
    const collection = { now: votes(0, 0), complete: false, before: votes(20, 100) };
    const found = estimate('KF', place([counted, counted], { collection }));
    expect(found.nightShare).toBeCloseTo(0.6, 12);
    expect(found.share).toBeCloseTo((120 + 30) / 300, 12);
    expect(found.restValid).toBe(0);
    // Only Wednesday's term is left: 0.08·100 votes; votes: also half of the 30 own ones.
    expect(found.shareError).toBeCloseTo((1.3 * 8) / 300, 12);
    expect(found.votesError).toBeCloseTo(1.3 * Math.hypot(8, 15), 10);
    // Were the pool half as large again: 0.5·(30 − 0.5·100) = −10 votes.
    expect(found.sizeError).toBeCloseTo((1.3 * 10) / 300, 12);
  });

  test('is the count itself when all of it is in', () => {
    const collection = { now: votes(30, 100), complete: true, before: votes(20, 100) };
    const found = estimate('KF', place([counted, counted], { collection }));
    expect(found).toMatchObject({ own: 150, valid: 300, share: 0.5, restValid: 0, collectionValid: 0 });
    // What is left is the recount: 0,1 percentage points and 0,6 % of the votes at most, in the 95 % band.
    expect(shareBand(found, 1.96)).toEqual([0.499, 0.501]);
    expect(votesBand(found, 1.96)).toEqual([149, 151]);
  });

  test('adds six percentage points of error for each changed district that is out', () => {
    const changed = place([counted, out]);
    const [first, second] = changed.districts;
    if (!first || !second) throw new Error('two districts');
    const found = estimate('KF', {
      ...changed,
      districts: [first, { ...second, before: null, rest: before }],
      restBefore: before,
    });
    // 100²·0.03²·2 = 18, 0.06²·100² = 36, (0.0015·200)² = 0.09
    expect(found.shareError).toBeCloseTo((1.3 * Math.sqrt(18 + 36 + 0.09)) / 200, 12);
  });
});

describe('a county', () => {
  test('adds its municipalities up; one with nothing in follows the county, with the spread between municipalities', () => {
    const found = estimate('RF', place([counted, counted, out]), place([out, out]));
    expect(found).toMatchObject({ ownIn: 120, validIn: 200, valid: 500, restValid: 300 });
    expect(found.share).toBeCloseTo(0.6, 12);
    const first = 100 ** 2 * 0.03 ** 2 * (1 / 2 + 1) + (0.0015 * 300) ** 2;
    const second = 200 ** 2 * (0.02 ** 2 + 0.03 ** 2 / 2) + (0.0015 * 200) ** 2;
    expect(found.shareError).toBeCloseTo((1.3 * Math.sqrt(first + second)) / 500, 12);
  });

  test('has a common error of the collection counts’ sizes in its votes', () => {
    const collection = { now: votes(0, 0), complete: false, before: votes(50, 100) };
    const found = estimate('RF', ...[1, 2].map(() => place([counted], { collection })));
    // Each: 8² + (0.5·60)²; together also (0.25·120)².
    expect(found.votesError).toBeCloseTo(1.3 * Math.sqrt(2 * (64 + 900) + 900), 10);
  });
});

describe('what is enough for a band', () => {
  test('two comparable districts', () => {
    expect(estimate('KF', place([counted, out, out])).enough).toBe(false);
    expect(estimate('KF', place([counted, counted, out])).enough).toBe(true);
  });

  test('or all there are', () => {
    const collection = { now: votes(0, 0), complete: false, before: votes(20, 100) };
    expect(estimate('KF', place([counted], { collection })).enough).toBe(true);
  });

  test('and one in twenty of the expected votes', () => {
    const large = (valid: number): District => [null, votes(valid / 2, valid)];
    expect(estimate('KF', place([counted, counted, large(3800)])).enough).toBe(true);
    expect(estimate('KF', place([counted, counted, large(3801)])).enough).toBe(false);
  });

  test('of a county: one comparable in each municipality, or a quarter of the votes', () => {
    const none = place([out, out, out, out, out, out, out]);
    const some = (districts: number) => place([...Array(districts).keys()].map(() => counted));
    expect(estimate('RF', some(2), none).enough).toBe(false);
    expect(estimate('RF', some(3), none).enough).toBe(true);
    expect(estimate('RF', place([counted, out, out]), place([counted, out, out])).enough).toBe(true);
  });
});

describe('no projection', () => {
  const whole = place([counted]);
  test('says why', () => {
    expect(project('KF', place([out]))).toBe('nothingCounted');
    expect(project('KF', { ...whole, final: true })).toBe('final');
    const collection = { now: votes(10, 20), complete: false, before: null };
    expect(project('KF', place([out], { collection }))).toBe('nothingComparable');
    const [district] = whole.districts;
    if (!district) throw new Error('a district');
    const unknown = { ...district, now: null, before: null };
    expect(project('KF', { ...whole, districts: [district, unknown] })).toBe('noBaseline');
  });
});

describe('a band', () => {
  const found = estimate('KF', place([counted, counted, out]));
  test('reaches as many widened errors to each side', () => {
    const [low, high] = shareBand(found, 1.28);
    expect(low).toBeCloseTo(found.share - 1.28 * found.shareError, 12);
    expect(high).toBeCloseTo(found.share + 1.28 * found.shareError, 12);
    const [fewest, most] = votesBand(found, 1.28);
    expect(fewest).toBe(Math.floor(found.own - 1.28 * found.votesError));
    expect(most).toBe(Math.ceil(found.own + 1.28 * found.votesError));
  });

  test('stays within what the votes that are in allow', () => {
    // 120 of 200 are in, 300 expected: between 120/300 and (120 + 100)/300.
    expect(shareBand({ ...found, shareError: 1 }, 1.96)).toEqual([0.4, 220 / 300]);
    expect(votesBand({ ...found, votesError: 1000 }, 1.96)[0]).toBe(120);
  });
});
