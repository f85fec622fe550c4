import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairs, party, table, won } from '../../../tests/support/seat-cases.ts';
import { riksdagFixedSeats } from './riksdag-seats.ts';

const constituency = { seats: 4, electionDate: '2022-09-11', nation: null };

describe('fixed seats of a Riksdag constituency', () => {
  test('go to parties over 4 % of the nation, or 12 % of the constituency', () => {
    const parties = pairs('S 500, Lokal 130, Liten 110, M 260');
    const nation = { parties: pairs('S 3000, M 2000, Liten 399, Lokal 13'), valid: 10_000 };
    const result = riksdagFixedSeats({ ...constituency, seats: 9, parties, valid: 1000, nation });
    expect(won(result.seats)).toEqual(table('S 5, M 3, Lokal 1'));
    expect(result).toMatchObject({ basis: 'nation', settled: false, lot: null });
    const over = { ...nation, parties: pairs('S 3000, M 2000, Liten 400, Lokal 13') };
    expect(
      won(riksdagFixedSeats({ ...constituency, seats: 9, parties, valid: 1000, nation: over }).seats),
    ).toEqual(table('S 5, M 2, Lokal 1, Liten 1'));
  });

  test('take the parties over the bar as given where the nation’s votes are not known', () => {
    const parties = pairs('S 500, Liten 90, M 260');
    const given = { ...constituency, seats: 9, parties, valid: 1000 };
    const without = riksdagFixedSeats({ ...given, nation: { overBar: [party('S'), party('M')] } });
    expect(without.basis).toBe('given');
    expect(won(without.seats)).toEqual(table('S 6, M 3'));
    const within = riksdagFixedSeats({ ...given, nation: { overBar: [party('Liten')] } });
    expect(won(within.seats)).toEqual(table('S 5, M 3, Liten 1'));
  });

  test('stand in with 4 % of the constituency, and say so, where nothing is known', () => {
    const parties = pairs('S 500, Liten 39, Större 40, M 260');
    const result = riksdagFixedSeats({ ...constituency, seats: 29, parties, valid: 1000 });
    expect(result.basis).toBe('constituency');
    expect(won(result.seats)).not.toHaveProperty('Liten');
    expect(won(result.seats)).toHaveProperty('Större');
  });

  test('are settled where all fall to parties with 12 % here, lots included', () => {
    const settled = (text: string, valid: number) =>
      riksdagFixedSeats({ ...constituency, parties: pairs(text), valid }).settled;
    expect(settled('S 360, M 180, SD 180, C 80', 1000)).toBe(true);
    expect(settled('S 360, M 180, SD 110, C 80', 1000)).toBe(false);
    expect(settled('S 300, M 300, SD 300', 900)).toBe(true);
    expect(settled('', 0)).toBe(false);
  });

  test('that are settled are the same whichever parties are over the bar in the nation', () => {
    const some = fc.record({
      votes: fc.array(fc.nat(400), { minLength: 1, maxLength: 8 }),
      seats: fc.integer({ min: 1, max: 12 }),
      over: fc.array(fc.nat(7)),
    });
    fc.assert(
      fc.property(some, ({ votes, seats, over }) => {
        const parties = votes.map((number, index) => [party(`p${index}`), number] as const);
        const valid = votes.reduce((total, number) => total + number, 0);
        const input = { ...constituency, parties, valid, seats };
        const one = riksdagFixedSeats(input);
        const nation = { overBar: over.map((index) => party(`p${index}`)) };
        const two = riksdagFixedSeats({ ...input, nation });
        expect(two.settled).toBe(one.settled);
        if (one.settled) expect([two.seats, two.lot]).toEqual([one.seats, one.lot]);
      }),
      { numRuns: 300 },
    );
  });
});
