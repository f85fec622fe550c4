import { setTimeout as sleep } from 'node:timers/promises';
import { isThisMachine, type Config } from '../lib/server/config.ts';

/** How we behave towards the authority's server, and how much we take from it at once. */

/** Longest wait for an answer, milliseconds. */
export const TIMEOUT_MS = { replay: 2_000, live: 20_000 };
/** Largest download. */
export const MAX_BYTES = 64 * 1024 * 1024;

/** Who asks, and where to find us. */
export const userAgentOf = (config: Config): string => `Malvakt/0.1 (+${config.publicUrl})`;

/** Least time between two requests to a host that is not this machine, milliseconds. */
const APART_MS = 1000;

/** Runs a request after the last one, and some time after it where the host is not this machine. */
export type Paced = <T>(url: string, signal: AbortSignal, request: () => Promise<T>) => Promise<T>;

export function createPace(
  wait: (ms: number, signal: AbortSignal) => Promise<void> = waitQuietly,
  now: () => number = () => performance.now(),
): Paced {
  let ended = -Infinity;
  let last: Promise<unknown> = Promise.resolve();
  return (url, signal, request) => {
    const paced = async () => {
      const left = isThisMachine(url) ? 0 : ended + APART_MS - now();
      if (left > 0) await wait(left, signal);
      return request().finally(() => (ended = now()));
    };
    const result = last.then(paced, paced);
    last = result.catch(() => undefined);
    return result;
  };
}

const waitQuietly = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
