/** What the night's curve says, in words: as the picture's title, at its marks, and in the table behind it. */
import type { Pointing, MarkGroup } from './charts/night-curve.ts';
import { formatCount, formatTime } from './format.ts';

const sideOf = (share: number, line: number): -1 | 0 | 1 => (share < line ? -1 : share > line ? 1 : 0);
const SIDES = { '-1': 'under', '0': 'mot samma andel som', '1': 'över' } as const;

/**
 * `Sedan 22.14 har räkningen pekat under 2014`; `Ända från början, 21.34, …` where it never pointed elsewhere. Empty
 * while nothing could be said. `baseline`: last time's share of the whole area.
 */
export function curveTitle(points: readonly Pointing[], baseline: number, year: string): string {
  const last = points.at(-1);
  if (!last) return '';
  const side = sideOf(last.share, baseline);
  const other = points.findLastIndex(({ share }) => sideOf(share, baseline) !== side);
  const where = `${SIDES[`${side}`]} ${year}`;
  if (points.length === 1) return `Räkningen pekar ${where}`;
  const since = points[other + 1] ?? last;
  const time = formatTime(new Date(since.time).toISOString());
  return other === -1
    ? `Ända sedan ${time} har räkningen pekat ${where}`
    : since === last
      ? `Nu pekar räkningen ${where}`
      : `Sedan ${time} har räkningen pekat ${where}`;
}

/** What a bare name at a mark says. */
export const DONE_WORDS = 'kommun klar';

/** `Krokom`, `Åre och Härjedalen`, `3 kommuner`; `Frösö 5 rättat`, `7 distrikt rättade`: short enough for a picture. */
export function markWords({ kind, names }: MarkGroup): string {
  const [first = '', second] = names;
  if (kind === 'corrected')
    return names.length === 1
      ? `${first} rättat`
      : `${formatCount(names.length, 'distrikt', 'distrikt')} rättade`;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} och ${second}` : `${formatCount(names.length, 'kommun', 'kommuner')}`;
}

/** The same at full length, for those who read: every name. */
export function markSentence({ kind, names }: MarkGroup): string {
  const all = names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} och ${names.at(-1)}`;
  if (kind === 'corrected') return `${all} ${names.length === 1 ? 'rättat' : 'rättade'}`;
  return `${all}: alla valdistrikt räknade`;
}

const HALF_HOUR = 30 * 60_000;

/** The last point of every half hour by the clock, and the last of all: as many rows as someone reads. */
export const tableRows = <Point extends { readonly time: number }>(
  points: readonly Point[],
): readonly Point[] =>
  points.filter(
    ({ time }, index) =>
      Math.floor(time / HALF_HOUR) !== Math.floor((points[index + 1]?.time ?? 0) / HALF_HOUR),
  );
