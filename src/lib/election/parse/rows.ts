import { count, optionalCount, text } from './attributes.ts';
import { placeOf, type Element } from './element.ts';
import type { Faults } from './faults.ts';
import type { Parties } from './head.ts';
import type { PartyCode, PartyVotes } from '../model.ts';

/** One party in one area. Absent attributes are `null`: no figure, which is not 0. */
export interface PartyRow {
  readonly code: PartyCode;
  readonly votes: number;
  readonly previous: number | null;
  readonly seats: number | null;
}

/** The rows of one area: what stands in it besides its inner areas. */
export interface Rows {
  /** Every party, by code; those that the file nests under "others" are parties like the rest. */
  readonly parties: readonly PartyRow[];
  /** Valid votes of nobody in `parties`. */
  readonly other: number;
  /** Previous valid votes of nobody in `parties`; 0 where the file gives no figure. */
  readonly otherPrevious: number;
  /** Blank and other invalid votes. */
  readonly invalid: number;
  readonly turnout: Element | null;
  /** ÖVRIGA_GILTIGA itself. */
  readonly others: Element | null;
}

/**
 * Reads the rows of an area. Faults: `missingElement` (no GILTIGA, ÖVRIGA_GILTIGA, OGILTIGA), `unknownElement` (one of
 * the single ones twice), `invalidValue` (a party or an OGILTIGA twice, or a party that the head does not name), and those
 * of a count. Sums are not looked at here: they are stated of areas that nothing depends on, too.
 */
export function readRows(area: Element, parties: Parties, faults: Faults): Rows {
  const others = only(area, 'ÖVRIGA_GILTIGA', faults);
  if (others === null) faults.note('missingElement', placeOf(area), 'nothing', 'ÖVRIGA_GILTIGA');
  const direct = rowsOf(area, parties, faults);
  if (direct.length === 0) faults.note('missingElement', placeOf(area), 'nothing', 'GILTIGA');
  const nested = others === null ? [] : rowsOf(others, parties, faults);
  const all = [...direct, ...nested].sort(byCode);
  const twice = all.find((row, i) => row.code === all[i + 1]?.code);
  if (twice !== undefined)
    faults.note('invalidValue', placeOf(area), `${twice.code} twice`, 'each party once');
  return {
    parties: all,
    other: others === null ? Number.NaN : count(others, 'RÖSTER', faults) - sumOf(nested, votesOf),
    otherPrevious:
      others === null ? 0 : previousOf(others, faults) - sumOf(nested, (row) => row.previous ?? 0),
    invalid: invalidVotes(area, faults),
    turnout: only(area, 'VALDELTAGANDE', faults),
    others,
  };
}

export const sumOf = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

export const votesOf = (row: PartyRow): number => row.votes;

/** The votes of each party, by code. */
export const partyVotes = (rows: Rows): readonly PartyVotes[] =>
  rows.parties.map(({ code, votes }) => [code, votes]);

/** Plain order of code units: the same on every machine. */
const byCode = (a: PartyRow, b: PartyRow): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

const previousOf = (row: Element, faults: Faults): number => optionalCount(row, 'RÖSTER_FGVAL', faults) ?? 0;

function rowsOf(parent: Element, parties: Parties, faults: Faults): PartyRow[] {
  const rows: PartyRow[] = [];
  for (const row of parent.children) {
    if (row.name !== 'GILTIGA') continue;
    rows.push({
      code: parties.codeOf(row),
      votes: count(row, 'RÖSTER', faults),
      previous: optionalCount(row, 'RÖSTER_FGVAL', faults),
      seats: optionalCount(row, 'MANDAT', faults),
    });
  }
  return rows;
}

/**
 * Parties, handwritten names and the rest that are nested under "others" are its parts: `sumMismatch` otherwise. It holds
 * wherever the genuine files nest them (810 districts in the final files of Jämtland, 2010 to 2018).
 */
export function checkNested({ others }: Rows, faults: Faults): void {
  if (others === null || others.children.length === 0) return;
  const votes = count(others, 'RÖSTER', faults);
  const parts = sumOf(others.children, (part) => count(part, 'RÖSTER', faults));
  if (parts !== votes) faults.note('sumMismatch', placeOf(others), `parts of ${parts}`, `RÖSTER="${votes}"`);
}

function invalidVotes(area: Element, faults: Faults): number {
  const seen = new Set<string>();
  let sum = 0;
  for (const row of area.children) {
    if (row.name !== 'OGILTIGA') continue;
    const kind = text(row, 'TEXT', faults);
    if (seen.has(kind)) faults.note('invalidValue', placeOf(row), 'a second time', 'each kind once');
    seen.add(kind);
    sum += count(row, 'RÖSTER', faults);
  }
  if (seen.size === 0) faults.note('missingElement', placeOf(area), 'nothing', 'OGILTIGA');
  return sum;
}

function only(area: Element, name: string, faults: Faults): Element | null {
  let found: Element | null = null;
  for (const child of area.children) {
    if (child.name !== name) continue;
    if (found !== null) faults.note('unknownElement', placeOf(area), `a second ${name}`, 'one');
    found = child;
  }
  return found;
}
