/** What the scene of a race's night says: the present figure is the snapshot's own; the curve tells how it came there. Pure. */
import type { Pointing } from '../charts/night-curve.ts';
import { curveTitle } from '../curve-words.ts';
import type { Contest } from '../election/snapshot-shape.ts';
import { formatShareOf, formatTime } from '../format.ts';

type Pointed = Pick<Pointing, 'share' | 'band80' | 'band95'>;

export interface NightWords {
  /** As a sentence; empty while nothing is said of where the count points. */
  readonly title: string;
  /** `null`: nothing can be said now. */
  readonly figure: Pointed | null;
  /** What the figure, or the curve without one, is of. */
  readonly when: string;
  readonly hasCurve: boolean;
}

export interface NightNow {
  readonly contest: Contest;
  /** The curve's, as far as it is fetched. */
  readonly points: readonly Pointing[];
  readonly year: string;
  /** The night's clock, ISO 8601. */
  readonly now: string;
}

/** While the night goes on: "nu" and the figure are the snapshot's; afterwards they are of the curve's end. */
export function nightWords({ contest, points, year, now }: NightNow): NightWords {
  const last = points.at(-1);
  const hasCurve = last !== undefined;
  const titled = (upTo: readonly Pointing[]) =>
    contest.baseline ? curveTitle(upTo, contest.baseline.share, year) : '';
  if (contest.stage === 'wednesday' || contest.stage === 'final') {
    const when = last ? `dit pekade räkningen ${clock(last)}` : '';
    // It has stood there since: no "nu" in the title either.
    return { title: titled(last ? [...points, { ...last }] : []), figure: last ?? null, when, hasCurve };
  }
  const { projection } = contest;
  if ('share' in projection) {
    const present = { ...projection, revision: 0, time: Date.parse(now), counted: 0, of: 0 };
    const isDrawn = last?.share === projection.share;
    return {
      title: titled(isDrawn ? points : [...points, present]),
      figure: projection,
      when: 'dit pekar räkningen nu',
      hasCurve,
    };
  }
  const when = last ? `räkningen pekade senast ${clock(last)}, på ${formatShareOf(last.share, 1)}` : '';
  return { title: '', figure: null, when, hasCurve };
}

const clock = ({ time }: Pointing): string => formatTime(new Date(time).toISOString());
