/**
 * The one clock of a replay. It holds a position in played time (see `timeline.ts`) and shows night time.
 *
 * Stepped: a poll loop calls `tick` (or a test `advance`), and the clock moves only then. The positions of a loop
 * are start + k * step, so that two runs from the same start at any speed of at least one interval a second see the
 * same night times. Running: after `run()` night time follows real time, for a simulator that stands alone.
 *
 * In both it stops at the timeline's end. Moving it from outside (`seek`, `advance`) ends a waiting tick without a
 * step, also while paused, so that the loop sees the new moment at once.
 */
import type { Timeline } from './timeline.ts';

export type Speed = number | 'max';

/** Poll at least once a second of real time, however slow the night goes. */
const LONGEST_WAIT = 1000;

export interface NightClockOptions {
  readonly timeline: Timeline;
  /** Night time, epoch milliseconds. */
  readonly startAt: number;
  /** Times real time; `max`: as fast as the client goes. */
  readonly speed: Speed;
}

export class NightClock {
  readonly timeline: Timeline;
  #position: number;
  #speed: Speed;
  #paused = false;
  /** Real time at which `#position` was true, while running. */
  #since: number | null = null;
  /** Real time at which the last tick was due. */
  #lastTick: number | null = null;
  /** How often the position was set from outside, and how much of that the poll loop has seen. */
  #moves = 0;
  #movesSeen = 0;
  readonly #sleepers = new Set<() => void>();

  constructor({ timeline, startAt, speed }: NightClockOptions) {
    this.timeline = timeline;
    this.#speed = checkedSpeed(speed);
    this.#position = this.#within(timeline.toPlayed(startAt));
  }

  /** Night time, epoch milliseconds. */
  now(): number {
    return Math.floor(this.timeline.toNight(this.position));
  }

  /** Played time, milliseconds. */
  get position(): number {
    if (this.#since === null || this.#paused || this.#speed === 'max') return this.#position;
    return this.#within(this.#position + (performance.now() - this.#since) * this.#speed);
  }

  get finished(): boolean {
    return this.position >= this.timeline.end;
  }

  get running(): boolean {
    return this.#since !== null;
  }

  get speed(): Speed {
    return this.#speed;
  }

  set speed(speed: Speed) {
    const checked = checkedSpeed(speed);
    this.#settle();
    this.#speed = checked;
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#settle();
    this.#paused = paused;
    this.#wake();
  }

  /** Sets the night time, forwards or backwards; a moment outside the night becomes its nearest end. */
  seek(nightMs: number): void {
    this.#place(this.timeline.toPlayed(nightMs));
  }

  /** Moves on by so much played time. */
  advance(playedMs: number): void {
    this.#place(this.position + playedMs);
  }

  /** From now on night time follows real time. */
  run(): void {
    this.#since ??= performance.now();
  }

  /**
   * One step of a poll loop: waits until the step is due (counted from when the last one was due, so that slow work
   * in between does not add up), then moves the clock on. The step is the interval, but at most what a second of
   * real time plays; with `max` it is the interval, without a wait. While paused it waits on. At the end of the
   * night it waits a second a step and stands still. Ends early, without a step, when aborted or when the clock has
   * been moved from outside since the last tick.
   */
  async tick(intervalSeconds: number, signal: AbortSignal): Promise<void> {
    if (this.running) throw new Error('A running clock is not stepped.');
    const moved = (): boolean => signal.aborted || this.#moves !== this.#movesSeen;
    const { step, wait } = this.#pace(intervalSeconds * 1000);
    if (wait === 0) await new Promise((resolve) => setImmediate(resolve));
    const due = this.#nextDue(wait);
    for (let left = due - performance.now(); !moved() && (this.#paused || left > 0);) {
      await this.#sleep(this.#paused ? null : left, signal);
      left = due - performance.now();
    }
    this.#lastTick = moved() || wait === 0 ? null : Math.max(due, performance.now() - wait);
    if (!moved()) this.#position = this.#within(this.#position + step);
    this.#movesSeen = this.#moves;
  }

  #pace(interval: number): { step: number; wait: number } {
    if (this.finished) return { step: 0, wait: LONGEST_WAIT };
    if (this.#speed === 'max') return { step: interval, wait: 0 };
    const step = Math.min(interval, this.#speed * LONGEST_WAIT);
    return { step, wait: step / this.#speed };
  }

  #nextDue(wait: number): number {
    return (this.#lastTick ?? performance.now()) + wait;
  }

  #place(played: number): void {
    this.#position = this.#within(played);
    if (this.#since !== null) this.#since = performance.now();
    this.#moves += 1;
    this.#wake();
  }

  /** Fixes the present position before something that bends its course changes. */
  #settle(): void {
    this.#position = this.position;
    if (this.#since !== null) this.#since = performance.now();
  }

  #within(played: number): number {
    return Math.min(played, this.timeline.end);
  }

  #wake(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Until the time is over (null: no limit), the signal aborts, or someone wakes it. */
  #sleep(ms: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(() => wake(), Math.max(0, ms));
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#sleepers.delete(wake);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
      this.#sleepers.add(wake);
    });
  }
}

function checkedSpeed(speed: Speed): Speed {
  if (speed === 'max' || (Number.isFinite(speed) && speed > 0)) return speed;
  throw new RangeError('The speed of a night is a positive number or max.');
}
