import { describe, expect, test } from 'vitest';
import { council } from '../../../tests/support/seat-cases.ts';
import { turnsAround, type Turn } from './seat-order.ts';

const told = (turns: readonly Turn[]) =>
  turns.map(({ kind, number, party, votes, divisor }) => `${kind} ${number} ${party} ${votes}/${divisor}`);

describe('the order around the last seat', () => {
  test('ends with the last seats and goes on with who would be next, were there more', () => {
    // S 100/1.2, M 50/1.2, S 100/3; then M 50/3 = 16.7 against S 100/5 = 20: S, M, and S 100/7 = 14.3.
    const count = council('S 100, M 50', 150, 3, { firstDivisor: 12, barPercent: 0 });
    expect(told(turnsAround(count, { before: 2, after: 3 }))).toEqual([
      'won 2 M 50/12',
      'won 3 S 100/30',
      'waiting 1 S 100/50',
      'waiting 2 M 50/30',
      'waiting 3 S 100/70',
    ]);
  });

  test('Bräcke 2018: seat 31 is C’s twelfth, S stands next with its twelfth, below the bar nobody stands', () => {
    const bracke = council(
      'S 1448, C 1484, M 440, SD 333, V 186, JVB 94, MP 80, KD 41, L 19, FI 3',
      4131,
      31,
    );
    expect(told(turnsAround(bracke, { before: 1, after: 3 }))).toEqual([
      'won 31 C 1484/230',
      'waiting 1 S 1448/230',
      'waiting 2 M 440/70',
      'waiting 3 V 186/30',
    ]);
  });

  test('an open lot stands between, without a number: Halmstad 2018, S 20360/45 = KD 4072/9', () => {
    const halmstad = council(
      'S 20360, M 14410, SD 8958, C 6401, KD 4072, V 3780, L 3473, MP 2425, SPI 613, TRP 552, FI 156, MED 136',
      65_445,
      71,
    );
    const turns = turnsAround(halmstad, { before: 2, after: 1 });
    expect(turns.map(({ kind, number }) => [kind, number])).toEqual([
      ['won', 69],
      ['won', 70],
      ['lot', null],
      ['lot', null],
      ['waiting', 1],
    ]);
    expect(told(turns).slice(2, 4)).toEqual(['lot null KD 4072/90', 'lot null S 20360/450']);
  });

  test('equal numbers at the end of the line are all told', () => {
    // A 60/1.2 takes the seat and stands next with 60/3, 60/5, 60/7 = 8.57; then B, C and D with 10/1.2 = 8.33 each.
    const count = council('A 60, B 10, C 10, D 10', 90, 1, { firstDivisor: 12, barPercent: 0 });
    expect(told(turnsAround(count, { before: 6, after: 4 }))).toEqual([
      'won 1 A 60/12',
      'waiting 1 A 60/30',
      'waiting 2 A 60/50',
      'waiting 3 A 60/70',
      'waiting 4 B 10/12',
      'waiting 4 C 10/12',
      'waiting 4 D 10/12',
    ]);
  });

  test('is empty where nobody has votes', () => {
    expect(turnsAround(council('A 0, B 0', 0, 3), { before: 6, after: 3 })).toEqual([]);
  });
});
