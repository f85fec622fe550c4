/** Tables as a spreadsheet: one sheet each, numbers as numbers, and on every sheet whether it is the real night. */
import writeXlsxFile, { type Cell as XlsxCell, type Row, type Sheet } from 'write-excel-file/node';
import { changeBetween, type Cell, type FiguresTable } from '../figures-table.ts';

/** How a number is shown; the cell holds it unrounded. */
const FORMATS = { count: '#,##0', number: '#,##0.##', share: '0.00', points: '+0.00;-0.00;0.00' } as const;

const LONGEST_NAME = 31;
const WIDEST = 48;

/** A workbook (.xlsx); `label` is the night's, `ground` says what is counted, when, by whom. */
export async function workbook(
  tables: readonly FiguresTable[],
  { label, ground }: { readonly label: string; readonly ground: string },
): Promise<Buffer> {
  const sheets = tables.map((table): Sheet<Buffer> => {
    const { columns, rows } = wide(table);
    const head: Row[] = [
      [{ value: [label, table.title].filter(Boolean).join(' · '), fontWeight: 'bold', fontSize: 14 }],
      [{ value: `${table.source}. ${ground}` }],
      columns.map((value) => ({ value, fontWeight: 'bold', wrap: true, alignVertical: 'top' })),
    ];
    return {
      data: [...head, ...rows],
      sheet: sheetName(table.title),
      stickyRowsCount: head.length,
      columns: columns.map((name, at) => ({ width: widthOf(name, rows, at) })),
    };
  });
  return writeXlsxFile(sheets as unknown as Parameters<typeof writeXlsxFile>[0] & Sheet<Buffer>[]).toBuffer();
}

/** Characters that no sheet's name may have, and its length. */
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_NAME);

const widthOf = (name: string, rows: readonly Row[], at: number): number =>
  Math.min(WIDEST, Math.max(10, Math.min(name.length, 18), ...rows.map((row) => lengthOf(row[at])))) + 1;
const lengthOf = (cell: XlsxCell): number =>
  cell && typeof cell === 'object' && 'value' in cell && typeof cell.value === 'string'
    ? cell.value.length
    : 0;

/** `11 av 31` is two numbers, in two columns. */
function wide({ columns, rows }: FiguresTable): {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
} {
  const split = columns.map((_, at) => rows.some((row) => row[at]?.kind === 'seats'));
  return {
    columns: columns.flatMap((name, at) => (split[at] ? [name, `${name}, av`] : [name])),
    rows: rows.map((row) => row.flatMap((cell, at) => cellsOf(cell, split[at] ?? false))),
  };
}

function cellsOf(cell: Cell, split: boolean): XlsxCell[] {
  if (cell.kind === 'seats') return [numeric(cell.held, FORMATS.count), numeric(cell.of, FORMATS.count)];
  return split ? [oneCell(cell), null] : [oneCell(cell)];
}

function oneCell(cell: Exclude<Cell, { readonly kind: 'seats' }>): XlsxCell {
  switch (cell.kind) {
    case 'text':
      return cell.text ? { value: cell.text, type: String } : null;
    case 'count':
      return numeric(cell.count, FORMATS.count);
    case 'number':
      return numeric(cell.number, FORMATS.number);
    case 'share':
      return numeric(
        cell.part && cell.part.valid > 0 ? (100 * cell.part.own) / cell.part.valid : null,
        FORMATS.share,
      );
    case 'points': {
      const change = changeBetween(cell.now, cell.before);
      return numeric(change === null ? null : 100 * change, FORMATS.points);
    }
  }
}

/** Where there is no figure the cell is empty, never 0. */
const numeric = (value: number | null, format: string): XlsxCell =>
  value === null ? null : { value, type: Number, format };
