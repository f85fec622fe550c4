/** What the goals said through a whole replayed night, against what the final count says. */
import { describe, expect, test } from 'vitest';
import type { TargetState } from '../src/lib/election/snapshot-shape.ts';
import { playNight, type ReplayedNight } from './support/night.ts';
import { openTestStore } from './support/store.ts';

interface Told {
  readonly at: string;
  readonly target: string;
  readonly to: TargetState;
}

async function statesOf(night: ReplayedNight) {
  const played = await playNight({ night, store: await openTestStore('embedded') });
  const events = await played.register.store.events.list({ limit: 10_000, kinds: ['target'] });
  const told = events
    .reverse()
    .flatMap(({ at, event }): Told[] =>
      event.kind === 'target' ? [{ at, target: event.target, to: event.to }] : [],
    );
  const end = await played.snapshot();
  await played.close();
  const judged = end.targets.filter(({ kind }) => kind === 'share' || kind === 'votes');
  return { told, judged };
}

describe.each(['2018', '2014'] as const)('the replayed night of %s', (night) => {
  test('never calls a goal wrongly, and calls most of them before the night is over', async () => {
    const { told, judged } = await statesOf(night);
    const truth = new Map(judged.map(({ id, state }) => [id, state]));
    const wrong = told.filter(
      ({ target, to }) =>
        (to === 'reached' || to === 'missed') && truth.has(target) && truth.get(target) !== to,
    );
    expect(wrong).toEqual([]);
    const early = judged.filter(({ id, state }) => {
      const first = told.find(({ target, to }) => target === id && to === state);
      return first !== undefined && first.at.slice(5, 10) <= (night === '2018' ? '09-10' : '09-15');
    });
    expect(judged.every(({ state }) => state === 'reached' || state === 'missed')).toBe(true);
    expect(early.length).toBeGreaterThan(judged.length / 2);
  }, 300_000);
});
