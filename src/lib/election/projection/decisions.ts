import { findingsOf, heldBackBy } from '../findings.ts';
import type { Known } from '../known.ts';
import type { Plan } from '../plan.ts';
import type { Contest, Decision, Target } from '../snapshot-shape.ts';
import { placesOf } from '../tally.ts';
import { expectedReports } from './arrivals.ts';
import { laidOut } from './contest.ts';
import { courseOf, decisionOf, type Course } from './decision.ts';

interface Counted {
  readonly contest: Pick<Contest, 'id' | 'projection' | 'stage'>;
}

type Asked = Pick<Target, 'contest' | 'kind' | 'goal' | 'state' | 'final' | 'needed'>;

/** Says of a goal when it may be called: nothing of one that is, or before anything can be said of its contest. */
export function decisionsOf(
  known: Known,
  plan: Plan,
  counts: readonly Counted[],
): (target: Asked) => Decision | null {
  const courses = new Map<string, Course | null>();
  const courseOfContest = (id: string): Course | null => {
    const held = courses.get(id);
    if (held !== undefined) return held;
    const course = newCourse(id, known, plan);
    courses.set(id, course);
    return course;
  };
  return (target) => {
    const count = counts.find(({ contest }) => contest.id === target.contest)?.contest;
    if (!count || !isOpen(target) || count.stage === 'none' || 'unavailable' in count.projection) return null;
    const course = courseOfContest(count.id);
    return course && decisionOf(target, course);
  };
}

const isOpen = ({ state, final }: Asked): boolean =>
  !final && (state === 'tooEarly' || state === 'leaningReached' || state === 'leaningMissed');

function newCourse(id: string, known: Known, plan: Plan): Course | null {
  const contest = plan.contests.find((candidate) => candidate.id === id);
  const { projection } = plan;
  if (!contest || !projection?.arrivals) return null;
  const places = placesOf(known, plan);
  const expected = expectedReports(contest.type, {
    table: projection.arrivals,
    places: [...places.values()],
    electionDate: plan.electionDate,
    now: newestExport(known),
  });
  const ground = { places, plan, heldBack: heldBackBy(findingsOf(known, plan, places)) };
  return courseOf(
    { ...laidOut(contest, plan.party.code, ground), municipalities: contest.municipalities },
    expected,
    projection,
  );
}

const newestExport = (known: Known): number =>
  Math.max(0, ...[...known.municipalities.values()].map(({ publishedAt }) => Date.parse(publishedAt)));
