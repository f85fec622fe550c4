/** Adds districts up to the areas above them, as the authority's files do. */
import type { District, InvalidRow, OtherRow, ParentArea, PartyRow, Row, Turnout } from './result-data.ts';

/** The figures of a parent area; code, name and seats are the caller's. */
export type Totals = Pick<
  ParentArea,
  'valid' | 'previousValid' | 'reportedAt' | 'serial' | 'parties' | 'other' | 'invalid' | 'counted' | 'of'
> & { readonly turnout: Turnout };

/** Previous figures that are not the districts' sum: one per party row, then others, then invalid. */
export interface PreviousTotals {
  readonly rows: readonly (number | undefined)[];
  readonly eligible: number;
  readonly others?: ReadonlyMap<string, number>;
  readonly handwritten?: number;
  readonly formerOthers?: number;
}

/**
 * Sums of districts that all have the same rows. Uncounted ones (empty report time) count in `of` and in the
 * electorate only. `previous` replaces the summed previous figures.
 */
export function totalsOf(districts: readonly District[], previous?: PreviousTotals): Totals {
  const [first] = districts;
  if (!first) throw new Error('An area needs at least one district.');
  const counted = districts.filter((district) => district.reportedAt !== '');
  const before = previous?.rows ?? [];
  const parties = first.parties.map(({ party }, index): PartyRow => {
    const rows = counted.map((district) => district.parties[index] as PartyRow);
    return { party, ...rowSum(rows, before[index], previous) };
  });
  const other = otherSum(counted, before[parties.length], previous);
  const invalid = first.invalid.map(({ text }, index): InvalidRow => {
    const rows = counted.map((district) => district.invalid[index] as InvalidRow);
    return { text, ...rowSum(rows, before[parties.length + 1 + index], previous) };
  });
  const valid = sum([...parties, other].map((row) => row.votes));
  const previousValid = sum([...parties, other].map((row) => row.previous ?? 0));
  const serials = counted.map((district) => district.serial ?? 0);
  return {
    valid,
    previousValid,
    reportedAt:
      counted
        .map((district) => district.reportedAt)
        .sort()
        .at(-1) ?? '',
    ...(serials.length > 0 ? { serial: Math.max(...serials) } : {}),
    parties,
    other,
    invalid,
    counted: counted.length,
    of: districts.length,
    turnout: turnoutSum(districts, counted, previous, {
      cast: valid + sum(invalid.map((row) => row.votes)),
      previousCast: previousValid + sum(invalid.map((row) => row.previous ?? 0)),
    }),
  };
}

function turnoutSum(
  districts: readonly District[],
  counted: readonly District[],
  previous: PreviousTotals | undefined,
  cast: Pick<Turnout, 'cast' | 'previousCast'>,
): Turnout {
  const before = counted.map((district) => district.turnout?.previousEligible ?? 0);
  return {
    eligible: sum(districts.map((district) => district.turnout?.eligible ?? 0)),
    eligibleCounted: sum(counted.map((district) => district.turnout?.eligible ?? 0)),
    previousEligible: previous?.eligible ?? sum(before),
    ...cast,
  };
}

function otherSum(
  counted: readonly District[],
  before: number | undefined,
  previous: PreviousTotals | undefined,
): OtherRow {
  const rows = counted.map((district) => district.other);
  const parties = nestedParties(rows, previous);
  const handwritten = rows.flatMap((row) => row.handwritten ?? []);
  const former = rows.flatMap((row) => row.formerOthers ?? []);
  const formerOthers = rowSum(former, previous?.formerOthers, previous);
  return {
    ...rowSum(rows, before, previous),
    ...(parties.length > 0 ? { parties } : {}),
    ...(handwritten.length > 0 ? { handwritten: rowSum(handwritten, previous?.handwritten, previous) } : {}),
    ...(former.length > 0 ? { formerOthers } : {}),
  };
}

/** Most votes first; equal ones by name. */
function nestedParties(rows: readonly OtherRow[], previous: PreviousTotals | undefined): PartyRow[] {
  const names = new Set(rows.flatMap((row) => (row.parties ?? []).map(({ party }) => party)));
  return [...names]
    .map((party): PartyRow => {
      const own = rows.flatMap((row) => (row.parties ?? []).filter((each) => each.party === party));
      return { party, ...rowSum(own, previous?.others?.get(party), previous) };
    })
    .sort((a, b) => b.votes - a.votes || compareNames(a.party, b.party));
}

/** Without regard to case, by character code. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Without any previous figure below (or in `before`), the sum has none either. */
function rowSum(
  rows: readonly Row[],
  before: number | undefined,
  replaced: PreviousTotals | undefined,
): { votes: number; previous?: number } {
  const known = rows.flatMap((row) => row.previous ?? []);
  const previous = replaced ? before : known.length > 0 ? sum(known) : undefined;
  const votes = sum(rows.map((row) => row.votes));
  return previous === undefined ? { votes } : { votes, previous };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
