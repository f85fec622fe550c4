/** A Riksdag night in its real order, straight from its table, beside the one before it by district code. */
import type { DistrictCode, MunicipalityCode, PartyCode, Report } from '../lib/election/model.ts';
import type { PlaceBaseline } from '../lib/election/plan.ts';
import type { ProjectionParameters } from '../lib/election/projection/parameters.ts';
import { sum } from '../lib/election/tally.ts';
import { readCsv, REPORTED } from './table.ts';
import { pastPlace, trialOf, type PastPlace, type Trial } from './trial.ts';

type Row = ReadonlyMap<string, string>;

/** The tables as text: last time's and this time's ordinary districts, and last time's final rows of all kinds. */
export interface RiksdagTables {
  readonly before: string;
  readonly beforeFinal: string;
  readonly now: string;
}

export interface TimedTrial {
  readonly trial: Trial;
  /** Districts in the order of their latest report, with its local time. */
  readonly order: readonly { readonly district: string; readonly at: string }[];
}

const cell = (row: Row, name: string): string => {
  const value = row.get(name);
  if (value === undefined) throw new Error(`no column ${name}`);
  return value;
};
const number = (row: Row, name: string): number => Number(cell(row, name));

export function riksdagNight(
  tables: RiksdagTables,
  party: PartyCode,
  parameters: ProjectionParameters,
): TimedTrial {
  const now = readCsv(tables.now);
  const before = new Map(readCsv(tables.before).map((row) => [cell(row, 'valdistriktskod'), row]));
  const final = readCsv(tables.beforeFinal);
  const municipalities = [...new Set(now.map(municipalityOf))].sort();
  const places = municipalities.map((code) => {
    const rows = now.filter((row) => municipalityOf(row) === code);
    return placeOf(rows, before, final, party);
  });
  return {
    trial: trialOf({ area: '23', places, riksdag: [], party, parameters }),
    order: now
      .map((row) => ({ district: cell(row, 'valdistriktskod'), at: cell(row, 'rapporteringsTid') }))
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
  };
}

const municipalityOf = (row: Row): MunicipalityCode =>
  cell(row, 'valdistriktskod').slice(0, 4) as MunicipalityCode;

function placeOf(
  rows: readonly Row[],
  before: ReadonlyMap<string, Row>,
  final: readonly Row[],
  party: PartyCode,
): PastPlace {
  const reports = rows.map((row) => reportOf(row, before.get(cell(row, 'valdistriktskod')), party));
  const [first] = reports;
  const finals = final.filter((row) => cell(row, 'VALDISTRIKTSKOD').slice(0, 4) === first?.municipality);
  const collected = finals.filter((row) => number(row, 'ANTAL RÖSTBERÄTTIGADE') === 0);
  const previous = reports.flatMap(({ district, previous }) => (previous ? [{ district, previous }] : []));
  const districts: PlaceBaseline['districts'] = new Map(
    previous.map(({ district, previous }) => [
      district,
      { own: previous.parties[0]?.[1] ?? 0, valid: previous.valid },
    ]),
  );
  return pastPlace(reports, {
    ordinary: {
      own: sum([...districts.values()], ({ own }) => own),
      valid: sum([...districts.values()], ({ valid }) => valid),
    },
    collection: {
      own: sum(collected, (row) => number(row, party)),
      valid: sum(collected, (row) => number(row, 'ANTAL GILTIGA VALSEDLAR')),
    },
    districts,
    predecessors: new Map(),
    eligible: sum(finals, (row) => number(row, 'ANTAL RÖSTBERÄTTIGADE')),
    parties: null,
  });
}

function reportOf(row: Row, before: Row | undefined, party: PartyCode): Report {
  const municipality = municipalityOf(row);
  const valid = number(row, 'valid');
  const own = number(row, `votes_${party}`);
  return {
    type: 'RD',
    count: 'night',
    municipality,
    constituency: `${municipality}00`,
    district: cell(row, 'valdistriktskod') as DistrictCode,
    kind: 'ordinary',
    name: cell(row, 'namn'),
    boundary: before ? 'same' : 'changed',
    eligible: number(row, 'antalRostberattigade'),
    reportedAt: REPORTED,
    votes: {
      valid,
      parties: [[party, own]],
      other: valid - own,
      invalid: 0,
      cast: number(row, 'totaltAntalRoster'),
    },
    previous: before
      ? {
          valid: number(before, 'valid'),
          parties: [[party, number(before, `votes_${party}`)]],
          cast: null,
          eligible: null,
        }
      : null,
  };
}
