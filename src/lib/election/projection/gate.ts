/** When a goal's outcome may be called before the count is done (projection.md §3). */
import type { TargetState } from '../snapshot-shape.ts';
import { RECOUNT_SHARE, RECOUNT_VOTES, Z95, Z_LEANING } from './parameters.ts';
import type { ContestEstimate } from './projection.ts';

/** A share goal by the expected share of the final count. */
export const gateShare = (estimate: ContestEstimate, goal: number): TargetState =>
  gate(estimate, {
    distance: estimate.share - goal,
    error: Math.hypot(estimate.shareError, estimate.sizeError),
    recount: RECOUNT_SHARE,
  });

/** A votes goal by the expected votes of the final count. */
export const gateVotes = (estimate: ContestEstimate, goal: number): TargetState =>
  gate(estimate, {
    distance: estimate.own - goal,
    error: estimate.votesError,
    recount: RECOUNT_VOTES * estimate.own,
  });

interface Distance {
  readonly distance: number;
  /** Widened standard error. */
  readonly error: number;
  /** What the recount may move once every preliminary vote is in. */
  readonly recount: number;
}

function gate(estimate: ContestEstimate, { distance, error, recount }: Distance): TargetState {
  if (!estimate.enough) return 'tooEarly';
  const away = Math.abs(distance);
  if (estimate.onlyRecount) return away > recount ? decided(distance) : leaning(distance);
  if (away > Z95 * error) return decided(distance);
  return away > Z_LEANING * error ? leaning(distance) : 'tooEarly';
}

const decided = (distance: number): TargetState => (distance > 0 ? 'reached' : 'missed');
const leaning = (distance: number): TargetState => (distance > 0 ? 'leaningReached' : 'leaningMissed');

/**
 * What is shown of a goal: a decided state once two consecutive states of the register agree on it, until then that it
 * leans; and it holds until two in a row say otherwise.
 */
export function latched(shown: TargetState | null, before: TargetState, now: TargetState): TargetState {
  if (shown !== null && isDecided(shown) && now !== shown && before === shown) return shown;
  if (isDecided(now) && now !== shown && before !== now) return softened(now);
  return now;
}

const isDecided = (state: TargetState): boolean => state === 'reached' || state === 'missed';

/** A decided state as a hint: `reached` leans to reached. */
export const softened = (state: TargetState): TargetState =>
  state === 'reached' ? 'leaningReached' : state === 'missed' ? 'leaningMissed' : state;
