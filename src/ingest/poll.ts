import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Logger } from 'pino';
import { describeIngested, ingestFile, type Ingested } from './file.ts';
import type { Queue } from './queue.ts';
import type { Register } from './register.ts';
import { fetchSource, type Fetched, type FetchOptions, type Validators } from './sources.ts';

/** What the loop asks the time and waits with: the night's clock in a replay, the wall's in a live night. */
export interface PollClock {
  now(): number;
  /** Waits for the next poll's time. */
  tick(intervalSeconds: number, signal: AbortSignal): Promise<void>;
  /** A replay that has come to its end polls no more. */
  readonly finished: boolean;
}

export interface PollOptions {
  readonly register: Register;
  readonly clock: PollClock;
  /** The night archive first, then the final one. */
  readonly addresses: readonly string[];
  readonly fetching: Omit<FetchOptions, 'signal'>;
  readonly log: Logger;
  /** Jitter of the back-off: 0 … 1. */
  readonly random: () => number;
}

interface AddressState {
  readonly url: string;
  validators: Validators;
  sha256: string | null;
  /** Its last file could not be taken whole: a better one must follow. */
  faulty: boolean;
  /** Its last file could not even be opened, and why. */
  unopened: string | null;
}

/** Longest pause after failures, in intervals, and longest Retry-After that is obeyed, in seconds. */
const LONGEST_PAUSE = 4;
const LONGEST_RETRY_AFTER = 900;
/** A replay does not end on a fault of the feed: so often it is asked again when the clock stands at the end. */
const POLLS_AT_THE_END = 10;

export interface Poller {
  /** Polls every address once. */
  pollOnce(signal: AbortSignal): Promise<void>;
  /** Seconds for which the source must be left alone (Retry-After, back-off). */
  pause(): number;
  /** Polls until the signal (`ended`), or until a replay is over. */
  run(signal: AbortSignal, queue: Queue): Promise<'ended' | 'over'>;
}

export function createPoller(options: PollOptions): Poller {
  const { register, clock, log } = options;
  // A process that starts again fetches everything once more: it may read what its forerunner could not.
  const states: readonly AddressState[] = options.addresses.map((url) => ({
    url,
    validators: { etag: null, lastModified: null },
    sha256: null,
    faulty: false,
    unopened: null,
  }));
  let notBefore = 0;
  let sound = false;

  async function pollOnce(signal: AbortSignal): Promise<void> {
    const found = {
      changed: false,
      answered: false,
      problem: null as string | null,
      retryAfter: null as number | null,
    };
    for (const [index, state] of states.entries()) {
      const fetched = await fetchSource(state.url, state.validators, { ...options.fetching, signal });
      if (signal.aborted) return;
      const taken = fetched.kind === 'problem' ? fetched : await take(options, state, fetched);
      if (taken.kind === 'problem') {
        found.problem ??= taken.problem;
        found.retryAfter = Math.max(found.retryAfter ?? 0, taken.retryAfterSeconds ?? 0) || null;
        if (taken.retryAfterSeconds !== null) break;
      } else {
        if (index === 0) found.answered = true;
        found.changed ||= taken.changed;
      }
    }
    sound = found.problem === null && !states.some(({ faulty }) => faulty);
    notBefore = await settle(options, { ...found, sound });
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
        if (!signal.aborted) await clock.tick(register.intervalSeconds, signal);
      }
      return 'ended';
    },
  };
}

type Taken = { readonly kind: 'taken'; readonly changed: boolean } | Extract<Fetched, { kind: 'problem' }>;

/**
 * Takes what was fetched. The same bytes again count as unchanged, whatever the status. A file that is gone after there
 * was one, or a web page in its place, is no answer: it must not look like a feed that is alive.
 */
async function take(
  options: PollOptions,
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
  const { register, log } = options;
  const ingested = await ingestFile(register, {
    name: basename(new URL(state.url).pathname),
    source: state.url,
    via: 'poll',
    by: null,
    fetchedAt: register.now(),
    ...fetched.validators,
    bytes: fetched.bytes,
  });
  state.validators = fetched.validators;
  state.sha256 = sha256;
  state.faulty = ingested.outcome === 'refused' || ingested.outcome === 'partial';
  state.unopened = ingested.opened ? null : `unreadable file (${ingested.reasons[0]?.kind ?? 'unknown'})`;
  logIngested(log, state.url, ingested);
  return state.unopened ? noAnswer(state.unopened) : { kind: 'taken', changed: ingested.revision !== null };
}

const noAnswer = (problem: string): Taken => ({ kind: 'problem', problem, retryAfterSeconds: null });

function logIngested(log: Logger, url: string, ingested: Ingested): void {
  const level = ingested.outcome === 'refused' || ingested.outcome === 'partial' ? 'warn' : 'debug';
  log[level]({ file: ingested.fileId, revision: ingested.revision }, describeIngested(url, ingested));
}

interface Found {
  readonly changed: boolean;
  readonly answered: boolean;
  readonly problem: string | null;
  readonly retryAfter: number | null;
  /** Nothing failed, and the last file of every address was taken whole. */
  readonly sound: boolean;
}

/** Writes down how the poll went; gives the night time before which the next one must not come. */
async function settle(options: PollOptions, found: Found): Promise<number> {
  const { register, clock, log } = options;
  const now = register.now();
  const failures = found.answered ? 0 : register.watch.failures + 1;
  if (found.problem !== null) log.warn({ failures, problem: found.problem }, 'poll failed');
  await tellOfFeed(register, found, now);
  const held = await register.held();
  const published = [...held.members.values()].map(({ publishedAt }) => publishedAt);
  register.watch = {
    startedAt: register.watch.startedAt,
    checkedAt: found.answered ? now : register.watch.checkedAt,
    changedAt: found.changed ? now : register.watch.changedAt,
    publishedAt: newestOf(published) ?? register.watch.publishedAt,
    problem: found.problem,
    failures,
  };
  await register.store.feed.write({
    source: register.source,
    checkedAt: register.watch.checkedAt,
    changedAt: register.watch.changedAt,
    publishedAt: register.watch.publishedAt,
    problem: found.problem,
    attempts: failures,
    nightPosition: clock.finished && found.sound ? null : now,
  });
  return clock.now() + pauseSeconds(options, failures, found.retryAfter) * 1000;
}

const newestOf = (times: readonly (string | null)[]): string | null =>
  times.reduce((best, time) => (time && (!best || Date.parse(time) > Date.parse(best)) ? time : best), null);

/** One notice when the source begins to fail, and one when it answers again. */
async function tellOfFeed(register: Register, found: Found, now: string): Promise<void> {
  const { store, source, watch } = register;
  const began = found.problem !== null && watch.problem === null;
  const ended = found.problem === null && watch.problem !== null;
  if (!began && !ended) return;
  const problem = began ? (found.problem ?? '') : `answers again after ${watch.problem}`;
  await store.events.add(
    [{ kind: 'notice', contest: null, notice: { about: 'feed', problem, source } }],
    now,
  );
}

/** No pause while all is well; after failures a growing one with jitter; Retry-After is obeyed. */
function pauseSeconds(options: PollOptions, failures: number, retryAfter: number | null): number {
  if (retryAfter !== null) return Math.min(retryAfter, LONGEST_RETRY_AFTER);
  if (failures < 2) return 0;
  const intervals = Math.min(LONGEST_PAUSE, 2 ** (failures - 2));
  return options.register.intervalSeconds * intervals * (0.5 + options.random() / 2);
}
