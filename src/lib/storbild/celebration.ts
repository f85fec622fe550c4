/** When the hall may celebrate: a goal that became reached while the screen was watching, once. Pure. */
import type { StoredEvent } from '../election/event.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';

/** How long one takes. */
export const CELEBRATION_MS = 2_800;

export interface Celebrations {
  /** What happened up to this revision is known, not news: the page was opened, or caught up, at it. */
  readonly known: number;
  /** Goals that have had theirs. */
  readonly had: readonly string[];
}

export const watchedFrom = (revision: number): Celebrations => ({ known: revision, had: [] });

/** After a lost connection: what happened meanwhile is shown as it stands. */
export const caughtUpTo = (before: Celebrations, revision: number): Celebrations => ({
  ...before,
  known: revision,
});

/**
 * Goals to celebrate among events that have just come. Only one that turned to reached after `known`, is reached in the
 * snapshot on the screen too (one taken back at once is not), is not hidden by the operator, and has not had its
 * celebration: the same event again, or a goal that went and came back, gets none.
 */
export function newlyReached(
  { known, had }: Celebrations,
  fresh: readonly StoredEvent[],
  { targets, screen }: Pick<Snapshot, 'targets' | 'screen'>,
): readonly string[] {
  const turned = fresh.flatMap(({ revision, event }) =>
    event.kind === 'target' && event.to === 'reached' && event.from !== 'reached' && (revision ?? 0) > known
      ? event.target
      : [],
  );
  const reached = new Set(targets.filter(({ state }) => state === 'reached').map(({ id }) => id));
  return [...new Set(turned)].filter(
    (id) => reached.has(id) && !screen.hidden.includes(id) && !had.includes(id),
  );
}
