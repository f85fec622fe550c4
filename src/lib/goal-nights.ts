/** "When could we have known?": every goal of votes over its night, what was said of it, and what was true. */
import type { CurvePart } from './election/curve.ts';
import { thinned } from './election/curve.ts';
import type { Contest, Snapshot, Target, TargetState } from './election/snapshot-shape.ts';
import {
  formatAge,
  formatInteger,
  formatShareOf,
  formatTime,
  formatVotes,
  formatWhen,
  NBSP,
} from './format.ts';
import type { NightStates, StateRow, StateSegment } from './night-states.ts';
import { STATE_WORDS } from './words.ts';

/** Where the count pointed; `value` and bands in the goal's own measure, a share 0…1 or votes. */
export interface GoalPoint {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly value: number;
  readonly band95: readonly [number, number];
  /** `null` for votes. */
  readonly band80: readonly [number, number] | null;
  /** Ordinary districts counted, and all. */
  readonly counted: number;
  readonly of: number;
}

export interface GoalNight {
  readonly target: string;
  readonly label: string;
  readonly kind: 'share' | 'votes';
  readonly goal: number;
  readonly points: readonly GoalPoint[];
  readonly segments: readonly StateSegment[];
  /** The first answer of the night, and since when; `null`: there was none. */
  readonly call: StateSegment | null;
  /** The night's first answer, or any other, was not the final one. */
  readonly wrong: boolean;
  /** When the contest's last ordinary district came in during the night, ISO 8601; `null`: some did not. */
  readonly allIn: string | null;
  /** The final answer and when it was told; `null`: not known yet. */
  readonly final: { readonly state: TargetState; readonly at: string } | null;
  /** The final share or votes; `null`: not known yet. */
  readonly truth: number | null;
}

/** So many points draw a small picture. */
const POINTS = 90;

/**
 * The goals of shares and votes in the programme's order, as of a snapshot. `nights`: every contest's course over the
 * night; `states`: what was said, from the same revisions.
 */
export function goalNights(
  { targets, contests }: Pick<Snapshot, 'targets' | 'contests'>,
  states: NightStates,
  nights: ReadonlyMap<string, CurvePart>,
): readonly GoalNight[] {
  return states.rows.flatMap((row) => {
    const target = targets.find(({ id }) => id === row.target);
    const contest = contests.find(({ id }) => id === target?.contest);
    if (!target || !contest || target.goal === null) return [];
    const kind = target.kind === 'votes' ? 'votes' : 'share';
    const night = nights.get(contest.id) ?? { points: [], marks: [] };
    const last = row.later.at(-1) ?? null;
    return {
      target: target.id,
      label: target.label,
      kind,
      goal: target.goal,
      points: pointsOf(night, kind),
      segments: row.segments,
      call: firstCall(row),
      wrong: row.wrong,
      allIn: allInAt(night),
      final: row.final && { state: row.final, at: last?.at ?? states.to },
      truth: truthOf(contest, target),
    } satisfies GoalNight;
  });
}

const firstCall = ({ segments }: StateRow): StateSegment | null =>
  segments.find(({ state }) => state === 'reached' || state === 'missed') ?? null;

const truthOf = ({ stage, own }: Contest, { kind }: Target): number | null =>
  stage !== 'final' ? null : kind === 'votes' ? own.votes : own.share;

const allInAt = ({ points }: CurvePart): string | null =>
  points.find(({ counted, of }) => of > 0 && counted === of)?.at ?? null;

const pointsOf = (night: CurvePart, kind: GoalNight['kind']): readonly GoalPoint[] =>
  thinned(
    { points: night.points.filter(({ projection }) => projection !== null), marks: [] },
    POINTS,
  ).flatMap(({ at, counted, of, projection }) =>
    projection
      ? {
          time: Date.parse(at),
          counted,
          of,
          ...(kind === 'votes'
            ? { value: projection.votes, band95: projection.votes95, band80: null }
            : { value: projection.share, band95: projection.band95, band80: projection.band80 }),
        }
      : [],
  );

/** `39,78 %`, `35 051 röster` */
export const measure = ({ kind }: Pick<GoalNight, 'kind'>, value: number, decimals = 2): string =>
  kind === 'votes' ? formatVotes(Math.round(value)) : formatShareOf(value, decimals);

/** `33,2–33,7 %`, `28 100–28 900 röster` */
export const bandOf = (goal: Pick<GoalNight, 'kind'>, [low, high]: readonly [number, number]): string =>
  goal.kind === 'votes'
    ? `${formatInteger(Math.round(low))}–${formatVotes(Math.round(high))}`
    : `${formatShareOf(low, 1).replace(`${NBSP}%`, '')}–${formatShareOf(high, 1)}`;

const lower = (state: TargetState): string => STATE_WORDS[state].toLowerCase();

/** `1 tim 45 min före det sista valdistriktet`; with it, or after it, in so many words. */
function againstLast({ call, allIn }: GoalNight): string {
  if (!call || !allIn) return '';
  const seconds = (Date.parse(allIn) - Date.parse(call.from)) / 1000;
  if (Math.abs(seconds) < 60) return ', med det sista valdistriktet';
  return `, ${formatAge(Math.abs(seconds))} ${seconds > 0 ? 'före' : 'efter'} det sista valdistriktet`;
}

/** What a goal's picture shows, in one sentence. */
export function goalSentence(goal: GoalNight, over: boolean, evening: string): string {
  const { call, final } = goal;
  if (!call) {
    if (!over && !final) return 'Inte avgjort ännu';
    return final
      ? `Avgjordes inte under natten; slutligt ${lower(final.state)} ${formatWhen(final.at, evening)}`
      : 'Avgjordes inte under natten, och facit finns inte ännu';
  }
  const said = `${STATE_WORDS[call.state]} ${formatTime(call.from)}${againstLast(goal)}`;
  if (!final) return `${said}; facit finns inte ännu`;
  if (!goal.wrong) return `${said}, och det höll`;
  return `${said}, men det höll inte: slutligt ${lower(final.state)}`;
}

/**
 * The page in one sentence, by the programme's first goal that the night answered: `Bättre resultat i riksdagsvalet än
 * 2014 var avgjort 21.32, 1 tim 45 min före det sista valdistriktet`. `null`: no goal has been answered.
 */
export function leadSentence(goals: readonly GoalNight[]): string | null {
  const first = goals.find(({ call, wrong }) => call && !wrong);
  if (!first?.call) return null;
  const { state, from } = first.call;
  return `${first.label} var avgjort ${formatTime(from)}${againstLast(first)}: ${lower(state)}.`;
}

/** The night never pointed anywhere and never said anything: there is nothing to draw. */
export const isBare = ({ points, segments }: Pick<GoalNight, 'points' | 'segments'>): boolean =>
  points.length === 0 && segments.every(({ state }) => state === 'tooEarly');

/** What was said of a goal at a moment of its night, milliseconds. */
export const stateAt = ({ segments }: Pick<GoalNight, 'segments'>, time: number): TargetState =>
  segments.findLast(({ from }) => Date.parse(from) <= time)?.state ?? 'tooEarly';
