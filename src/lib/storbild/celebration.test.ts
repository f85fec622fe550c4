import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../election/event.ts';
import { USUAL_SCREEN } from '../election/screen.ts';
import type { Snapshot, Target, TargetState } from '../election/snapshot-shape.ts';
import { CELEBRATION_MS, caughtUpTo, newlyReached, watchedFrom } from './celebration.ts';

const turn = (target: string, from: TargetState | null, to: TargetState, revision = 8): StoredEvent => ({
  id: revision,
  revision,
  at: '2018-09-09T22:40:00+02:00',
  event: { kind: 'target', contest: null, target, label: target, from, to, final: false },
});
const shown = (states: Readonly<Record<string, TargetState>>, hidden: readonly string[] = []) => ({
  targets: Object.entries(states).map(([id, state]) => ({ id, state }) as Target),
  screen: { ...USUAL_SCREEN, hidden } as Snapshot['screen'],
});
const watching = watchedFrom(7);
const berg = turn('berg', 'leaningReached', 'reached');

describe('a celebration', () => {
  test('is for a goal that becomes reached while the screen watches', () => {
    expect(newlyReached(watching, [berg], shown({ berg: 'reached' }))).toEqual(['berg']);
    expect(newlyReached(watching, [turn('berg', null, 'reached')], shown({ berg: 'reached' }))).toEqual([
      'berg',
    ]);
  });
  test('takes three seconds at most', () => {
    expect(CELEBRATION_MS).toBeLessThanOrEqual(3000);
  });
  test('is not repeated: not by the same event, nor when the goal went and came back', () => {
    const after = { ...watching, had: ['berg'] };
    expect(newlyReached(after, [berg], shown({ berg: 'reached' }))).toEqual([]);
    expect(newlyReached(after, [turn('berg', 'missed', 'reached', 9)], shown({ berg: 'reached' }))).toEqual(
      [],
    );
    expect(newlyReached(watching, [berg, berg], shown({ berg: 'reached' }))).toEqual(['berg']);
  });
  test('is not for what was so when the page was opened, nor for what happened while it was lost', () => {
    expect(newlyReached(watchedFrom(8), [berg], shown({ berg: 'reached' }))).toEqual([]);
    expect(newlyReached(caughtUpTo(watching, 8), [berg], shown({ berg: 'reached' }))).toEqual([]);
  });
  test('is not for a goal that stays reached, goes back, or was taken back in the same breath', () => {
    const confirmed = turn('berg', 'reached', 'reached');
    const lost = turn('berg', 'reached', 'missed');
    expect(newlyReached(watching, [confirmed], shown({ berg: 'reached' }))).toEqual([]);
    expect(newlyReached(watching, [lost], shown({ berg: 'missed' }))).toEqual([]);
    expect(newlyReached(watching, [berg, lost], shown({ berg: 'missed' }))).toEqual([]);
  });
  test('is never of a goal that the operator has hidden', () => {
    expect(newlyReached(watching, [berg], shown({ berg: 'reached' }, ['berg']))).toEqual([]);
  });
});
