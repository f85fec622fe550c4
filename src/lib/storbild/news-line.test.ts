import { describe, expect, test } from 'vitest';
import type { EventContext } from '../describe-event.ts';
import type { StoredEvent } from '../election/event.ts';
import { eveningOf, NBSP } from '../format.ts';
import { lineWithoutHidden, newsWords, SILENT, told, type NewsLine } from './news-line.ts';

const turned = (id: number): StoredEvent =>
  ({
    id,
    revision: id,
    at: '2018-09-09T22:40:00+02:00',
    event: { kind: 'target', target: `goal-${id}`, label: `Mål ${id}`, from: 'tooEarly', to: 'missed' },
  }) as unknown as StoredEvent;
const report = { id: 90, event: { kind: 'report' } } as unknown as StoredEvent;
const newestFirst = (...ids: number[]) => ids.sort((a, b) => b - a).map(turned);

/** What is said from second to second, by the events' numbers, after news that came at given seconds. */
function play(news: Readonly<Record<number, readonly StoredEvent[]>>, seconds: number): string[] {
  const said: string[] = [];
  let line: NewsLine = SILENT;
  for (let tick = 0; tick <= seconds * 2; tick += 1) {
    line = told(line, (tick % 2 === 0 && news[tick / 2]) || [], tick * 500);
    const now = line.said?.map(({ id }) => id).join('+') ?? '';
    if (said.at(-1) !== now) said.push(now);
  }
  return said;
}

describe('the line of news', () => {
  test('says one thing after another, oldest first, and is then silent', () => {
    expect(play({ 1: newestFirst(1, 2, 3) }, 30)).toEqual(['', '1', '2', '3', '']);
  });

  test('begins to say all of it within ten seconds, also when more comes meanwhile', () => {
    const said = play({ 0: newestFirst(1, 2, 3, 4, 5, 6), 3: newestFirst(7, 8) }, 13);
    expect(said.filter(Boolean).map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('leaves each a second at least', () => {
    let line = told(SILENT, newestFirst(1, 2, 3, 4, 5, 6), 0);
    for (const now of [100, 500, 900]) line = told(line, newestFirst(now), now);
    expect(line.said?.[0].id).toBe(1);
    expect(told(line, [], 1500).said?.[0].id).toBe(2);
  });

  test('says a flood of goals at once, and nothing of districts that come in', () => {
    expect(play({ 1: newestFirst(1, 2, 3, 4, 5, 6, 7) }, 10)[1]).toBe('1+2+3+4+5+6+7');
    expect(told(SILENT, [report], 0).said).toBeNull();
  });

  test('says no more of a goal from when it is hidden, neither what is said nor what waits', () => {
    const line = told(SILENT, newestFirst(1, 2, 3), 0);
    const hidden = lineWithoutHidden(line, ['goal-1', 'goal-3']);
    expect(hidden.said).toBeNull();
    expect(hidden.waiting.map(({ item }) => item.map(({ id }) => id))).toEqual([[2]]);
    expect(told(hidden, [], 100).said?.[0].id).toBe(2);
    const flood = told(SILENT, newestFirst(1, 2, 3, 4, 5, 6, 7), 0);
    expect(lineWithoutHidden(flood, ['goal-2']).said?.map(({ id }) => id)).toEqual([1, 3, 4, 5, 6, 7]);
  });

  test('tells of a flood how many and when', () => {
    const context = { evening: eveningOf('2018-09-09') } as unknown as EventContext;
    const words = newsWords([turned(1), turned(2)], context);
    expect(words.replaceAll(NBSP, ' ')).toBe('2 mål har nytt läge 22.40');
  });
});
