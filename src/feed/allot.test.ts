import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allot, seatRule } from './allot.ts';

const OLD = seatRule('2014-09-14');
const NEW = seatRule('2018-09-09');

describe('allot', () => {
  it('gives Ragunda its council of 2018', () => {
    const votes = [1239, 1045, 469, 388, 135, 119, 54, 15, 12, 4];
    const seats = allot(votes, { seats: 25, valid: 3482, rule: NEW, official: [] });
    expect(seats).toEqual([9, 8, 3, 3, 1, 1, 0, 0, 0, 0]);
  });

  it('gives both constituencies of Östersund their seats of 2014', () => {
    const town = allot([6878, 3871, 2073, 1804, 1624, 1423, 997, 372], {
      seats: 29,
      valid: 19_113,
      rule: OLD,
      official: [],
    });
    const rest = allot([7238, 3890, 3340, 1589, 1466, 1355, 1277, 441], {
      seats: 32,
      valid: 20_673,
      rule: OLD,
      official: [],
    });
    expect(town).toEqual([11, 6, 3, 3, 2, 2, 2, 0]);
    expect(rest).toEqual([11, 6, 5, 3, 2, 2, 2, 1]);
  });

  it('holds a party below the bar out, on integers and not on the printed share', () => {
    const votes = [2676, 1570, 1149, 914, 440, 241, 145, 43, 24];
    const input = { seats: 35, valid: 7280, official: [] };
    expect(allot(votes, { ...input, rule: NEW })).toEqual([13, 8, 6, 5, 2, 1, 0, 0, 0]);
    expect(allot(votes, { ...input, rule: { firstDivisor: 12, bar: 0 } })[6]).toBe(1);
  });

  it('lets the official outcome decide a tie: Halmstad 2018, drawn for S', () => {
    const votes = [20360, 14410, 8958, 6401, 4072, 3780, 3473, 2425, 613, 552, 156, 136];
    const input = { seats: 71, valid: 65_445, rule: NEW };
    const drawn = [23, 16, 10, 7, 4, 4, 4, 3, 0, 0, 0, 0];
    expect(allot(votes, { ...input, official: drawn })).toEqual(drawn);
    const other = drawn.with(0, 22).with(4, 5);
    expect(allot(votes, { ...input, official: other })).toEqual(other);
  });

  it('hands out all seats as soon as anybody has votes above the bar', () => {
    const votes = fc.array(fc.nat(5000), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 61 }), (own, seats) => {
        const valid = own.reduce((sum, each) => sum + each, 0);
        const given = allot(own, { seats, valid, rule: NEW, official: [] });
        expect(given.reduce((sum, each) => sum + each, 0)).toBe(valid > 0 ? seats : 0);
      }),
    );
  });
});
