/** The order of a table of districts, as its address asks for it: `?sort=andring`, reversed by a minus. */
import type { DistrictRow } from './election/snapshot-shape.ts';

export type TableRow = Omit<DistrictRow, 'parties' | 'municipality'>;

/** A quotient of integers, compared crosswise; `null` has no place in the order and stands last. */
type Fraction = readonly [numerator: number, denominator: number];
const whole = (count: number | null): Fraction | null => (count === null ? null : [count, 1]);
const part = (count: number | null, of: number | null): Fraction | null =>
  count === null || !of ? null : [count, of];

function changeOf({ own, valid, ownBefore, validBefore }: TableRow): Fraction | null {
  if (own === null || !valid || ownBefore === null || !validBefore) return null;
  return [own * validBefore - ownBefore * valid, valid * validBefore];
}

/** By what a table can be sorted, in the order of its columns; names and codes go from the first to the last. */
const VALUES = {
  namn: () => null,
  tid: ({ reportedAt }) => whole(reportedAt === null ? null : Date.parse(reportedAt)),
  nu: ({ own, valid }) => part(own, valid),
  fore: ({ ownBefore, validBefore }) => part(ownBefore, validBefore),
  andring: changeOf,
  roster: ({ own }) => whole(own),
  berattigade: ({ eligible }) => whole(eligible),
  deltagande: ({ cast, eligible }) => part(cast, eligible),
} as const satisfies Record<string, (row: TableRow) => Fraction | null>;

export type SortKey = keyof typeof VALUES;

export interface Sorting {
  readonly by: SortKey;
  /** Against the column's own direction: names from A, everything else from the most. */
  readonly reversed: boolean;
}

const isKey = (text: string): text is SortKey => Object.hasOwn(VALUES, text);

/** What an address asks for; by name where it asks for nothing, or for what there is not. */
export function readSorting(text: string | null): Sorting {
  const reversed = text?.startsWith('-') ?? false;
  const by = (reversed ? text?.slice(1) : text) ?? '';
  return isKey(by) ? { by, reversed } : { by: 'namn', reversed: false };
}

/** What a column's heading asks for: its own direction, or the other one where that stands already. */
export const sortLink = (now: Sorting, by: SortKey): string =>
  now.by === by && !now.reversed ? `-${by}` : by;

/** For `aria-sort`. */
export function directionOf({ by, reversed }: Sorting, column: SortKey): 'ascending' | 'descending' | null {
  if (by !== column) return null;
  return (by === 'namn') === reversed ? 'descending' : 'ascending';
}

/** Rows without a value last, in either direction; equals by name. */
export function sortDistricts<Row extends TableRow>(
  rows: readonly Row[],
  { by, reversed }: Sorting,
): readonly Row[] {
  const sign = reversed ? -1 : 1;
  if (by === 'namn') return [...rows].sort((a, b) => sign * byName(a, b));
  const valueOf: (row: TableRow) => Fraction | null = VALUES[by];
  return [...rows].sort((a, b) => {
    const [first, second] = [valueOf(a), valueOf(b)];
    if (!first || !second) return Number(!first) - Number(!second) || byName(a, b);
    return sign * (second[0] * first[1] - first[0] * second[1]) || byName(a, b);
  });
}

const collator = new Intl.Collator('sv', { numeric: true });
const byName = (a: TableRow, b: TableRow): number =>
  a.kind === b.kind
    ? collator.compare(a.name, b.name) || collator.compare(a.district, b.district)
    : a.kind === 'ordinary'
      ? -1
      : 1;
