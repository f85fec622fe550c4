import { describe, expect, test } from 'vitest';
import { baseline, knownOf, OWN, plan, result, type Sketch } from '../../../../tests/support/results.ts';
import { placesOf, type Place } from '../tally.ts';
import { projectedPlace } from './place.ts';

function placeOf(sketches: readonly Sketch[], last: ReturnType<typeof baseline>): Place {
  const [place] = placesOf(knownOf(result(sketches)), plan(last)).values();
  if (!place) throw new Error('a place');
  return place;
}

const last = baseline({ '99010101': [50, 50], '99010102': [30, 70], '99010103': [20, 180] }, [5, 15]);
const free = () => false;

describe('a place as the projection sees it', () => {
  test('has the feed’s previous figures where a district is counted, and the baseline’s where it is not', () => {
    const place = placeOf(
      [
        { code: '99010101', now: [60, 40], before: [51, 49] },
        { code: '99010102' },
        { code: '99010103' },
        { code: '990100' },
      ],
      last,
    );
    const [first, second] = projectedPlace(place, OWN, free, null).districts;
    expect(first).toMatchObject({ now: { own: 60, valid: 100 }, before: { own: 51, valid: 100 } });
    expect(second).toMatchObject({ now: null, before: { own: 30, valid: 100 } });
    expect(projectedPlace(place, OWN, free, null).collection).toEqual({
      now: { own: 0, valid: 0 },
      complete: false,
      before: { own: 5, valid: 20 },
    });
  });

  test('gives changed districts what is left of the municipality, by electorate', () => {
    const place = placeOf(
      [
        { code: '99010101', now: [60, 40], before: [50, 50] },
        { code: '99010110', boundary: 'changed', eligible: 1000 },
        { code: '99010111', boundary: 'changed', eligible: 3000 },
      ],
      last,
    );
    const found = projectedPlace(place, OWN, free, null);
    // Left: 50 of 300.
    expect(found.restBefore).toEqual({ own: 50, valid: 300 });
    expect(found.districts.map(({ rest }) => rest)).toEqual([
      null,
      { own: 12.5, valid: 75 },
      { own: 37.5, valid: 225 },
    ]);
  });

  test('treats a district that a finding holds back as out', () => {
    const place = placeOf([{ code: '99010101', now: [60, 40], before: [50, 50] }], last);
    expect(projectedPlace(place, OWN, () => true, null).districts[0]?.now).toBeNull();
  });

  test('knows the Riksdag swing of the same district, and of the changed ones together once all are in', () => {
    const riksdag = (now?: readonly [number, number]) =>
      projectedPlace(
        placeOf(
          [
            { code: '99010101', now: [60, 40], before: [50, 50] },
            { code: '99010110', boundary: 'changed', now: [60, 90] },
            { code: '99010111', boundary: 'changed', ...(now ? { now } : {}) },
          ],
          last,
        ),
        OWN,
        free,
        null,
      );
    const own = placeOf(
      ['99010101', '99010110', '99010111'].map((code) => ({
        code,
        boundary: code === '99010101' ? 'same' : 'changed',
      })),
      last,
    );
    const swings = (with_: ReturnType<typeof riksdag>) =>
      projectedPlace(own, OWN, free, with_).districts.map(({ riksdagSwing }) => riksdagSwing);
    const [same, ...rest] = swings(riksdag([15, 135]));
    expect(same).toBeCloseTo(0.1, 12);
    // 75 of 300 against 50 of 300.
    for (const swing of rest) expect(swing).toBeCloseTo(25 / 300, 12);
    expect(swings(riksdag()).slice(1)).toEqual([null, null]);
  });

  test('has last time’s districts before its first file', () => {
    const [place] = placesOf(knownOf(), plan(last)).values();
    if (!place) throw new Error('a place');
    const { districts } = projectedPlace(place, OWN, free, null);
    expect(districts.map(({ now, before }) => [now, before?.valid])).toEqual([
      [null, 100],
      [null, 100],
      [null, 200],
    ]);
  });

  test('grows with the electorate, where that is on record', () => {
    const place = placeOf([{ code: '99010101', eligible: 1100 }], { ...last, eligible: 1000 });
    expect(projectedPlace(place, OWN, free, null).electorateGrowth).toBeCloseTo(1.1, 12);
    expect(projectedPlace(placeOf([{ code: '99010101' }], last), OWN, free, null).electorateGrowth).toBe(1);
  });
});
