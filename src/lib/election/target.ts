import type { HandCount } from './entry.ts';
import type { CountGoal, Goal, ShareGoal, VotesGoal } from './plan.ts';
import type { Baseline, Needed, Target, TargetState } from './snapshot-shape.ts';
import { gateShare, gateVotes } from './projection/gate.ts';
import type { ContestEstimate } from './projection/projection.ts';
import type { Tally } from './tally.ts';

/** What a goal is judged on: the contest's counts, its baseline, and what is still out. Integers throughout. */
export interface Standing {
  readonly own: number;
  readonly valid: number;
  /** Districts counted, of either kind: 0 means that there is nothing to judge. */
  readonly counted: number;
  readonly final: boolean;
  /** Upper bound of the valid votes still to come; `null`: not known, so nothing is settled. */
  readonly mayCome: number | null;
  /** What is still out. */
  readonly rest: Rest;
  /** Expected result of the whole contest; `null`: nothing can be said yet. */
  readonly estimate: ContestEstimate | null;
}

/** Valid votes still out, by the estimate or as many as the same places had last time. */
export interface Rest {
  readonly votes: number | null;
  readonly by: Needed['restBy'];
  /** The party's share of the same votes last time. */
  readonly shareBefore: number | null;
  /** Official votes of districts that a finding holds back: they are expected anew, and so not counted as in. */
  readonly held: { readonly own: number; readonly valid: number };
}

const NOTHING_HELD = { own: 0, valid: 0 };

/**
 * The standing of a contest. Bound of what may still come (interfaces.md): the area's electorate less the votes cast
 * in what is counted, since every voter still out, collection voters included, is in the electorate.
 */
export function standingOf(
  tally: Tally,
  own: number,
  rest: Rest,
  estimate: ContestEstimate | null,
): Standing {
  const { districts, collection, eligibleOf } = tally.counted;
  const final = tally.stage === 'final';
  return {
    own,
    valid: tally.valid,
    counted: districts + collection,
    final,
    mayCome: final ? 0 : eligibleOf === null ? null : Math.max(0, eligibleOf - tally.cast),
    rest: final ? { votes: 0, by: rest.by, shareBefore: null, held: NOTHING_HELD } : rest,
    estimate: final ? null : estimate,
  };
}

/** A share to reach as a fraction; `strict`: it must be passed, not only met. */
interface Threshold {
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
}

function thresholdOf(goal: ShareGoal, baseline: Baseline | null): Threshold | null {
  if ('atLeastPercent' in goal.rule) {
    return { numerator: Math.round(goal.rule.atLeastPercent * 100), denominator: 10_000, strict: false };
  }
  return baseline && { numerator: baseline.votes, denominator: baseline.valid, strict: true };
}

function votesGoalOf(goal: VotesGoal, baseline: Baseline | null): number | null {
  if ('votes' in goal.rule) return goal.rule.votes;
  return baseline && baseline.votes + goal.rule.plus;
}

/** own/valid against the threshold, by cross-multiplication. */
const passes = (own: number, valid: number, { numerator, denominator, strict }: Threshold): boolean =>
  strict ? own * denominator > numerator * valid : own * denominator >= numerator * valid;

/** Arithmetic only: reached if even a rest without one own vote cannot undo it; missed if a rest of only own cannot mend it. */
function settleShare(standing: Standing, threshold: Threshold): Needed['settled'] {
  const { own, valid, mayCome } = standing;
  if (mayCome === null || standing.counted === 0) return null;
  if (valid + mayCome === 0) return null;
  if (passes(own, valid + mayCome, threshold)) return 'reached';
  return passes(own + mayCome, valid + mayCome, threshold) ? null : 'missed';
}

function settleVotes(standing: Standing, goal: number): Needed['settled'] {
  if (standing.counted > 0 && standing.own >= goal) return 'reached';
  if (standing.mayCome === null || standing.counted === 0) return null;
  return standing.own + standing.mayCome < goal ? 'missed' : null;
}

/** Fewest own votes in a rest of `restVotes` valid votes that bring the share over the threshold; exact. */
function votesForShare(standing: Standing, restVotes: number, threshold: Threshold): number {
  const { held } = standing.rest;
  const product = threshold.numerator * (standing.valid - held.valid + restVotes);
  const whole = Math.floor(product / threshold.denominator);
  const meets = whole * threshold.denominator === product;
  return (meets && !threshold.strict ? whole : whole + 1) - (standing.own - held.own);
}

/** What the rest must give for a share goal, if as many votes remain as the uncounted places had last time. */
function neededForShare(standing: Standing, threshold: Threshold): Needed | null {
  const settled = settleShare(standing, threshold);
  const { rest } = standing;
  if (rest.votes === null) return null;
  return neededOf(votesForShare(standing, rest.votes, threshold), rest, settled);
}

/** What the rest must give for a votes goal: goal − votes in, exact. */
/** Goal − votes in, exact; its part of the rest counts what is held back as part of that rest. */
function neededForVotes(standing: Standing, goal: number): Needed {
  const { own, rest } = standing;
  const needed = neededOf(goal - own + rest.held.own, rest, settleVotes(standing, goal));
  return { ...needed, votesOfRest: goal - own };
}

const neededOf = (votesOfRest: number, rest: Rest, settled: Needed['settled']): Needed => ({
  votesOfRest,
  restVotes: rest.votes,
  restBy: rest.by,
  restShareBefore: rest.shareBefore,
  shareOfRest: rest.votes !== null && rest.votes > 0 ? votesOfRest / rest.votes : null,
  settled,
});

/**
 * A goal as it stands by itself, before the latch (`latch.ts`): settled by arithmetic, or by the gate of the estimate;
 * a final count needs neither.
 */
export function judge(
  goal: Goal,
  standing: Standing | null,
  baseline: Baseline | null,
  figures: readonly HandCount[] = [],
): Omit<Target, 'since'> {
  const common = {
    id: goal.id,
    kind: goal.kind,
    contest: goal.contest,
    label: goal.label,
    source: goal.source,
    unit: goal.kind === 'count' ? goal.unit : null,
  };
  if (goal.kind === 'count') return judgeCount(goal, common, figures);
  const unknown = {
    ...common,
    goal: null,
    value: null,
    gap: null,
    state: 'unknown',
    final: false,
    needed: null,
    governing: null,
    counted: null,
    decision: null,
  } as const;
  // Who governs is judged on seats and facts, not on votes: governing-goal.ts.
  if (goal.kind === 'governing' || !standing) return unknown;
  return goal.kind === 'share'
    ? judgeShare(goal, common, standing, baseline)
    : judgeVotes(goal, common, standing, baseline);
}

/**
 * A goal that the party counts itself, by its newest figure. It is missed only by a figure of its last day or later,
 * and a figure may fall until then.
 */
function judgeCount(goal: CountGoal, common: Common, figures: readonly HandCount[]): Omit<Target, 'since'> {
  const newest = figures.at(-1);
  const over = newest !== undefined && goal.until !== null && newest.date >= goal.until;
  const reached = newest !== undefined && newest.value >= goal.goal;
  return {
    ...common,
    goal: goal.goal,
    value: newest?.value ?? null,
    gap: newest ? newest.value - goal.goal : null,
    state: !newest ? 'unknown' : reached ? 'reached' : over ? 'missed' : 'tooEarly',
    final: over,
    needed: null,
    governing: null,
    decision: null,
    counted: newest ? { date: newest.date, source: newest.source } : null,
  };
}

function shareState(standing: Standing, threshold: Threshold): TargetState {
  const { estimate } = standing;
  const byEstimate = estimate && gateShare(estimate, threshold.numerator / threshold.denominator);
  return settleShare(standing, threshold) ?? byEstimate ?? 'tooEarly';
}

function votesState(standing: Standing, goal: number): TargetState {
  const { estimate } = standing;
  return settleVotes(standing, goal) ?? (estimate && gateVotes(estimate, goal)) ?? 'tooEarly';
}

type Common = Pick<Target, 'id' | 'kind' | 'contest' | 'label' | 'source' | 'unit'>;

function judgeShare(goal: ShareGoal, common: Common, standing: Standing, baseline: Baseline | null) {
  const threshold = thresholdOf(goal, baseline);
  const { own, valid, final } = standing;
  const counted = standing.counted > 0 && valid > 0;
  return {
    ...common,
    goal: threshold && threshold.numerator / threshold.denominator,
    value: counted ? own / valid : null,
    gap:
      threshold && counted
        ? (own * threshold.denominator - threshold.numerator * valid) / (valid * threshold.denominator)
        : null,
    state: threshold ? shareState(standing, threshold) : ('unknown' as const),
    final: final && threshold !== null,
    needed: threshold && neededForShare(standing, threshold),
    governing: null,
    counted: null,
    decision: null,
  };
}

function judgeVotes(goal: VotesGoal, common: Common, standing: Standing, baseline: Baseline | null) {
  const votes = votesGoalOf(goal, baseline);
  const counted = standing.counted > 0;
  return {
    ...common,
    goal: votes,
    value: counted ? standing.own : null,
    gap: counted && votes !== null ? standing.own - votes : null,
    state: votes === null ? ('unknown' as const) : votesState(standing, votes),
    final: standing.final && votes !== null,
    needed: votes === null ? null : neededForVotes(standing, votes),
    governing: null,
    counted: null,
    decision: null,
  };
}
