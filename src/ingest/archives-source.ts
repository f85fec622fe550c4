import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { ArchivesFeed, Source } from './feed-source.ts';
import type { Register } from './register.ts';
import { fetchSource, type Fetched, type FetchOptions, type Validators } from './sources.ts';
import { polledFile, takeFile, type TakenFrom } from './take-file.ts';

export interface SourceOptions {
  readonly register: Register;
  readonly fetching: Omit<FetchOptions, 'signal'>;
  readonly log: Logger;
}

interface AddressState extends TakenFrom {
  readonly url: string;
  validators: Validators;
  sha256: string | null;
}

/** Archives at addresses of their own: each poll asks every one of them, with both validators. */
export function createArchivesSource({ addresses }: ArchivesFeed, options: SourceOptions): Source {
  // A process that starts again fetches everything once more: it may read what its forerunner could not.
  const states: readonly AddressState[] = addresses.map((url) => ({
    url,
    validators: { etag: null, lastModified: null },
    sha256: null,
    faulty: false,
    unopened: null,
  }));
  return {
    async ask(signal) {
      let [changed, answered] = [false, false];
      let problem: string | null = null;
      let retryAfter: number | null = null;
      for (const [index, state] of states.entries()) {
        const fetched = await fetchSource(state.url, state.validators, { ...options.fetching, signal });
        if (signal.aborted) return null;
        const taken = fetched.kind === 'problem' ? fetched : await take(options, state, fetched);
        if (taken.kind === 'problem') {
          problem ??= taken.problem;
          retryAfter = Math.max(retryAfter ?? 0, taken.retryAfterSeconds ?? 0) || null;
          if (taken.retryAfterSeconds !== null) break;
        } else {
          if (index === 0) answered = true;
          changed ||= taken.changed;
        }
      }
      const whole = !states.some(({ faulty }) => faulty);
      return { changed, reached: answered, answered, problem, retryAfter, whole, again: null };
    },
  };
}

type Taken = { readonly kind: 'taken'; readonly changed: boolean } | Extract<Fetched, { kind: 'problem' }>;

/**
 * Takes what was fetched. The same bytes again count as unchanged, whatever the status. A file that is gone after there
 * was one, or a web page in its place, is no answer: it must not look like a feed that is alive.
 */
async function take(
  options: SourceOptions,
  state: AddressState,
  fetched: Exclude<Fetched, { kind: 'problem' }>,
): Promise<Taken> {
  if (fetched.kind === 'notModified') return { kind: 'taken', changed: false };
  if (fetched.kind === 'absent')
    return state.sha256 ? noAnswer('HTTP 404') : { kind: 'taken', changed: false };
  const sha256 = createHash('sha256').update(fetched.bytes).digest('hex');
  if (sha256 === state.sha256) {
    state.validators = fetched.validators;
    return state.unopened ? noAnswer(state.unopened) : { kind: 'taken', changed: false };
  }
  const ingested = await takeFile(options, state, polledFile(options.register, state.url, fetched));
  state.validators = fetched.validators;
  state.sha256 = sha256;
  return state.unopened ? noAnswer(state.unopened) : { kind: 'taken', changed: ingested.revision !== null };
}

const noAnswer = (problem: string): Taken => ({
  kind: 'problem',
  problem,
  status: null,
  retryAfterSeconds: null,
});
