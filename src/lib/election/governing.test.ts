import { describe, expect, test } from 'vitest';
import { governingAt, readMoment, takesPart, tookPart, type GoverningFact } from './governing.ts';
import type { PartyCode } from './model.ts';

const codes = (...parties: string[]) => parties as PartyCode[];
const A = 'A' as PartyCode;
const fact = (since: string | null, parties: string[], more: Partial<GoverningFact> = {}): GoverningFact => ({
  area: '9901',
  term: { from: '2022', to: '2026' },
  since: since === null ? null : readMoment(since),
  until: null,
  parties: codes(...parties),
  complete: true,
  without: [],
  majority: null,
  sources: ['en källa'],
  ...more,
});

describe('dates as exactly as they are known', () => {
  test.each([
    ['2021', '2021-01-01', '2021-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2024-04-17', '2024-04-17', '2024-04-17'],
    ['by 2026-01', '', '2026-01-31'],
    ['before 2026-09', '', '2026-09-01'],
  ])('%s is between %s and %s', (text, earliest, latest) => {
    expect(readMoment(text)).toEqual({ text, earliest, latest });
  });

  test.each(['', '20', '2024-13', 'våren 2024', '2024-4', '2024-02-31x', '2024-02-31'])(
    '%s is no date',
    (text) => {
      expect(readMoment(text)).toBeNull();
    },
  );
});

describe('who governed on a day', () => {
  const facts = [fact(null, ['B', 'C']), fact('2024-04', ['A', 'C']), fact('by 2026-01', ['A'])];

  test('is the newest fact that had surely begun, in the day’s own term', () => {
    expect(governingAt(facts, '9901', '2023-06-01').fact?.parties).toEqual(['B', 'C']);
    expect(governingAt(facts, '9901', '2024-06-01').fact?.parties).toEqual(['A', 'C']);
    expect(governingAt(facts, '9901', '2026-02-01').fact?.parties).toEqual(['A']);
    expect(governingAt(facts, '9901', '2019-01-31').fact).toBeNull();
    expect(governingAt(facts, '9902', '2024-06-01').fact).toBeNull();
  });

  test('names a change that may or may not have come before, and those that came later', () => {
    const april = governingAt(facts, '9901', '2024-04-15');
    expect(april.fact?.parties).toEqual(['B', 'C']);
    expect(april.uncertain.map(({ parties }) => parties)).toEqual([['A', 'C'], ['A']]);
    const before = governingAt([fact(null, ['B']), fact('2024-04', ['A'])], '9901', '2023-01-31');
    expect(before.later.map(({ parties }) => parties)).toEqual([['A']]);
  });

  test('a term begins when the new councils take office', () => {
    expect(governingAt(facts, '9901', '2022-10-14').fact).toBeNull();
    expect(governingAt(facts, '9901', '2022-10-15').fact).not.toBeNull();
    expect(governingAt(facts, '9901', '2026-10-15').fact).toBeNull();
  });
});

describe('whether a party takes part', () => {
  test('is known when it is named, when the list is whole, or when it is said not to', () => {
    expect(takesPart(fact(null, ['A', 'B'], { complete: false }), A)).toBe(true);
    expect(takesPart(fact(null, ['B']), A)).toBe(false);
    expect(takesPart(fact(null, ['B'], { complete: false, without: codes('A') }), A)).toBe(false);
  });

  test('is unknown, never "no", when the list is not whole', () => {
    expect(takesPart(fact(null, ['B'], { complete: false }), A)).toBeNull();
  });

  test('is unknown while a change of uncertain date would change the answer', () => {
    const facts = [fact(null, ['B']), fact('2024-04', ['A'])];
    expect(tookPart(governingAt(facts, '9901', '2024-04-15'), A)).toBeNull();
    expect(tookPart(governingAt(facts, '9901', '2024-03-31'), A)).toBe(false);
    expect(tookPart(governingAt(facts, '9901', '2024-05-01'), A)).toBe(true);
    expect(tookPart(governingAt([], '9901', '2024-05-01'), A)).toBeNull();
  });
});
