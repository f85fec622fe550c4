/** A pause for whoever guesses: too many wrong tries from one address close the door for a while, then for longer. */
export interface Attempts {
  /** Seconds for which this address must wait, 0 when it may try. `now` in milliseconds. */
  pause(address: string, now: number): number;
  /** A wrong try; gives the seconds of the pause that it begins, 0 when it begins none. */
  wrong(address: string, now: number): number;
  /** A right one: what this address did wrong is forgotten. */
  right(address: string): void;
}

interface Tried {
  readonly wrongAt: readonly number[];
  readonly pausedUntil: number;
  /** Pauses so far: each is twice as long as the last. */
  readonly pauses: number;
}

const TRIES = 5;
const WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Quiet for this long, and the next pause is the first again. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** Addresses that are remembered; beyond that the one that was quiet longest is forgotten. */
const ADDRESSES = 10_000;

/** Counts in memory, for each address by itself; a restart forgets. */
export function createAttempts(addresses = ADDRESSES): Attempts {
  const tried = new Map<string, Tried>();
  const keep = (address: string, state: Tried) => {
    tried.delete(address);
    tried.set(address, state);
    const [oldest] = tried.keys();
    if (tried.size > addresses && oldest !== undefined) tried.delete(oldest);
  };
  return {
    pause: (address, now) => Math.max(0, Math.ceil(((tried.get(address)?.pausedUntil ?? 0) - now) / 1000)),
    wrong(address, now) {
      const { wrongAt, pausedUntil, pauses } = tried.get(address) ?? NOTHING;
      const recent = [...wrongAt.filter((at) => now - at < WITHIN_MS), now];
      const before = now - Math.max(pausedUntil, wrongAt.at(-1) ?? 0) > FORGOTTEN_AFTER_MS ? 0 : pauses;
      if (recent.length < TRIES) {
        keep(address, { wrongAt: recent, pausedUntil: 0, pauses: before });
        return 0;
      }
      const length = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** before);
      // Beyond the longest pause there is nothing to count.
      const paused = length < LONGEST_PAUSE_MS ? before + 1 : before;
      keep(address, { wrongAt: [], pausedUntil: now + length, pauses: paused });
      return length / 1000;
    },
    right: (address) => void tried.delete(address),
  };
}

const NOTHING: Tried = { wrongAt: [], pausedUntil: 0, pauses: 0 };
