import { findingsOf, heldBackBy } from '../findings.ts';
import type { Known } from '../known.ts';
import type { Plan } from '../plan.ts';
import type { Contest, Decision, Target } from '../snapshot-shape.ts';
import { placesOf } from '../tally.ts';
import { expectedReports } from './arrivals.ts';
import { laidOut, type ProjectionGround } from './contest.ts';
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
  let held: ProjectionGround | null = null;
  const ground = () => (held ??= groundOf(known, plan));
  const courseOfContest = (id: string): Course | null => {
    const laid = courses.get(id);
    if (laid !== undefined) return laid;
    const course = newCourse(id, ground(), newestExport(known));
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

/** What all courses of one state rest on, laid out once. */
function groundOf(known: Known, plan: Plan): ProjectionGround {
  const places = placesOf(known, plan);
  return { places, plan, heldBack: heldBackBy(findingsOf(known, plan, places)) };
}

function newCourse(id: string, ground: ProjectionGround, now: number): Course | null {
  const { places, plan } = ground;
  const contest = plan.contests.find((candidate) => candidate.id === id);
  const { projection } = plan;
  if (!contest || !projection?.arrivals) return null;
  const expected = expectedReports(contest.type, {
    table: projection.arrivals,
    places: [...places.values()],
    electionDate: plan.electionDate,
    now,
  });
  return courseOf(
    { ...laidOut(contest, plan.party.code, ground), municipalities: contest.municipalities },
    expected,
    projection,
  );
}

const newestExport = (known: Known): number =>
  Math.max(0, ...[...known.municipalities.values()].map(({ publishedAt }) => Date.parse(publishedAt)));
