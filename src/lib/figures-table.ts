/**
 * The table behind a picture: every cell keeps its integers, so that a page, a CSV and a spreadsheet round the same
 * figure. What is not on record is `null`: `okänt` to read, an empty cell to reckon with.
 */
import { formatInteger, formatNumber, formatPercent, formatPoints } from './format.ts';
import { countCell, nameCell, percentCell, pointsCell } from './spreadsheet.ts';

export const UNKNOWN = 'okänt';

export interface Part {
  readonly own: number;
  readonly valid: number;
}

export type Cell =
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'count'; readonly count: number | null }
  /** A stated number with its own decimals, at most one. */
  | { readonly kind: 'number'; readonly number: number | null }
  /** own/valid in percent. */
  | { readonly kind: 'share'; readonly part: Part | null }
  /** Difference of two shares in percentage points. */
  | { readonly kind: 'points'; readonly now: Part | null; readonly before: Part | null }
  /** `11 av 31`: councils change size. */
  | { readonly kind: 'seats'; readonly held: number | null; readonly of: number | null };

export interface FiguresTable {
  /** Part of the file's name and address. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whom to name. */
  readonly source: string;
}

export const text = (value: string | null): Cell => ({ kind: 'text', text: value });
export const count = (value: number | null): Cell => ({ kind: 'count', count: value });
export const number = (value: number | null): Cell => ({ kind: 'number', number: value });
export const share = (part: Part | null): Cell => ({ kind: 'share', part });
export const points = (now: Part | null, before: Part | null): Cell => ({ kind: 'points', now, before });
export const seatsCell = (held: number | null, of: number | null): Cell => ({ kind: 'seats', held, of });

const isNumber = ({ kind }: Cell): boolean => kind !== 'text' && kind !== 'seats';

/** Columns that hold numbers and nothing else: they are set to the right. */
export const numberColumns = ({ columns, rows }: FiguresTable): readonly boolean[] =>
  columns.map((_, index) => rows.every((row) => row[index] === undefined || isNumber(row[index])));

/** Difference of two shares in one division; `null`: one of them is not on record. */
export const changeBetween = (now: Part | null, before: Part | null): number | null =>
  !now || !before || now.valid === 0 || before.valid === 0
    ? null
    : (now.own * before.valid - before.own * now.valid) / (now.valid * before.valid);

/** The cell as it is read. */
export function shownCell(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text ?? UNKNOWN;
    case 'count':
      return cell.count === null ? UNKNOWN : formatInteger(cell.count);
    case 'number':
      return cell.number === null ? UNKNOWN : formatNumber(cell.number);
    case 'share':
      return cell.part ? formatPercent(cell.part.own, cell.part.valid) : UNKNOWN;
    case 'points': {
      const change = changeBetween(cell.now, cell.before);
      return change === null ? UNKNOWN : formatPoints(change, 2);
    }
    case 'seats':
      return cell.held === null || cell.of === null
        ? UNKNOWN
        : `${formatInteger(cell.held)} av ${formatInteger(cell.of)}`;
  }
}

/** The cell as a Swedish spreadsheet takes it. */
export function plainCell(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return nameCell(cell.text ?? '');
    case 'count':
      return countCell(cell.count);
    case 'number':
      return numberCell(cell.number);
    case 'share':
      return percentCell(cell.part?.own ?? null, cell.part?.valid ?? null);
    case 'points':
      return pointsCell(cell.now ?? NONE, cell.before ?? NONE);
    case 'seats':
      return cell.held === null || cell.of === null ? '' : `${cell.held} av ${cell.of}`;
  }
}

const NONE = { own: null, valid: null };
const numberCell = (number: number | null): string =>
  number === null ? '' : String(number).replace('.', ',');
