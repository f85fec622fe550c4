/** Between what the estimate says of a goal and what is shown: a decided state must be said twice (projection.md §3). */
import { latched, softened } from './projection/gate.ts';
import type { Target, TargetState } from './snapshot-shape.ts';
import type { TargetHistory } from './snapshot.ts';

type Judged = Omit<Target, 'since'>;

/** What is shown of each goal after a change, from what was shown before and what the goals said by themselves. */
export function shownAfter(
  history: TargetHistory,
  before: readonly Judged[],
  after: readonly Judged[],
): readonly Judged[] {
  const earlier = new Map(before.map((target) => [target.id, target.state]));
  return after.map((target) => {
    if (isCertain(target)) return target;
    const shown = history.get(target.id)?.state ?? null;
    if (isContradicted(target, shown)) return { ...target, state: softened(target.state) };
    const said = earlier.get(target.id) ?? target.state;
    return { ...target, state: latched(shown, said, target.state) };
  });
}

/**
 * Every expected vote is in, and they say otherwise than what is shown: the next file may be days away, and an answer
 * must not stand beside figures that deny it. Exact: `votesOfRest` is what the goal lacks, with nothing left to give it.
 */
function isContradicted({ needed, state }: Judged, shown: TargetState | null): boolean {
  if (needed === null || needed.restVotes !== 0 || state === shown) return false;
  return shown === 'reached' ? needed.votesOfRest > 0 : shown === 'missed' && needed.votesOfRest <= 0;
}

/**
 * What is shown of each goal after something was entered by hand. That is no second look at the votes, so it confirms
 * nothing: only a goal that the entry itself says otherwise about (a district held back, or released) moves.
 */
export function shownAfterEntries(
  history: TargetHistory,
  before: readonly Judged[],
  after: readonly Judged[],
): readonly Judged[] {
  const earlier = new Map(before.map((target) => [target.id, target.state]));
  const shown = new Map(shownAfter(history, before, after).map((target) => [target.id, target.state]));
  return after.map((target) => {
    if (isCertain(target)) return target;
    const same = earlier.get(target.id) === target.state;
    const held = history.get(target.id)?.state;
    const state = same ? held : shown.get(target.id);
    return { ...target, state: state ?? target.state };
  });
}

/** Settled by arithmetic, final, or no matter of estimates: nothing to wait for. */
const isCertain = ({ kind, final, needed, state }: Judged): boolean =>
  final || (kind !== 'share' && kind !== 'votes') || (needed !== null && needed.settled === state);
