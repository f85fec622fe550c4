/**
 * SCB's final tables of one election as results, a row for each district: the Riksdag's (`VALKRETSKOD …`), the regions'
 * (`REGIONKOD …`) and the councils' (`LÄNSKOD …`). Parties have the columns after the valid ballots; `ÖVR` lumps all
 * others and is no party. Rows without an electorate are the collection count, `23039800`.
 */
import type {
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  MunicipalityResult,
  OfficialSeats,
  PartyCode,
  Report,
} from '../lib/election/model.ts';
import { sum } from '../lib/election/tally.ts';
import { councilRows, linesOf } from './history-councils.ts';

type Row = Readonly<Record<string, string>>;

export interface DistrictTable {
  readonly type: ElectionType;
  /** Day of the election, which the table does not tell. */
  readonly date: string;
  readonly text: string;
  /** Column → the party's label, where the table's head has another name for it. */
  readonly renamed: Readonly<Record<string, string>>;
}

const VALID = 'ANTAL GILTIGA VALSEDLAR';
/** A column that is no party's: all others lumped together, and a nameless one that is always empty. */
const isParty = (column: string): boolean => column !== 'ÖVR' && !column.startsWith('UNNAMED');

/** The table's municipalities, without seats. A cell that is no number is a fault of the table and throws. */
export function resultsOfTable(table: DistrictTable): readonly MunicipalityResult[] {
  const rows = linesOf(table.text);
  const columns = Object.keys(rows[0] ?? {});
  const parties = columns.slice(columns.indexOf(VALID) + 1).filter(isParty);
  const reports = rows.map((row) => reportOf(row, parties, table));
  const municipalities = [...new Set(reports.map(({ municipality }) => municipality))];
  return municipalities.map((municipality) => ({
    kind: 'municipality',
    type: table.type,
    count: 'final',
    electionDate: table.date,
    previousDate: '',
    publishedAt: '',
    municipality,
    name: '',
    parties: parties.map((column) => {
      const code = labelOf(column, table);
      return { code, name: code, colour: null };
    }),
    reports: reports.filter((report) => report.municipality === municipality),
    seats: [],
    stated: [],
  }));
}

const labelOf = (column: string, { renamed }: DistrictTable): PartyCode =>
  (renamed[column] ?? column) as PartyCode;

function reportOf(row: Row, columns: readonly string[], table: DistrictTable): Report {
  const number = (column: string): number => numberIn(row, column);
  const district = row['VALDISTRIKTSKOD'] ?? '';
  const municipality = district.slice(0, 4) as MunicipalityCode;
  const parties = columns.map((column) => [labelOf(column, table), number(column)] as const);
  const eligible = number('ANTAL RÖSTBERÄTTIGADE');
  const valid = number(VALID);
  return {
    type: table.type,
    count: 'final',
    municipality,
    constituency: `${municipality}00`,
    district: district as DistrictCode,
    kind: eligible > 0 ? 'ordinary' : 'collection',
    name: row['VALDISTRIKTSNAMN'] ?? '',
    boundary: 'same',
    eligible: eligible > 0 ? eligible : null,
    reportedAt: table.date,
    votes: {
      valid,
      parties,
      other: valid - sum(parties, ([, votes]) => votes),
      invalid: number('ANTAL OGILTIGA VALSEDLAR'),
      cast: number('ANTAL RÖSTANDE'),
    },
    previous: null,
  };
}

/** A whole number, also one written `2.0`. */
function numberIn(row: Row, column: string): number {
  const cell = row[column] ?? '';
  const number = Number(cell);
  if (cell === '' || !Number.isInteger(number) || number < 0)
    throw new Error(`${row['VALDISTRIKTSKOD']}: ${column} is "${cell}", which is no count`);
  return number;
}

/** Councils' seats of one election by municipality, from the compiled table of votes and seats. */
export function councilSeats(text: string, date: string): ReadonlyMap<string, OfficialSeats> {
  const councils = councilRows(text).filter(({ year, type }) => type === 'KF' && year === date.slice(0, 4));
  return new Map(
    councils.flatMap(({ area, seats }) =>
      seats
        ? [[area, { area, of: seats.of, decidedAt: null, parties: partySeats(seats.parties) }] as const]
        : [],
    ),
  );
}

const partySeats = (seats: Readonly<Record<string, number>>): OfficialSeats['parties'] =>
  Object.entries(seats).map(([label, count]) => [label as PartyCode, count]);
