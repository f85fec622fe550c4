import { createArchivesSource, type SourceOptions } from './archives-source.ts';
import type { FeedSource } from './feed-source.ts';
import { createIndexSource } from './index-source.ts';
import type { Queue } from './queue.ts';
import { settle, type SettleOptions } from './settle.ts';

export type { PollClock } from './settle.ts';

export interface PollOptions extends SettleOptions, SourceOptions {
  readonly feed: FeedSource;
}

/** A replay does not end on a fault of the feed: so often it is asked again when the clock stands at the end. */
const POLLS_AT_THE_END = 10;

export interface Poller {
  /** Asks the feed once for all that is wanted of it. */
  pollOnce(signal: AbortSignal): Promise<void>;
  /** Seconds for which the source must be left alone (Retry-After, back-off). */
  pause(): number;
  /** Polls until the signal (`ended`), or until a replay is over. */
  run(signal: AbortSignal, queue: Queue): Promise<'ended' | 'over'>;
}

export function createPoller(options: PollOptions): Poller {
  const { register, clock, log, feed } = options;
  const source =
    feed.kind === 'index' ? createIndexSource(feed, options) : createArchivesSource(feed, options);
  let notBefore = 0;
  let sound = false;
  let again: number | null = null;

  async function pollOnce(signal: AbortSignal): Promise<void> {
    const asked = await source.ask(signal);
    if (asked === null) return;
    sound = asked.problem === null && asked.whole;
    again = asked.again;
    notBefore = await settle(options, asked, sound);
  }

  return {
    pollOnce,
    pause: () => Math.max(0, Math.ceil((notBefore - clock.now()) / 1000)),
    async run(signal, queue) {
      let left = POLLS_AT_THE_END;
      while (!signal.aborted) {
        // At the end the clock stands, and no pause would ever be over.
        if (clock.finished || clock.now() >= notBefore) await queue(() => pollOnce(signal));
        if (clock.finished && (sound || left-- === 0)) {
          log.info({ revision: (await register.held()).known.revision }, 'the replay is over');
          return 'over';
        }
        const next = Math.min(again ?? Infinity, register.intervalSeconds);
        if (!signal.aborted) await clock.tick(next, signal);
      }
      return 'ended';
    },
  };
}
