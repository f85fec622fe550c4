import { governingAt, tookPart, type GoverningFact } from './governing.ts';
import type { PartyCode, PartyVotes } from './model.ts';
import { ownMajority } from './own-majority.ts';
import type { GoverningGoal, Plan } from './plan.ts';
import { rulesOf } from './seat-rules.ts';
import type { Contest, GoverningGround, GoverningWords, Target, TargetState } from './snapshot-shape.ts';
import type { Standing } from './target.ts';

/**
 * A governing goal. Until the count is final only arithmetic about a majority of one's own can be told; then a majority
 * by the seats reaches it, and otherwise the fact that holds on the plan's `judgedOn` decides. Unknown stays unknown.
 */
export function judgeGoverning(
  goal: GoverningGoal,
  contest: Contest,
  standing: Standing,
  plan: Plan,
): Omit<Target, 'since'> {
  const final = contest.stage === 'final';
  const at = governingAt(plan.governing, contest.area.code, plan.judgedOn ?? '');
  const majority = final ? null : majorityBounds(contest, standing, plan);
  const ground: GoverningGround = {
    ownMajority: final && holdsMajority(contest, plan.party.code) ? 'certain' : majority,
    fact: final && at.fact ? wordsOf(at.fact) : null,
    judgedOn: plan.judgedOn,
    uncertain: final ? at.uncertain.map(wordsOf) : [],
    later: final ? at.later.map(wordsOf) : [],
  };
  const state = final ? stateOf(ground, tookPart(at, plan.party.code)) : 'tooEarly';
  return {
    id: goal.id,
    kind: goal.kind,
    contest: goal.contest,
    label: goal.label,
    source: goal.source,
    unit: null,
    goal: null,
    value: null,
    gap: null,
    state,
    final: state === 'reached' || state === 'missed',
    needed: null,
    governing: ground,
    counted: null,
    decision: null,
  };
}

function stateOf(ground: GoverningGround, part: boolean | null): TargetState {
  if (ground.ownMajority === 'certain' || part === true) return 'reached';
  return part === false ? 'missed' : 'unknown';
}

/** More than half of the seats, whichever way a lot falls. */
function holdsMajority({ seats }: Contest, own: PartyCode): boolean {
  const held = seats?.parties.find(({ code }) => code === own)?.seats ?? 0;
  return seats !== null && held >= seats.majority;
}

/** Whether a majority of one's own can still come, for a council in one piece whose seats are known in number. */
function majorityBounds(contest: Contest, standing: Standing, plan: Plan): GoverningGround['ownMajority'] {
  if (contest.type === 'RD' || contest.seatsOf === null) return null;
  const parties: readonly PartyVotes[] = contest.parties.map(({ code, votes }) => [code as PartyCode, votes]);
  const rules = rulesOf(contest.type, plan.electionDate, false);
  return ownMajority(plan.party.code, [
    { parties, valid: contest.valid, seats: contest.seatsOf, rules, mayCome: standing.mayCome },
  ]);
}

/** A fact as pages show it. */
export const wordsOf = ({
  term,
  since,
  until,
  parties,
  complete,
  majority,
  sources,
}: GoverningFact): GoverningWords => ({
  term,
  since: since?.text ?? null,
  until: until?.text ?? null,
  parties,
  complete,
  majority,
  sources,
});
