/** How far from the final share the count itself pointed, and the projection beside it, minute by minute of a night. */
import type { CurvePart, CurvePoint } from './election/curve.ts';
import type { Contest, Snapshot } from './election/snapshot-shape.ts';
import { capitalise, formatNumberWord, formatPercentOf, NBSP } from './format.ts';

/** The distance from the final share, 0…1, of both; `null`: nothing was counted, nothing was projected. */
export interface ErrorPoint {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Ordinary districts counted, and all. */
  readonly counted: number;
  readonly of: number;
  readonly raw: number | null;
  readonly projected: number | null;
}

/** Both distances, 0…1. */
export interface BothErrors {
  readonly raw: number;
  readonly projected: number;
}

export interface NightErrors {
  readonly contest: Pick<Contest, 'id' | 'type' | 'area'>;
  readonly points: readonly ErrorPoint[];
  /** The mean over the minutes in which there was a projection. */
  readonly mean: BothErrors;
}

/**
 * Of every contest whose count is final and whose night had a projection. `nights`: each contest's course over its night;
 * `to`: when that ended, ISO 8601 with offset.
 */
export function nightErrors(
  contests: Snapshot['contests'],
  nights: ReadonlyMap<string, CurvePart>,
  to: string,
): readonly NightErrors[] {
  return contests.flatMap(({ id, type, area, stage, own }) => {
    if (stage !== 'final' || own.share === null) return [];
    const { share } = own;
    const points = (nights.get(id)?.points ?? []).map((point) => pointOf(point, share));
    const mean = meanOf(points, Date.parse(to));
    return mean ? [{ contest: { id, type, area }, points, mean }] : [];
  });
}

const pointOf = ({ at, counted, of, own, valid, projection }: CurvePoint, final: number): ErrorPoint => ({
  time: Date.parse(at),
  counted,
  of,
  raw: valid > 0 ? Math.abs(own / valid - final) : null,
  projected: projection && Math.abs(projection.share - final),
});

/** Both where there are both. */
export const bothOf = ({ raw, projected }: ErrorPoint): BothErrors | null =>
  raw === null || projected === null ? null : { raw, projected };

/** A figure stands until the next one, the last until the end. `null`: there never were both. */
function meanOf(points: readonly ErrorPoint[], end: number): BothErrors | null {
  const stretches = points.flatMap((point, index) => {
    const both = bothOf(point);
    const next = points[index + 1]?.time ?? Math.max(end, point.time);
    return both ? [{ ...both, length: next - point.time }] : [];
  });
  const last = stretches.at(-1);
  if (!last) return null;
  const whole = stretches.reduce((sum, { length }) => sum + length, 0);
  if (whole === 0) return { raw: last.raw, projected: last.projected };
  const mean = (of: (stretch: BothErrors) => number): number =>
    stretches.reduce((sum, stretch) => sum + of(stretch) * stretch.length, 0) / whole;
  return { raw: mean(({ raw }) => raw), projected: mean(({ projected }) => projected) };
}

/** A distance in percentage points, without a sign: `0,26`. */
export const formatError = (error: number | null): string => (error === null ? '–' : formatPercentOf(error));

/** `Prognosen i snitt 0,23 procentenheter fel, räkningen 0,55` */
export const errorSentence = ({ mean: { raw, projected } }: NightErrors): string =>
  `Prognosen i snitt ${formatError(projected)}${NBSP}procentenheter fel, räkningen ${formatError(raw)}`;

/** `I nio av tio val låg prognosen i snitt närmare …`; of a single one nothing that its own picture does not say. */
export function errorsLead(contests: readonly NightErrors[]): string | null {
  if (contests.length < 2) return null;
  const nearer = contests.filter(({ mean }) => mean.projected < mean.raw).length;
  const of = `av ${formatNumberWord(contests.length)} val`;
  const part =
    nearer === contests.length
      ? `I alla ${formatNumberWord(contests.length)} val`
      : `I ${nearer === 0 ? 'inget' : formatNumberWord(nearer)} ${of}`;
  return `${capitalise(part)} låg prognosen i snitt närmare det slutliga resultatet än räkningen.`;
}
