import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import {
  splitCourse,
  thinned,
  until,
  withRevision,
  type Courses,
  type CurvePart,
} from '../election/curve.ts';
import { nothingKnown } from '../election/known.ts';
import type { Plan } from '../election/plan.ts';
import type { Live } from './live.ts';
import type { NightRows } from './night-rows.ts';
import type { Store } from './store/store.ts';

/** A contest's course up to a revision: the night and what came later, each thinned to what can be drawn. */
export interface Course {
  readonly revision: number;
  readonly contest: string;
  readonly night: CurvePart;
  readonly later: CurvePart;
}

/**
 * Every contest's course, kept in memory and carried on by each revision's own rows: no snapshot is built again. After
 * a restart the revisions are walked once, with a breath after each.
 */
export interface Curves {
  /** Waits until the walk has come to the revision; `null`: there is no such contest or revision. */
  at(revision: number, contest: string): Promise<Course | null>;
  /** As far as the walk has come, at once, and no further than a revision. */
  sofar(contest: string, revision?: number): Course | null;
  /** Walks each new revision ahead of its readers, until the signal. */
  follow(signal: AbortSignal): Promise<void>;
}

export interface CurvesOptions {
  readonly store: Store;
  readonly rows: NightRows;
  readonly plan: Plan;
  readonly live: Live;
  readonly log: Logger;
}

/** Readers get a new revision first; then its course is carried on, milliseconds. */
const READERS_FIRST = 200;
/** How long a wait for a new revision lasts at most, milliseconds. */
const WAIT = 60_000;

export function createCurves({ store, rows, plan, live, log }: CurvesOptions): Curves {
  let courses: Courses = { known: nothingKnown, parts: new Map() };
  let walking: Promise<unknown> = Promise.resolve();
  const walkTo = async (revision: number) => {
    await rows.reach(revision);
    for (const { change } of rows.steps.slice(courses.known.revision, revision)) {
      courses = withRevision(courses, change, plan);
      await breathe();
    }
  };
  /** One walk at a time; one that failed is begun again where it stood. */
  const reach = (revision: number): Promise<void> => {
    const walk = walking.then(() => walkTo(revision));
    walking = walk.catch(() => undefined);
    return walk;
  };
  const courseOf = (revision: number, contest: string): Course | null => {
    if (!plan.contests.some(({ id }) => id === contest)) return null;
    const part = until(courses.parts.get(contest) ?? { points: [], marks: [] }, revision);
    const { night, later } = splitCourse(part, plan.electionDate);
    return { revision, contest, night: drawable(night), later: drawable(later) };
  };
  return {
    async at(revision, contest) {
      if (revision > courses.known.revision) {
        if (revision > (await store.results.newest())) return null;
        await reach(revision);
      }
      return courseOf(revision, contest);
    },
    sofar: (contest, revision = Infinity) => courseOf(Math.min(revision, courses.known.revision), contest),
    async follow(signal) {
      for (let done = 0; !signal.aborted;) {
        const revision = await live.newerThan(done, WAIT, signal);
        if (revision === done || signal.aborted) continue;
        done = revision;
        await sleep(READERS_FIRST, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) break;
        await reach(revision).catch((error: unknown) => log.error({ err: error }, 'no curve'));
      }
      await walking;
    },
  };
}

const drawable = (part: CurvePart): CurvePart => ({ points: thinned(part), marks: part.marks });
