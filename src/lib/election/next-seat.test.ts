import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allotPlainly, council, counts, party } from '../../../tests/support/seat-cases.ts';
import { nextSeat, spareVotes, votesForSeat } from './next-seat.ts';
import { allocate, type SeatCount } from './seats.ts';

const STROMSUND = council('S 2676, M 1570, SD 1149, C 914, V 440, rd 241, KD 145, MP 43, L 24', 7280, 35);

const plainly = (count: SeatCount, code: string, more = 0) =>
  allotPlainly({
    ...count,
    valid: count.valid + more,
    parties: count.parties.map(([each, votes]) => [each, each === code ? votes + more : votes] as const),
  }).seats[code] ?? 0;

describe('the next seat', () => {
  test('tells who got the last one, who is next in turn and how many votes lie between', () => {
    // S 100/1.2, M 50/1.2, S 100/3 = 33.3 for the third; M 50/3 next, which needs 100/3 < v/3: 101 votes.
    const next = nextSeat(council('S 100, M 50', 150, 3, { firstDivisor: 12, barPercent: 0 }));
    expect(next.last).toEqual([{ seat: 3, party: 'S', votes: 100, divisor: 30, tied: false, spare: 49 }]);
    expect(next.next).toEqual([{ party: 'S', votes: 100, divisor: 50 }]);
    // S would have to beat M's first: v/5 > 50/1.2, 209 votes.
    expect(next.chasers).toEqual([
      { party: 'M', seats: 1, votesNeeded: 51, from: ['S'], belowBar: false },
      { party: 'S', seats: 2, votesNeeded: 109, from: ['M'], belowBar: false },
    ]);
  });

  test('sees a party that one vote would take over the bar: KD in Strömsund 2022, a seat for C instead', () => {
    const { chasers } = nextSeat(STROMSUND);
    expect(chasers[0]).toEqual({ party: 'KD', seats: 0, votesNeeded: 1, from: ['C'], belowBar: true });
  });

  test('names everybody in an open lot and nobody as holder; one vote settles it', () => {
    const tie = council('A 50, B 50', 100, 3);
    const { last, next, chasers } = nextSeat(tie);
    expect(last).toEqual([]);
    expect(next.map(({ party: code }) => code)).toEqual(['A', 'B']);
    expect(chasers.map(({ party: code, votesNeeded }) => [code, votesNeeded])).toEqual([
      ['A', 1],
      ['B', 1],
    ]);
  });

  test('tells every holder of equal last numbers that all fitted', () => {
    const { last } = nextSeat(council('A 50, B 50, C 10', 110, 4));
    expect(last.map(({ party: code, seat }) => [code, seat])).toEqual([
      ['A', 3],
      ['B', 4],
    ]);
  });

  test('is nothing for a party with all seats, one that did not stand, and a council without seats', () => {
    expect(votesForSeat(council('A 50', 50, 3), party('A'))).toBeNull();
    expect(votesForSeat(council('A 50', 50, 3), party('Z'))).toBeNull();
    expect(votesForSeat(council('A 50', 50, 0), party('A'))).toBeNull();
    expect(spareVotes(council('A 50, B 0', 50, 3), party('B'))).toBeNull();
  });
});

describe('the votes to the next seat', () => {
  const small = counts({ maxSeats: 15 });

  test('are enough, and one fewer is not, by the plain way of allotting', () => {
    fc.assert(
      fc.property(small, (count) => {
        expect(count.parties.length).toBeGreaterThan(0);
        for (const [code] of count.parties) {
          const now = plainly(count, code);
          const needed = votesForSeat(count, code);
          expect(needed === null).toBe(now >= count.seats);
          if (needed === null) continue;
          expect(plainly(count, code, needed)).toBeGreaterThan(now);
          expect(plainly(count, code, needed - 1)).toBeLessThanOrEqual(now);
        }
      }),
    );
  });

  test('that a holder could have been without keep the seat, and one fewer still does not', () => {
    fc.assert(
      fc.property(small, (count) => {
        const { last } = nextSeat(count);
        expect(last.length > 0).toBe(allocate(count).lot === null && allocate(count).trace.length > 0);
        for (const { party: code, spare } of last) {
          const now = plainly(count, code);
          expect(plainly(count, code, -spare)).toBe(now);
          expect(plainly(count, code, -spare - 1)).toBeLessThan(now);
        }
      }),
    );
  });

  test('take the seat from somebody, and every party that lacks a seat has such a number', () => {
    fc.assert(
      fc.property(small, (count) => {
        const { trace } = allocate(count);
        const { chasers } = nextSeat(count);
        expect(chasers).toHaveLength(
          count.parties.filter(([code]) => plainly(count, code) < count.seats).length,
        );
        for (const { party: code, from } of chasers) {
          expect(from).not.toContain(code);
          if (trace.length === count.seats) expect(from.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
