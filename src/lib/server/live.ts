/**
 * The newest revision and those who wait for it. It holds one number and no queue: a reader that was slow gets the
 * newest and skips what lay between, and delays nobody.
 */
export interface Live {
  readonly newest: number;
  /** A revision was stored (by whichever process). */
  arrived(revision: number): void;
  /** Something besides the revision changed (the feed's state): whoever waits shall look now. */
  nudge(): void;
  /** Resolves when a revision newer than `seen` is there, or after `timeoutMs`, or with the signal. */
  newerThan(seen: number, timeoutMs: number, signal: AbortSignal): Promise<number>;
  readonly waiting: number;
}

export function createLive(): Live {
  let newest = 0;
  const waiters = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...waiters]) wake();
  };
  return {
    get newest() {
      return newest;
    },
    get waiting() {
      return waiters.size;
    },
    arrived(revision) {
      if (revision <= newest) return;
      newest = revision;
      wakeAll();
    },
    nudge: wakeAll,
    newerThan(seen, timeoutMs, signal) {
      if (newest > seen || signal.aborted) return Promise.resolve(newest);
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          waiters.delete(wake);
          resolve(newest);
        };
        const timer = setTimeout(wake, timeoutMs);
        signal.addEventListener('abort', wake, { once: true });
        waiters.add(wake);
      });
    },
  };
}
