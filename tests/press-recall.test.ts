/** What is said of a copied share or comparison afterwards: it holds, the count went on, another stage, corrected, gone. */
import { describe, expect, test } from 'vitest';
import type { ContestId } from '../src/lib/election/model.ts';
import { recall } from '../src/lib/press/recall.ts';
import {
  BEFORE,
  copy,
  corrected,
  FALL,
  FALLEN,
  finalOf,
  GROWN,
  nowIn,
  outcome,
  reported,
  stored,
} from './support/press-copies.ts';
import { at } from './support/press-samples.ts';

describe('a copied share', () => {
  const share = copy('KF-2326.andel');

  test('holds while nothing happens, and while another contest is corrected', () => {
    const elsewhere = { ...FALL, contest: 'KF-2303' as ContestId };
    expect(recall(share, nowIn(BEFORE, 'KF-2326.andel'), [stored(elsewhere)])).toEqual({ outcome: 'holds' });
  });

  test('that only grew is told apart from a correction', () => {
    const since = [stored(reported('23260104', 200, 500))];
    expect(recall(share, nowIn(GROWN, 'KF-2326.andel'), since)).toEqual({
      outcome: 'grown',
      then: '40,60\u00a0%',
      now: '40,48\u00a0%',
    });
  });

  test('of a corrected district is recalled, with where and when', () => {
    expect(recall(share, nowIn(FALLEN, 'KF-2326.andel'), [stored(FALL)])).toEqual({
      outcome: 'corrected',
      then: '40,60\u00a0%',
      now: '40,30\u00a0%',
      should: '40,30\u00a0%',
      places: ['Distrikt 23260101'],
      corrected: [
        { district: '23260101', name: 'Distrikt 23260101', municipality: '2326', collection: false },
      ],
      at: at('09T22:50'),
      moved: false,
    });
  });

  test('is recalled though the count has gone on meanwhile, and says what it should have been', () => {
    const since = [stored(reported('23260104', 200, 500)), stored(FALL)];
    const now = nowIn({ ...GROWN, votes: { S: 1002, C: 850, M: 550 } }, 'KF-2326.andel');
    expect(recall(share, now, since)).toMatchObject({
      outcome: 'corrected',
      should: '40,30\u00a0%',
      now: '40,24\u00a0%',
      moved: true,
    });
  });

  test('whose count is the same again by growth is recalled all the same', () => {
    const since = [stored(FALL), stored(reported('23260104', 10, 10))];
    expect(outcome(share, nowIn(BEFORE, 'KF-2326.andel'), since)).toBe('corrected');
  });

  test('is not recalled by a correction of a district that came after it', () => {
    const late = corrected('23260104', [210, 510], [200, 500]);
    const since = [stored(late, { id: 901 }), stored(reported('23260104', 210, 510), { id: 900 })];
    expect(outcome(share, nowIn(GROWN, 'KF-2326.andel'), since)).toBe('grown');
  });

  test('is not recalled by what the page knew when it was copied', () => {
    expect(outcome(share, nowIn(BEFORE, 'KF-2326.andel'), [stored(FALL, { id: 100 })])).toBe('holds');
  });

  test('holds when a correction changes nothing of what was told', () => {
    const between = corrected('23260101', [300, 700], [300, 700], { C: 5, M: -5 });
    expect(outcome(share, nowIn(BEFORE, 'KF-2326.andel'), [stored(between)])).toBe('holds');
    // 1 vote of 2 000: 811/1 999 = 40,57 % with two decimals, 40,6 % with one.
    const one = corrected('23260101', [300, 700], [299, 699]);
    const now = nowIn({ ...BEFORE, votes: { S: 811, C: 700, M: 400 } }, 'KF-2326.andel');
    expect(outcome(share, now, [stored(one)])).toBe('corrected');
    expect(outcome({ ...share, decimals: 1 }, now, [stored(one)])).toBe('holds');
  });

  test('is recalled in a length that tells the votes, where the share alone holds', () => {
    const one = corrected('23260101', [300, 700], [299, 699]);
    const now = nowIn({ ...BEFORE, votes: { S: 811, C: 700, M: 400 } }, 'KF-2326.andel');
    const statement = copy('KF-2326.andel', 'statement', { decimals: 1 });
    expect(outcome(statement, now, [stored(one)])).toBe('corrected');
  });

  test('holds when a correction is taken back', () => {
    const back = corrected('23260101', [290, 690], [300, 700]);
    expect(outcome(share, nowIn(BEFORE, 'KF-2326.andel'), [stored(FALL), stored(back)])).toBe('holds');
  });

  test('several corrections of several districts are one recall, the newest’s time', () => {
    const second = corrected('23260102', [100, 400], [90, 400], { C: 10 });
    const now = nowIn({ ...BEFORE, votes: { S: 792, C: 710, M: 400 } }, 'KF-2326.andel');
    const since = [stored(FALL), stored(second, { at: at('09T23:10'), revision: 151 })];
    expect(recall(share, now, since)).toMatchObject({
      outcome: 'corrected',
      places: ['Distrikt 23260101', 'Distrikt 23260102'],
      at: at('09T23:10'),
    });
  });

  test('of a withdrawn district is recalled; of one that came back with the same votes it holds', () => {
    const withdrawn = corrected('23260101', [300, 700], null, { C: -400 });
    const now = nowIn({ ...BEFORE, votes: { S: 512, C: 300, M: 400 }, counted: [2, 5] }, 'KF-2326.andel');
    expect(recall(share, now, [stored(withdrawn)])).toMatchObject({
      outcome: 'corrected',
      should: '39,38\u00a0%',
    });
    const back = [stored(withdrawn), stored(reported('23260101', 300, 700))];
    expect(outcome(share, nowIn(BEFORE, 'KF-2326.andel'), back)).toBe('holds');
    const otherwise = [stored(withdrawn), stored(reported('23260101', 290, 690))];
    expect(recall(share, nowIn(FALLEN, 'KF-2326.andel'), otherwise)).toMatchObject({
      outcome: 'corrected',
      should: '40,30\u00a0%',
      places: ['Distrikt 23260101'],
    });
  });

  test('withdrawn with its only district is gone', () => {
    expect(recall(share, null, [])).toEqual({ outcome: 'gone', then: '40,60\u00a0%' });
  });

  test('of another party is recalled by that party’s votes', () => {
    const other = copy('KF-2326.C.andel');
    const c = corrected('23260101', [300, 700], [300, 690], { C: -10 });
    const now = { ...BEFORE, votes: { S: 812, C: 690, M: 400 } };
    expect(recall(other, nowIn(now, 'KF-2326.C.andel'), [stored(c)])).toMatchObject({
      outcome: 'corrected',
      // 690 of 1 990.
      should: '34,67\u00a0%',
    });
  });

  test('of another stage is told as such, with what became of it', () => {
    const final = { ...BEFORE, stage: 'final', counted: [5, 5, 1], votes: { S: 2030, C: 2970 } } as const;
    const since = [stored(finalOf('2326'))];
    expect(recall(share, nowIn(final, 'KF-2326.andel'), since)).toEqual({
      outcome: 'stage',
      then: '40,60\u00a0%',
      // 2 030 of 5 088.
      now: '39,90\u00a0%',
    });
    expect(outcome(copy('KF-2326.andel', 'short'), nowIn(final, 'KF-2326.andel'), since)).toBe('stage');
  });

  test('corrections of a final count do not concern what was copied of the night', () => {
    const final = { ...BEFORE, stage: 'final', counted: [5, 5, 1], votes: { S: 2020, C: 2980 } } as const;
    const since = [stored(finalOf('2326')), stored(corrected('23260101', [305, 710], [295, 710]))];
    expect(outcome(share, nowIn(final, 'KF-2326.andel'), since)).toBe('stage');
  });

  test('a municipality’s final count is a stage of its own in the county', () => {
    const now = nowIn({ ...BEFORE, votes: { S: 820, C: 700, M: 400 } }, 'KF-2326.andel');
    expect(outcome(share, now, [stored(finalOf('2326'))])).toBe('stage');
  });

  test('of a final count that changes is a correction, whatever is known of why', () => {
    const closed = { ...BEFORE, stage: 'final', counted: [5, 5, 1] } as const;
    const copied = copy('KF-2326.andel', 'bare', { sketch: closed });
    const now = nowIn({ ...closed, votes: { S: 802, C: 700, M: 400 } }, 'KF-2326.andel');
    expect(recall(copied, now, [])).toMatchObject({
      outcome: 'corrected',
      places: [],
      should: null,
      at: null,
    });
  });
});

describe('a copied comparison', () => {
  const change = copy('KF-2326.forandring', 'short');

  test('is recalled by a compared district, not by one that is left out of it', () => {
    expect(outcome(change, nowIn(FALLEN, 'KF-2326.forandring'), [stored(FALL)])).toBe('corrected');
    const leftOut = corrected('23260109', [50, 100], [40, 90]);
    expect(outcome(change, nowIn(BEFORE, 'KF-2326.forandring'), [stored(leftOut)])).toBe('holds');
  });

  test('that only grew is no correction', () => {
    const now = nowIn({ ...GROWN, compared: [[720, 1800], [668, 1700], 3] }, 'KF-2326.forandring');
    expect(outcome(change, now, [stored(reported('23260104', 200, 500))])).toBe('grown');
  });

  test('with a compared district withdrawn says what it is now, not what it should have been', () => {
    const withdrawn = corrected('23260101', [300, 700], null);
    const now = nowIn(
      { ...BEFORE, counted: [2, 5], compared: [[220, 600], [168, 500], 1] },
      'KF-2326.forandring',
    );
    expect(recall(change, now, [stored(withdrawn)])).toMatchObject({ outcome: 'corrected', should: null });
  });
});
