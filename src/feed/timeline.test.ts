import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline, CUT_GAP, LONGEST_GAP } from './timeline.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2018-09-09T20:40:00+02:00');

const times = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 5 * MINUTE }), fc.integer({ min: 0, max: 72 * HOUR })), {
    maxLength: 30,
  })
  .map((gaps) => gaps.reduce((all, gap) => [...all, (all.at(-1) as number) + gap], [START]));

/** Is this moment inside a gap that was cut away (where night time has no played time of its own)? */
const isCut = (all: readonly number[], night: number): boolean =>
  all.some((at, index) => {
    const next = all[index + 1];
    return next !== undefined && next - at > LONGEST_GAP && night >= at + CUT_GAP && night < next;
  });

describe('the timeline of a night', () => {
  it('plays a gap of exactly twenty minutes in full and a longer one in a minute', () => {
    const full = createTimeline([START, START + 20 * MINUTE]);
    expect(full.toPlayed(START + 20 * MINUTE)).toBe(20 * MINUTE);
    const cut = createTimeline([START, START + 20 * MINUTE + 1]);
    expect(cut.toPlayed(START + 20 * MINUTE + 1)).toBe(MINUTE);
  });

  it('runs the first minute of a cut gap as it was, then jumps to the later publication', () => {
    const later = START + 12 * HOUR;
    const { toNight, toPlayed, end } = createTimeline([START, later, later + 5 * MINUTE]);
    expect(toNight(MINUTE - 1)).toBe(START + MINUTE - 1);
    expect(toNight(MINUTE)).toBe(later);
    expect(toPlayed(START + 3 * HOUR)).toBe(MINUTE - 1);
    expect(toPlayed(later)).toBe(MINUTE);
    expect(end).toBe(MINUTE + 5 * MINUTE + 2 * MINUTE);
  });

  it('runs on before the first and after the last publication', () => {
    const { toNight, toPlayed } = createTimeline([START, START + MINUTE]);
    expect(toNight(-HOUR)).toBe(START - HOUR);
    expect(toPlayed(START - HOUR)).toBe(-HOUR);
    expect(toNight(2 * HOUR)).toBe(START + 2 * HOUR);
  });

  it('refuses no publications, and publications out of order', () => {
    expect(() => createTimeline([])).toThrow();
    expect(() => createTimeline([START, START - 1])).toThrow();
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: -HOUR, max: 400 * HOUR }),
        fc.nat(100 * HOUR),
        (all, from, more) => {
          const { toNight, toPlayed } = createTimeline(all);
          expect(toNight(from + more)).toBeGreaterThanOrEqual(toNight(from) + (more > 0 ? 1 : 0));
          expect(toPlayed(START + from + more)).toBeGreaterThanOrEqual(toPlayed(START + from));
        },
      ),
    );
  });

  it('goes there and back outside the cuts, and back and there everywhere', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: -HOUR, max: 400 * HOUR }), (all, offset) => {
        const { toNight, toPlayed } = createTimeline(all);
        expect(toPlayed(toNight(offset))).toBe(offset);
        if (!isCut(all, START + offset)) expect(toNight(toPlayed(START + offset))).toBe(START + offset);
        else expect(toNight(toPlayed(START + offset))).toBeLessThan(START + offset);
      }),
    );
  });

  it('reaches every publication at a moment of its own, never longer after the last than was real', () => {
    fc.assert(
      fc.property(times, (all) => {
        const { toNight, toPlayed } = createTimeline(all);
        for (const at of all) expect(toNight(toPlayed(at))).toBe(at);
        for (const [index, at] of all.slice(1).entries()) {
          const gap = toPlayed(at) - toPlayed(all[index] as number);
          expect(gap).toBeLessThanOrEqual(Math.min(at - (all[index] as number), LONGEST_GAP));
        }
      }),
    );
  });
});
