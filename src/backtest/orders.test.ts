import { describe, expect, test } from 'vitest';
import { OWN, report } from '../../tests/support/results.ts';
import { countAt, ordered, type Order } from './orders.ts';
import { pastPlace, trialOf } from './trial.ts';

const SPREAD = { RD: 0.03, RF: 0.03, KF: 0.03 };
const parameters = { from: '', origin: '', sigma: SPREAD, tau: SPREAD, arrivals: null, residuals: null };
const place = pastPlace(
  [
    report({ code: '99010101', eligible: 900, now: [10, 90] }),
    report({ code: '99010102', eligible: 300, now: [30, 70] }),
    report({ code: '99010103', eligible: 600, now: [20, 80] }),
    report({ code: '990101', now: [5, 5] }),
  ],
  null,
);
const trial = trialOf({ area: '9901', places: [place], riksdag: [], party: OWN, parameters });
const order = (name: Order, seed = 1) => ordered(trial, name, seed).map((code) => Number(code.slice(-1)));

describe('an order of districts', () => {
  test('goes by electorate or by share', () => {
    expect(order('smallFirst')).toEqual([2, 3, 1]);
    expect(order('weakFirst')).toEqual([1, 3, 2]);
    expect(order('strongFirst')).toEqual([2, 3, 1]);
  });

  test('at random is the same for the same seed, and holds every ordinary district once', () => {
    expect(order('random', 7)).toEqual(order('random', 7));
    expect([...order('random', 7)].sort()).toEqual([1, 2, 3]);
    const seen = new Set(Array.from({ length: 60 }, (_, seed) => order('random', seed).join()));
    expect(seen.size).toBe(6);
  });
});

test('at least one district is in, at any part of the count', () => {
  expect([0.05, 0.25, 0.5, 0.9].map((part) => countAt(8, part))).toEqual([1, 2, 4, 7]);
});
