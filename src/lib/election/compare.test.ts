import { describe, expect, test } from 'vitest';
import { baseline, knownOf, plan, result, type Sketch } from '../../../tests/support/results.ts';
import type { PlaceBaseline, Plan } from './plan.ts';
import { countContests } from './snapshot.ts';

const contestOf = (sketches: readonly Sketch[], last: PlaceBaseline | null) => {
  const counted = countContests(knownOf(result(sketches)), plan(last) as Plan)[0];
  if (!counted) throw new Error('no contest');
  return counted.contest;
};

describe('like for like', () => {
  const last = baseline({ '99010101': [40, 60], '99010102': [30, 70] }, [5, 15]);

  test('compares only counted districts, with their own previous figures', () => {
    const contest = contestOf(
      [{ code: '99010101', now: [50, 50], before: [40, 60] }, { code: '99010102' }],
      last,
    );
    expect(contest.likeForLike).toMatchObject({
      districts: 1,
      own: 50,
      valid: 100,
      ownBefore: 40,
      validBefore: 100,
    });
    expect(contest.likeForLike?.change).toBeCloseTo(0.1, 12);
  });

  test('is null while nothing is counted, and null is not 0 %', () => {
    const contest = contestOf([{ code: '99010101' }, { code: '99010102' }], last);
    expect(contest.likeForLike).toBeNull();
    expect(contest.own.share).toBeNull();
    expect(contest.stage).toBe('none');
  });

  test('leaves changed districts out until all of them are in, then joins them as one group', () => {
    const one: Sketch = { code: '99010101', now: [50, 50], before: [40, 60] };
    const changed = (code: string, now?: readonly [number, number]): Sketch => ({
      code,
      boundary: 'changed',
      ...(now ? { now } : {}),
    });
    const three = baseline({ '99010101': [40, 60], '99010107': [30, 70], '99010108': [10, 30] });
    const part = contestOf([one, changed('99010103', [20, 30]), changed('99010104')], three);
    expect(part.leftOut).toEqual([{ district: '99010103', reason: 'changedAwaitsGroup' }]);
    expect(part.likeForLike).toMatchObject({ districts: 1, validBefore: 100 });
    const all = contestOf([one, changed('99010103', [20, 30]), changed('99010104', [10, 40])], three);
    expect(all.leftOut).toEqual([]);
    expect(all.likeForLike).toMatchObject({
      districts: 3,
      own: 80,
      valid: 200,
      ownBefore: 80,
      validBefore: 240,
    });
  });

  test('joins the group although another district is out: its baseline is known by its code, or by its predecessors', () => {
    const three = baseline({ '99010101': [40, 60], '99010102': [10, 20], '99010107': [30, 70] }, [0, 0], {
      '99010105': ['99010101', '99010102'],
    });
    const contest = contestOf(
      [
        { code: '99010105', boundary: 'merged' },
        { code: '99010106', boundary: 'changed', now: [50, 50] },
      ],
      three,
    );
    expect(contest.likeForLike).toMatchObject({ districts: 1, ownBefore: 30, validBefore: 100 });
  });

  test('a merged district of unknown predecessors keeps the group waiting', () => {
    const three = baseline({ '99010101': [40, 60], '99010107': [30, 70] });
    const contest = contestOf(
      [
        { code: '99010105', boundary: 'merged' },
        { code: '99010106', boundary: 'changed', now: [50, 50] },
      ],
      three,
    );
    expect(contest.likeForLike).toBeNull();
    expect(contest.leftOut).toEqual([{ district: '99010106', reason: 'changedAwaitsGroup' }]);
  });

  test('joins the collection districts when all of the municipality are in', () => {
    const two: readonly Sketch[] = [
      { code: '99010101', now: [50, 50], before: [40, 60], constituency: '990101' },
      { code: '99010102', now: [30, 70], before: [30, 70], constituency: '990102' },
      { code: '990101', now: [4, 6], before: [2, 8], constituency: '990101' },
    ];
    const part = contestOf(two, last);
    expect(part.leftOut).toEqual([{ district: '990101', reason: 'collectionAwaitsOthers' }]);
    expect(part.counted).toMatchObject({ districts: 2, of: 2, collection: 1, collectionOf: 2 });
    expect(part.stage).toBe('wednesday');
    const all = contestOf(
      [...two, { code: '990102', now: [1, 9], before: [3, 7], constituency: '990102' }],
      last,
    );
    expect(all.likeForLike).toMatchObject({
      districts: 2,
      collection: 2,
      own: 85,
      valid: 220,
      ownBefore: 75,
      validBefore: 220,
    });
  });

  test('says which counted district the feed gives no previous figures for', () => {
    const contest = contestOf([{ code: '99010101', now: [50, 50] }, { code: '99010102' }], null);
    expect(contest.leftOut).toEqual([{ district: '99010101', reason: 'noPreviousFigures' }]);
    expect(contest.baseline).toBeNull();
  });
});

describe('what the uncounted places had last time', () => {
  const last = baseline({ '99010101': [40, 60], '99010102': [30, 70], '99010103': [20, 80] }, [5, 15]);
  const rest = (sketches: readonly Sketch[]) => contestOf(sketches, last).needed?.restVotes;

  test('is everything before the first district', () => {
    expect(rest([{ code: '99010101' }, { code: '99010102' }, { code: '99010103' }])).toBe(320);
  });

  test('falls by the counted districts, and keeps the collection count until it is in', () => {
    const counted: Sketch = { code: '99010101', now: [50, 50], before: [40, 60] };
    expect(rest([counted, { code: '99010102' }, { code: '99010103' }])).toBe(220);
  });

  test('splits the changed districts’ part by electorate', () => {
    const one: Sketch = { code: '99010101', now: [50, 50], before: [40, 60] };
    const changed: Sketch = { code: '99010105', boundary: 'changed', now: [10, 10], eligible: 300 };
    expect(rest([one, changed, { code: '99010106', boundary: 'changed', eligible: 100 }])).toBe(50 + 20);
  });

  test('is not known without a baseline', () => {
    expect(contestOf([{ code: '99010101' }], null).needed?.restVotes ?? null).toBeNull();
  });
});
