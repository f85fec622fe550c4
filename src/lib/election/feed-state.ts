import type { FeedState } from './snapshot-shape.ts';

/** Polls missed before the figures are called stale, and before the source is called down. */
const STALE_AFTER = 3;
const DOWN_AFTER = 5;
/** A feed that answers but has had nothing new for so long, while districts are out, is called stale (minutes). */
const STILL_AFTER = 20;

export interface FeedFacts {
  readonly now: string;
  /** When the source last answered, and last had something new for us. */
  readonly checkedAt: string | null;
  readonly changedAt: string | null;
  /** When we began to ask. */
  readonly startedAt: string;
  readonly intervalSeconds: number;
  readonly progress: Progress;
}

/** Is anything counted, are all ordinary districts, is every contest final? */
export type Progress = 'nothing' | 'some' | 'allOrdinary' | 'final';

/**
 * The feed's state from its times alone, so that a dead poller, a dead source and a source that stands still are told
 * apart by anyone who can read a clock (failures.md, "What a reader must always see").
 */
export function feedState(facts: FeedFacts): FeedState {
  const now = Date.parse(facts.now);
  const silence = (now - Date.parse(facts.checkedAt ?? facts.startedAt)) / 1000;
  const missed = Math.floor(silence / facts.intervalSeconds);
  if (missed >= DOWN_AFTER) return 'down';
  if (missed >= STALE_AFTER) return 'stale';
  if (facts.progress === 'final') return 'complete';
  if (facts.progress === 'nothing') return 'waiting';
  const still = facts.changedAt ? (now - Date.parse(facts.changedAt)) / 60_000 : 0;
  return facts.progress === 'some' && still > STILL_AFTER ? 'stale' : 'live';
}
