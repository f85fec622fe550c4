import { describe, expect, test } from 'vitest';
import { baseline, knownOf, plan, PLACE, result, type Sketch } from '../../../tests/support/results.ts';
import { nothingKnown } from './known.ts';
import { districtRows } from './districts.ts';
import { mapAreas, municipalityChanges, withoutShape, type ContestAreas } from './map-areas.ts';
import type { Plan } from './plan.ts';

const contestOf = ({ contests: [contest] }: Plan) => {
  if (!contest) throw new Error('the plan has no contest');
  return contest;
};

/** What a map is told about a municipality with these districts. */
function areas(sketches: readonly Sketch[], last = plan(null)): ContestAreas {
  const known = sketches.length > 0 ? knownOf(result(sketches)) : nothingKnown;
  return {
    districts: districtRows(known, last, contestOf(last)),
    municipalities: municipalityChanges(known, last, contestOf(last)),
  };
}
const shape = (...codes: readonly string[]) => ({ codes, municipality: PLACE });
const [A, B, C] = ['99010101', '99010102', '99010103'] as const;

const COUNTED: Sketch = { code: A, now: [40, 60], before: [50, 50] };
const OTHER: Sketch = { code: B, now: [30, 170], before: [30, 70] };

describe('a shape', () => {
  test('of one counted district has that district’s change and votes', () => {
    const [area] = mapAreas([areas([COUNTED])], [shape(A)]);
    // 40 of 100 against 50 of 100.
    expect(area).toMatchObject({ state: 'counted', own: 40, valid: 100, change: -0.1, reasons: [] });
    expect(area).toMatchObject({ counted: 1, of: 1, ownBefore: 50, validBefore: 100 });
  });

  test('of several is their sum, not the mean of their changes', () => {
    const [area] = mapAreas([areas([COUNTED, OTHER])], [shape(A, B)]);
    // 70 of 300 against 80 of 200: 7/30 − 12/30; the mean of −10 and −15 points would be −12.5.
    expect(area).toMatchObject({ state: 'counted', own: 70, valid: 300, ownBefore: 80, validBefore: 200 });
    expect(area?.change).toBe((70 * 200 - 80 * 300) / (300 * 200));
  });

  test('with some of its districts counted tells those alone', () => {
    const [area] = mapAreas([areas([COUNTED, { code: B }])], [shape(A, B)]);
    expect(area).toMatchObject({ state: 'partly', counted: 1, of: 2, own: 40, valid: 100, change: -0.1 });
  });

  test('without a counted district has no figures, not zeros', () => {
    const [area] = mapAreas([areas([{ code: A }])], [shape(A)]);
    expect(area).toMatchObject({ state: 'uncounted', own: null, valid: null, change: null });
    expect(area).toMatchObject({ ownBefore: null, validBefore: null, reportedAt: null });
  });

  test('is uncounted before the first file', () => {
    expect(mapAreas([areas([])], [shape(A)])[0]).toMatchObject({ state: 'uncounted', counted: 0, of: 1 });
  });

  test('of another municipality takes no part', () => {
    expect(mapAreas([areas([COUNTED])], [{ codes: ['99020101'], municipality: '9902' }])).toEqual([null]);
  });

  test('whose district has changed borders cannot be compared, and says why', () => {
    const last = plan(baseline({ [A]: [50, 50], '99010199': [20, 20] }));
    const changed: Sketch = { code: B, now: [10, 10], boundary: 'changed' };
    const waiting = areas([COUNTED, changed, { code: C, boundary: 'changed' }], last);
    expect(mapAreas([waiting], [shape(B)])[0]).toMatchObject({
      state: 'notComparable',
      change: null,
      own: 10,
      valid: 20,
      reasons: ['changedAwaitsGroup'],
    });
    // With the whole group in, it is compared as a group: still nothing for the shape by itself.
    const joined = areas([COUNTED, changed], last);
    expect(mapAreas([joined], [shape(B)])[0]).toMatchObject({
      state: 'notComparable',
      reasons: ['comparedAsGroup'],
    });
  });

  test('is not comparable as soon as one of its districts is not', () => {
    const [area] = mapAreas([areas([COUNTED, { code: B, now: [1, 9] }])], [shape(A, B)]);
    expect(area).toMatchObject({ state: 'notComparable', change: null, own: 41, valid: 110 });
    expect(area?.reasons).toEqual(['noPreviousFigures']);
  });

  test('with no valid votes at all has no share to compare', () => {
    const [area] = mapAreas([areas([{ code: A, now: [0, 0], before: [5, 5] }])], [shape(A)]);
    expect(area).toMatchObject({ state: 'notComparable', own: 0, valid: 0, change: null });
  });
});

describe('a municipality', () => {
  test('has the change of its like for like, joined groups included', () => {
    const last = plan(baseline({ [A]: [50, 50], '99010199': [20, 20] }));
    const { municipalities } = areas([COUNTED, { code: B, now: [10, 10], boundary: 'changed' }], last);
    // 50 of 120 against 70 of 140.
    expect(municipalities).toMatchObject([{ code: PLACE, state: 'counted', counted: 2, of: 2 }]);
    expect(municipalities[0]?.likeForLike?.change).toBe((50 * 140 - 70 * 120) / (120 * 140));
  });

  test('is partly counted, or not at all', () => {
    expect(areas([COUNTED, { code: B }]).municipalities[0]).toMatchObject({ state: 'partly', counted: 1 });
    expect(areas([]).municipalities[0]).toMatchObject({ state: 'uncounted', of: 0, likeForLike: null });
  });

  test('is not comparable when all is counted and nothing was before', () => {
    expect(areas([{ code: A, now: [1, 1] }]).municipalities[0]).toMatchObject({ state: 'notComparable' });
  });
});

test('a counted district that no shape has is told, an uncounted or a collection district is not', () => {
  const contest = areas([COUNTED, OTHER, { code: C }, { code: '990100', now: [1, 1] }]);
  expect(withoutShape([contest], [shape(A)]).map(({ district }) => district)).toEqual([B]);
});
