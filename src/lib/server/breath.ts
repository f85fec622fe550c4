import { setImmediate as yieldToOthers } from 'node:timers/promises';

/** Work that others wait for is let go on so long at a time, milliseconds. */
const AT_ONCE_MS = 8;

/** A pause that lets others in, where it is time for one: to be awaited between small pieces of long work. */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < AT_ONCE_MS) return;
    await yieldToOthers();
    since = performance.now();
  };
}
