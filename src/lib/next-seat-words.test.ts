import { describe, expect, test } from 'vitest';
import { council } from '../../tests/support/seat-cases.ts';
import { nextSeat } from './election/next-seat.ts';
import { turnsAround } from './election/seat-order.ts';
import { allocate, type SeatCount } from './election/seats.ts';
import type { Seats } from './election/snapshot-shape.ts';
import { NBSP } from './format.ts';
import {
  agreementOf,
  agreementWords,
  decimalsFor,
  marginSentences,
  nextSeatSentences,
  turnWords,
} from './next-seat-words.ts';

const plain = (text: string) => text.replaceAll(NBSP, ' ');
const say = (count: SeatCount, final = true) =>
  plain(nextSeatSentences(nextSeat(count), allocate(count), final).join(' '));
const margins = (count: SeatCount) => marginSentences(nextSeat(count)).map(plain);
const NO_BAR = { firstDivisor: 12, barPercent: 0 } as const;

/** Final count of 2018: the 31st seat is C's on 1484/23, S has 1448/23; MP lacks 3 votes to 2 %. */
const BRACKE = council('S 1448, C 1484, M 440, SD 333, V 186, JVB 94, MP 80, KD 41, L 19, FI 3', 4131, 31);
/** The 71st seat was drawn between S and KD, for S. */
const HALMSTAD = council(
  'S 20360, M 14410, SD 8958, C 6401, KD 4072, V 3780, L 3473, MP 2425, SPI 613, TRP 552, FI 156, MED 136',
  65_445,
  71,
);
const shown = (seats: Record<string, number>, of: number, official = true): Seats => ({
  of,
  majority: Math.floor(of / 2) + 1,
  official,
  parties: Object.entries(seats).map(([code, held]) => ({ code, seats: held })),
  lot: null,
});

describe('the last seat and the next', () => {
  test('who got it, who stands next and by how many votes, and for whom fewer are enough', () => {
    expect(say(BRACKE)).toBe(
      'Sista mandatet gick till C. Närmast på tur: S, 37 röster ifrån. Färre räcker för MP: 3 röster, som också lyfter partiet över spärren.',
    );
    expect(say(BRACKE, false)).toMatch(/^Sista mandatet går just nu till C\./);
  });
  test('one vote is one röst', () => {
    expect(say(council('A 101, B 100', 201, 1, NO_BAR))).toBe(
      'Sista mandatet gick till A. Närmast på tur: B, 2 röster ifrån.',
    );
    // A's second seat stands on 101/3 = 33.67; B has 40/1.2 = 33.33 and 41/1.2 = 34.17 with one more.
    expect(say(council('A 101, B 40', 141, 2, NO_BAR))).toBe(
      'Sista mandatet gick till A. Närmast på tur: B, 1 röst ifrån.',
    );
  });
  test('a party with the last seat that is also next stands there again', () => {
    // S 100/1.2, M 50/1.2, S 100/3; then S 100/5 before M 50/3: but S must pass M's 50/1.2 with v/5, 209 votes.
    expect(say(council('S 100, M 50', 150, 3, NO_BAR))).toBe(
      'Sista mandatet gick till S. Närmast på tur: S igen, 109 röster ifrån. Färre räcker för M: 51 röster.',
    );
  });
  test('equal numbers that all fitted share the last seats', () => {
    expect(say(council('A 100, B 100, C 3', 203, 2, NO_BAR))).toMatch(
      /^De två sista mandaten gick till A och B, med lika jämförelsetal\./,
    );
  });
  test('a lot is told as a lot, for one seat or several', () => {
    expect(say(HALMSTAD)).toBe('Om sista mandatet lottas det mellan KD och S: de har lika jämförelsetal.');
    expect(say(council('A 10, B 10, C 10', 30, 2, NO_BAR))).toBe(
      'Om de två sista mandaten lottas det mellan A, B och C: de har lika jämförelsetal.',
    );
  });
  test('the margins carry their assumption, and say whose seat it is then', () => {
    expect(margins(BRACKE)).toEqual([
      'Med 3 röster till, och alla andras oförändrade, får MP ett mandat, från C.',
      'Med 37 röster till, och alla andras oförändrade, får S ett mandat till, från C.',
      // C's 1484 − 35 = 1449 is still above S's 1448; with 36 fewer they are equal.
      'C kan ha högst 35 röster färre och ändå behålla sitt sista mandat.',
    ]);
    expect(margins(council('A 101, B 100', 201, 1, NO_BAR)).at(-1)).toBe(
      'A har inte en röst till godo för sitt sista mandat.',
    );
  });
});

describe('our order beside the seats that are shown', () => {
  const agree = (seats: Seats, count: SeatCount) => agreementOf(seats, allocate(count));
  const bracke = { S: 11, C: 12, M: 3, SD: 3, V: 1, JVB: 1 };
  const halmstad = { S: 23, M: 16, SD: 10, C: 7, V: 4, L: 4, KD: 4, MP: 3 };
  const spoken = (seats: Seats, count: SeatCount) => plain(agreementWords(seats, agree(seats, count)));

  test('gives the authority’s seats, and says whose it is', () => {
    expect(spoken(shown(bracke, 31), BRACKE)).toBe(
      'Ordningen är beräknad av Målvakt ur de räknade rösterna och ger samma mandat som Valmyndighetens.',
    );
    expect(spoken(shown(bracke, 31, false), BRACKE)).toBe(
      'Ordningen är beräknad av Målvakt ur de räknade rösterna.',
    );
  });
  test('a lot that the authority has drawn is told as drawn, not as a difference', () => {
    expect(agree(shown(halmstad, 71), HALMSTAD)).toEqual({ kind: 'drawn', parties: ['S'] });
    expect(spoken(shown(halmstad, 71), HALMSTAD)).toMatch(
      /Enligt Valmyndighetens mandat föll lotten på S\.$/,
    );
  });
  test('a difference is told party by party, also of one with seats on one side only', () => {
    const other = { ...bracke, S: 12, C: 11, V: 0, X: 1 };
    expect(agree(shown(other, 31), BRACKE)).toEqual({
      kind: 'different',
      parties: [
        ['S', 12, 11],
        ['C', 11, 12],
        ['V', 0, 1],
        ['X', 1, 0],
      ],
    });
    expect(spoken(shown(other, 31), BRACKE)).toContain(
      'stämmer inte med Valmyndighetens mandat: S 12 mot 11 här, C 11 mot 12 här, V 0 mot 1 här, X 1 mot 0 här. Valmyndighetens gäller.',
    );
    // Not an outcome of the lot between KD and S: M got the seat.
    expect(agree(shown({ ...halmstad, S: 22, M: 17 }, 71), HALMSTAD).kind).toBe('different');
  });
});

describe('the order’s rows', () => {
  test('are a seat’s number, a lot, or a place in the line', () => {
    const words = turnsAround(HALMSTAD, { before: 1, after: 2 }).map(turnWords).map(plain);
    expect(words).toEqual(['70', 'lott', 'lott', 'på tur 1', 'på tur 2']);
  });
  test('have as many decimals as tell unequal numbers apart', () => {
    const quotient = (party: string, votes: number, divisor: number) =>
      ({ party, votes, divisor }) as Parameters<typeof decimalsFor>[0][number];
    // 1000/3 = 333.333…, 9000/27 is the same number; 33333/100 = 333.33 is not.
    expect(decimalsFor([quotient('A', 1000, 30), quotient('B', 9000, 270)])).toBe(2);
    expect(decimalsFor([quotient('A', 1000, 30), quotient('B', 33_333, 1000)])).toBe(3);
  });
});
