/**
 * Cells that a Swedish spreadsheet takes as numbers: decimal comma, ASCII minus, no separators of thousands, no unit.
 * Where there is no figure the cell is empty, never 0.
 */
import { formatPercent } from './format.ts';

/** votes/valid in percent, two decimals half up on the exact quotient. */
export const percentCell = (votes: number | null, valid: number | null): string =>
  votes === null || !valid ? '' : formatPercent(votes, valid);

interface Part {
  readonly own: number | null;
  readonly valid: number | null;
}

/** The difference of two shares in percentage points, two decimals half up on the exact difference. */
export function pointsCell(now: Part, before: Part): string {
  if (now.own === null || before.own === null || !now.valid || !before.valid) return '';
  const difference = now.own * before.valid - before.own * now.valid;
  const text = formatPercent(Math.abs(difference), now.valid * before.valid);
  return difference < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

export const countCell = (count: number | null): string => (count === null ? '' : String(count));

/** `2018-09-09 22:41`, as the report's own clock says. */
export const timeCell = (iso: string | null): string =>
  iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}` : '';

/** A name that a spreadsheet would take for a formula is made plain text. */
export const nameCell = (name: string): string => (/^[=+\-@\t]/.test(name) ? `'${name}` : name);
