import { describe, expect, test } from 'vitest';
import type { MarkGroup, Pointing } from './charts/night-curve.ts';
import { curveTitle, markSentence, markWords, tableRows } from './curve-words.ts';

const at = (clock: string, share: number): Pointing => ({
  revision: 1,
  time: Date.parse(`2018-09-09T${clock}:00+02:00`),
  counted: 1,
  of: 2,
  share,
  band80: [share, share],
  band95: [share, share],
});

describe('the title', () => {
  test('says since when it has pointed where it points', () => {
    expect(curveTitle([], 0.4, '2014')).toBe('');
    expect(curveTitle([at('21:34', 0.3)], 0.4, '2014')).toBe('Räkningen pekar under 2014');
    expect(curveTitle([at('21:34', 0.3), at('22:14', 0.39)], 0.4, '2014')).toBe(
      'Ända sedan 21.34 har räkningen pekat under 2014',
    );
    expect(curveTitle([at('21:34', 0.3), at('22:14', 0.41), at('23:00', 0.42)], 0.4, '2014')).toBe(
      'Sedan 22.14 har räkningen pekat över 2014',
    );
    expect(curveTitle([at('21:34', 0.41), at('22:14', 0.39)], 0.4, '2014')).toBe(
      'Nu pekar räkningen under 2014',
    );
    expect(curveTitle([at('21:34', 0.4)], 0.4, '2014')).toBe('Räkningen pekar mot samma andel som 2014');
  });
});

test('a mark says what was done, shortly in the picture and in full for readers', () => {
  const mark = (kind: MarkGroup['kind'], ...names: string[]): MarkGroup => ({
    kind,
    names,
    revision: 1,
    time: 0,
  });
  expect(markWords(mark('done', 'Krokom'))).toBe('Krokom');
  expect(markWords(mark('done', 'Åre', 'Härjedalen'))).toBe('Åre och Härjedalen');
  expect(markWords(mark('done', 'Åre', 'Berg', 'Krokom'))).toBe('3\u00a0kommuner');
  expect(markWords(mark('corrected', 'Frösö 5'))).toBe('Frösö 5 rättat');
  expect(markWords(mark('corrected', 'Frösö 5', 'Lit'))).toBe('2\u00a0distrikt rättade');
  expect(markSentence(mark('done', 'Åre', 'Berg', 'Krokom'))).toBe(
    'Åre, Berg och Krokom: alla valdistrikt räknade',
  );
  expect(markSentence(mark('corrected', 'Frösö 5'))).toBe('Frösö 5 rättat');
});

test('the table has the last of every half hour, and the last', () => {
  const points = [
    at('21:34', 0.3),
    at('21:59', 0.31),
    at('22:00', 0.32),
    at('23:10', 0.33),
    at('23:12', 0.34),
  ];
  expect(tableRows(points).map(({ share }) => share)).toEqual([0.31, 0.32, 0.34]);
});
