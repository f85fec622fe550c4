/** A table as a file; apart from `table.ts`, so that a page which only copies does not load the writer. */
import { csvText } from '../csv.ts';
import type { Table } from './table.ts';

/** A replay or a test says so in every row: rows of a file are cut out and sorted. */
export const tableCsv = ({ columns, rows }: Table, label: string): string =>
  csvText(
    [...columns, 'märkning'],
    rows.map(({ cells }) => [...cells, label]),
  );
