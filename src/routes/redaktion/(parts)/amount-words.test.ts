import { expect, test } from 'vitest';
import { amountWords } from './amount-words.ts';

test('a figure keeps its decimals, and its unit stays beside it', () => {
  expect(amountWords(1234, 'samtal')).toBe('1\u00a0234\u00a0samtal');
  expect(amountWords(12.5, 'procent')).toBe('12,5\u00a0procent');
  expect(amountWords(0, 'dörrar')).toBe('0\u00a0dörrar');
});
