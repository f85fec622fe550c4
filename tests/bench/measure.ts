/** Measuring: medians of runs in turn, so that a machine that slows down or speeds up does so to all alike. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Of how many runs the medians are. */
export const ROUNDS = 5;

type Work = () => unknown;

/** Runs every work in turn, A B A B …, each after a collection of garbage; gives each one's median in ms. */
export async function inTurn<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  rounds = ROUNDS,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const found = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) found.get(name)?.push(await timed(works[name]));
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** Milliseconds that a work takes, after a collection of garbage. */
export async function timed(work: Work): Promise<number> {
  globalThis.gc?.();
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that so many percent of all are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** The longest time that nothing else could run while a work did. */
export async function longestStall(work: Work): Promise<number> {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await pause(20);
  delay.reset();
  // The first tick after a reset is only where counting begins: the work's first piece must not be it.
  await pause(20);
  await work();
  await pause(20);
  delay.disable();
  return delay.max / 1e6 - resolution;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is there; throws, with what was awaited, when it never is. */
export async function until<T>(what: string, look: () => T | Promise<T>, withinMs: number): Promise<T> {
  for (const end = performance.now() + withinMs; ;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await pause(20);
  }
}
