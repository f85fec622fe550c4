/** The kept figures of 2022 and 2026 as rows. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export type Line = Readonly<Record<string, string>>;

export const COUNCILS = [
  ['2303', 'Ragunda'],
  ['2305', 'Bräcke'],
  ['2309', 'Krokom'],
  ['2313', 'Strömsund'],
  ['2321', 'Åre'],
  ['2326', 'Berg'],
  ['2361', 'Härjedalen'],
  ['2380', 'Östersund'],
] as const;
/** A municipality's collection district of 2022: `23039800`. */
export const COLLECTION_2022 = '9800';

export const rowsOf = (text: string): Line[] => parse(text, { columns: true, bom: true }) as Line[];

/** A count as a cell states it (`MP` of the councils as `2.0`). */
export function number(cell: string | undefined): number {
  const value = cell === undefined || cell === '' ? Number.NaN : Number(cell);
  if (!Number.isInteger(value)) throw new Error(`"${cell}" is no count.`);
  return value;
}

type Kind = 'riksdag' | 'region' | 'kommun';
const COUNTED = [
  'ANTAL RÖSTBERÄTTIGADE',
  'ANTAL RÖSTANDE',
  'ANTAL GILTIGA VALSEDLAR',
  'VARAV BLANKA VALSEDLAR',
  ...['M', 'S', 'SD', 'V', 'C', 'KD', 'L', 'MP', 'ÖVR'],
];

/** The final result of 2022 by district; `FP` of one file is `L`, as in the others. */
export async function resultsBefore(folder: string, kind: Kind): Promise<ReadonlyMap<string, Line>> {
  const path = join(folder, `results-2022-2026/${kind}-2022-final-districts-jamtland.csv`);
  const rows = rowsOf(await readFile(path, 'utf8'));
  return new Map(
    rows.map((row) => [row.VALDISTRIKTSKOD ?? '', row.FP === undefined ? row : { ...row, L: row.FP }]),
  );
}

/** The sum of the districts whose code begins so, collection districts included. */
export function sumBefore(results: ReadonlyMap<string, Line>, area: string): Line {
  const rows = [...results].filter(([code]) => code.startsWith(area)).map(([, row]) => row);
  const sums = COUNTED.map((column) => [
    column,
    String(rows.reduce((sum, row) => sum + number(row[column]), 0)),
  ]);
  return Object.fromEntries(sums) as Line;
}
