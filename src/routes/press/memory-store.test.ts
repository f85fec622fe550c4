import { expect, test } from 'vitest';
import type { CountFigure } from '$lib/press/figure.ts';
import { bounded, readCopies, writeCopies, type Kept } from './memory-store.ts';

const figure = { kind: 'count', id: 'campaigners.lage', contest: null } as unknown as CountFigure;
const kept = (key: string, what = 'Aktiva'): Kept => ({
  key,
  copy: key,
  what,
  seen: '',
  figure,
  length: 'short',
  decimals: 2,
  night: 'live-2018-09-09',
  revision: 3,
  lastEvent: 7,
  copiedAt: '2018-09-09T20:41:00.000Z',
});

test('what is written is read again', () => {
  expect(readCopies(writeCopies([kept('a'), kept('b')]))).toEqual([kept('a'), kept('b')]);
});

test('what is not ours is nothing, and a broken copy does not take the others with it', () => {
  for (const text of [null, '', '{', '[]', '{"version":0,"copies":[]}', '{"version":1,"copies":7}'])
    expect(readCopies(text)).toEqual([]);
  const broken = { ...kept('b'), figure: undefined };
  const held = JSON.stringify({ version: 1, copies: [kept('a'), broken, null, 'x'] });
  expect(readCopies(held)).toEqual([kept('a')]);
});

test('the newest are kept, in number and in size', () => {
  const many = Array.from({ length: 500 }, (_, index) => kept(String(index)));
  expect(bounded(many)).toEqual(many.slice(0, 200));
  const large = Array.from({ length: 10 }, (_, index) => kept(String(index), 'x'.repeat(90_000)));
  expect(bounded(large).map(({ key }) => key)).toEqual(['0', '1', '2', '3']);
  expect(bounded([kept('a', 'x'.repeat(900_000))])).toHaveLength(1);
});
