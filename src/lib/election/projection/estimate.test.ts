import { describe, expect, test } from 'vitest';
import type { DistrictCode } from '../model.ts';
import type { OwnAndValid } from '../plan.ts';
import { estimatePlace, pairsOf, swingOf, type PlaceEstimate } from './estimate.ts';
import type { ProjectedDistrict, ProjectedPlace } from './place.ts';

const votes = (own: number, valid: number): OwnAndValid => ({ own, valid });

interface Given {
  readonly now?: OwnAndValid;
  readonly before?: OwnAndValid;
  readonly rest?: OwnAndValid;
  readonly riksdag?: number;
}

const district = ({ now, before, rest, riksdag }: Given, at: number): ProjectedDistrict => ({
  code: `9901010${at}` as DistrictCode,
  now: now ?? null,
  before: before ?? null,
  rest: rest ?? null,
  riksdagSwing: riksdag ?? null,
});

const place = (districts: readonly Given[], more: Partial<ProjectedPlace> = {}): ProjectedPlace => ({
  districts: districts.map(district),
  restBefore: null,
  collection: { now: votes(0, 0), complete: false, before: null },
  electorateGrowth: 1,
  final: false,
  ...more,
});

function estimate(given: ProjectedPlace, assist = 0): PlaceEstimate {
  const found = estimatePlace(given, assist, null);
  if (!found) throw new Error('no estimate');
  return found;
}

describe('the swing of comparable counted districts', () => {
  test('is the change of their share together, not the mean of their changes', () => {
    // 60/100 + 90/300 = 150/400 = 0.375 now, 50/100 + 50/100 = 0.5 before.
    const swing = swingOf(
      pairsOf(
        place([
          { now: votes(60, 100), before: votes(50, 100) },
          { now: votes(90, 300), before: votes(50, 100) },
        ]),
      ),
    );
    expect(swing?.share).toBeCloseTo(-0.125, 12);
    expect(swing?.growth).toBe(2);
    expect(swing?.effective).toBeCloseTo(400 ** 2 / (100 ** 2 + 300 ** 2), 12);
    expect(swing?.districts).toBe(2);
  });

  test('leaves out what is not counted, what has no baseline and what had no votes', () => {
    const swing = swingOf(
      pairsOf(
        place([
          { now: votes(60, 100), before: votes(50, 100) },
          { before: votes(10, 100) },
          { now: votes(10, 100) },
          { now: votes(0, 0), before: votes(10, 100) },
        ]),
      ),
    );
    expect(swing).toMatchObject({ growth: 1, districts: 1, effective: 1 });
  });

  test('is none without a comparable district', () => {
    expect(swingOf(pairsOf(place([{ before: votes(10, 100) }])))).toBeNull();
    expect(estimatePlace(place([{ before: votes(10, 100) }]), 0, null)).toBeNull();
  });

  test('takes the changed districts in as one once all of them are counted', () => {
    const changed = [{ now: votes(30, 100) }, { now: votes(50, 100) }];
    const same = { now: votes(60, 100), before: votes(60, 100) };
    const restBefore = votes(60, 200);
    // 140/300 now, 120/300 before.
    const whole = swingOf(pairsOf(place([same, ...changed], { restBefore })));
    expect(whole?.share).toBeCloseTo(20 / 300, 12);
    expect(whole?.districts).toBe(2);
    const part = swingOf(pairsOf(place([same, changed[0] ?? {}, {}], { restBefore })));
    expect(part).toMatchObject({ share: 0, districts: 1 });
  });
});

describe('districts still out', () => {
  test('get their own previous share moved by the swing, and as many votes as the others grew', () => {
    // 90/150 against 75/150·(100 then): swing 0.6 − 0.5, growth 1.5.
    const found = estimate(
      place([{ now: votes(90, 150), before: votes(50, 100) }, { before: votes(30, 100) }]),
    );
    expect(found).toMatchObject({ ownIn: 90, validIn: 150, restValid: 150, comparable: 1, comparableOf: 2 });
    expect(found.restOwn).toBeCloseTo(150 * 0.4, 12);
    expect(found.before).toEqual({ own: 30, valid: 100 });
  });

  test('never get more than all votes or less than none', () => {
    const up = { now: votes(80, 100), before: votes(50, 100) };
    const down = { now: votes(20, 100), before: votes(50, 100) };
    expect(estimate(place([up, { before: votes(90, 100) }])).restOwn).toBe(100);
    expect(estimate(place([down, { before: votes(10, 100) }])).restOwn).toBe(0);
  });

  test('are moved by what their Riksdag swing is beyond that of the counted districts', () => {
    const districts = [
      { now: votes(60, 100), before: votes(50, 100), riksdag: 0.02 },
      { now: votes(180, 300), before: votes(150, 300), riksdag: 0.06 },
      { before: votes(30, 100), riksdag: 0.1 },
    ];
    // r̄ = (100·0.02 + 300·0.06)/400 = 0.05; 0.3 + 0.1 + 0.8·(0.10 − 0.05) = 0.44
    expect(estimate(place(districts), 0.8).restOwn).toBeCloseTo(44, 10);
    expect(estimate(place(districts), 0).restOwn).toBeCloseTo(40, 10);
  });

  test('without a Riksdag swing are moved by the swing alone', () => {
    const counted = { now: votes(60, 100), before: votes(50, 100), riksdag: 0.02 };
    expect(estimate(place([counted, { before: votes(30, 100) }]), 0.8).restOwn).toBeCloseTo(40, 10);
  });

  test('with changed borders get what is left of the municipality, and their part is told apart', () => {
    const found = estimate(
      place(
        [
          { now: votes(60, 100), before: votes(50, 100) },
          { before: votes(50, 100) },
          { rest: votes(20, 50) },
        ],
        { restBefore: votes(20, 50) },
      ),
    );
    expect(found.restValid).toBe(150);
    expect(found.restOwn).toBeCloseTo(100 * 0.6 + 50 * 0.5, 10);
    expect(found.changedSquares).toBe(50 ** 2);
    expect(found.effectiveRest).toBeCloseTo(150 ** 2 / (100 ** 2 + 50 ** 2), 10);
    expect(found.comparableOf).toBe(3);
  });

  test('without anything to go by leave the place without an estimate', () => {
    expect(estimatePlace(place([{ now: votes(60, 100), before: votes(50, 100) }, {}]), 0, null)).toBeNull();
  });

  test('take the swing of the county, without the Riksdag, where the place has nothing comparable in', () => {
    const county = swingOf(pairsOf(place([{ now: votes(120, 200), before: votes(50, 100) }])));
    const found = estimatePlace(place([{ before: votes(30, 100), riksdag: 0.5 }]), 0.8, county);
    expect(found).toMatchObject({ restValid: 200, swing: null, comparable: 0 });
    expect(found?.restOwn).toBeCloseTo(200 * 0.4, 10);
  });
});

describe('the collection count', () => {
  const counted = { now: votes(60, 100), before: votes(50, 100) };
  const collection = { now: votes(0, 0), complete: false, before: votes(20, 50) };

  test('is last time’s by the electorate’s growth, its share moved by the swing', () => {
    const found = estimate(place([counted], { collection, electorateGrowth: 1.1 }));
    expect(found.collectionValid).toBeCloseTo(55, 10);
    expect(found.collectionOwn).toBeCloseTo(55 * 0.5, 10);
    expect(found.before).toEqual({ own: 20, valid: 50 });
  });

  test('partly in counts as it is, and only the difference is expected', () => {
    const partly = { ...collection, now: votes(10, 30) };
    const found = estimate(place([counted], { collection: partly }));
    expect(found).toMatchObject({ ownIn: 70, validIn: 130, collectionValid: 20 });
  });

  test('larger than expected already is not reckoned down', () => {
    const larger = { ...collection, now: votes(40, 90) };
    expect(estimate(place([counted], { collection: larger }))).toMatchObject({
      validIn: 190,
      collectionValid: 0,
    });
  });

  test('all in is all there is', () => {
    const all = { ...collection, now: votes(10, 30), complete: true };
    expect(estimate(place([counted], { collection: all }))).toMatchObject({
      collectionValid: 0,
      validIn: 130,
    });
  });
});
