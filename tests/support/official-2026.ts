/** What the documented files of 2026 say (data/README.md, `results-2022-2026/`), read and added up here and nowhere else. */
import { parse } from 'csv-parse/sync';
import { readReference } from './reference.ts';

const FOLDER = 'results-2022-2026';
const textOf = (name: string): string => readReference(`${FOLDER}/${name}`).toString('utf8');
const jsonOf = (name: string): unknown => JSON.parse(textOf(name));
const tableOf = (name: string): Record<string, string>[] => parse(textOf(name), { columns: true, bom: true });

/** The parties with a row of their own on the night. */
export const ROWS = ['S', 'M', 'SD', 'V', 'C', 'KD', 'L', 'MP'] as const;
/** Votes by label, `other` among them. */
export type PartyTable = Readonly<Record<string, number>>;

export interface OfficialDistrict {
  readonly code: string;
  /** Swedish local time, without an offset. */
  readonly at: string;
  readonly eligible: number;
  readonly cast: number;
  readonly valid: number;
  readonly parties: PartyTable;
}

/** The 85 ordinary districts of the Riksdag's preliminary count, in the order of their reports. */
export function nightDistricts(): readonly OfficialDistrict[] {
  return tableOf('riksdag-2026-night-districts-with-report-times.csv')
    .map((row) => ({
      code: row.valdistriktskod ?? '',
      at: row.rapporteringsTid ?? '',
      eligible: Number(row.antalRostberattigade),
      cast: Number(row.totaltAntalRoster),
      valid: Number(row.valid),
      parties: Object.fromEntries([
        ...ROWS.map((code) => [code, Number(row[`votes_${code}`])]),
        ['other', Number(row.votes_ÖVR)],
      ]) as PartyTable,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** What had been reported at a local time, `2026-09-13T22:00:00`. */
export const reportedBy = (local: string): readonly OfficialDistrict[] =>
  nightDistricts().filter(({ at }) => at <= local);

export const added = (tables: readonly PartyTable[]): PartyTable =>
  Object.fromEntries(
    Object.keys(tables[0] ?? {}).map((code) => [
      code,
      tables.reduce((sum, table) => sum + (table[code] ?? Number.NaN), 0),
    ]),
  );

export const totalOf = (table: PartyTable): number => Object.values(table).reduce((sum, each) => sum + each);

/** Each party of the Riksdag's preliminary count: the ordinary districts, and with the collection districts. */
export function preliminaryCounty(): { readonly ordinary: PartyTable; readonly all: PartyTable } {
  const file = jsonOf('riksdag-2026-preliminary-county.json') as {
    readonly 27: { readonly counted: PartyTable; readonly collection_counted: PartyTable };
  };
  const { counted, collection_counted: collection } = file[27];
  const named = ({ ÖVR: other, ...rest }: PartyTable): PartyTable => ({
    ...rest,
    other: other ?? Number.NaN,
  });
  return { ordinary: named(counted), all: added([named(counted), named(collection)]) };
}

export interface OfficialTotal {
  readonly parties: PartyTable;
  readonly valid: number;
  readonly cast: number;
  readonly eligible: number;
}

/** The Riksdag's final count: the constituency, and its municipalities by code. */
export function riksdagFinal(): {
  readonly whole: OfficialTotal;
  readonly municipalities: ReadonlyMap<string, OfficialTotal>;
} {
  interface Row {
    readonly votes: readonly number[];
    readonly valid: number;
    readonly total: number;
    readonly electorate: number;
  }
  const file = jsonOf('riksdag-2026-final.json') as {
    readonly partyOrder: readonly string[];
    readonly valkrets27: Row;
    readonly kommuner: Readonly<Record<string, Row>>;
  };
  const totalIn = ({ votes, valid, total, electorate }: Row): OfficialTotal => ({
    parties: Object.fromEntries(
      file.partyOrder.map((code, at) => [code === 'ÖVR' ? 'other' : code, votes[at] ?? Number.NaN]),
    ),
    valid,
    cast: total,
    eligible: electorate,
  });
  return {
    whole: totalIn(file.valkrets27),
    municipalities: new Map(Object.entries(file.kommuner).map(([code, row]) => [code, totalIn(row)])),
  };
}

export interface OfficialCouncil {
  /** `RF-23`, `KF-2303` */
  readonly contest: string;
  readonly valid: number;
  readonly of: number;
  /** A party without an abbreviation stands by its number. */
  readonly parties: PartyTable;
  /** Parties with a seat. */
  readonly seats: PartyTable;
}

/** The region and the eight councils. */
export function councilsFinal(): readonly OfficialCouncil[] {
  interface Row {
    readonly valid: number;
    readonly totalSeats: number;
    readonly votes: PartyTable;
    readonly seats: PartyTable;
  }
  const file = jsonOf('region-and-councils-2026-final.json') as Readonly<
    Record<'RF' | 'KF', Readonly<Record<string, Row>>>
  >;
  return (['RF', 'KF'] as const).flatMap((type) =>
    Object.entries(file[type]).map(([code, row]) => ({
      contest: `${type}-${code}`,
      valid: row.valid,
      of: row.totalSeats,
      parties: Object.fromEntries(
        Object.entries(row.votes).map(([label, votes]) => [label.replace(/^p(\d{4})$/, '$1'), votes]),
      ),
      seats: Object.fromEntries(Object.entries(row.seats).filter(([, seats]) => seats > 0)),
    })),
  );
}

export interface OwnAndValid {
  readonly own: number;
  readonly valid: number;
}

const FILES_2022 = { RD: 'riksdag', RF: 'region', KF: 'kommun' } as const;

/** Last time's final result of a contest's area, district by district; collection votes are in rows `23xx9800`. */
export function final2022(
  contest: string,
): readonly (OwnAndValid & { readonly code: string; readonly ordinary: boolean })[] {
  const [type, area = ''] = contest.split('-') as [keyof typeof FILES_2022, string];
  return tableOf(`${FILES_2022[type]}-2022-final-districts-jamtland.csv`)
    .map((row) => ({
      code: row.VALDISTRIKTSKOD ?? '',
      ordinary: !row.VALDISTRIKTSKOD?.endsWith('9800'),
      own: Number(row.S),
      valid: Number(row['ANTAL GILTIGA VALSEDLAR']),
    }))
    .filter(({ code }) => code.startsWith(area));
}

export const summed = (rows: readonly OwnAndValid[]): OwnAndValid => ({
  own: rows.reduce((sum, { own }) => sum + own, 0),
  valid: rows.reduce((sum, { valid }) => sum + valid, 0),
});
