/** "När vet vi?": when a goal can be called, if the count goes on as expected (projection.md §4). Always an estimate. */
import { sum } from '../tally.ts';
import type { Decision, Target } from '../snapshot-shape.ts';
import type { Expected } from './arrivals.ts';
import { expectedOf, pairsOf, swingOf } from './estimate.ts';
import { gateShare, gateVotes } from './gate.ts';
import { ASSIST, type ProjectionParameters } from './parameters.ts';
import type { ProjectedPlace } from './place.ts';
import { projectContest, type ContestEstimate, type ContestPlaces, type NoProjection } from './projection.ts';

/** The rest of a contest's count as it can be expected: the estimate after so many more districts. */
export interface Course {
  readonly reports: readonly Expected[];
  /** The collection count, or some of it, is still to come. */
  readonly collectionOut: boolean;
  after(more: number): ContestEstimate | NoProjection;
}

/** Lays the expected reports in their order; `null` where a district has no expected result. */
export function courseOf(
  contest: ContestPlaces & { readonly municipalities: readonly string[] },
  expected: ReadonlyMap<string, Expected>,
  parameters: ProjectionParameters,
): Course | null {
  const county = contest.places.length > 1 ? swingOf(contest.places.flatMap(pairsOf)) : null;
  const out = contest.places.flatMap((place, index) =>
    place.districts
      .filter(({ now }) => now === null)
      .map((district) => {
        const own = swingOf(pairsOf(place));
        const swing = own ?? county;
        const votes = swing && expectedOf(district, swing, own ? ASSIST[contest.type] : 0);
        const at = expected.get(`${contest.municipalities[index]}/${district.code}`) ?? null;
        return { index, code: district.code, votes, at };
      }),
  );
  if (out.some(({ votes }) => votes === null)) return null;
  // One without a time has reported, and is held back: nobody knows when it will be right.
  const ordered = out.filter(({ at }) => at !== null).sort((a, b) => (a.at?.[1] ?? 0) - (b.at?.[1] ?? 0));
  const known = new Map<number, ContestEstimate | NoProjection>();
  const estimateAfter = (more: number) => {
    const filled = new Map(
      ordered.slice(0, more).map(({ index, code, votes }) => [`${index}/${code}`, votes]),
    );
    const places = contest.places.map((place, index) =>
      filledPlace(place, (code) => filled.get(`${index}/${code}`) ?? null),
    );
    return projectContest({ ...contest, places, official: officialOf(contest, places) }, parameters);
  };
  return {
    reports: ordered.flatMap(({ at }) => (at ? [at] : [])),
    collectionOut: contest.places.some(({ collection, final }) => !final && !collection.complete),
    after(more) {
      const held = known.get(more) ?? estimateAfter(more);
      known.set(more, held);
      return held;
    },
  };
}

type Votes = { readonly own: number; readonly valid: number };

const filledPlace = (place: ProjectedPlace, votesOf: (code: string) => Votes | null): ProjectedPlace => ({
  ...place,
  districts: place.districts.map((district) => ({
    ...district,
    now: district.now ?? votesOf(district.code),
  })),
});

function officialOf({ places, official }: ContestPlaces, filled: readonly ProjectedPlace[]): Votes {
  const total = (of: readonly ProjectedPlace[], pick: (votes: Votes) => number) =>
    sum(of, ({ districts }) => sum(districts, ({ now }) => (now ? pick(now) : 0)));
  return {
    own: official.own + total(filled, ({ own }) => own) - total(places, ({ own }) => own),
    valid: official.valid + total(filled, ({ valid }) => valid) - total(places, ({ valid }) => valid),
  };
}

const isoOf = (time: number): string => new Date(time).toISOString();

/** The first passing of the gate on an expected course, as an interval; on Wednesday if the night does not get there. */
export function decisionOf({ kind, goal }: Pick<Target, 'kind' | 'goal'>, course: Course): Decision | null {
  if (goal === null || (kind !== 'share' && kind !== 'votes')) return null;
  const decided = (more: number): boolean => {
    const estimate = course.after(more);
    if (typeof estimate === 'string') return false;
    const state = kind === 'share' ? gateShare(estimate, goal) : gateVotes(estimate, goal);
    return state === 'reached' || state === 'missed';
  };
  const all = course.reports.length;
  if (all === 0 || !decided(all))
    return { on: course.collectionOut ? 'wednesday' : 'final', earliest: null, latest: null };
  let [open, done] = [0, all];
  while (done - open > 1) {
    const middle = Math.floor((open + done) / 2);
    if (decided(middle)) done = middle;
    else open = middle;
  }
  const [early, , late] = course.reports[done - 1] ?? [0, 0, 0];
  return { on: 'night', earliest: isoOf(early), latest: isoOf(late) };
}
