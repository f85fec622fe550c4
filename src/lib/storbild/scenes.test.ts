import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../election/event.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';
import { newsScenes, withoutHidden } from './news.ts';
import { sceneOfContest, scenesOf } from './scenes.ts';

const load = (name: string): Snapshot =>
  JSON.parse(readFileSync(`tests/fixtures/overview-${name}.json`, 'utf8')).snapshot ??
  JSON.parse(readFileSync(`tests/fixtures/overview-${name}.json`, 'utf8'));
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
