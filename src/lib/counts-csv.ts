/** A file of hand-counted figures, as a spreadsheet saves it: `mål;datum;värde;källa`, one figure a row. */
import { CsvError, parse } from 'csv-parse/sync';
import type { CountRow } from './election/count-draft.ts';
import { fault, type EntryFault } from './election/entry-fault.ts';
import { fail, ok, type Result } from './election/parse/error.ts';

/** The heads, in this order, in whatever case. */
export const COUNT_COLUMNS = ['mål', 'datum', 'värde', 'källa'] as const;

/** More rows than any district counts figures. */
const MOST_ROWS = 5000;

/**
 * The rows of a file, not yet checked against the programme. Semicolons or commas (then a decimal comma stands in
 * quotes), with or without a byte order mark, UTF-8 or the Windows-1252 of an older spreadsheet. Fails on another head,
 * on a row with another number of fields, and on quotes that do not end; each fault has its line.
 */
export function readCountsCsv(bytes: Uint8Array): Result<readonly CountRow[], readonly EntryFault[]> {
  const text = csvDecoded(bytes);
  const read = records(text);
  if (!read.ok) return read;
  const [head, ...rows] = read.value;
  const columns = head?.record.map((name) => name.trim().toLowerCase()) ?? [];
  if (columns.length !== COUNT_COLUMNS.length || COUNT_COLUMNS.some((name, at) => columns[at] !== name)) {
    return fail([{ ...fault('file', 'wrongColumns', columns.join('; ')), line: head?.line ?? 1 }]);
  }
  if (rows.length === 0) return fail([fault('file', 'missing')]);
  if (rows.length > MOST_ROWS) return fail([fault('file', 'tooMany', String(MOST_ROWS))]);
  const faults = rows
    .filter(({ record }) => record.length !== COUNT_COLUMNS.length)
    .map(({ record, line }) => ({ ...fault('row', 'wrongRow', String(record.length)), line }));
  if (faults.length > 0) return fail(faults);
  return ok(
    rows.map(({ record: [target = '', date = '', value = '', source = ''], line }) => ({
      line,
      draft: { target: target.trim(), date: date.trim(), value: value.trim(), source: source.trim() },
    })),
  );
}

/** A file's text in whichever of the two encodings it is. */
export function csvDecoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

interface Line {
  readonly record: readonly string[];
  readonly line: number;
}

function records(text: string): Result<readonly Line[], readonly EntryFault[]> {
  const [head = ''] = text.split(/\r\n|\r|\n/, 1);
  try {
    const rows = parse(text, {
      delimiter: head.includes(';') ? ';' : ',',
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
    // A spreadsheet saves rows that were emptied as bare separators.
    return ok(
      rows
        .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
        .map(({ record, info }) => ({ record, line: info.lines })),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    return fail([{ ...fault('file', 'notCsv'), ...(lines === undefined ? {} : { line: lines }) }]);
  }
}
