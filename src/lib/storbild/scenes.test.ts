import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../election/event.ts';
import type { Contest, Snapshot } from '../election/snapshot-shape.ts';
import { isScene, USUAL_SCREEN } from '../election/screen.ts';
import { sceneName } from './scene-words.ts';
import { freshOf, newsScenes, seenFrom, withoutHidden, withoutHiddenGoals } from './news.ts';
import { sceneOfContest, scenesOf } from './scenes.ts';

const load = (name: string): Snapshot => {
  const read = JSON.parse(readFileSync(`tests/fixtures/overview-${name}.json`, 'utf8'));
  return { ...(read.snapshot ?? read), screen: USUAL_SCREEN };
};
const midnight = load('midnight');

describe('the scenes of a night', () => {
  test('are the goals, each race, the councils, the news, seats and when; one council by its address only', () => {
    const scenes = scenesOf(midnight);
    const turn = scenes.filter(({ rotates }) => rotates).map(({ id }) => id);
    expect(turn.slice(0, 4)).toEqual(['mal', 'lopp-RD-23', 'lopp-RF-23', 'kommuner']);
    expect(turn).toContain('senast');
    expect(scenes.filter(({ kind }) => kind === 'council')).toHaveLength(8);
    expect(new Set(scenes.map(({ id }) => id)).size).toBe(scenes.length);
  });

  test('have the night of each race, in turn once it can be said where the count points', () => {
    const nights = (snapshot: Snapshot) => scenesOf(snapshot).filter(({ kind }) => kind === 'night');
    const turns = (snapshot: Snapshot) => nights(snapshot).map(({ id, rotates }) => [id, rotates]);
    const projection = { share: 0.3 } as Extract<Contest['projection'], { share: number }>;
    const [first, ...rest] = midnight.contests.map((contest) => ({
      ...contest,
      stage: 'night' as const,
      projection: { unavailable: 'tooFew' },
    }));
    if (!first) throw new Error('no contest');
    const begun = { ...midnight, contests: [{ ...first, projection }, ...rest] };
    expect(turns(begun)).toEqual([
      ['natten-RD-23', true],
      ['natten-RF-23', false],
    ]);
    expect(nights(begun).map(({ contest }) => contest)).toEqual(['RD-23', 'RF-23']);
    expect(turns(load('final')).map(([, rotates]) => rotates)).toEqual([true, true]);
    expect(turns(load('waiting')).map(([, rotates]) => rotates)).toEqual([false, false]);
    const named = nights(midnight).map((scene) => sceneName(scene, midnight));
    expect(named[0]).toBe('Natten: riksdagsvalet, Jämtlands län');
  });

  test('can each be pinned by the operator, and nothing else can', () => {
    expect(scenesOf(midnight).filter(({ id }) => !isScene(id, midnight))).toEqual([]);
    for (const id of ['xyz', 'kommun-9999', 'kommun-23', 'lopp-KF-9999', 'mal-RD-23']) {
      expect(isScene(id, midnight)).toBe(false);
    }
  });

  test('leave out what the night does not have', () => {
    const bare = scenesOf({ ...midnight, targets: [], contests: [] });
    expect(bare.filter(({ rotates }) => rotates).map(({ kind }) => kind)).not.toContain('goals');
    expect(bare.some(({ kind }) => kind === 'arrivals')).toBe(true);
  });

  test('a contest has its own', () => {
    expect(sceneOfContest(midnight, 'KF-2326')).toBe('kommun-2326');
    expect(sceneOfContest(midnight, 'RD-23')).toBe('lopp-RD-23');
    expect(sceneOfContest(midnight, 'KF-9999')).toBeNull();
  });
});

describe('news', () => {
  const event = (contest: string, kind: 'target' | 'correction'): StoredEvent =>
    ({
      id: 1,
      revision: 1,
      at: '',
      event: { kind, contest, from: 'tooEarly', to: 'missed' },
    }) as unknown as StoredEvent;

  test('is where a goal turned, then where a correction came, each place once', () => {
    const events = [event('KF-2303', 'correction'), event('KF-2326', 'target'), event('KF-2303', 'target')];
    expect(newsScenes(midnight, midnight, events)).toEqual(['kommun-2326', 'kommun-2303']);
  });

  test('is never of a goal that the operator has hidden', () => {
    const goal = { id: 1, event: { kind: 'target', target: 'rd-votes' } } as unknown as StoredEvent;
    const report = { id: 2, event: { kind: 'report' } } as unknown as StoredEvent;
    expect(withoutHidden([goal, report], ['rd-votes'])).toEqual([report]);
    expect(withoutHidden([goal, report], ['rd-share'])).toEqual([goal, report]);
  });

  test('of a night tells nothing of goals that are hidden, and their scenes leave the turn when all are', () => {
    const hide = (hidden: readonly string[]) => ({ ...midnight, screen: { ...midnight.screen, hidden } });
    const ids = midnight.targets.map(({ id }) => id);
    expect(withoutHiddenGoals(hide(ids.slice(0, 1))).targets.map(({ id }) => id)).toEqual(ids.slice(1));
    const goals = (night: Snapshot) =>
      scenesOf(night).filter(({ kind }) => kind === 'goals' || kind === 'when');
    expect(goals(hide(ids)).map(({ id, rotates }) => [id, rotates])).toEqual([
      ['mal', false],
      ['besked', false],
    ]);
    expect(goals(withoutHiddenGoals(hide(ids)))).toEqual(goals(hide(ids)));
  });

  const stored = (id: number, revision: number | null = id) => ({ id, revision }) as unknown as StoredEvent;

  test('is what has not been seen', () => {
    const { fresh, seen } = freshOf(seenFrom([stored(7)], 7), [stored(9, 8), stored(8, null), stored(7)]);
    expect(fresh.map(({ id }) => id)).toEqual([9, 8]);
    expect(freshOf(seen, [stored(9, 8)]).fresh).toEqual([]);
  });

  test('is not what is fetched anew because the newest report was withdrawn', () => {
    const night = [stored(9), stored(8), stored(7)];
    const emptied = freshOf(seenFrom(night, 9), []);
    expect(freshOf(emptied.seen, [stored(10), ...night]).fresh.map(({ id }) => id)).toEqual([10]);
  });

  test('is not what a replay that began anew had already told', () => {
    const again = freshOf(seenFrom([], 3), [stored(5, 4), stored(4, 3), stored(3, 2)]);
    expect(again.fresh.map(({ id }) => id)).toEqual([5]);
    const behind = freshOf(seenFrom([stored(900)], 900), [stored(2), stored(1)]);
    expect(behind.fresh).toEqual([]);
    expect(behind.seen.id).toBe(2);
  });

  test('is in the scene of all goals, first of all, when more turn at once than can be told one by one', () => {
    const many = Array.from({ length: 7 }, () => event('KF-2303', 'target'));
    expect(newsScenes(midnight, midnight, many)).toEqual(['mal', 'kommun-2303']);
    expect(newsScenes(midnight, midnight, many.slice(1))).toEqual(['kommun-2303']);
  });

  test('is where the last district came in, once', () => {
    const [first, ...rest] = midnight.contests;
    if (!first) throw new Error('no contest');
    const almost = { ...first, counted: { ...first.counted, districts: first.counted.of - 1 } };
    const done = { ...first, counted: { ...first.counted, districts: first.counted.of } };
    const before = { ...midnight, contests: [almost, ...rest] };
    const after = { ...midnight, contests: [done, ...rest] };
    expect(newsScenes(before, after, [])).toEqual(['lopp-RD-23']);
    expect(newsScenes(after, after, [])).toEqual([]);
  });
});
