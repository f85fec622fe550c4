import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';

/** How often a waiting poller looks whether the night is free. */
const LOOK_AGAIN_MS = 500;

const lockName = (night: string) => `malvakt/poller/${night}`;

/**
 * Waits for the night's advisory lock. It belongs to one connection and falls with it, so the signal given fires when
 * that connection breaks: then another process may be polling already. Asking again and again (instead of a query that
 * waits) leaves no connection hanging in the server when the waiting ends.
 */
export async function holdNight(
  night: string,
  signal: AbortSignal,
  open: (onclose: () => void) => postgres.Sql,
): Promise<AbortSignal> {
  for (;;) {
    signal.throwIfAborted();
    const lost = new AbortController();
    const one = open(() => lost.abort());
    if (await tryLock(one, night, AbortSignal.any([lost.signal, signal]))) {
      const over = AbortSignal.any([lost.signal, signal]);
      over.addEventListener('abort', () => void one.end({ timeout: 0 }), { once: true });
      if (over.aborted) await one.end({ timeout: 0 });
      return over;
    }
    await one.end({ timeout: 0 });
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

/** `false`: the connection broke, or none could be had. Throws when the caller gives up. */
async function tryLock(one: postgres.Sql, night: string, over: AbortSignal): Promise<boolean> {
  try {
    while (!over.aborted) {
      const [row] = await one`select pg_try_advisory_lock(hashtextextended(${lockName(night)}, 0)) as held`;
      if (row?.held === true) return true;
      await sleep(LOOK_AGAIN_MS, undefined, { signal: over });
    }
  } catch {
    // A lost connection or the caller's signal: the loop outside tells them apart.
  }
  return false;
}

/** Whether some process polls this night at the moment. */
export async function isHeld(one: postgres.Sql, night: string): Promise<boolean> {
  const [row] = await one`select pg_try_advisory_lock(hashtextextended(${lockName(night)}, 0)) as free`;
  if (row?.free === true) await one`select pg_advisory_unlock(hashtextextended(${lockName(night)}, 0))`;
  return row?.free !== true;
}
