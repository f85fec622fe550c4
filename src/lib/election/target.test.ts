import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTEST, SHARE_AND_VOTES } from '../../../tests/support/results.ts';
import type { Goal } from './plan.ts';
import type { Baseline } from './snapshot-shape.ts';
import { judge, type Rest, type Standing } from './target.ts';

const [share, votes] = SHARE_AND_VOTES as readonly [Goal, Goal];
const baseline: Baseline = { electionDate: '2026-09-13', votes: 40, valid: 100, share: 0.4 };
const rest = (count: number | null): Rest => ({
  votes: count,
  by: 'lastTime',
  shareBefore: null,
  held: { own: 0, valid: 0 },
});
const standing = (given: Partial<Standing>): Standing => ({
  own: 0,
  valid: 0,
  counted: 1,
  final: false,
  mayCome: 1000,
  rest: rest(100),
  estimate: null,
  ...given,
});

describe('a share goal', () => {
  test('is too early while votes that may come could still turn it', () => {
    const target = judge(share, standing({ own: 45, valid: 100, mayCome: 20 }), baseline);
    expect(target).toMatchObject({ state: 'tooEarly', final: false, goal: 0.4, value: 0.45 });
  });

  test('is reached when even a rest without one own vote keeps it above', () => {
    expect(judge(share, standing({ own: 45, valid: 100, mayCome: 12 }), baseline).state).toBe('reached');
    expect(judge(share, standing({ own: 45, valid: 100, mayCome: 13 }), baseline).state).toBe('tooEarly');
  });

  test('is missed when a rest of only own votes cannot lift it above; meeting it is not enough', () => {
    expect(judge(share, standing({ own: 10, valid: 100, mayCome: 50 }), baseline).state).toBe('missed');
    expect(judge(share, standing({ own: 10, valid: 100, mayCome: 51 }), baseline).state).toBe('tooEarly');
  });

  test('final: equal to last time is missed, one vote more is reached', () => {
    const end = { final: true, mayCome: 0, rest: rest(0) };
    expect(judge(share, standing({ own: 400, valid: 1000, ...end }), baseline)).toMatchObject({
      state: 'missed',
      final: true,
      gap: 0,
    });
    expect(judge(share, standing({ own: 401, valid: 1000, ...end }), baseline)).toMatchObject({
      state: 'reached',
    });
  });

  test('needs the fewest votes that pass the line, and their share of the rest', () => {
    const { needed } = judge(share, standing({ own: 30, valid: 100, rest: rest(100) }), baseline);
    expect(needed).toMatchObject({ votesOfRest: 51, restVotes: 100, shareOfRest: 0.51, settled: null });
  });

  test('has no share of the rest when nothing remains to compare with', () => {
    const { needed } = judge(share, standing({ own: 30, valid: 100, rest: rest(0) }), baseline);
    expect(needed).toMatchObject({ votesOfRest: 11, shareOfRest: null });
  });

  test('has no value before the first district, and no state of its own', () => {
    const target = judge(share, standing({ counted: 0, own: 0, valid: 0 }), baseline);
    expect(target).toMatchObject({ value: null, gap: null, state: 'tooEarly' });
  });

  test('is unknown without a baseline', () => {
    expect(judge(share, standing({ own: 30, valid: 100 }), null)).toMatchObject({
      state: 'unknown',
      goal: null,
    });
  });

  test('what is needed is exactly enough: one vote less is not (law)', () => {
    const count = fc.integer({ min: 0, max: 60_000 });
    fc.assert(
      fc.property(
        count,
        count,
        fc.integer({ min: 1, max: 60_000 }),
        fc.tuple(count, count),
        (own, others, out, [a, b]) => {
          const last: Baseline = { ...baseline, votes: a, valid: a + b + 1 };
          const valid = own + others;
          const { needed } = judge(share, standing({ own, valid, rest: rest(out) }), last);
          const passes = (more: number) =>
            BigInt(own + more) * BigInt(last.valid) > BigInt(last.votes) * BigInt(valid + out);
          const needs = needed?.votesOfRest ?? Number.NaN;
          expect([passes(needs), passes(needs - 1)]).toEqual([true, false]);
        },
      ),
    );
  });

  test('once settled by arithmetic, no rest turns it (law)', () => {
    const count = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(count, count, count, count, (own, others, mayCome, mine) => {
        const valid = own + others;
        const state = judge(share, standing({ own, valid, mayCome }), baseline).state;
        const come = Math.min(mayCome, mine * 2);
        const add = Math.min(mine, come);
        const end = judge(
          share,
          standing({ own: own + add, valid: valid + come, mayCome: 0, final: true }),
          baseline,
        ).state;
        expect(state === 'tooEarly' || valid + come === 0 || state === end).toBe(true);
      }),
    );
  });
});

describe('a votes goal', () => {
  test('counts from last time’s votes', () => {
    expect(judge(votes, standing({ own: 60, valid: 100 }), baseline)).toMatchObject({
      goal: 90,
      value: 60,
      gap: -30,
    });
  });

  test('is reached with its last vote, whatever is still out', () => {
    expect(judge(votes, standing({ own: 90, valid: 100 }), baseline).state).toBe('reached');
    expect(judge(votes, standing({ own: 89, valid: 100 }), baseline).state).toBe('tooEarly');
  });

  test('is missed when the electorate left cannot give it', () => {
    expect(judge(votes, standing({ own: 60, valid: 100, mayCome: 29 }), baseline).state).toBe('missed');
    expect(judge(votes, standing({ own: 60, valid: 100, mayCome: 30 }), baseline).state).toBe('tooEarly');
  });

  test('needs goal less votes in, exactly, and says what share of the rest that is', () => {
    const { needed } = judge(votes, standing({ own: 60, valid: 100, rest: rest(120) }), baseline);
    expect(needed).toMatchObject({ votesOfRest: 30, shareOfRest: 0.25, restVotes: 120 });
  });

  test('is never settled while the electorate is not known', () => {
    expect(judge(votes, standing({ own: 1, valid: 100, mayCome: null }), baseline).state).toBe('tooEarly');
  });
});

test('governing and hand-counted goals are unknown until there is a fact', () => {
  const governing: Goal = { id: 'g', kind: 'governing', contest: CONTEST, label: 'styra', source: 'rad 2' };
  const count: Goal = {
    id: 'c',
    kind: 'count',
    contest: null,
    label: 'räkna',
    source: 'rad 3',
    goal: 155,
    unit: 'personer',
    until: null,
    grows: false,
    followUp: false,
  };
  expect(judge(governing, standing({ own: 1, valid: 1 }), baseline)).toMatchObject({
    state: 'unknown',
    value: null,
  });
  expect(judge(count, null, null)).toMatchObject({ state: 'unknown', goal: 155, value: null });
});
