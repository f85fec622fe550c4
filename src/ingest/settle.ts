import type { Logger } from 'pino';
import type { Asked } from './feed-source.ts';
import type { Register } from './register.ts';

/** What the loop asks the time and waits with: the night's clock in a replay, the wall's in a live night. */
export interface PollClock {
  now(): number;
  /** Waits for the next poll's time. */
  tick(intervalSeconds: number, signal: AbortSignal): Promise<void>;
  /** A replay that has come to its end polls no more. */
  readonly finished: boolean;
}

export interface SettleOptions {
  readonly register: Register;
  readonly clock: PollClock;
  readonly log: Logger;
  /** Jitter of the back-off: 0 … 1. */
  readonly random: () => number;
}

/** Longest pause after failures, in intervals, and longest Retry-After that is obeyed, in seconds. */
const LONGEST_PAUSE = 4;
const LONGEST_RETRY_AFTER = 900;

/** Writes down how a poll went; gives the night time before which the next one must not come. */
export async function settle(options: SettleOptions, asked: Asked, sound: boolean): Promise<number> {
  const { register, clock, log } = options;
  const now = register.now();
  const failures = asked.answered ? 0 : register.watch.failures + 1;
  if (asked.problem !== null) log.warn({ failures, problem: asked.problem }, 'poll failed');
  await tellOfFeed(register, asked.problem, now);
  const held = await register.held();
  const published = [...held.members.values()].map(({ publishedAt }) => publishedAt);
  register.watch = {
    startedAt: register.watch.startedAt,
    checkedAt: asked.answered ? now : register.watch.checkedAt,
    changedAt: asked.changed ? now : register.watch.changedAt,
    publishedAt: newestOf(published) ?? register.watch.publishedAt,
    problem: asked.problem,
    failures,
  };
  await register.store.feed.write({
    source: register.source,
    checkedAt: register.watch.checkedAt,
    changedAt: register.watch.changedAt,
    publishedAt: register.watch.publishedAt,
    problem: asked.problem,
    attempts: failures,
    nightPosition: clock.finished && sound ? null : now,
  });
  return clock.now() + pauseSeconds(options, failures, asked) * 1000;
}

const newestOf = (times: readonly (string | null)[]): string | null =>
  times.reduce((best, time) => (time && (!best || Date.parse(time) > Date.parse(best)) ? time : best), null);

/** One notice when the source begins to fail, and one when it answers again. */
async function tellOfFeed(register: Register, found: string | null, now: string): Promise<void> {
  const { store, source, watch } = register;
  const began = found !== null && watch.problem === null;
  const ended = found === null && watch.problem !== null;
  if (!began && !ended) return;
  const problem = began ? found : `answers again after ${watch.problem}`;
  await store.events.add(
    [{ kind: 'notice', contest: null, notice: { about: 'feed', problem, source } }],
    now,
  );
}

/**
 * No pause while the feed can be reached; when it cannot, a growing one with jitter; Retry-After is obeyed. One archive
 * of an index that cannot be had must not make the others late.
 */
function pauseSeconds(options: SettleOptions, failures: number, { retryAfter, reached }: Asked): number {
  if (retryAfter !== null) return Math.min(retryAfter, LONGEST_RETRY_AFTER);
  if (reached || failures < 2) return 0;
  const intervals = Math.min(LONGEST_PAUSE, 2 ** (failures - 2));
  return options.register.intervalSeconds * intervals * (0.5 + options.random() / 2);
}
