import { describe, expect, test } from 'vitest';
import { directionOf, readSorting, sortDistricts, sortLink, type TableRow } from './district-table.ts';

function row(name: string, figures: Partial<TableRow> = {}): TableRow {
  return {
    district: '99010101',
    name,
    kind: 'ordinary',
    boundary: 'same',
    count: 'night',
    reportedAt: null,
    eligible: null,
    cast: null,
    valid: null,
    own: null,
    share: null,
    validBefore: null,
    ownBefore: null,
    shareBefore: null,
    change: null,
    leftOut: null,
    ...figures,
  };
}
const sorted = (rows: readonly TableRow[], sort: string | null) =>
  sortDistricts(rows, readSorting(sort)).map(({ name }) => name);

describe('the table of districts', () => {
  const rows = [
    row('Lit 10', { own: 30, valid: 100, ownBefore: 40, validBefore: 100, eligible: 200, cast: 110 }),
    row('Lit 9', { own: 1, valid: 3, ownBefore: 1, validBefore: 4, eligible: 100, cast: 90 }),
    row('Ås', { own: 50, valid: 100, eligible: 300, cast: 100 }),
    row('Öst', { eligible: 400 }),
    row('Uppsamling', { kind: 'collection', own: 9, valid: 10 }),
  ];

  test('is by Swedish name unless it is asked otherwise, numbers as numbers, collection last', () => {
    const byName = ['Lit 9', 'Lit 10', 'Ås', 'Öst', 'Uppsamling'];
    expect(sorted(rows, null)).toEqual(byName);
    expect(sorted(rows, 'constructor')).toEqual(byName);
    expect(sorted(rows, '-namn')).toEqual([...byName].reverse());
  });

  test('puts what cannot be compared last, whichever way it is turned', () => {
    expect(sorted(rows, 'andring')).toEqual(['Lit 9', 'Lit 10', 'Ås', 'Öst', 'Uppsamling']);
    expect(sorted(rows, '-andring')).toEqual(['Lit 10', 'Lit 9', 'Ås', 'Öst', 'Uppsamling']);
  });

  test('sorts by share, votes, electorate and turnout from the most', () => {
    expect(sorted(rows, 'nu')).toEqual(['Uppsamling', 'Ås', 'Lit 9', 'Lit 10', 'Öst']);
    expect(sorted(rows, 'roster')).toEqual(['Ås', 'Lit 10', 'Uppsamling', 'Lit 9', 'Öst']);
    expect(sorted(rows, 'berattigade')).toEqual(['Öst', 'Ås', 'Lit 10', 'Lit 9', 'Uppsamling']);
    expect(sorted(rows, 'deltagande').slice(0, 3)).toEqual(['Lit 9', 'Lit 10', 'Ås']);
  });

  test('sorts by the instant, not by the text of the time', () => {
    const times = [
      row('Först', { reportedAt: '2018-09-09T22:10:00+02:00' }),
      row('Sist', { reportedAt: '2018-09-09T21:00:00+00:00' }),
    ];
    expect(sorted(times, 'tid')).toEqual(['Sist', 'Först']);
  });

  test('a heading turns the order that stands, and says which way it goes', () => {
    const now = readSorting('andring');
    expect([sortLink(now, 'andring'), sortLink(now, 'nu')]).toEqual(['-andring', 'nu']);
    expect(sortLink(readSorting('-andring'), 'andring')).toBe('andring');
    expect([directionOf(now, 'andring'), directionOf(now, 'nu')]).toEqual(['descending', null]);
    expect(directionOf(readSorting(null), 'namn')).toBe('ascending');
    expect(directionOf(readSorting('-namn'), 'namn')).toBe('descending');
  });
});
