import { describe, expect, test } from 'vitest';
import type { TargetState } from '../snapshot-shape.ts';
import { gateShare, gateVotes, latched } from './gate.ts';
import type { ContestEstimate } from './projection.ts';

const estimate = (given: Partial<ContestEstimate>): ContestEstimate => ({
  own: 3500,
  valid: 10_000,
  share: 0.35,
  nightShare: 0.35,
  shareError: 0.01,
  votesError: 100,
  sizeError: 0,
  ownIn: 1000,
  validIn: 3000,
  restValid: 6000,
  collectionValid: 1000,
  restBefore: { own: 2000, valid: 7000 },
  swing: { share: 0, growth: 1, riksdag: null, effective: 3, districts: 3 },
  onlyRecount: false,
  enough: true,
  ...given,
});

describe('the gate of a share goal', () => {
  test.each<[number, TargetState]>([
    [0.33039, 'reached'],
    [0.33041, 'leaningReached'],
    [0.34159, 'leaningReached'],
    [0.34161, 'tooEarly'],
    [0.35839, 'tooEarly'],
    [0.35841, 'leaningMissed'],
    [0.36959, 'leaningMissed'],
    [0.36961, 'missed'],
  ])('%f, when 0.35 ± 0.01 is expected, is %s', (goal, state) => {
    expect(gateShare(estimate({}), goal)).toBe(state);
  });

  test('says nothing while too little is in, however clear it looks', () => {
    expect(gateShare(estimate({ enough: false }), 0.1)).toBe('tooEarly');
  });

  test('is wider by what a collection count of another size would do', () => {
    // √(0.01² + 0.0075²) = 0.0125: decided from 0.0245 on.
    expect(gateShare(estimate({ sizeError: 0.0075 }), 0.3254)).toBe('reached');
    expect(gateShare(estimate({ sizeError: 0.0075 }), 0.3256)).toBe('leaningReached');
  });

  test('leans within what a recount may move, once every preliminary vote is in', () => {
    const counted = estimate({ restValid: 0, collectionValid: 0, onlyRecount: true, shareError: 0.0001 });
    expect(gateShare(counted, 0.3491)).toBe('leaningReached');
    expect(gateShare(counted, 0.3489)).toBe('reached');
    expect(gateShare(counted, 0.3509)).toBe('leaningMissed');
    expect(gateShare(counted, 0.3511)).toBe('missed');
  });
});

describe('the gate of a votes goal', () => {
  test.each<[number, TargetState]>([
    [3303, 'reached'],
    [3305, 'leaningReached'],
    [3500, 'tooEarly'],
    [3585, 'leaningMissed'],
    [3697, 'missed'],
  ])('%i, when 3500 ± 100 are expected, is %s', (goal, state) => {
    expect(gateVotes(estimate({}), goal)).toBe(state);
  });

  test('leans within 0.6 % once every preliminary vote is in', () => {
    const counted = estimate({ restValid: 0, collectionValid: 0, onlyRecount: true });
    expect(gateVotes(counted, 3480)).toBe('leaningReached');
    expect(gateVotes(counted, 3478)).toBe('reached');
  });
});

/** What is shown after each state in turn. */
function shown(states: readonly TargetState[]): readonly TargetState[] {
  let last: TargetState | null = null;
  return states.map((state, at) => (last = latched(last, states[at - 1] ?? 'tooEarly', state)));
}

describe('the latch', () => {
  test('shows a decided state only when it is said twice in a row', () => {
    expect(shown(['reached', 'reached'])).toEqual(['leaningReached', 'reached']);
    expect(shown(['missed', 'tooEarly', 'missed', 'missed'])).toEqual([
      'leaningMissed',
      'tooEarly',
      'leaningMissed',
      'missed',
    ]);
  });

  test('holds it through one state that says otherwise', () => {
    expect(shown(['missed', 'missed', 'tooEarly', 'missed'])).toEqual([
      'leaningMissed',
      'missed',
      'missed',
      'missed',
    ]);
  });

  test('gives it up at the second', () => {
    expect(shown(['missed', 'missed', 'leaningMissed', 'tooEarly']).at(-1)).toBe('tooEarly');
    expect(shown(['missed', 'missed', 'reached', 'reached']).slice(2)).toEqual(['missed', 'reached']);
  });

  test('does not hold back what only leans', () => {
    expect(shown(['leaningMissed', 'tooEarly', 'leaningReached'])).toEqual([
      'leaningMissed',
      'tooEarly',
      'leaningReached',
    ]);
  });
});
