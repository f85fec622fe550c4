import { describe, expect, test } from 'vitest';
import type { PresentFeed } from './election/snapshot-shape.ts';
import { freshness, nightNow, type FreshnessInput } from './freshness.ts';
import { NBSP } from './format.ts';

const feed: PresentFeed = {
  state: 'live',
  source: 'Valmyndigheten',
  checkedAt: '2018-09-09T22:50:00+02:00',
  changedAt: '2018-09-09T22:42:10+02:00',
  publishedAt: '2018-09-09T22:41:30+02:00',
  now: '2018-09-09T22:50:20+02:00',
  speed: 1,
  intervalSeconds: 60,
  problem: null,
  revision: 7,
};
const shown = (input: Partial<Omit<FreshnessInput, 'feed'>> & { feed?: Partial<PresentFeed> } = {}) => {
  const { words, detail, ...rest } = freshness({
    connection: 'open',
    silentSeconds: 3,
    feedSeconds: 3,
    ...input,
    feed: { ...feed, ...input.feed },
  });
  return { ...rest, words: words.replaceAll(NBSP, ' '), detail: detail.replaceAll(NBSP, ' ') };
};

describe('what the feed is', () => {
  test('live: the authority’s time and ours, as clock times', () => {
    expect(shown()).toEqual({
      state: 'live',
      severity: 'calm',
      words: 'Uppgift från Valmyndigheten 22.41, hämtad 22.42',
      detail: 'Kontrollerat 22.50.',
    });
  });
  test('waiting: nothing counted is said, no figure is', () => {
    const waiting = shown({ feed: { state: 'waiting', changedAt: null, publishedAt: null } });
    expect(waiting).toMatchObject({ severity: 'waiting', words: 'Inga distrikt räknade ännu' });
  });
  test('stale: since when, with an age that grows between two words from the server', () => {
    const state = { state: 'stale', now: '2018-09-09T23:04:05+02:00' } as const;
    expect(shown({ feed: state, feedSeconds: 0 })).toMatchObject({
      severity: 'old',
      words: 'Inget nytt sedan 22.42',
      detail: 'För 21 min sedan. Kontrollerat 22.50.',
      age: '21\u00a0min',
    });
    expect(shown({ feed: state, feedSeconds: 10 }).detail).toContain('För 22 min sedan');
  });
  test('down: the source is named, and the figures stay', () => {
    const down = shown({ feed: { state: 'down', now: '2018-09-09T22:56:00+02:00' }, feedSeconds: 0 });
    expect(down).toMatchObject({
      severity: 'broken',
      words: 'Ingen kontakt med källan sedan 22.50',
      detail: 'För 6 min sedan. Siffrorna står kvar.',
      age: '6\u00a0min',
    });
    expect(shown({ feed: { state: 'down', checkedAt: null } }).words).toBe('Ingen kontakt med källan');
  });
  test('complete: said, with the day when the night is long gone', () => {
    const late = shown({ feed: { state: 'complete', now: '2018-09-16T14:20:00+02:00' } });
    expect(late).toMatchObject({
      severity: 'calm',
      words: 'Uppgift från Valmyndigheten sön 9 sep 22.41, hämtad sön 9 sep 22.42',
    });
    expect(late.detail).toContain('Räkningen är klar');
  });
});

describe('what the connection is', () => {
  test('lost: overrides whatever the feed last said, with an age on the reader’s own clock', () => {
    for (const state of ['live', 'waiting', 'complete', 'down', 'stale'] as const) {
      expect(shown({ connection: 'lost', silentSeconds: 200, feed: { state } })).toMatchObject({
        state: 'lost',
        severity: 'broken',
        words: 'Ingen kontakt sedan 22.50',
        detail: 'Siffrorna är från då och uppdateras inte. Tyst i 3 min, försöker igen.',
      });
    }
  });
  test('twenty silent seconds are lost, even if the browser believes that the line is open', () => {
    expect(shown({ connection: 'open', silentSeconds: 19.9 }).state).toBe('live');
    expect(shown({ connection: 'open', silentSeconds: 20 }).state).toBe('lost');
    expect(shown({ connection: 'connecting', silentSeconds: 20 }).state).toBe('lost');
  });
  test('connecting never looks live', () => {
    expect(shown({ connection: 'connecting' })).toMatchObject({ severity: 'waiting', words: 'Läget 22.50' });
  });
  test('connecting hides neither a stale nor a dead source', () => {
    expect(shown({ connection: 'connecting', feed: { state: 'stale' } }).state).toBe('stale');
    expect(shown({ connection: 'connecting', feed: { state: 'down' } }).state).toBe('down');
  });
});

describe('the night’s clock', () => {
  const told = Date.parse(feed.now);
  test('goes on at the speed of the night', () => {
    expect(nightNow(feed, 4)).toBe(told + 4000);
    expect(nightNow({ ...feed, speed: 60 }, 4)).toBe(told + 240_000);
  });
  test('stands when nothing more is heard, and never runs backwards', () => {
    expect(nightNow(feed, 3600)).toBe(told + 20_000);
    expect(nightNow(feed, -5)).toBe(told);
  });
  test('a speed that is no number counts as real time, and a clock that stands stands', () => {
    expect(nightNow({ ...feed, speed: Infinity }, 2)).toBe(told + 2000);
    expect(nightNow({ ...feed, speed: 0 }, 2)).toBe(told);
  });
});
