import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allotPlainly, council, counts, party } from '../../../tests/support/seat-cases.ts';
import { isSureOf, mostSeats, ownMajority, type OpenCount } from './own-majority.ts';
import { majorityOf } from './seat-rules.ts';

const S = party('S');
const OLD = { firstDivisor: 14, barPercent: 0 } as const;

describe('an own majority', () => {
  const ragunda = council('S 1782, C 609, AfR 506, V 247, SD 145, KD 67, M 63, MP 38, FP 27', 3486, 27, OLD);

  test('is certain by seats when nothing is to come: Ragunda 2014', () => {
    expect(ownMajority(S, [{ ...ragunda, mayCome: 0 }])).toBe('certain');
    expect(ownMajority(party('C'), [{ ...ragunda, mayCome: 0 }])).toBe('excluded');
  });

  test('is certain while little is to come, then possible', () => {
    expect(ownMajority(S, [{ ...ragunda, mayCome: 40 }])).toBe('certain');
    expect(ownMajority(S, [{ ...ragunda, mayCome: 700 }])).toBe('possible');
    expect(ownMajority(S, [{ ...ragunda, mayCome: null }])).toBe('possible');
  });

  test('is excluded as soon as even all votes to come would not do', () => {
    const bracke = council(
      'S 1226, C 1149, M 364, SD 290, V 142, JVB 81, MP 63, KD 32, L 13, FI 2',
      3364,
      31,
    );
    expect(ownMajority(S, [{ ...bracke, mayCome: 600 }])).toBe('excluded');
    expect(ownMajority(S, [{ ...bracke, mayCome: 2000 }])).toBe('possible');
    expect(ownMajority(S, [{ ...bracke, mayCome: null }])).toBe('possible');
  });

  test('is possible before anything is counted, and while a lot is to decide it', () => {
    expect(ownMajority(S, [{ ...council('S 0, M 0', 0, 31), mayCome: 5000 }])).toBe('possible');
    expect(ownMajority(S, [{ ...council('S 50, M 50', 100, 3), mayCome: 0 }])).toBe('possible');
  });

  test('may rest on a lump in which the party itself may hide', () => {
    const lump = council('M 40', 100, 5);
    expect(ownMajority(S, [{ ...lump, mayCome: 5 }])).toBe('possible');
    expect(ownMajority(party('M'), [{ ...lump, mayCome: 5 }])).toBe('possible');
  });

  test('of a council of two constituencies adds up what is sure in each: Östersund 2014', () => {
    const town = council('S 6878, M 3871, C 2073, MP 1804, V 1624, FP 1423, SD 997, KD 372', 19_113, 29, OLD);
    const rest = council(
      'S 7238, M 3890, C 3340, MP 1589, V 1466, SD 1355, FP 1277, KD 441',
      20_673,
      32,
      OLD,
    );
    const both = (mayCome: number) => [
      { ...town, mayCome },
      { ...rest, mayCome },
    ];
    expect(ownMajority(S, both(0))).toBe('excluded');
    expect(ownMajority(S, both(1000))).toBe('excluded');
    expect(ownMajority(S, both(9000))).toBe('possible');
    const clear = { ...council('S 60, M 40', 100, 5, OLD), mayCome: 0 };
    expect(ownMajority(S, [clear, { ...clear, seats: 3 }])).toBe('certain');
  });

  test('is lost to the last vote by the cheapest way: one new party and one seat more for the other', () => {
    // 60/9 holds the fifth seat; M has 3 seats as cheap and needs 7 votes for a fourth, a new party 8 for its first.
    const wide = council('S 60, M 40', 100, 9);
    expect(isSureOf(S, { ...wide, mayCome: 14 }, 5)).toBe(true);
    expect(isSureOf(S, { ...wide, mayCome: 15 }, 5)).toBe(false);
    expect(allotPlainly(council('S 60, M 47, Ny 8', 115, 9)).seats.S).toBe(4);
  });

  test('weighs in that a new party over a high bar may take several seats at once', () => {
    // 520/99 holds the fiftieth of 99 seats; a new party of 37 votes has four comparison numbers as large: 37/7.
    const barred = council('S 520, M 480', 1000, 99, { firstDivisor: 12, barPercent: 3 });
    expect(isSureOf(S, { ...barred, mayCome: 36 }, 50)).toBe(true);
    expect(isSureOf(S, { ...barred, mayCome: 37 }, 50)).toBe(false);
  });
});

/** Ways in which a count may end: votes to come, and the lump, to any party, to new ones or to none. */
const completions = (count: OpenCount): fc.Arbitrary<OpenCount> => {
  const others = count.valid - count.parties.reduce((total, [, votes]) => total + votes, 0);
  const slots = count.parties.length + 4;
  const weights: fc.Arbitrary<number[]> = fc.oneof(
    fc.array(fc.nat(20), { minLength: slots, maxLength: slots }),
    fc.nat(slots - 1).map((at) => Array.from({ length: slots }, (_, index) => Number(index === at))),
    fc
      .subarray(Array.from({ length: slots }, (_, index) => index))
      .map((some) => Array.from({ length: slots }, (_, index) => Number(some.includes(index)))),
  );
  return fc
    .record({
      weights,
      come: fc.nat(count.mayCome ?? 0),
      all: fc.boolean(),
      lump: fc.nat(count.mayCome === 0 ? 0 : others),
    })
    .map(({ weights: heavy, come, all, lump }) => {
      const fresh = all ? (count.mayCome ?? 0) : come;
      const spread = fresh + lump;
      const total = heavy.reduce((one, two) => one + two, 0);
      const shares = heavy.map((weight) => (total === 0 ? 0 : Math.floor((spread * weight) / total)));
      // Nothing of the lump is the own party's, p0: it has a row of its own.
      const own = Math.min(shares[0] ?? 0, fresh);
      const rows = [...count.parties, ...[1, 2, 3].map((index) => [party(`new${index}`), 0] as const)];
      return {
        ...count,
        mayCome: 0,
        valid: count.valid + fresh,
        parties: rows.map(
          ([code, votes], index) => [code, votes + (index === 0 ? own : (shares[index] ?? 0))] as const,
        ),
      };
    });
};

describe('laws of an own majority', () => {
  // An own party of some size, so that all three answers come up.
  const started = fc
    .tuple(counts({ maxSeats: 25 }), fc.nat(120), fc.nat(60))
    .map(([count, percent, mayCome]): OpenCount => {
      const [, ...others] = count.parties;
      const rest = count.valid - (count.parties[0]?.[1] ?? 0);
      const own = Math.floor((rest * percent) / 60);
      return { ...count, parties: [[party('p0'), own], ...others], valid: rest + own, mayCome };
    });
  const ended = started.chain((count) => completions(count).map((end) => [count, end] as const));

  test('no completion of the count contradicts what was certain or excluded', () => {
    const seen = { certain: 0, possible: 0, excluded: 0 };
    fc.assert(
      fc.property(ended, ([count, end]) => {
        const answer = ownMajority(party('p0'), [count]);
        seen[answer] += 1;
        const { seats, lot, lotSeats } = allotPlainly(end);
        const least = seats.p0 ?? 0;
        const most = least + (lot.includes('p0') && lotSeats > 0 ? 1 : 0);
        const majority = majorityOf(count.seats);
        if (answer === 'certain') expect(least).toBeGreaterThanOrEqual(majority);
        if (answer === 'excluded') expect(most).toBeLessThan(majority);
        expect(most).toBeLessThanOrEqual(mostSeats(party('p0'), count));
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  test('a party is sure of no seat that some completion takes from it', () => {
    fc.assert(
      fc.property(ended, fc.integer({ min: 1, max: 25 }), ([count, end], wanted) => {
        const sure = isSureOf(party('p0'), count, wanted);
        const least = allotPlainly(end).seats.p0 ?? 0;
        expect(!sure || least >= wanted).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('more votes to come never make it surer', () => {
    fc.assert(
      fc.property(started, fc.nat(50), (count, more) => {
        const later = ownMajority(party('p0'), [{ ...count, mayCome: (count.mayCome ?? 0) + more }]);
        const now = ownMajority(party('p0'), [count]);
        expect(later === 'possible' || later === now).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
