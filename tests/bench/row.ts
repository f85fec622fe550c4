/** The table: one row a figure, what it is held against, and what is asked of it. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** Ratio to a peer or limit measured in the same run; empty where there is none. */
  readonly against?: string;
  readonly required?: string;
  /** `undefined`: nothing is asked. */
  readonly ok?: boolean | undefined;
  readonly how: string;
}

/** A row that could not be measured, with the reason. */
export const missing = (what: string, why: string): Row => ({ what, figure: '–', how: `missing: ${why}` });

type Column = readonly [head: string, cell: (row: Row) => string];
const COLUMNS: readonly Column[] = [
  ['row', ({ what }) => what],
  ['figure', ({ figure }) => figure],
  ['against', ({ against = '' }) => against],
  ['required', ({ required = '' }) => required],
  ['', ({ ok }) => (ok === undefined ? '' : ok ? 'ok' : 'NOT OK')],
  ['how measured', ({ how }) => how],
];

/** The rows as a table in Markdown that is as readable as it stands. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => COLUMNS.map(([, cell]) => cell(row)));
  const widths = COLUMNS.map(([head], at) =>
    Math.max(head.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, at) => (at === texts.length - 1 ? text : text.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => '-'.repeat(at === widths.length - 1 ? 14 : width + 2)).join('|')}|`;
  return [line(COLUMNS.map(([head]) => head)), rule, ...cells.map(line)].join('\n');
}

/** Milliseconds as people read them. */
export const inMs = (ms: number): string => (ms < 10 ? `${ms.toFixed(2)} ms` : `${Math.round(ms)} ms`);

export const times = (ratio: number): string => `${ratio.toFixed(ratio < 1 ? 3 : 1)} ×`;

export const inMb = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
