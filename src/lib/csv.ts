/** What a Swedish spreadsheet opens as a table: semicolons, UTF-8 with a byte order mark. */
import { stringify } from 'csv-stringify/sync';

/** Column heads first; cells as `spreadsheet.ts` makes them. */
export const csvText = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([[...columns], ...rows.map((row) => [...row])], { delimiter: ';', bom: true });
