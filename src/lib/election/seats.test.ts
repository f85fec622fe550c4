import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allotPlainly,
  council,
  counts,
  pairs,
  party,
  sum,
  table,
  won,
} from '../../../tests/support/seat-cases.ts';
import { allocate, outcomesOf, seatRange, seatsOf } from './seats.ts';
import { reachesBar, rulesOf } from './seat-rules.ts';

const seatsIn = (count: Parameters<typeof allocate>[0]) => won(allocate(count).seats);
const HALMSTAD = council(
  'S 20360, M 14410, SD 8958, C 6401, KD 4072, V 3780, L 3473, MP 2425, SPI 613, TRP 552, FI 156, MED 136',
  65_445,
  71,
);
const STROMSUND = 'S 2676, M 1570, SD 1149, C 914, V 440, rd 241, KD 145, MP 43, L 24';

describe('rules of an election', () => {
  test('are those of its own year and type', () => {
    const old = { firstDivisor: 14, constituencyBarPercent: null };
    const now = { firstDivisor: 12, constituencyBarPercent: null };
    expect(rulesOf('KF', '2014-09-14', false)).toEqual({ ...old, barPercent: 0, excess: 'none' });
    expect(rulesOf('KF', '2014-09-14', true)).toEqual({ ...old, barPercent: 0, excess: 'none' });
    expect(rulesOf('KF', '2018-09-09', false)).toEqual({ ...now, barPercent: 2, excess: 'none' });
    expect(rulesOf('KF', '2022-09-11', true)).toEqual({ ...now, barPercent: 3, excess: 'returned' });
    expect(rulesOf('RF', '2010-09-19', true)).toEqual({ ...old, barPercent: 3, excess: 'kept' });
    expect(rulesOf('RF', '2014-09-14', false)).toEqual({ ...old, barPercent: 3, excess: 'none' });
    expect(rulesOf('RF', '2018-09-09', false)).toEqual({ ...now, barPercent: 3, excess: 'none' });
    expect(rulesOf('RF', '2026-09-13', true)).toEqual({ ...now, barPercent: 3, excess: 'returned' });
  });

  test('have both bars for the Riksdag, whose excess was kept until 2014', () => {
    const riksdag = { barPercent: 4, constituencyBarPercent: 12 };
    expect(rulesOf('RD', '2014-09-14', true)).toEqual({ ...riksdag, firstDivisor: 14, excess: 'kept' });
    expect(rulesOf('RD', '2018-09-09', true)).toEqual({ ...riksdag, firstDivisor: 12, excess: 'returned' });
  });

  test('are refused for what is no day', () => {
    expect(() => rulesOf('KF', '20180909', false)).toThrow(RangeError);
  });

  test('measure the bar on the votes, not on the printed share', () => {
    expect(reachesBar(84, 4201, 2)).toBe(false);
    expect(reachesBar(84, 4200, 2)).toBe(true);
    expect(reachesBar(145, 7280, 2)).toBe(false);
  });
});

describe('an undivided council or region', () => {
  test('is allotted as in Ragunda 2018', () => {
    const votes = 'S 1239, C 1045, AfR 469, SD 388, KD 135, V 119, M 54, L 15, MP 12, FI 4';
    expect(seatsIn(council(votes, 3482, 25))).toEqual(table('S 9, C 8, AfR 3, SD 3, KD 1, V 1'));
  });

  test('is allotted as in the region 2018', () => {
    const votes = 'S 26278, C 17088, M 12602, SD 7835, V 7047, KD 6147, L 2907, MP 2894, LPo 581, FI 248';
    const rules = rulesOf('RF', '2018-09-09', false);
    expect(seatsIn(council(votes, 83_699, 55, rules))).toEqual(
      table('S 18, C 11, M 8, SD 5, V 5, KD 4, L 2, MP 2'),
    );
  });

  test('holds Strömsund’s KD of 2022 below the bar by 0.6 of a vote, and lets it in without one', () => {
    expect(seatsIn(council(STROMSUND, 7280, 35))).toEqual(table('S 13, M 8, SD 6, C 5, V 2, rd 1'));
    const open = council(STROMSUND, 7280, 35, { firstDivisor: 12, barPercent: 0 });
    expect(seatsIn(open)).toEqual(table('S 13, M 8, SD 6, C 4, V 2, rd 1, KD 1'));
  });

  test('changes with the collection district as in Bräcke 2018: S 12 then 11, C 11 then 12', () => {
    const ordinary = 'S 1226, C 1149, M 364, SD 290, V 142, JVB 81, MP 63, KD 32, L 13, FI 2';
    const all = 'S 1448, C 1484, M 440, SD 333, V 186, JVB 94, MP 80, KD 41, L 19, FI 3';
    expect(seatsIn(council(ordinary, 3364, 31))).toEqual(table('S 12, C 11, M 3, SD 3, V 1, JVB 1'));
    expect(seatsIn(council(all, 4131, 31))).toEqual(table('S 11, C 12, M 3, SD 3, V 1, JVB 1'));
  });

  test('gives no seat for reaching the bar alone: Bräcke’s KD of 2022', () => {
    expect(reachesBar(84, 3885, 2)).toBe(true);
    const votes = 'S 1391, Andra 2410, KD 84';
    expect(seatsOf(allocate(council(votes, 3885, 27)).seats, 'KD')).toBe(0);
  });

  test('gives the constituencies of Östersund 2014 what they got, with the first divisor of that time', () => {
    const old = rulesOf('KF', '2014-09-14', true);
    const town = 'S 6878, M 3871, C 2073, MP 1804, V 1624, FP 1423, SD 997, KD 372';
    const rest = 'S 7238, M 3890, C 3340, MP 1589, V 1466, SD 1355, FP 1277, KD 441';
    expect(seatsIn(council(town, 19_113, 29, old))).toEqual(table('S 11, M 6, C 3, MP 3, V 2, FP 2, SD 2'));
    expect(seatsIn(council(rest, 20_673, 32, old))).toEqual(
      table('S 11, M 6, C 5, MP 3, V 2, SD 2, FP 2, KD 1'),
    );
    const together = 'S 14116, M 7761, C 5413, MP 3393, V 3090, FP 2700, SD 2352, KD 813';
    expect(seatsIn(council(together, 39_786, 61, old))).toMatchObject({ V: 5, MP: 5 });
  });

  test('has no seats before anybody has votes, although 0 of 0 is no share at all', () => {
    const { seats, lot, trace } = allocate(council('S 0, M 0', 0, 25));
    expect(won(seats)).toEqual({});
    expect(lot).toBeNull();
    expect(trace).toEqual([]);
    expect(won(allocate(council('S 3, M 0', 3, 5)).seats)).toEqual({ S: 5 });
  });

  test('refuses figures that no count can give', () => {
    expect(() => allocate(council('S 10', 9, 5))).toThrow(RangeError);
    expect(() => allocate(council([[party('S'), 1.5]], 9, 5))).toThrow(RangeError);
    expect(() => allocate(council('S 5', 9, -1))).toThrow(RangeError);
  });
});

describe('equal comparison numbers', () => {
  test('stop Halmstad 2018 at the 71st seat, a lot between KD and S, and both outcomes are told', () => {
    const result = allocate(HALMSTAD);
    expect(result.lot).toEqual({ parties: ['KD', 'S'], seats: 1 });
    const before = { S: 22, M: 16, SD: 10, C: 7, KD: 4, V: 4, L: 4, MP: 3 };
    expect(won(result.seats)).toEqual(before);
    expect([...outcomesOf(result)].map(({ drawn, seats }) => [drawn, won(seats)])).toEqual([
      [['KD'], { ...before, KD: 5 }],
      [['S'], { ...before, S: 23 }],
    ]);
    expect(result.trace).toHaveLength(70);
    expect(seatRange(result.seats, result.lot ? [result.lot] : [], 'S')).toEqual([22, 23]);
  });

  test('give each tied party its seat where all of them fit', () => {
    const result = allocate(council('B 60, A 60, C 10', 130, 2));
    expect(result.lot).toBeNull();
    expect(won(result.seats)).toEqual({ A: 1, B: 1 });
    expect(result.trace.map(({ seat, tied }) => [seat, tied])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  test('draw two seats among three parties in three ways, each as likely', () => {
    const result = allocate(council('C 50, A 50, B 50', 150, 2));
    expect(result.lot).toEqual({ parties: ['A', 'B', 'C'], seats: 2 });
    expect([...outcomesOf(result)].map(({ drawn }) => drawn)).toEqual([
      ['A', 'B'],
      ['A', 'C'],
      ['B', 'C'],
    ]);
  });
});

describe('the trace of an allocation', () => {
  test('tells each seat with its number, votes and divisor in tenths', () => {
    const { trace } = allocate(council('S 100, M 50', 150, 4));
    expect(trace.map(({ seat, party: code, votes, divisor }) => [seat, code, votes, divisor])).toEqual([
      [1, 'S', 100, 12],
      [2, 'M', 50, 12],
      [3, 'S', 100, 30],
      [4, 'S', 100, 50],
    ]);
  });

  test('never rises, and holds as many seats of a party as it got', () => {
    fc.assert(
      fc.property(counts(), (count) => {
        const { trace, seats } = allocate(count);
        for (const [index, seat] of trace.entries()) {
          const before = trace[index - 1];
          expect(seat.seat).toBe(index + 1);
          if (before) {
            expect(before.votes * seat.divisor).toBeGreaterThanOrEqual(seat.votes * before.divisor);
          }
        }
        for (const [code, held] of seats) {
          expect(trace.filter((seat) => seat.party === code)).toHaveLength(held);
        }
      }),
    );
  });
});

describe('laws of the allocation', () => {
  test('it is what the plain way of sorting all comparison numbers gives, lots included', () => {
    fc.assert(
      fc.property(counts(), (count) => {
        const { seats, lot } = allocate(count);
        const plain = allotPlainly(count);
        for (const [code, held] of seats) expect(held).toBe(plain.seats[code] ?? 0);
        expect(new Set(lot?.parties ?? [])).toEqual(new Set(plain.lot));
        expect(lot?.seats ?? 0).toBe(plain.lotSeats);
      }),
      { numRuns: 400 },
    );
  });

  test('seats and what a lot is to decide make up the whole, in every outcome', () => {
    fc.assert(
      fc.property(counts({ maxSeats: 12 }), (count) => {
        const result = allocate(count);
        const some = count.parties.some(
          ([, votes]) => votes > 0 && reachesBar(votes, count.valid, count.rules.barPercent),
        );
        expect(sum(result.seats) + (result.lot?.seats ?? 0)).toBe(some ? count.seats : 0);
        for (const { seats } of outcomesOf(result)) expect(sum(seats)).toBe(some ? count.seats : 0);
      }),
    );
  });

  test('more votes for one party alone never cost it a seat', () => {
    fc.assert(
      fc.property(counts(), fc.nat(8), fc.integer({ min: 1, max: 500 }), (count, at, more) => {
        const chosen = at % count.parties.length;
        const grown = {
          ...count,
          valid: count.valid + more,
          parties: count.parties.map(
            ([code, votes], index) => [code, index === chosen ? votes + more : votes] as const,
          ),
        };
        const range = (of: typeof count) => {
          const { seats, lot } = allocate(of);
          return seatRange(seats, lot ? [lot] : [], `p${chosen}`);
        };
        const [before, after] = [range(count), range(grown)];
        expect(after[0]).toBeGreaterThanOrEqual(before[0]);
        expect(after[1]).toBeGreaterThanOrEqual(before[1]);
      }),
      { numRuns: 400 },
    );
  });

  test('the order of the parties changes nothing', () => {
    const shuffled = counts().chain((count) =>
      fc
        .shuffledSubarray([...count.parties], { minLength: count.parties.length })
        .map((parties) => [count, { ...count, parties }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([count, other]) => {
        const [one, two] = [allocate(count), allocate(other)];
        for (const [code, held] of one.seats) expect(seatsOf(two.seats, code)).toBe(held);
        expect(two.lot).toEqual(one.lot);
        expect(two.trace).toEqual(one.trace);
      }),
    );
  });

  test('as many times all votes, valid ones included, change nothing', () => {
    fc.assert(
      fc.property(counts(), fc.integer({ min: 2, max: 1000 }), (count, times) => {
        const scaled = {
          ...count,
          valid: count.valid * times,
          parties: count.parties.map(([code, votes]) => [code, votes * times] as const),
        };
        const [one, two] = [allocate(count), allocate(scaled)];
        for (const [code, held] of one.seats) expect(seatsOf(two.seats, code)).toBe(held);
        expect(two.lot).toEqual(one.lot);
      }),
    );
  });

  test('stays exact for as many votes as the whole country has', () => {
    const votes = pairs('A 6000001, B 6000000, C 4000000');
    const { trace } = allocate(council(votes, 16_000_001, 349));
    expect(trace).toHaveLength(349);
    expect(trace.slice(0, 2).map(({ party: code }) => code)).toEqual(['A', 'B']);
  });
});
