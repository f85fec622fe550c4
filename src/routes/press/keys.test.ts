import { expect, test } from 'vitest';
import { hitAfter, isWritten, leadsToSearch, lineAfter } from './keys.ts';

const key = (name: string, held: 'ctrlKey' | 'metaKey' | 'altKey' | '' = '') => ({
  key: name,
  ctrlKey: held === 'ctrlKey',
  metaKey: held === 'metaKey',
  altKey: held === 'altKey',
});

test('Ctrl+K and ⌘K lead to the search from anywhere, a slash only where nothing is written', () => {
  expect(leadsToSearch(key('k', 'ctrlKey'), true)).toBe(true);
  expect(leadsToSearch(key('K', 'metaKey'), false)).toBe(true);
  expect(leadsToSearch(key('/'), false)).toBe(true);
  expect(leadsToSearch(key('/'), true)).toBe(false);
  expect(leadsToSearch(key('k'), false)).toBe(false);
});

test('letters are written, the space bar presses, keys with a modifier are the browser’s', () => {
  expect(isWritten(key('å'))).toBe(true);
  expect([key(' '), key('Enter'), key('c', 'ctrlKey')].map(isWritten)).toEqual([false, false, false]);
});

test('arrows move by one line and end at the ends', () => {
  expect(lineAfter('ArrowDown', 1, 3)).toBe(2);
  expect(lineAfter('ArrowDown', 2, 3)).toBeNull();
  expect(lineAfter('ArrowUp', 0, 3)).toBeNull();
  expect(lineAfter('End', 0, 3)).toBe(2);
  expect(lineAfter('End', 0, 0)).toBeNull();
  expect(lineAfter('Enter', 0, 3)).toBeNull();
});

test('page keys move between hits', () => {
  expect(hitAfter('PageDown', 0, 2)).toBe(1);
  expect(hitAfter('PageDown', 1, 2)).toBeNull();
  expect(hitAfter('PageUp', 1, 2)).toBe(0);
});
