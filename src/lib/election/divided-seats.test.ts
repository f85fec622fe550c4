import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairs, party, sum, table, won } from '../../../tests/support/seat-cases.ts';
import {
  allocateSeparately,
  dividedOutcomes,
  sureSeats,
  type Constituency,
  type DividedCount,
  type DividedOutcome,
} from './divided-seats.ts';
import { award } from './odd-numbers.ts';
import { reachesBar, rulesOf } from './seat-rules.ts';
import { seatsOf } from './seats.ts';

const KEPT = rulesOf('RF', '2014-09-14', true);
const RETURNED = rulesOf('KF', '2018-09-09', true);

const constituency = (code: string, fixed: number, votes: string, valid?: number): Constituency => ({
  code,
  fixed,
  parties: pairs(votes),
  valid: valid ?? sum(pairs(votes)),
});

const only = (count: DividedCount): DividedOutcome => {
  const [first, ...others] = [...dividedOutcomes(count)];
  if (!first || others.length > 0) throw new Error('not one outcome');
  return first;
};

describe('a divided council before 2018', () => {
  const rules = rulesOf('KF', '2014-09-14', true);

  test('is the sum of its constituencies, each alone, without a bar: Östersund 2014', () => {
    const result = allocateSeparately({
      rules,
      constituencies: [
        constituency(
          '238001',
          29,
          'S 6878, M 3871, C 2073, MP 1804, V 1624, FP 1423, SD 997, KD 372',
          19_113,
        ),
        constituency(
          '238002',
          32,
          'S 7238, M 3890, C 3340, MP 1589, V 1466, SD 1355, FP 1277, KD 441',
          20_673,
        ),
      ],
    });
    expect(won(result.seats)).toEqual(table('S 22, M 12, C 8, MP 6, V 4, FP 4, SD 4, KD 1'));
    expect(result.lots).toEqual([]);
  });

  test('tells the lots of its constituencies, which are independent of each other', () => {
    const { seats, lots } = allocateSeparately({
      rules,
      constituencies: [constituency('1', 3, 'A 50, B 50'), constituency('2', 1, 'A 20, C 20')],
    });
    expect(won(seats)).toEqual({ A: 1, B: 1 });
    expect(lots).toEqual([
      { parties: ['A', 'B'], seats: 1 },
      { parties: ['A', 'C'], seats: 1 },
    ]);
  });

  test('has no adjustment seats, and rules that have them are refused', () => {
    expect(() => allocateSeparately({ rules: RETURNED, constituencies: [] })).toThrow(RangeError);
    expect(() => [...dividedOutcomes({ rules, constituencies: [], seats: 5 })]).toThrow(RangeError);
  });
});

describe('an area with adjustment seats', () => {
  test('keeps excess before 2018: the party is set aside with its seats and the others share the rest', () => {
    const count = {
      rules: KEPT,
      seats: 5,
      constituencies: [constituency('1', 2, 'A 50, B 16, C 9'), constituency('2', 2, 'A 50, C 16, B 10')],
    };
    // Of 5 seats A is entitled to 3, B and C to 1 each; A won all 4 fixed seats, so one is left, for B.
    const { constituencies, seats, adjustment } = only(count);
    expect(constituencies.map((each) => won(each.seats))).toEqual([{ A: 2, B: 1 }, { A: 2 }]);
    expect(won(seats)).toEqual({ A: 4, B: 1 });
    expect(adjustment.map(({ party: code, constituency: at }) => [code, at])).toEqual([['B', '1']]);
  });

  test('returns excess since 2018, the lowest number first, to the next in the same constituency', () => {
    const count = {
      rules: RETURNED,
      seats: 5,
      constituencies: [constituency('1', 2, 'A 50, B 15, C 9'), constituency('2', 2, 'A 49, C 16, B 11')],
    };
    const { constituencies, seats, returned, adjustment } = only(count);
    expect(won(seats)).toEqual({ A: 3, B: 1, C: 1 });
    expect(returned).toHaveLength(1);
    expect(returned[0]).toMatchObject({
      constituency: '2',
      from: { party: 'A', votes: 49, divisor: 30 },
      to: { party: 'C', votes: 16, divisor: 12 },
    });
    expect(adjustment).toEqual([{ party: 'B', votes: 15, divisor: 10, constituency: '1' }]);
    expect(constituencies.map((each) => won(each.seats))).toEqual([
      { A: 2, B: 1 },
      { A: 1, C: 1 },
    ]);
  });

  test('measures the bar on the whole area, not on a constituency', () => {
    const count = {
      rules: RETURNED,
      seats: 20,
      constituencies: [
        constituency('1', 9, 'A 700, B 250, Lokal 50', 1000),
        constituency('2', 9, 'A 700, B 290, Lokal 9', 1000),
      ],
    };
    expect(seatsOf(only(count).seats, 'Lokal')).toBe(0);
    const enough = {
      ...count,
      constituencies: count.constituencies.map((each) => ({ ...each, valid: 999 })),
    };
    expect(only({ ...enough, rules: { ...RETURNED, barPercent: 2 } }).seats).toContainEqual([
      party('Lokal'),
      1,
    ]);
  });

  test('lets a lot fall on a party, on the constituency of an adjustment seat, or on the seat to return', () => {
    const parties = [
      ...dividedOutcomes({
        rules: RETURNED,
        seats: 3,
        constituencies: [constituency('1', 1, 'A 40, B 40'), constituency('2', 1, 'A 50, B 30')],
      }),
    ];
    expect(parties.map(({ lots }) => lots[0])).toMatchObject([
      { stage: 'fixed', constituency: '1', among: ['A', 'B'], drawn: ['A'] },
      { stage: 'fixed', constituency: '1', among: ['A', 'B'], drawn: ['B'] },
    ]);
    expect(sureSeats(parties, 'A')).toBe(2);

    const placements = [
      ...dividedOutcomes({
        rules: RETURNED,
        seats: 3,
        constituencies: [constituency('1', 1, 'A 60, B 20'), constituency('2', 1, 'A 60, B 20')],
      }),
    ];
    expect(placements.map(({ lots }) => [lots[0]?.stage, lots[0]?.drawn])).toEqual([
      ['placement', ['1']],
      ['placement', ['2']],
    ]);
    expect(placements.map(({ seats }) => won(seats))).toEqual([
      { A: 2, B: 1 },
      { A: 2, B: 1 },
    ]);

    const returns = [
      ...dividedOutcomes({
        rules: RETURNED,
        seats: 3,
        constituencies: [constituency('1', 1, 'A 30, B 29'), constituency('2', 1, 'A 30, C 29')],
      }),
    ];
    expect(returns.map(({ lots }) => [lots[0]?.stage, lots[0]?.drawn])).toEqual([
      ['return', ['A 1']],
      ['return', ['A 2']],
    ]);
    for (const { seats } of returns) expect(won(seats)).toEqual({ A: 1, B: 1, C: 1 });
  });
});

describe('laws of an area with adjustment seats', () => {
  const areas = (rules: DividedCount['rules']) =>
    fc
      .record({
        votes: fc.array(fc.array(fc.oneof(fc.nat(30), fc.nat(3000)), { minLength: 5, maxLength: 5 }), {
          minLength: 2,
          maxLength: 4,
        }),
        fixed: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
        lump: fc.nat(20),
      })
      .map(({ votes, fixed, lump }): DividedCount => {
        const constituencies = votes.map((row, index) => ({
          code: String(index + 1),
          fixed: fixed[index] ?? 1,
          parties: row.map((number, at) => [party(`p${at}`), number] as const),
          valid: row.reduce((total, number) => total + number, lump),
        }));
        const fixedSeats = constituencies.reduce((total, each) => total + each.fixed, 0);
        return { rules, constituencies, seats: fixedSeats + Math.ceil(fixedSeats / 9) };
      });
  const firstFew = (count: DividedCount) => {
    const found: DividedOutcome[] = [];
    for (const outcome of dividedOutcomes(count)) if (found.push(outcome) === 5) break;
    return found;
  };
  const areaVotes = ({ constituencies }: DividedCount) => {
    const totals = new Map<string, number>();
    for (const [code, votes] of constituencies.flatMap(({ parties }) => parties)) {
      totals.set(code, (totals.get(code) ?? 0) + votes);
    }
    return totals;
  };
  const valid = ({ constituencies }: DividedCount) =>
    constituencies.reduce((total, each) => total + each.valid, 0);
  const someIn = (count: DividedCount) =>
    [...areaVotes(count).values()].some(
      (votes) => votes > 0 && reachesBar(votes, valid(count), count.rules.barPercent),
    );

  test('since 2018 every party ends at its share of all seats, and all seats are placed', () => {
    fc.assert(
      fc.property(areas(RETURNED), (count) => {
        const parties = [...areaVotes(count)].filter(([, votes]) => reachesBar(votes, valid(count), 3));
        const share = award(
          parties.map(([code, votes]) => [party(code), votes]),
          count.seats,
          12,
        );
        for (const { seats, lots } of firstFew(count)) {
          expect(sum(seats)).toBe(someIn(count) ? count.seats : 0);
          if (lots.some(({ stage }) => stage === 'entitlement')) continue;
          for (const [code, held] of share.seats) expect(seatsOf(seats, code)).toBe(held);
        }
      }),
    );
  });

  test('before 2018 no party loses a fixed seat, and all seats are placed', () => {
    fc.assert(
      fc.property(areas(KEPT), (count) => {
        for (const { seats, constituencies, returned } of firstFew(count)) {
          expect(returned).toEqual([]);
          expect(sum(seats)).toBe(someIn(count) ? count.seats : 0);
          for (const { seats: here, trace } of constituencies) {
            for (const [code, held] of here) {
              const fixed = trace.filter((seat) => seat.party === code).length;
              expect(held).toBeGreaterThanOrEqual(fixed);
            }
          }
        }
      }),
    );
  });

  test('the order of parties and of constituencies changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(areas(RETURNED), areas(KEPT)), (count) => {
        const turned = {
          ...count,
          constituencies: count.constituencies
            .map((each) => ({ ...each, parties: [...each.parties].reverse() }))
            .reverse(),
        };
        const [one] = firstFew(count);
        const [two] = firstFew(turned);
        if (!one || !two) throw new Error('no outcome');
        if (one.lots.length > 0 || two.lots.length > 0) {
          expect(one.lots.length > 0).toBe(two.lots.length > 0);
          return;
        }
        for (const { code, seats } of one.constituencies) {
          const other = two.constituencies.find((each) => each.code === code);
          for (const [each, held] of seats) expect(seatsOf(other?.seats ?? [], each)).toBe(held);
        }
        for (const [each, held] of one.seats) expect(seatsOf(two.seats, each)).toBe(held);
      }),
    );
  });
});
