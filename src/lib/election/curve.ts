/**
 * How a contest stood at every revision that changed it, and what happened on the way: the night's curve, and what a
 * retrospective asks ("when could we have known?"). The night is kept apart from Wednesday and the final count.
 */
import { withEntries, type Entry } from './entry.ts';
import type { CorrectionEvent } from './event.ts';
import { municipalityKey, type Known, type MunicipalityState } from './known.ts';
import { reportKey, type Report } from './model.ts';
import type { Plan } from './plan.ts';
import type { Contest } from './snapshot-shape.ts';
import { countContests } from './snapshot.ts';
import { isCounted, placesOf, placesOfContest, type Place } from './tally.ts';

/** How a contest stood from one revision on. Times are ISO 8601 with offset; shares exact quotients 0…1. */
export interface CurvePoint {
  readonly revision: number;
  /** Export time of what made the revision; of what people entered, when they did. */
  readonly at: string;
  readonly stage: Contest['stage'];
  /** Ordinary districts counted, and all of them. */
  readonly counted: number;
  readonly of: number;
  /** Collection districts counted. */
  readonly collection: number;
  /** The programme's party and all valid votes, as counted. */
  readonly own: number;
  readonly valid: number;
  /** Counted comparable districts now and last time; `null`: none yet. */
  readonly compared: { readonly share: number; readonly shareBefore: number } | null;
  /** `null`: nothing could be said, or nothing had to be (the count is final). */
  readonly projection: {
    readonly share: number;
    readonly band80: readonly [number, number];
    readonly band95: readonly [number, number];
    readonly votes: number;
    readonly votes95: readonly [number, number];
    readonly onlyRecount: boolean;
  } | null;
}

/** A municipality whose last ordinary district came in, or districts that were corrected. */
export type CurveMark =
  | {
      readonly kind: 'done';
      readonly revision: number;
      readonly at: string;
      readonly municipality: string;
      readonly name: string;
    }
  | {
      readonly kind: 'corrected';
      readonly revision: number;
      readonly at: string;
      /** In the order in which the register told of them. */
      readonly districts: readonly { readonly district: string; readonly name: string }[];
    };

export interface CurvePart {
  readonly points: readonly CurvePoint[];
  readonly marks: readonly CurveMark[];
}

/** Everything that one revision stored. */
export interface StoredChange {
  readonly revision: number;
  readonly at: string;
  readonly municipalities: readonly MunicipalityState[];
  readonly reports: readonly Report[];
  readonly removed: readonly Report[];
  readonly entries: readonly Entry[];
  readonly corrections: readonly CorrectionEvent[];
}

/** Every contest's course up to a revision, and what is known there. */
export interface Courses {
  readonly known: Known;
  readonly parts: ReadonlyMap<string, CurvePart>;
}

const EMPTY: CurvePart = { points: [], marks: [] };

/** The courses after one more revision; the figures are those of that revision's snapshot. */
export function withRevision({ known: before, parts }: Courses, change: StoredChange, plan: Plan): Courses {
  const known = withChange(before, change);
  if (!canMove(change)) return { known, parts };
  const [placesBefore, places] = [placesOf(before, plan), placesOf(known, plan)];
  const next = countContests(known, plan).map(({ contest }): [string, CurvePart] => {
    const held = parts.get(contest.id) ?? EMPTY;
    const contestPlan = plan.contests.find(({ id }) => id === contest.id);
    const ofContest = (all: ReadonlyMap<string, Place>) =>
      contestPlan ? placesOfContest(all, contestPlan) : [];
    const done = doneNow(ofContest(placesBefore), ofContest(places));
    const corrected = change.corrections.filter((event) => event.contest === contest.id);
    const point = pointOf(contest, change);
    const marks = marksOf(change, done, corrected);
    const same = marks.length === 0 && sameFigures(held.points.at(-1), point);
    return [contest.id, same ? held : { points: [...held.points, point], marks: [...held.marks, ...marks] }];
  });
  return { known, parts: new Map(next) };
}

/** What is known after a change as the store has it. */
export const withChange = (before: Known, change: StoredChange): Known => withChanges(before, [change]);

/** What is known after several, oldest first. */
export function withChanges(before: Known, changes: readonly StoredChange[]): Known {
  const reports = new Map(before.reports);
  const municipalities = new Map(before.municipalities);
  for (const change of changes) {
    for (const report of change.removed) reports.delete(reportKey(report));
    for (const report of change.reports) reports.set(reportKey(report), report);
    for (const state of change.municipalities) municipalities.set(municipalityKey(state), state);
  }
  return {
    revision: changes.at(-1)?.revision ?? before.revision,
    reports,
    municipalities,
    entries: withEntries(
      before.entries,
      changes.flatMap(({ entries }) => entries),
    ),
  };
}

/** Of what people enter only a finding's decision moves a projection. */
const canMove = ({ municipalities, reports, removed, entries }: StoredChange): boolean =>
  municipalities.length + reports.length + removed.length > 0 ||
  entries.some(({ kind }) => kind === 'finding');

function pointOf(contest: Contest, { revision, at }: Pick<StoredChange, 'revision' | 'at'>): CurvePoint {
  const { stage, counted, own, valid, likeForLike, projection } = contest;
  return {
    revision,
    at,
    stage,
    counted: counted.districts,
    of: counted.of,
    collection: counted.collection,
    own: own.votes,
    valid,
    compared: likeForLike && { share: likeForLike.share, shareBefore: likeForLike.shareBefore },
    projection:
      'share' in projection
        ? {
            share: projection.share,
            band80: projection.band80,
            band95: projection.band95,
            votes: projection.votes,
            votes95: projection.votes95,
            onlyRecount: projection.onlyRecount,
          }
        : null,
  };
}

const figures = ({ revision: _revision, at: _at, ...rest }: CurvePoint): string => JSON.stringify(rest);
const sameFigures = (last: CurvePoint | undefined, point: CurvePoint): boolean =>
  last !== undefined && figures(last) === figures(point);

const isDone = ({ ordinary }: Place): boolean => ordinary.length > 0 && ordinary.every(isCounted);

/** Places of which every ordinary district is counted now, and was not before. */
const doneNow = (before: readonly Place[], after: readonly Place[]): readonly Place[] =>
  after.filter((place, index) => isDone(place) && !(before[index] && isDone(before[index])));

function marksOf(
  { revision, at }: Pick<StoredChange, 'revision' | 'at'>,
  done: readonly Place[],
  corrected: readonly CorrectionEvent[],
): readonly CurveMark[] {
  const districts = corrected.map(({ district, districtName }) => ({ district, name: districtName }));
  return [
    ...(districts.length > 0 ? [{ kind: 'corrected', revision, at, districts } as const] : []),
    ...done.map(({ municipality, state }) => ({
      kind: 'done' as const,
      revision,
      at,
      municipality,
      name: state?.name ?? municipality,
    })),
  ];
}

/** A course up to a revision. */
export const until = ({ points, marks }: CurvePart, revision: number): CurvePart => ({
  points: points.filter((point) => point.revision <= revision),
  marks: marks.filter((mark) => mark.revision <= revision),
});

/** The election night ends at noon of the next day: milliseconds since 1970. */
export const noonAfter = (electionDate: string): number =>
  Date.parse(`${electionDate}T12:00:00+02:00`) + 24 * 60 * 60 * 1000;

/** The election night, and what came later. */
export function splitCourse(
  { points, marks }: CurvePart,
  electionDate: string,
): { readonly night: CurvePart; readonly later: CurvePart } {
  const end = noonAfter(electionDate);
  const isLater = ({ at, stage }: CurvePoint) =>
    Date.parse(at) >= end || stage === 'wednesday' || stage === 'final';
  const firstLater = points.find(isLater)?.revision ?? Infinity;
  const of = (isIn: (revision: number) => boolean): CurvePart => ({
    points: points.filter(({ revision }) => isIn(revision)),
    marks: marks.filter(({ revision }) => isIn(revision)),
  });
  return { night: of((revision) => revision < firstLater), later: of((revision) => revision >= firstLater) };
}

/** So many points draw any night; more are shown by none. */
export const MOST_POINTS = 240;

/**
 * At most so many points, evenly taken: the first and the last stay, and those where a mark is or where a projection
 * began or ended (if these alone are more, they all stay).
 */
export function thinned({ points, marks }: CurvePart, most = MOST_POINTS): readonly CurvePoint[] {
  if (points.length <= most) return points;
  const marked = new Set(marks.map(({ revision }) => revision));
  const stays = points.map(
    (point, index) =>
      index === 0 ||
      index === points.length - 1 ||
      marked.has(point.revision) ||
      (point.projection === null) !== (points[index - 1]?.projection === null),
  );
  const others = stays.filter((stay) => !stay).length;
  const room = Math.max(0, most - (points.length - others));
  let seen = 0;
  return points.filter((_, index) => {
    if (stays[index]) return true;
    const before = Math.floor((seen * room) / others);
    seen += 1;
    return Math.floor((seen * room) / others) > before;
  });
}
