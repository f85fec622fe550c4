import type { FeedState } from './snapshot-shape.ts';

/** Polls missed before the figures are called stale, and before the source is called down. */
const STALE_AFTER = 3;
const DOWN_AFTER = 5;
/** A feed that answers but has had nothing new for so long, while districts are out, is called stale (minutes). */
const STILL_AFTER = 20;

export interface FeedFacts {
  /** Seconds since the source last answered (or since we began to ask), and since it last had something new for us. */
  readonly silentFor: number;
  readonly stillFor: number | null;
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
  const missed = Math.floor(facts.silentFor / facts.intervalSeconds);
  if (missed >= DOWN_AFTER) return 'down';
  if (missed >= STALE_AFTER) return 'stale';
  if (facts.progress === 'final') return 'complete';
  if (facts.progress === 'nothing') return 'waiting';
  return facts.progress === 'some' && (facts.stillFor ?? 0) > STILL_AFTER * 60 ? 'stale' : 'live';
}
