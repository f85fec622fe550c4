import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { split } from './split.ts';

describe('a split by largest remainder', () => {
  it('gives what is left over to the largest remainders', () => {
    // Quotas 3.4, 3.4, 3.2: one vote is left after 3 + 3 + 3, and the first of the two 0.4 gets it.
    expect(split(10, [17, 17, 16])).toEqual([4, 3, 3]);
    // Quotas 0.25, 0.75: the larger remainder comes second.
    expect(split(1, [1, 3])).toEqual([0, 1]);
  });

  it('adds up exactly and is never a vote or more off its quota', () => {
    const weights = fc
      .array(fc.nat(5000), { minLength: 1, maxLength: 10 })
      .filter((all) => all.some(Boolean));
    fc.assert(
      fc.property(fc.nat(20_000), weights, (total, all) => {
        const parts = split(total, all);
        const whole = all.reduce((sum, each) => sum + each, 0);
        expect(parts.reduce((sum, each) => sum + each, 0)).toBe(total);
        parts.forEach((part, index) => {
          expect(Math.abs(part * whole - total * (all[index] ?? 0))).toBeLessThan(whole);
        });
      }),
    );
  });

  it('is refused where nothing has a weight', () => {
    expect(() => split(5, [0, 0])).toThrow();
  });
});
