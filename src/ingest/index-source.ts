import type { SourceOptions } from './archives-source.ts';
import { feedError } from '../lib/election/parse/faults.ts';
import { hashInSlices } from '../lib/server/hash-in-slices.ts';
import type { Asked, IndexFeed, Source } from './feed-source.ts';
import { refuseFile } from './file.ts';
import { chooseArchives, neverOurs, readIndexFile, type Listed } from './index-file.ts';
import { createPace, type Paced } from './politeness.ts';
import type { PollClock } from './settle.ts';
import { fetchSource, type Fetched, type Validators } from './sources.ts';
import { polledFile, takeFile, type TakenFrom } from './take-file.ts';

export interface IndexOptions extends SourceOptions {
  readonly clock: PollClock;
  /** How requests are kept apart; default: as politeness asks. */
  readonly pace?: Paced;
}

/** An archive that was not the one listed, as one finds while it is being replaced. */
interface Replaced {
  /** MD5 that the index states, and that of the bytes that came. */
  readonly listed: string;
  readonly found: string;
  readonly validators: Validators;
  readonly tries: number;
  /** Night time before which it is not tried again, milliseconds. */
  readonly notBefore: number;
}

interface ArchiveState extends TakenFrom {
  /** MD5 of what was taken in last. */
  md5: string | null;
  replaced: Replaced | null;
  /** Downloads in a row, whatever was listed, that were not the archive listed. */
  misses: number;
}

interface State {
  validators: Validators;
  /** The plan's archives as last listed; `null`: there was no index yet. */
  listed: readonly Listed[] | null;
  readonly archives: Map<string, ArchiveState>;
}

type Problem = Extract<Fetched, { kind: 'problem' }>;

const NO_VALIDATORS: Validators = { etag: null, lastModified: null };
/** A file that is being replaced is tried again after so many seconds, so often, then once a poll. */
const REPLACED_AGAIN_AFTER = 15;
const TRIES = 3;
/** A clock that is stepped so far may fall short by a rounding. */
const SLACK_MS = 500;
/** A host that says "too many requests", and not for how long, is left alone for so many seconds. */
const TOO_MANY_PAUSE = 120;
/** An index of the whole country has some 60 kB. */
const LARGEST_INDEX = 2_000_000;

/**
 * A base address with an index of archives: each poll asks for the index, and then, one after the other, for the plan's
 * archives whose listed MD5 is not that of what was taken last. A process that starts again takes every archive once
 * more, as with addresses: it may read what its forerunner could not, and what is held already changes nothing.
 */
export function createIndexSource(feed: IndexFeed, options: IndexOptions): Source {
  const state: State = { validators: NO_VALIDATORS, listed: null, archives: new Map() };
  const pace = options.pace ?? createPace();
  const get = (path: string, held: Validators, maxBytes: number, signal: AbortSignal) => {
    const url = new URL(path, feed.base).href;
    return pace(url, signal, () => fetchSource(url, held, { ...options.fetching, maxBytes, signal }));
  };

  /** The index as it stands now, in `state`; a problem where there is no sound one. */
  async function readIndex(signal: AbortSignal): Promise<Problem | null> {
    const fetched = await get(feed.index, state.validators, LARGEST_INDEX, signal);
    if (fetched.kind === 'problem' || fetched.kind === 'notModified')
      return fetched.kind === 'problem' ? fetched : null;
    if (fetched.kind === 'absent') return state.listed ? problemOf('HTTP 404') : null;
    const index = readIndexFile(fetched.bytes);
    if (index.kind === 'problem') return problemOf(index.problem);
    // Nothing at all, after there was something, is no feed that is alive.
    if (index.kind === 'nothing') return state.listed ? problemOf('the index is empty again') : null;
    const { plan } = options.register;
    const never = neverOurs(index.archives, plan, feed.prefix);
    if (never) return problemOf(never);
    state.listed = chooseArchives(index.archives, plan, feed.prefix);
    state.validators = fetched.validators;
    return null;
  }

  async function fetchArchive(listed: Listed, signal: AbortSignal): Promise<Taken | Problem | null> {
    const archive = stateOf(state, listed.path);
    // Bytes that did not fit what was listed then may be what is listed now: then they are asked for again.
    const same = archive.replaced?.listed === listed.md5;
    const held = (same && archive.replaced?.validators) || NO_VALIDATORS;
    const fetched = await get(listed.path, held, options.fetching.maxBytes, signal);
    if (signal.aborted) return null;
    if (fetched.kind === 'problem') return fetched;
    if (fetched.kind === 'absent') return problemOf('HTTP 404, though it is listed');
    if (fetched.kind === 'notModified') return mismatch(options, archive, listed, null);
    const md5 = await hashInSlices('md5', fetched.bytes);
    const url = new URL(listed.path, feed.base).href;
    const file = polledFile(options.register, url, fetched);
    if (md5 !== listed.md5) return mismatch(options, archive, listed, { md5, file, fetched });
    const { revision } = await takeFile(options, archive, file);
    archive.md5 = md5;
    archive.replaced = null;
    archive.misses = 0;
    return { kind: 'taken', changed: revision !== null };
  }

  return {
    async ask(signal) {
      const problem = await readIndex(signal);
      if (signal.aborted) return null;
      if (problem) return { ...NOTHING, problem: problem.problem, retryAfter: leftAlone(problem) };
      const listed = state.listed ?? [];
      const found = { changed: false, problem: null as string | null, retryAfter: null as number | null };
      for (const each of listed) {
        if (stateOf(state, each.path).md5 === each.md5 || waits(options, state, each)) continue;
        const taken = await fetchArchive(each, signal);
        if (taken === null) return null;
        if (taken.kind === 'taken') {
          found.changed ||= taken.changed;
          continue;
        }
        found.problem ??= `${each.path}: ${taken.problem}`;
        found.retryAfter = leftAlone(taken);
        if (found.retryAfter !== null || taken.status === FORBIDDEN) break;
      }
      return { ...found, ...standing(state, listed, found.problem), reached: true };
    },
  };
}

type Taken = { readonly kind: 'taken'; readonly changed: boolean };

const NOTHING: Asked = {
  changed: false,
  reached: false,
  answered: false,
  problem: null,
  retryAfter: null,
  whole: false,
  again: null,
};

const FORBIDDEN = 403;
const TOO_MANY = 429;

/** Seconds for which the host wants to be left alone; `null`: it did not say so. */
const leftAlone = ({ status, retryAfterSeconds }: Problem): number | null =>
  retryAfterSeconds ?? (status === TOO_MANY ? TOO_MANY_PAUSE : null);

const problemOf = (problem: string): Problem => ({
  kind: 'problem',
  problem,
  status: null,
  retryAfterSeconds: null,
});

function stateOf({ archives }: State, path: string): ArchiveState {
  const known = archives.get(path);
  if (known) return known;
  const fresh = { md5: null, replaced: null, misses: 0, faulty: false, unopened: null };
  archives.set(path, fresh);
  return fresh;
}

/** It is being replaced, and its next try is not due (at a replay's end the clock stands, and nothing ever is). */
function waits({ clock }: IndexOptions, state: State, { path, md5 }: Listed): boolean {
  const { replaced } = stateOf(state, path);
  return replaced?.listed === md5 && !clock.finished && clock.now() < replaced.notBefore - SLACK_MS;
}

interface Came {
  readonly md5: string;
  readonly file: Parameters<typeof takeFile>[2];
  readonly fetched: { readonly validators: Validators };
}

/** Other bytes than those listed: recorded and refused, once for the same bytes. `null`: still the last ones. */
async function mismatch(
  { register, clock, log }: IndexOptions,
  archive: ArchiveState,
  listed: Listed,
  came: Came | null,
): Promise<Problem> {
  const last = archive.replaced;
  const found = came?.md5 ?? last?.found ?? '';
  if (came && (last?.found !== found || last.listed !== listed.md5)) {
    const { name } = came.file;
    const at = { kind: 'archiveIndex', file: name, place: 'index' } as const;
    await refuseFile(register, came.file, feedError({ ...at, found, expected: listed.md5 }));
    log.warn({ file: name, found, listed: listed.md5 }, 'the archive is not the one listed');
  }
  archive.replaced = {
    listed: listed.md5,
    found,
    validators: came?.fetched.validators ?? last?.validators ?? NO_VALIDATORS,
    tries: last?.listed === listed.md5 ? last.tries + 1 : 1,
    notBefore: clock.now() + REPLACED_AGAIN_AFTER * 1000,
  };
  archive.misses += 1;
  return problemOf('not the archive that is listed');
}

/** Taken as it is listed and opened, or a file that is just being replaced. */
const isHad = ({ md5, unopened, replaced, misses }: ArchiveState, listed: string): boolean =>
  (md5 === listed && unopened === null) || (replaced?.listed === listed && misses < TRIES);

/** What is still wanting once a poll is over, whether or not it was asked for this time. */
function standing(state: State, listed: readonly Listed[], problem: string | null) {
  const wanting = listed.map(({ path, md5 }) => ({ path, md5, archive: stateOf(state, path) }));
  const unopened = wanting.find(({ archive }) => archive.unopened !== null);
  const replaced = wanting.filter(({ archive, md5 }) => archive.replaced?.listed === md5);
  const soon = replaced.some(({ archive }) => (archive.replaced?.tries ?? TRIES) < TRIES);
  const [first] = replaced;
  const gone = [...state.archives.keys()].find((path) => listed.every((each) => each.path !== path));
  return {
    problem:
      problem ??
      (unopened ? `${unopened.path}: ${unopened.archive.unopened}` : null) ??
      (first ? `${first.path}: not the archive that is listed` : null) ??
      (gone === undefined ? null : `${gone}: no longer listed`),
    answered: wanting.every(({ archive, md5 }) => isHad(archive, md5)),
    whole: wanting.every(({ archive, md5 }) => archive.md5 === md5 && !archive.faulty),
    again: soon ? REPLACED_AGAIN_AFTER : null,
  };
}
