import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { council, pairs, party, sum } from '../../../tests/support/seat-cases.ts';
import { allMajorities, holdsMajority, minimalMajorities, togetherOf, type Combination } from './majority.ts';
import type { Lot, PartySeats } from './odd-numbers.ts';
import { allocate, outcomesOf } from './seats.ts';
import { majorityOf } from './seat-rules.ts';

const settled = (text: string) => ({ of: sum(pairs(text)), seatings: [{ seats: pairs(text), lots: [] }] });
const names = (found: readonly Combination[]) => found.map(({ parties }) => parties.join('+'));

describe('the majority line', () => {
  test('is more than half: 14 of 27, 31 of 61, 28 of 55, 3 of 4', () => {
    expect([27, 61, 55, 4].map(majorityOf)).toEqual([14, 31, 28, 3]);
  });
});

describe('combinations with a majority', () => {
  test('are those without a superfluous member, the programme’s party first, then the fewest seats', () => {
    const bracke = settled('S 10, M 6, JVB 4, C 3, SD 3, V 1');
    const found = minimalMajorities(bracke, 'S');
    expect(names(found)).toEqual([
      'S+JVB',
      'S+C+V',
      'S+SD+V',
      'S+M',
      'S+C+SD',
      'M+JVB+C+V',
      'M+JVB+SD+V',
      'M+JVB+C+SD',
    ]);
    expect(found[0]).toEqual({
      parties: ['S', 'JVB'],
      seats: [14, 14],
      holds: 'always',
      minimal: true,
    });
    expect(names(minimalMajorities(bracke, 'M')).slice(0, 4)).toEqual([
      'M+JVB+C+V',
      'M+JVB+SD+V',
      'S+M',
      'M+JVB+C+SD',
    ]);
  });

  test('is one party alone in Ragunda 2014, with 15 of 27 seats; every other needs it', () => {
    const ragunda = settled('S 15, C 5, AfR 4, V 2, SD 1');
    expect(names(minimalMajorities(ragunda, 'S'))).toEqual(['S']);
    expect(holdsMajority(ragunda, ['C', 'AfR', 'V', 'SD'])).toBe('never');
    expect(allMajorities(ragunda, 'S')).toHaveLength(16);
  });

  test('are listed with the larger ones after the minimal ones when all are asked for', () => {
    const all = allMajorities(settled('A 3, B 2, C 2'), 'B');
    expect(names(all)).toEqual(['B+C', 'A+B', 'A+C', 'A+B+C']);
    expect(all.map(({ minimal }) => minimal)).toEqual([true, true, true, false]);
  });

  test('with a lot open hold in every outcome, in some, or never', () => {
    const halmstad = allocate(
      council(
        'S 20360, M 14410, SD 8958, C 6401, KD 4072, V 3780, L 3473, MP 2425, SPI 613, TRP 552, FIX 156',
        65_445,
        71,
      ),
    );
    const lots = halmstad.lot ? [halmstad.lot] : [];
    const open = { of: 71, seatings: [{ seats: halmstad.seats, lots }] };
    expect(togetherOf(open, ['S', 'C', 'L', 'MP'])).toEqual([36, 37]);
    expect(holdsMajority(open, ['S', 'C', 'L', 'MP'])).toBe('always');
    expect(togetherOf(open, ['M', 'SD', 'KD', 'C'])).toEqual([37, 38]);
    expect(togetherOf(open, ['S', 'KD', 'SD'])).toEqual([37, 37]);
    expect(togetherOf(open, ['M', 'SD', 'KD', 'L'])).toEqual([34, 35]);
    expect(holdsMajority(open, ['S', 'SD', 'MP'])).toBe('sometimes');
    expect(holdsMajority(open, ['M', 'SD', 'KD', 'L'])).toBe('never');
  });

  test('are those of any of several outcomes where lots depend on each other', () => {
    const two = {
      of: 5,
      seatings: [
        { seats: pairs('A 3, B 2'), lots: [] },
        { seats: pairs('A 2, B 2, C 1'), lots: [] },
      ],
    };
    expect(holdsMajority(two, ['A'])).toBe('sometimes');
    expect(holdsMajority(two, ['A', 'B'])).toBe('always');
    expect(names(minimalMajorities(two, 'A'))).toEqual(['A+C', 'A+B', 'A', 'B+C']);
  });

  test('are none in a council without seats, and more than twenty parties are refused', () => {
    expect(minimalMajorities({ of: 25, seatings: [{ seats: pairs('S 0, M 0'), lots: [] }] }, 'S')).toEqual(
      [],
    );
    const many = Array.from({ length: 21 }, (_, index) => [party(`p${index}`), 1] as const);
    expect(() => minimalMajorities({ of: 21, seatings: [{ seats: many, lots: [] }] }, 'p0')).toThrow(
      RangeError,
    );
  });
});

describe('laws of majorities', () => {
  const seats = fc
    .array(fc.nat(20), { minLength: 1, maxLength: 7 })
    .map((held): readonly PartySeats[] => held.map((number, index) => [party(`p${index}`), number] as const));
  const lots = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.nat(6), fc.nat(2))
    .map(([ties, shift, draw]) => ({ ties, shift, draw }));
  const open = fc.tuple(seats, fc.option(lots, { nil: null })).map(([held, wish]) => {
    const tied = wish ? held.slice(wish.shift % held.length).slice(0, wish.ties) : [];
    const lot: Lot | null =
      wish && tied.length > 1
        ? { parties: tied.map(([code]) => code), seats: 1 + (wish.draw % (tied.length - 1)) }
        : null;
    return { of: sum(held) + (lot?.seats ?? 0), seats: held, lot };
  });

  test('they are those that going through every subset and every draw gives', () => {
    fc.assert(
      fc.property(open, fc.nat(6), ({ of, seats: held, lot }, own) => {
        const input = { of, seatings: [{ seats: held, lots: lot ? [lot] : [] }] };
        const outcomes = [...outcomesOf({ seats: held, lot })].map(
          (one) => new Map<string, number>(one.seats),
        );
        const wins = (codes: readonly string[]) => {
          const won = outcomes.filter(
            (one) => 2 * codes.reduce((total, code) => total + (one.get(code) ?? 0), 0) > of,
          ).length;
          return won === outcomes.length ? 'always' : won > 0 ? 'sometimes' : 'never';
        };
        const present = held.map(([code]) => code).filter((code) => outcomes.some((one) => one.get(code)));
        const subsets = Array.from({ length: 2 ** present.length }, (_, bits) =>
          present.filter((_, index) => bits & (1 << index)),
        );
        const winning = subsets.filter((codes) => wins(codes) !== 'never');
        const isMinimal = (codes: readonly string[]) =>
          codes.every((left) => {
            const without = wins(codes.filter((code) => code !== left));
            return wins(codes) === 'always' ? without !== 'always' : without === 'never';
          });
        const key = (codes: readonly string[]) => [...codes].sort().join(' ');
        const all = allMajorities(input, `p${own}`);
        expect(new Set(all.map(({ parties }) => key(parties)))).toEqual(new Set(winning.map(key)));
        expect(all).toHaveLength(winning.length);
        for (const { parties, holds, minimal } of all) {
          expect(holds).toBe(wins(parties));
          expect(minimal).toBe(isMinimal(parties));
        }
        const few = minimalMajorities(input, `p${own}`);
        expect(few).toEqual(all.filter(({ minimal }) => minimal));
        const withOwn = few.map(({ parties }) => parties.includes(party(`p${own}`)));
        expect(withOwn).toEqual([...withOwn].sort((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 300 },
    );
  });

  test('the order of the parties changes nothing', () => {
    fc.assert(
      fc.property(open, ({ of, seats: held, lot }) => {
        const lotsOf = lot ? [lot] : [];
        const one = minimalMajorities({ of, seatings: [{ seats: held, lots: lotsOf }] }, 'p0');
        const turned = [...held].reverse();
        expect(minimalMajorities({ of, seatings: [{ seats: turned, lots: lotsOf }] }, 'p0')).toEqual(one);
      }),
    );
  });
});
