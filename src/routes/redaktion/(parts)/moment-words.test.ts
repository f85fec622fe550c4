import { expect, test } from 'vitest';
import { readMoment } from '$lib/election/governing.ts';
import { momentOf, typedMoment } from './moment-words.ts';

test('a date typed in Swedish is one that the core reads', () => {
  for (const typed of ['2021', '2024-04', '2024-04-17', 'senast 2026-01', ' Före  2026-09 ']) {
    expect(readMoment(momentOf(typed)), typed).not.toBeNull();
  }
  expect(readMoment(momentOf('i våras'))).toBeNull();
});

test('what is kept comes back as it was typed', () => {
  for (const typed of ['2021', 'senast 2026-01', 'före 2026-09', '']) {
    expect(typedMoment(momentOf(typed))).toBe(typed);
  }
});
