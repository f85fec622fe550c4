import { contestSeats, undividedSeats } from './contest-seats.ts';
import { comparePlace, likeForLike, type PlaceComparison } from './compare.ts';
import { countsOfTarget, factsOf, type Entries } from './entry.ts';
import type { Progress } from './feed-state.ts';
import { findingsOf, heldBackBy, shownFinding } from './findings.ts';
import { judgeGoverning } from './governing-goal.ts';
import type { Known } from './known.ts';
import type { PartyCode } from './model.ts';
import { oralFigures } from './oral.ts';
import type { ContestPlan, OwnAndValid, Plan } from './plan.ts';
import type {
  Baseline,
  Contest,
  FeedStatus,
  Needed,
  NightInfo,
  Snapshot,
  Target,
  TargetState,
} from './snapshot-shape.ts';
import { SCREEN_KEY, USUAL_SCREEN } from './screen.ts';
import {
  estimateContest,
  isEstimate,
  projectParties,
  shownProjection,
  type ProjectionGround,
} from './projection/contest.ts';
import type { ContestEstimate } from './projection/projection.ts';
import { decisionsOf } from './projection/decisions.ts';
import { newest, placesOf, placesOfContest, sum, tally, type Place, type Tally } from './tally.ts';
import { judge, standingOf, type Rest, type Standing } from './target.ts';

/** Since when each goal has had its state, by goal id. */
export type TargetHistory = ReadonlyMap<string, HeldTarget>;

export interface HeldTarget {
  readonly state: TargetState;
  readonly since: string;
  /** Told as final. */
  readonly final: boolean;
}

/** A goal keeps the time at which it got its state, also when the same state is told again as final. */
export const heldState = (
  before: HeldTarget | undefined,
  event: { readonly to: TargetState; readonly final: boolean },
  at: string,
): HeldTarget => ({
  state: event.to,
  since: before?.state === event.to ? before.since : at,
  final: event.final,
});

export interface SnapshotInput {
  readonly known: Known;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly feed: FeedStatus;
  /** States up to and including this revision. */
  readonly history: TargetHistory;
}

/** Everything that is shown about one revision. Same input, same bytes. */
export function buildSnapshot({ known, plan, night, feed, history }: SnapshotInput): Snapshot {
  const counts = countContests(known, plan);
  const decide = decisionsOf(known, plan, counts);
  return {
    revision: known.revision,
    asOf: newest(counts.map(({ contest }) => contest.asOf)),
    night,
    feed,
    programme: {
      id: plan.id,
      title: plan.title,
      party: plan.party,
      area: plan.area,
      comparisonOnly: plan.comparisonOnly,
      ...(plan.credit === undefined ? {} : { credit: plan.credit }),
      map: plan.map,
    },
    contests: counts.map(({ contest }) => contest),
    findings: findingsOf(known, plan).map(shownFinding),
    targets: judgeAll(plan, known.entries, counts).map((target) => {
      const held = history.get(target.id);
      const shown = { ...target, state: held?.state ?? target.state, since: held?.since ?? null };
      return { ...shown, decision: decide(shown) };
    }),
    screen: known.entries.screen.get(SCREEN_KEY) ?? USUAL_SCREEN,
  };
}

export interface CountedContest {
  readonly contest: Contest;
  readonly standing: Standing;
}

/** The contests as they stand, without their goals' history. */
export function countContests(known: Known, plan: Plan): readonly CountedContest[] {
  const places = placesOf(known, plan);
  const ground: ProjectionGround = { places, plan, heldBack: heldBackBy(findingsOf(known, plan, places)) };
  return plan.contests.map((contest) => {
    const counted = countContest(contest, placesOfContest(places, contest), ground);
    const oral = oralFigures(known, counted.contest, plan.party.code);
    return oral ? { ...counted, contest: { ...counted.contest, oral } } : counted;
  });
}

function countContest(plan: ContestPlan, places: readonly Place[], ground: ProjectionGround): CountedContest {
  const programme = ground.plan;
  const own = programme.party.code;
  const sums = tally(places);
  const comparisons = places.map((place) => comparePlace(place, own));
  const found = estimateContest(plan, own, ground);
  const estimate = isEstimate(found) ? found : null;
  const ownVotes = sums.votes.get(own) ?? 0;
  const standing = standingOf(
    sums,
    ownVotes,
    restOf(comparisons, estimate, { own: ownVotes, valid: sums.valid }),
    estimate,
  );
  const baseline = baselineOf(places, programme.baselineDate);
  const contest: Contest = {
    ...countsOf(plan, sums, own),
    baseline,
    likeForLike: likeForLike(comparisons),
    leftOut: comparisons.flatMap((comparison) => comparison.leftOut),
    projection: shownProjection(found, programme.projection),
    partyProjections: estimate?.enough ? projectParties(plan, sums.parties, ground) : [],
    needed: neededOf(programme, plan, standing, baseline),
    seats: contestSeats(plan, places, programme.electionDate),
    seatsOf: undividedSeats(plan, places),
    oral: null,
    heldBack: heldBackIn(places, ground),
    asOf: sums.asOf,
  };
  return { contest, standing };
}

/** Counted districts that an open finding keeps out of the projection. */
const heldBackIn = (places: readonly Place[], { heldBack }: ProjectionGround): number =>
  sum(places, ({ ordinary, collection }) => [...ordinary, ...collection].filter(heldBack).length);

/** Votes still out: as the estimate expects them, else as many as the same places had last time. */
function restOf(
  comparisons: readonly PlaceComparison[],
  estimate: ContestEstimate | null,
  counted: OwnAndValid,
): Rest {
  if (estimate) {
    const { own, valid } = estimate.restBefore;
    const votes = Math.round(estimate.restValid + estimate.collectionValid);
    const held = { own: counted.own - estimate.ownIn, valid: counted.valid - estimate.validIn };
    return { votes, by: 'expected', shareBefore: valid > 0 ? own / valid : null, held };
  }
  const unknown = comparisons.some((comparison) => comparison.restBefore === null);
  const votes = unknown ? null : sum(comparisons, (comparison) => comparison.restBefore ?? 0);
  return { votes, by: 'lastTime', shareBefore: null, held: { own: 0, valid: 0 } };
}

function countsOf(plan: ContestPlan, sums: Tally, own: PartyCode) {
  const votes = sums.votes.get(own) ?? 0;
  return {
    id: plan.id,
    type: plan.type,
    area: plan.area,
    stage: sums.stage,
    counted: sums.counted,
    valid: sums.valid,
    cast: sums.stage === 'none' ? null : sums.cast,
    other: sums.other,
    parties: sums.parties,
    own: { votes, share: sums.valid > 0 ? votes / sums.valid : null },
  };
}

/** Last time's final result of the whole area, when every place has one on record. */
function baselineOf(places: readonly Place[], electionDate: string): Baseline | null {
  const parts = places.map((place) => place.baseline).filter((part) => part !== null);
  if (parts.length === 0 || parts.length < places.length) return null;
  const votes = sum(parts, (part) => part.ordinary.own + part.collection.own);
  const valid = sum(parts, (part) => part.ordinary.valid + part.collection.valid);
  return valid > 0 ? { electionDate, votes, valid, share: votes / valid } : null;
}

/** A contest's own line of what is needed: for its votes goal if it has one, else for its share goal. */
function neededOf(
  plan: Plan,
  contest: ContestPlan,
  standing: Standing,
  baseline: Baseline | null,
): Needed | null {
  const goals = plan.goals.filter((goal) => goal.contest === contest.id);
  const goal = goals.find(({ kind }) => kind === 'votes') ?? goals.find(({ kind }) => kind === 'share');
  return goal ? judge(goal, standing, baseline).needed : null;
}

/** Every goal of the plan against the contests' standing and what was entered by hand. */
export function judgeAll(
  plan: Plan,
  entries: Entries,
  counts: readonly CountedContest[],
): readonly Omit<Target, 'since'>[] {
  const informed = { ...plan, governing: factsOf(plan.governing, entries) };
  const byId = new Map(counts.map((count) => [count.contest.id, count]));
  return plan.goals.map((goal) => {
    const count = goal.contest === null ? undefined : byId.get(goal.contest);
    if (goal.kind === 'governing' && count)
      return judgeGoverning(goal, count.contest, count.standing, informed);
    const figures = goal.kind === 'count' ? countsOfTarget(entries, goal.id) : [];
    return judge(goal, count?.standing ?? null, count?.contest.baseline ?? null, figures);
  });
}

/** How far the plan's contests have come, for the feed's state. */
export function progressOf(snapshot: Pick<Snapshot, 'contests'>): Progress {
  const { contests } = snapshot;
  if (contests.every(({ stage }) => stage === 'none')) return 'nothing';
  if (contests.every(({ stage }) => stage === 'final')) return 'final';
  const all = contests.every(({ counted, stage }) => stage !== 'none' && counted.districts === counted.of);
  return all ? 'allOrdinary' : 'some';
}
