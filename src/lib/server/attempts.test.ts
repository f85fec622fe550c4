import { describe, expect, test } from 'vitest';
import { createAttempts } from './attempts.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = Date.parse('2018-09-09T20:00:00Z');

/** Five wrong tries in a row; gives the seconds of pause that the last of them began. */
const fiveWrong = (attempts: ReturnType<typeof createAttempts>, at: number, address = 'a') =>
  Array.from({ length: 5 }, () => attempts.wrong(address, at)).at(-1);

describe('a pause after repeated wrong tries', () => {
  test('begins with the fifth within a minute and not before', () => {
    const attempts = createAttempts();
    expect([1, 2, 3, 4].map((n) => attempts.wrong('a', START + n * SECOND))).toEqual([0, 0, 0, 0]);
    expect(attempts.pause('a', START + 4 * SECOND)).toBe(0);
    expect(attempts.wrong('a', START + 5 * SECOND)).toBe(30);
    expect(attempts.pause('a', START + 5 * SECOND)).toBe(30);
    expect(attempts.pause('a', START + 34.5 * SECOND)).toBe(1);
    expect(attempts.pause('a', START + 35 * SECOND)).toBe(0);
  });

  test('does not come from tries that lie further apart', () => {
    const attempts = createAttempts();
    const pauses = Array.from({ length: 20 }, (_, n) => attempts.wrong('a', START + n * 16 * SECOND));
    expect(Math.max(...pauses)).toBe(0);
  });

  test('doubles up to a quarter of an hour, and begins anew after a right try or an hour of quiet', () => {
    const attempts = createAttempts();
    let at = START;
    const pauses = Array.from({ length: 8 }, () => {
      const pause = fiveWrong(attempts, at) ?? 0;
      at += pause * SECOND;
      return pause;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    attempts.right('a');
    expect(fiveWrong(attempts, at)).toBe(30);
    expect(fiveWrong(attempts, at + MINUTE)).toBe(60);
    expect(fiveWrong(attempts, at + 63 * MINUTE)).toBe(30);
  });

  test('is each address’s own, and no more addresses are remembered than there is room for', () => {
    const attempts = createAttempts(3);
    fiveWrong(attempts, START, 'a');
    expect(attempts.pause('b', START)).toBe(0);
    for (const address of ['b', 'c']) attempts.wrong(address, START);
    expect(attempts.pause('a', START)).toBe(30);
    attempts.wrong('d', START);
    expect(attempts.pause('a', START)).toBe(0);
  });
});
