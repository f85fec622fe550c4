import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NightClock, type Speed } from './clock.ts';
import { createTimeline } from './timeline.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = Date.parse('2018-09-09T20:40:00+02:00');
const LATER = START + 3 * 60 * MINUTE;
/** Played: 0, 10 min, 11 min (a gap of nearly three hours cut to one minute); end at 13 min. */
const timeline = createTimeline([START, START + 10 * MINUTE, LATER]);
const clockAt = (speed: Speed, startAt = START): NightClock => new NightClock({ timeline, startAt, speed });
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The night times that a poll loop sees, whose work takes so long in each round. */
async function seen(
  clock: NightClock,
  rounds: number,
  work = (_round: number): number => 0,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(clock.now());
    await vi.advanceTimersByTimeAsync(work(round));
    const tick = clock.tick(60, never);
    for (let tries = 0; tries < 100; tries += 1) await vi.advanceTimersByTimeAsync(10);
    await tick;
  }
  return times;
}

describe('a stepped night clock', () => {
  it('shows the same night times at every speed from one interval a second up, however slow the work', async () => {
    const runs = [
      await seen(clockAt(60), 16),
      await seen(clockAt(600), 16, (round) => round * 37),
      await seen(clockAt('max'), 16),
    ];
    expect(runs[0]?.slice(0, 3)).toEqual([START, START + MINUTE, START + 2 * MINUTE]);
    expect(runs[0]?.[11]).toBe(LATER);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  it('steps at least once a second of real time when the night goes slowly', async () => {
    const clock = clockAt(1);
    const tick = clock.tick(60, never);
    await vi.advanceTimersByTimeAsync(999);
    expect(clock.now()).toBe(START);
    await vi.advanceTimersByTimeAsync(1);
    await tick;
    expect(clock.now()).toBe(START + SECOND);
  });

  it('counts the wait from the last step, so that work in between does not add up', async () => {
    const clock = clockAt(60);
    const began = performance.now();
    for (let round = 0; round < 5; round += 1) {
      const tick = clock.tick(60, never);
      await vi.advanceTimersToNextTimerAsync();
      await tick;
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(performance.now() - began).toBe(5 * SECOND + 400);
  });

  it('ends a tick early, without a step, when aborted', async () => {
    const clock = clockAt(60);
    const abort = new AbortController();
    const tick = clock.tick(60, abort.signal);
    abort.abort();
    await tick;
    expect(clock.now()).toBe(START);
  });

  it('waits while paused, and goes on from there', async () => {
    const clock = clockAt(60);
    clock.paused = true;
    let done = false;
    const tick = clock.tick(60, never).then(() => (done = true));
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(done).toBe(false);
    clock.paused = false;
    await tick;
    expect(clock.now()).toBe(START + MINUTE);
  });

  it('ends a tick without a step when it is moved from outside, also while paused', async () => {
    const clock = clockAt(60);
    clock.paused = true;
    const tick = clock.tick(60, never);
    clock.seek(START + 5 * MINUTE);
    await tick;
    expect(clock.now()).toBe(START + 5 * MINUTE);
    clock.seek(START + MINUTE);
    await clock.tick(60, never);
    expect(clock.now()).toBe(START + MINUTE);
  });

  it('stands still at the end and still waits there', async () => {
    const clock = clockAt('max', LATER);
    clock.advance(60 * MINUTE);
    expect(clock.finished).toBe(true);
    expect(clock.now()).toBe(LATER + 2 * MINUTE);
    const times = await seen(clock, 3);
    expect(new Set(times)).toEqual(new Set([LATER + 2 * MINUTE]));
  });

  it('goes back after the end', () => {
    const clock = clockAt(60);
    clock.advance(60 * MINUTE);
    clock.seek(START);
    expect(clock.finished).toBe(false);
    expect(clock.now()).toBe(START);
  });
});

describe('a running night clock', () => {
  it('follows real time, times the speed', async () => {
    const clock = clockAt(60);
    clock.run();
    await vi.advanceTimersByTimeAsync(2500);
    expect(clock.now()).toBe(START + 150 * SECOND);
    clock.speed = 1;
    await vi.advanceTimersByTimeAsync(1000);
    expect(clock.now()).toBe(START + 151 * SECOND);
  });

  it('stands still while paused and at the end', async () => {
    const clock = clockAt(60);
    clock.run();
    clock.paused = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(clock.now()).toBe(START);
    clock.paused = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(clock.now()).toBe(LATER + 2 * MINUTE);
    expect(clock.finished).toBe(true);
  });

  it('does not run by itself at speed max, and cannot be stepped', async () => {
    const clock = clockAt('max');
    clock.run();
    await vi.advanceTimersByTimeAsync(5000);
    expect(clock.now()).toBe(START);
    await expect(clock.tick(60, never)).rejects.toThrow();
  });

  it('refuses a speed that is not positive', () => {
    expect(() => clockAt(0)).toThrow(RangeError);
    expect(() => clockAt(Number.NaN)).toThrow(RangeError);
  });
});
