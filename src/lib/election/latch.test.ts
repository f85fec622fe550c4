import { describe, expect, test } from 'vitest';
import { withCauses } from './changes.ts';
import type { CorrectionEvent, ElectionEvent } from './event.ts';
import { shownAfter, shownAfterEntries } from './latch.ts';
import type { Target, TargetState } from './snapshot-shape.ts';

const goal = (state: TargetState, more: Partial<Target> = {}): Omit<Target, 'since'> =>
  ({ id: 'a', kind: 'share', contest: 'KF-9901', state, final: false, needed: null, ...more }) as Target;
const history = (state: TargetState) => new Map([['a', { state, since: '', final: false }]]);
const states = (targets: readonly { readonly state: TargetState }[]) => targets.map(({ state }) => state);

describe('what is shown after a file', () => {
  test('a decided state must be said twice, a certain one once', () => {
    expect(states(shownAfter(new Map(), [goal('tooEarly')], [goal('missed')]))).toEqual(['leaningMissed']);
    expect(states(shownAfter(history('leaningMissed'), [goal('missed')], [goal('missed')]))).toEqual([
      'missed',
    ]);
    const final = goal('missed', { final: true });
    expect(states(shownAfter(new Map(), [goal('tooEarly')], [final]))).toEqual(['missed']);
  });
});

describe('every expected vote is in', () => {
  const needed = (votesOfRest: number, restVotes: number): Target['needed'] => ({
    votesOfRest,
    restVotes,
    restBy: 'expected',
    restShareBefore: null,
    shareOfRest: null,
    settled: null,
  });
  const shownWith = (state: TargetState, shown: TargetState, votesOfRest: number, restVotes = 0) =>
    states(
      shownAfter(history(shown), [goal(shown)], [goal(state, { needed: needed(votesOfRest, restVotes) })]),
    );

  test('an answer that the figures deny is not held for another file', () => {
    expect(shownWith('missed', 'reached', 7)).toEqual(['leaningMissed']);
    expect(shownWith('tooEarly', 'reached', 1)).toEqual(['tooEarly']);
    expect(shownWith('reached', 'missed', 0)).toEqual(['leaningReached']);
  });

  test('it holds while votes are out, and while the figures bear it out', () => {
    expect(shownWith('missed', 'reached', 7, 1)).toEqual(['reached']);
    expect(shownWith('leaningReached', 'reached', 0)).toEqual(['reached']);
    expect(shownWith('leaningMissed', 'missed', 1)).toEqual(['missed']);
  });
});

describe('what is shown after an entry by hand', () => {
  test('is no second look at the votes: it confirms nothing', () => {
    const same = shownAfterEntries(history('leaningMissed'), [goal('missed')], [goal('missed')]);
    expect(states(same)).toEqual(['leaningMissed']);
    const held = shownAfterEntries(history('missed'), [goal('tooEarly')], [goal('tooEarly')]);
    expect(states(held)).toEqual(['missed']);
  });

  test('moves a goal that the entry itself says otherwise about, through the latch', () => {
    const turned = shownAfterEntries(history('tooEarly'), [goal('tooEarly')], [goal('missed')]);
    expect(states(turned)).toEqual(['leaningMissed']);
  });

  test('is at once what governing and counted goals say', () => {
    const counted = goal('reached', { kind: 'count', contest: null });
    expect(states(shownAfterEntries(new Map(), [goal('unknown', { kind: 'count' })], [counted]))).toEqual([
      'reached',
    ]);
  });
});

describe('why a goal went back on its answer', () => {
  const correction = (districtName: string, contest = 'KF-9901') =>
    ({ kind: 'correction', contest, districtName }) as unknown as CorrectionEvent;
  const turned = (from: TargetState, because?: readonly string[]): ElectionEvent =>
    ({
      kind: 'target',
      contest: 'KF-9901',
      from,
      to: 'leaningMissed',
      ...(because ? { because } : {}),
    }) as ElectionEvent;
  const causes = (event: ElectionEvent, ...earlier: readonly CorrectionEvent[]) => {
    const [found] = withCauses([event], earlier);
    return found?.kind === 'target' ? found.because : undefined;
  };

  test('is what was corrected in the revision before, and in its own', () => {
    expect(causes(turned('reached'), correction('Frösö 5'))).toEqual(['Frösö 5']);
    expect(causes(turned('reached', ['Lit 1']), correction('Frösö 5'))).toEqual(['Frösö 5', 'Lit 1']);
  });

  test('is no other contest’s correction, and no cause of an answer that was not given', () => {
    expect(causes(turned('reached'), correction('Frösö 5', 'RF-99'))).toBeUndefined();
    expect(causes(turned('tooEarly'), correction('Frösö 5'))).toBeUndefined();
  });
});
