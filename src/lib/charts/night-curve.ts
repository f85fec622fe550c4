/** The numbers behind the night's curve: positions in percent of the picture, so that it fits any size unmeasured. */
import { area, curveStepAfter, line, scaleLinear } from 'd3';
import type { CurveMark, CurvePart, CurvePoint } from '../election/curve.ts';

/** A point at which something could be said. */
export interface Pointing {
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly counted: number;
  readonly of: number;
  readonly share: number;
  readonly band80: readonly [number, number];
  readonly band95: readonly [number, number];
}

export const pointing = (points: readonly CurvePoint[]): readonly Pointing[] =>
  points.flatMap(({ revision, at, counted, of, projection }) =>
    projection ? [{ revision, time: Date.parse(at), counted, of, ...projection }] : [],
  );

export interface CurveDrawing {
  readonly line: string;
  readonly area80: string;
  readonly area95: string;
  /** From the left, from the top. */
  x(time: number): number;
  y(share: number): number;
  readonly shares: readonly number[];
  /** Milliseconds. */
  readonly times: readonly number[];
}

const MINUTE = 60_000;
/** A night of one report still has a width. */
const LEAST_MS = 60 * MINUTE;
/** Room above and below, in share. */
const MARGIN = 0.006;

/** `null`: nothing could be said at any time. `lines`: shares that must be in the picture. */
export function drawCurve({ points }: CurvePart, lines: readonly number[]): CurveDrawing | null {
  const drawn = pointing(points);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last) return null;
  const begun = points.find(({ counted }) => counted > 0);
  const from = begun ? Math.min(Date.parse(begun.at), first.time) : first.time;
  const x = scaleLinear([from, Math.max(last.time, from + LEAST_MS)], [0, 100]);
  const edges = [...drawn.flatMap(({ band95 }) => band95), ...lines];
  const y = scaleLinear([Math.min(...edges) - MARGIN, Math.max(...edges) + MARGIN], [100, 0]);
  const band = (of: (point: Pointing) => readonly [number, number]) =>
    area<Pointing>(
      ({ time }) => x(time),
      (point) => y(of(point)[0]),
      (point) => y(of(point)[1]),
    ).curve(curveStepAfter)(drawn) ?? '';
  const path = line<Pointing>(
    ({ time }) => x(time),
    ({ share }) => y(share),
  ).curve(curveStepAfter);
  return {
    line: path(drawn) ?? '',
    area80: band(({ band80 }) => band80),
    area95: band(({ band95 }) => band95),
    x,
    y,
    shares: y.ticks(5).filter((share) => Math.abs(share * 100 - Math.round(share * 100)) < 1e-6),
    times: timesOf(x.domain() as [number, number]),
  };
}

/** Whole hours, or the quarters of a short night; Swedish summer time is a whole number of hours from UTC. */
function timesOf([from, to]: readonly [number, number]): readonly number[] {
  const step = to - from > 150 * MINUTE ? 60 * MINUTE : to - from > 60 * MINUTE ? 30 * MINUTE : 15 * MINUTE;
  const first = Math.ceil(from / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, index) => first + index * step,
  );
}

/** What happened in one revision, as one mark: districts corrected, or municipalities done. */
export interface MarkGroup {
  readonly kind: CurveMark['kind'];
  readonly revision: number;
  readonly time: number;
  readonly names: readonly string[];
}

/** Corrections first, since they matter most where there is not room for every label; each kind newest first. */
export function markGroups(marks: readonly CurveMark[]): readonly MarkGroup[] {
  const groups = new Map<string, MarkGroup>();
  for (const mark of marks) {
    const key = `${mark.kind}/${mark.revision}`;
    const names = mark.kind === 'done' ? [mark.name] : mark.districts.map(({ name }) => name);
    const held = groups.get(key)?.names ?? [];
    const { kind, revision } = mark;
    groups.set(key, { kind, revision, time: Date.parse(mark.at), names: [...held, ...names] });
  }
  const rank = ({ kind }: MarkGroup) => (kind === 'corrected' ? 0 : 1);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.time - a.time);
}

export interface LabelPlace {
  /** 0 is the row next to the marks. */
  readonly lane: number;
  /** The text ends at its mark instead of beginning there. */
  readonly ends: boolean;
}

interface Label {
  readonly at: number;
  readonly width: number;
}

/** Half the room that a mark's thin line takes on its way through a row, percent. */
const LEADER = 0.5;

/**
 * A place for each label beside its mark, none over another or over another's thin line; `null`: no room, the mark
 * stands without words. Earlier ones choose first, but those that must end at their mark, for the picture does, go from
 * the left. `at` and `width` in percent of the picture's width.
 */
export function placeLabels(labels: readonly Label[], lanes: number): readonly (LabelPlace | null)[] {
  const taken: (readonly [number, number])[][] = Array.from({ length: lanes }, () => []);
  const isFree = (lane: number, [from, to]: readonly [number, number]) =>
    (taken[lane] ?? []).every(([start, end]) => to <= start || from >= end);
  const place = ({ at, width }: Label): LabelPlace | null => {
    const leader = [at - LEADER, at + LEADER] as const;
    for (const ends of [false, true]) {
      for (let lane = 0; lane < lanes; lane += 1) {
        if (lane > 0 && !isFree(lane - 1, leader)) break;
        const span = ends ? ([at - width, at + LEADER] as const) : ([at - LEADER, at + width] as const);
        if (span[0] < -LEADER || (!ends && span[1] > 100) || !isFree(lane, span)) continue;
        taken[lane]?.push(span);
        for (let above = 0; above < lane; above += 1) taken[above]?.push(leader);
        return { lane, ends };
      }
    }
    return null;
  };
  const atEdge = ({ at, width }: Label) => at + width > 100;
  const order = [
    ...labels.filter(atEdge).sort((a, b) => a.at - b.at),
    ...labels.filter((label) => !atEdge(label)),
  ];
  const places = new Map(order.map((label) => [label, place(label)]));
  return labels.map((label) => places.get(label) ?? null);
}
