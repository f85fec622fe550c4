import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counts, party } from '../../../../tests/support/seat-cases.ts';
import { allocateSeparately, dividedOutcomes, type Constituency } from '../divided-seats.ts';
import { allocate, outcomesOf, seatsOf } from '../seats.ts';
import { allotterOf, type SeatArea } from './seat-draws-allot.ts';
import { chanceFrom } from './seat-draws-random.ts';

/** Seats by the fast way, party by party; `rows`: votes of the parties and last of all others. */
function fast(area: SeatArea, rows: readonly (readonly number[])[], seed = 'prov'): number[] {
  const seats = new Int32Array(area.parties);
  allotterOf(area)(Float64Array.from(rows.flat()), seats, chanceFrom(seed));
  return [...seats];
}

const codes = (count: number) => Array.from({ length: count }, (_, index) => party(`p${index}`));

describe('the fast allotment', () => {
  test('is the allocation of an undivided area, or one outcome of its lot', () => {
    fc.assert(
      fc.property(counts(), fc.string(), (count, seed) => {
        const votes = count.parties.map(([, number]) => number);
        const others = count.valid - votes.reduce((sum, number) => sum + number, 0);
        const area: SeatArea = {
          of: count.seats,
          fixed: [count.seats],
          rules: { ...count.rules, excess: 'none' },
          parties: votes.length,
        };
        const found = fast(area, [[...votes, others]], seed);
        const outcomes = new Set<string>();
        for (const { seats } of outcomesOf(allocate(count))) {
          outcomes.add(JSON.stringify(seats.map(([, held]) => held)));
          if (outcomes.size > 500) return;
        }
        expect(outcomes).toContain(JSON.stringify(found));
      }),
      { numRuns: 1500 },
    );
  });

  test('draws Halmstad’s 71st seat by lot between KD and S (election-rules §9)', () => {
    const votes = [20360, 14410, 8958, 6401, 4072, 3780, 3473, 2425, 613, 552, 156, 136];
    const area: SeatArea = {
      of: 71,
      fixed: [71],
      rules: { firstDivisor: 12, barPercent: 2, excess: 'none' },
      parties: votes.length,
    };
    const others = 65_445 - votes.reduce((sum, number) => sum + number, 0);
    const falls = Array.from({ length: 400 }, (_, seed) => fast(area, [[...votes, others]], `${seed}`));
    expect(new Set(falls.map((seats) => seats.slice(0, 8).join(' ')))).toEqual(
      new Set(['23 16 10 7 4 4 4 3', '22 16 10 7 5 4 4 3']),
    );
    // Even odds: of 400 draws within five standard deviations (10 each) of 200.
    const toS = falls.filter(([s]) => s === 23).length;
    expect(Math.abs(toS - 200)).toBeLessThan(50);
  });

  test('has Östersund 2014 from its two constituencies (election-rules §9)', () => {
    const staden = [6878, 3871, 2073, 1804, 1624, 1423, 997, 372];
    const utom = [7238, 3890, 3340, 1589, 1466, 1277, 1355, 441];
    const area: SeatArea = {
      of: 61,
      fixed: [29, 32],
      rules: { firstDivisor: 14, barPercent: 0, excess: 'none' },
      parties: 8,
    };
    // S, M, C, MP, V, FP, SD, KD.
    expect(
      fast(area, [
        [...staden, 0],
        [...utom, 0],
      ]),
    ).toEqual([22, 12, 8, 6, 4, 4, 4, 1]);
  });

  const divided = fc.record({
    votes: fc.array(fc.array(fc.nat(9000), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 3 }),
    fixed: fc.array(fc.integer({ min: 3, max: 15 }), { minLength: 3, maxLength: 3 }),
    more: fc.integer({ min: 0, max: 6 }),
    firstDivisor: fc.constantFrom(12 as const, 14 as const),
  });
  const constituenciesOf = (votes: readonly (readonly number[])[], fixed: readonly number[]) =>
    votes.map((row, index): Constituency => ({
      code: `k${index}`,
      fixed: fixed[index] ?? 0,
      parties: codes(4).map((code, column) => [code, row[column] ?? 0] as const),
      valid: row.reduce((sum, number) => sum + number, 0),
    }));

  test.each(['kept', 'returned'] as const)('is one of a divided area’s outcomes, excess %s', (excess) => {
    fc.assert(
      fc.property(divided, ({ votes, fixed: all, more, firstDivisor }) => {
        const fixed = all.slice(0, votes.length);
        const of = fixed.reduce((sum, seats) => sum + seats, more);
        const rules = { firstDivisor, barPercent: 3, excess };
        fc.pre(votes.every((row) => row.some((number) => number > 0)));
        const outcomes = [];
        const count = { constituencies: constituenciesOf(votes, fixed), seats: of, rules };
        for (const outcome of dividedOutcomes(count)) {
          outcomes.push(codes(4).map((code) => seatsOf(outcome.seats, code)));
          if (outcomes.length > 50) return;
        }
        expect(outcomes).toContainEqual(
          fast(
            { of, fixed, rules, parties: 4 },
            votes.map((row) => [...row, 0]),
          ),
        );
      }),
      { numRuns: 600 },
    );
  });

  test('is the sum of constituencies that stand alone, where no lot is needed', () => {
    fc.assert(
      fc.property(divided, ({ votes, fixed: all, firstDivisor }) => {
        const fixed = all.slice(0, votes.length);
        const rules = { firstDivisor, barPercent: 0, excess: 'none' as const };
        const { seats, lots } = allocateSeparately({ constituencies: constituenciesOf(votes, fixed), rules });
        fc.pre(lots.length === 0);
        const of = fixed.reduce((sum, each) => sum + each, 0);
        expect(
          fast(
            { of, fixed, rules, parties: 4 },
            votes.map((row) => [...row, 0]),
          ),
        ).toEqual(codes(4).map((code) => seatsOf(seats, code)));
      }),
      { numRuns: 600 },
    );
  });
});
