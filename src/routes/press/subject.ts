/** What the page is about: one contest, one goal, or one district in all its contests. */
import { districtFigures } from '$lib/press/districts.ts';
import type { Figure } from '$lib/press/figure.ts';
import type { ContestDistricts } from '$lib/map-districts.svelte.ts';
import type { DistrictRow, Snapshot } from '$lib/election/snapshot-shape.ts';
import { contestName } from './lines.ts';

export interface Subject {
  /** As the page's address names it: `KF-2326`, `rd-votes`, `23260101`. */
  readonly id: string;
  readonly title: string;
  /** Its figures, the most wanted first; empty while nothing can be told of it. */
  readonly figures: readonly Figure[];
  /** Contests whose tables belong to it. */
  readonly contests: readonly string[];
}

/** A contest, a goal or a district by its id; `null`: there is no such thing. `figures` are all of the snapshot's. */
export function subjectOf(
  id: string,
  snapshot: Snapshot,
  figures: readonly Figure[],
  districts: readonly ContestDistricts[],
): Subject | null {
  const contest = snapshot.contests.find((each) => each.id === id);
  if (contest) {
    const own = figures.filter((figure) => figure.id.startsWith(`${id}.`));
    return { id, title: contestName(contest), figures: own, contests: [id] };
  }
  const target = snapshot.targets.find((each) => each.id === id);
  if (target) {
    const ofGoal = figures.filter(
      (figure) => figure.id === `${id}.lage` || (target.contest !== null && isGround(figure, target.contest)),
    );
    return {
      id,
      title: target.label,
      figures: ofGoal,
      contests: target.contest === null ? [] : [target.contest],
    };
  }
  return districtSubject(id, snapshot, districts);
}

/** Figures of a contest that a goal is talked about with: its share, its votes and its change. */
const isGround = ({ id }: Figure, contest: string): boolean =>
  ['andel', 'forandring', 'roster'].some((name) => id === `${contest}.${name}`);

/** The API gives whole rows; what holds them for the map's sake declares less. */
export const rowsOf = ({ districts }: Pick<ContestDistricts, 'districts'>): readonly DistrictRow[] =>
  districts as readonly DistrictRow[];

/** A district in each contest that counts it, all or none: the wanted one must not come after another. */
function districtSubject(
  code: string,
  snapshot: Snapshot,
  held: readonly ContestDistricts[],
): Subject | null {
  const contests = contestsBehind(code, snapshot);
  const found = contests.flatMap((id) => {
    const each = held.find(({ contest }) => contest === id);
    const contest = snapshot.contests.find((its) => its.id === id);
    const row = each && rowsOf(each).find(({ district }) => district === code);
    return contest && row ? [{ row, contest }] : [];
  });
  const [first] = found;
  if (!first || found.length < contests.length) return null;
  const figures = found.flatMap(({ row, contest }) => districtFigures([row], contest, snapshot));
  return { id: code, title: `Valdistriktet ${first.row.name}`, figures, contests };
}

/** The same with one figure before the others. */
export const withFirst = (subject: Subject, figure: string | undefined): Subject => ({
  ...subject,
  figures: subject.figures.toSorted((a, b) => Number(b.id === figure) - Number(a.id === figure)),
});

/** Contests whose districts are shown with a subject: its own, or those that count a district. */
export function contestsBehind(subject: string, { contests, targets }: Snapshot): readonly string[] {
  if (contests.some(({ id }) => id === subject)) return [subject];
  const target = targets.find(({ id }) => id === subject);
  if (target) return target.contest === null ? [] : [target.contest];
  const isCouncil = contests.some(({ type, area }) => type === 'KF' && subject.startsWith(area.code));
  if (!isCouncil) return [];
  return contests
    .filter(({ type, area }) => type !== 'KF' || subject.startsWith(area.code))
    .map(({ id }) => id);
}
