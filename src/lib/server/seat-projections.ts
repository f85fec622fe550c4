import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { findingsOf, heldBackBy } from '../election/findings.ts';
import type { ContestPlan, Plan } from '../election/plan.ts';
import type { ProjectionGround } from '../election/projection/contest.ts';
import { drawingSeats, shownSeats, type SeatOutlook } from '../election/projection/seat-draws.ts';
import { placesOf } from '../election/tally.ts';
import type { Live } from './live.ts';
import type { NightRows } from './night-rows.ts';
import type { Store } from './store/store.ts';

/** Projected seats by revision: drawn off the request path, never part of a snapshot, and the same in every process. */
export interface SeatProjections {
  /** Drawn when first asked for and kept for a while; `null`: there is no such revision. */
  at(revision: number, contest: ContestPlan): Promise<SeatOutlook | null>;
  /** Draws every contest of each new revision ahead of its readers, until the signal. */
  follow(signal: AbortSignal): Promise<void>;
}

export interface SeatProjectionsOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly live: Live;
  readonly log: Logger;
  /** Where earlier revisions are in memory; without it they are read from the store. */
  readonly rows?: NightRows | undefined;
}

/** How many revisions are kept. */
const KEPT = 4;
/** Readers get a new revision first; then its seats are drawn, milliseconds. */
const READERS_FIRST = 250;
/** How long a wait for a new revision lasts at most, milliseconds. */
const WAIT = 60_000;

interface Drawn {
  readonly ground: Promise<ProjectionGround | null>;
  readonly contests: Map<string, Promise<SeatOutlook | null>>;
}

export function createSeatProjections(options: SeatProjectionsOptions): SeatProjections {
  const { plan, live, log } = options;
  const kept = new Map<number, Drawn>();
  const drawnAt = (revision: number): Drawn => {
    const found = kept.get(revision);
    if (found) return found;
    const drawn: Drawn = { ground: groundAt(options, revision), contests: new Map() };
    // A revision that is not there yet, or could not be read, is asked for again.
    const forget = () => kept.get(revision) === drawn && kept.delete(revision);
    drawn.ground.then((ground) => ground ?? forget(), forget);
    kept.set(revision, drawn);
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(old);
    return drawn;
  };
  const at: SeatProjections['at'] = (revision, contest) => {
    const { ground, contests } = drawnAt(revision);
    const found = contests.get(contest.id);
    if (found) return found;
    const drawing = ground.then((known) => known && drawInSteps(contest, known));
    contests.set(contest.id, drawing);
    return drawing;
  };
  return {
    at,
    async follow(signal) {
      for (let done = 0; !signal.aborted;) {
        const revision = await live.newerThan(done, WAIT, signal);
        if (revision === done) continue;
        done = revision;
        await sleep(READERS_FIRST, undefined, { signal }).catch(() => undefined);
        for (const contest of plan.contests) {
          if (signal.aborted || live.newest > revision) break;
          await at(revision, contest).catch((error: unknown) => log.error({ err: error }, 'no seats drawn'));
        }
      }
    },
  };
}

async function groundAt(
  { store, plan, rows }: SeatProjectionsOptions,
  revision: number,
): Promise<ProjectionGround | null> {
  if (revision > (await store.results.newest())) return null;
  const known = await (rows ?? store.results).known(revision);
  const places = placesOf(known, plan);
  return { places, plan, heldBack: heldBackBy(findingsOf(known, plan, places)) };
}

/** A few milliseconds at a time: other readers' answers go between. */
async function drawInSteps(contest: ContestPlan, ground: ProjectionGround): Promise<SeatOutlook> {
  const steps = drawingSeats(contest, ground);
  for (;;) {
    await breathe();
    const step = steps.next();
    if (step.done) return shownSeats(step.value);
  }
}
