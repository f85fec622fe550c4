/** Final results of past elections, district by district, from the national tables (REFERENCE_DATA districts/). */
import { gunzipSync } from 'node:zlib';
import type {
  Boundary,
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  PartyCode,
  PartyVotes,
  Report,
} from '../lib/election/model.ts';

/** Parties with a column of their own; all others are in the column `other`. */
export const COLUMNS = ['M', 'C', 'L', 'KD', 'S', 'V', 'MP', 'SD', 'FI'] as PartyCode[];

/** When a report of these tables counts as in: any time, since only the order is played. */
export const REPORTED = '2000-01-01T21:00:00+01:00';

const TYPES: Readonly<Record<string, ElectionType>> = { R: 'RD', L: 'RF', K: 'KF' };
const BOUNDARIES: Readonly<Record<string, Boundary>> = {
  '': 'same',
  Summerad: 'merged',
  Modifierad: 'changed',
  Ny: 'changed',
};

/** A gzipped table → every district as the feed would report it, counted, with its previous figures if it has any. */
export function readTable(gzipped: Uint8Array): readonly Report[] {
  return readCsv(gunzipSync(gzipped).toString('utf8')).map(reportOf);
}

/** Rows of a CSV by the names of its first line. */
export function readCsv(text: string): readonly ReadonlyMap<string, string>[] {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = cellsOf(head ?? '');
  return lines.map((line) => {
    const cells = cellsOf(line);
    if (cells.length !== names.length) throw new Error(`${names.length} columns, but: ${line}`);
    return new Map(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

const cellsOf = (line: string): readonly string[] =>
  line.includes('"')
    ? [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      )
    : line.split(',');

function reportOf(row: ReadonlyMap<string, string>): Report {
  const text = (name: string): string => {
    const cell = row.get(name);
    if (cell === undefined) throw new Error(`no column ${name}`);
    return cell;
  };
  const number = (name: string): number | null => (text(name) === '' ? null : Number(text(name)));
  const type = TYPES[text('election_type')];
  const boundary = BOUNDARIES[text('boundary_status')];
  if (!type || !boundary) throw new Error(`cannot read ${[...row.values()].join()}`);
  const kind = text('kind') === 'collection' ? 'collection' : 'ordinary';
  const votes = (suffix: string): readonly PartyVotes[] =>
    COLUMNS.map((party) => [party, number(`${party}${suffix}`) ?? 0]);
  const valid = number('valid') ?? 0;
  const validBefore = number('valid_prev');
  const municipality = text('municipality') as MunicipalityCode;
  return {
    type,
    count: 'night',
    municipality,
    constituency: `${municipality}00`,
    district: text('district') as DistrictCode,
    kind,
    name: text('name'),
    boundary,
    eligible: number('electorate'),
    reportedAt: REPORTED,
    votes: {
      valid,
      parties: votes(''),
      other: number('other') ?? 0,
      invalid: 0,
      cast: number('votes_cast') ?? valid,
    },
    previous:
      validBefore === null
        ? null
        : { valid: validBefore, parties: votes('_prev'), cast: null, eligible: null },
  };
}
