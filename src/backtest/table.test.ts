import { expect, test } from 'vitest';
import { readCsv } from './table.ts';

test('cells in quotes may hold commas and quotes, and empty ones are kept', () => {
  const [first, second] = readCsv('code,name,valid\n1,"Norra, ""gamla"" delen",\n2,,7\n');
  expect([...(first ?? [])]).toEqual([
    ['code', '1'],
    ['name', 'Norra, "gamla" delen'],
    ['valid', ''],
  ]);
  expect([...(second?.values() ?? [])]).toEqual(['2', '', '7']);
});

test('a row with too few cells is a fault, not a row of blanks', () => {
  expect(() => readCsv('code,name\n1\n')).toThrow('2 columns');
});
