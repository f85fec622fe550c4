import type { Result } from '../error.ts';

/**
 * A member written anew with what the reader reads of it: no ballot papers and persons. The reader finds the same in
 * it as in the original. Pauses after each 64 kB.
 */
// eslint-disable-next-line require-yield
export function* reduceJsonInSteps(_name: string, _bytes: Uint8Array): Generator<void, Result<Uint8Array>> {
  throw new Error('not built yet');
}

/** The same in one go. */
export function reduceJson(name: string, bytes: Uint8Array): Result<Uint8Array> {
  const steps = reduceJsonInSteps(name, bytes);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Whether a member has figures in it and nothing else. Quick, and never wrong in saying so; what it doubts can still be
 * reduced.
 */
export function holdsJsonFiguresOnly(_bytes: Uint8Array): boolean {
  throw new Error('not built yet');
}
