/** The programme's goals as figures to copy. */
import type { Contest, Snapshot, Target } from '../election/snapshot-shape.ts';
import { formatYear } from '../format.ts';
import { projectionOf } from '../projection-words.ts';
import { comparedOf, groundOf, inContest, ownParty, type CountFigure, type GoalFigure } from './figure.ts';

/** Every goal of which something can be said, as the programme lists them. */
export function goalFigures(snapshot: Snapshot): readonly (GoalFigure | CountFigure)[] {
  return snapshot.targets.flatMap((target): readonly (GoalFigure | CountFigure)[] => {
    if (target.kind === 'count') return countFigure(target, snapshot);
    const contest = snapshot.contests.find(({ id }) => id === target.contest);
    if (!contest || !canBeTold(target, contest)) return [];
    return [
      {
        ...inContest(contest),
        kind: 'goal',
        id: `${target.id}.lage`,
        ground: groundOf(contest),
        party: ownParty(snapshot),
        target,
        votes: contest.own.votes,
        valid: contest.valid,
        compared: comparedOf(contest, snapshot),
        projection: projectionOf(contest),
        yearBefore: formatYear(snapshot.night.baselineDate),
        comparison: snapshot.programme.comparisonOnly,
      },
    ];
  });
}

/** A governing goal has an answer or nothing to say; a goal of votes can be told as soon as a vote is counted. */
function canBeTold(target: Target, contest: Contest): boolean {
  if (target.kind === 'governing') return target.state === 'reached' || target.state === 'missed';
  return contest.stage !== 'none' && contest.valid > 0 && target.goal !== null && target.state !== 'unknown';
}

function countFigure(target: Target, snapshot: Snapshot): readonly CountFigure[] {
  const { value, goal, counted } = target;
  if (value === null || goal === null || !counted) return [];
  const party = ownParty(snapshot);
  return [{ kind: 'count', id: `${target.id}.lage`, contest: null, target, value, goal, counted, party }];
}
