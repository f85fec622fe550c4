import { describe, expect, test } from 'vitest';
import { directed, HOLD_SECONDS, startDirection, stepped, type Direction, type Orders } from './director.ts';

const TURN = ['mal', 'lopp', 'kommuner'];
const orders = (seconds: number, more: Partial<Orders> = {}): Orders => ({
  now: seconds * 1000,
  turn: TURN,
  secondsPerScene: 12,
  paused: false,
  pin: null,
  step: 0,
  news: [],
  ...more,
});
/** Directs through a list of orders; the scenes shown. */
function play(list: readonly Orders[], from = startDirection('mal', 0, 0)): readonly string[] {
  let state: Direction = from;
  return list.map((order) => (state = directed(state, order)).scene);
}

describe('the turn', () => {
  test('goes round in the tempo asked for', () => {
    expect(play([orders(11), orders(12), orders(23), orders(24), orders(36)])).toEqual([
      'mal',
      'lopp',
      'lopp',
      'kommuner',
      'mal',
    ]);
    expect(play([orders(4, { secondsPerScene: 5 }), orders(5, { secondsPerScene: 5 })])).toEqual([
      'mal',
      'lopp',
    ]);
  });

  test('leaves a scene that the night no longer has', () => {
    expect(play([orders(1, { turn: ['lopp', 'kommuner'] })])).toEqual(['lopp']);
  });

  test('stands while paused or pinned, and goes on afterwards', () => {
    expect(play([orders(60, { paused: true }), orders(61)])).toEqual(['mal', 'lopp']);
    expect(play([orders(1, { pin: 'karta' }), orders(90, { pin: 'karta' }), orders(91)])).toEqual([
      'karta',
      'karta',
      'lopp',
    ]);
  });

  test('goes one on for each step of the operator, also when paused', () => {
    expect(
      play([orders(1, { step: 1 }), orders(2, { step: 1 }), orders(3, { step: 2, paused: true })]),
    ).toEqual(['lopp', 'lopp', 'kommuner']);
  });
});

describe('news', () => {
  test('is shown at once and held, and then the turn goes on', () => {
    const scenes = play([
      orders(3, { news: ['kommun-1'] }),
      orders(3 + HOLD_SECONDS - 1),
      orders(3 + HOLD_SECONDS),
    ]);
    expect(scenes).toEqual(['kommun-1', 'kommun-1', 'lopp']);
  });

  test('waits while other news is held, each place once', () => {
    const scenes = play([
      orders(3, { news: ['a', 'b'] }),
      orders(4, { news: ['b', 'a'] }),
      orders(9),
      orders(10),
      orders(9 + HOLD_SECONDS),
      orders(10 + HOLD_SECONDS),
    ]);
    expect(scenes).toEqual(['a', 'a', 'a', 'b', 'b', 'lopp']);
  });

  test('of many goals at once goes before all that waits', () => {
    const scenes = play([
      orders(3, { news: ['a', 'b', 'c'] }),
      orders(4, { news: ['mal', 'd'] }),
      orders(10),
      orders(17),
    ]);
    expect(scenes).toEqual(['a', 'a', 'mal', 'd']);
  });

  test('of a flood is shown in part: the screen does not run after an hour of it', () => {
    const flood = Array.from({ length: 40 }, (_, index) => `kommun-${index}`);
    const shown = play([
      orders(1, { news: flood }),
      ...[1, 2, 3, 4, 5].map((times) => orders(1 + times * HOLD_SECONDS)),
    ]);
    expect(shown.filter((scene) => scene.startsWith('kommun-'))).toHaveLength(3);
  });

  test('waits for a paused screen, and is no matter to a pinned one', () => {
    expect(play([orders(1, { paused: true, news: ['a'] }), orders(2)])).toEqual(['mal', 'a']);
    expect(play([orders(1, { pin: 'karta', news: ['a'] }), orders(2)])).toEqual(['karta', 'lopp']);
  });

  test('of a council each minute lets no scene of the turn starve', () => {
    const turn = Array.from({ length: 11 }, (_, index) => `scen-${index}`);
    const times = new Map(turn.map((id) => [id, 0]));
    let state = startDirection('scen-0', 0, 0);
    for (let second = 1; second <= 30 * 60; second += 1) {
      const news = second % 60 === 0 ? ['kommun-2326'] : [];
      const next = directed(state, orders(second, { turn, news }));
      if (next.scene !== state.scene && times.has(next.scene))
        times.set(next.scene, (times.get(next.scene) ?? 0) + 1);
      state = next;
    }
    const shown = [...times.values()];
    // 46 seconds of each minute are the turn's: about a hundred showings of eleven scenes.
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...shown) - Math.min(...shown)).toBeLessThanOrEqual(1);
  });
});

test('keys on the machine go on and back, around the ends', () => {
  const start = startDirection('mal', 0, 0);
  expect(stepped(start, TURN, 1, 5).scene).toBe('lopp');
  expect(stepped(start, TURN, -1, 5).scene).toBe('kommuner');
  expect(stepped(start, TURN, 1, 5).since).toBe(5);
});

test('keys in news outside the turn go on from where it was interrupted, or back to it', () => {
  const inNews = directed({ ...startDirection('lopp', 0, 0) }, orders(3, { news: ['kommun-1'] }));
  expect(inNews.scene).toBe('kommun-1');
  expect(stepped(inNews, TURN, 1, 5).scene).toBe('kommuner');
  expect(stepped(inNews, TURN, -1, 5).scene).toBe('lopp');
  expect(stepped(startDirection('kommun-1', 0, 0), TURN, 1, 5).scene).toBe('mal');
  expect(stepped(startDirection('kommun-1', 0, 0), TURN, -1, 5).scene).toBe('kommuner');
});
