/** From a genuine file, read as plain data, to its compact table. */
import type { Constituency, District, MunicipalityFile, PartyHead, Row } from '../result-data.ts';
import type {
  ConstituencyTable,
  DistrictTable,
  FileTable,
  Nested,
  PreviousFigures,
  PreviousWhole,
  SeatsTable,
} from './table.ts';

/** `parties` is the dictionary of the whole table; heads not yet in it are added. */
export function condense(file: MunicipalityFile, parties: PartyHead[]): FileTable {
  const { municipality, letter } = file;
  const rows = municipality.parties.map((row) => row.party);
  return defined({
    letter,
    code: municipality.code,
    name: municipality.name,
    dtd: file.dtd,
    exportedAt: file.exportedAt,
    seats: municipality.seatsTotal,
    heads: file.heads.map((head) => position(head, parties)),
    rows,
    invalid: municipality.invalid.map((row) => row.text),
    gone: gone(file),
    previousWhole: file.phase === 'final' ? previousWhole(file) : undefined,
    constituencies: municipality.constituencies.map((each) => constituencyTable(each, file)),
  });
}

function position(head: PartyHead, parties: PartyHead[]): number {
  const found = parties.findIndex((known) => known.join('\n') === head.join('\n'));
  return found >= 0 ? found : parties.push(head) - 1;
}

function gone(file: MunicipalityFile): string[] | undefined {
  const rows = file.municipality.constituencies
    .flatMap((constituency) => constituency.districts)
    .flatMap((district) => [...district.parties, ...(district.other.parties ?? [])]);
  const names = new Set(rows.filter((row) => row.changeless).map((row) => row.party));
  return names.size > 0 ? [...names].sort() : undefined;
}

/** Only where districts without a comparison make the children's sum fall short. */
function previousWhole(file: MunicipalityFile): PreviousWhole | undefined {
  const { municipality } = file;
  const districts = municipality.constituencies.flatMap((constituency) => constituency.districts);
  if (districts.every((district) => district.previousValid !== undefined)) return undefined;
  return {
    electorate: municipality.turnout?.previousEligible ?? 0,
    previous: previousFigures(municipality),
    ...nested(municipality.other),
  };
}

function constituencyTable(constituency: Constituency, file: MunicipalityFile): ConstituencyTable {
  return defined({
    code: constituency.code,
    name: constituency.name,
    division: constituency.division,
    seats: constituency.seatsTotal,
    region: constituency.regionConstituency,
    result: file.phase === 'final' ? seatsTable(constituency) : undefined,
    districts: constituency.districts.map(districtTable),
  });
}

function seatsTable(constituency: Constituency): SeatsTable | undefined {
  if (constituency.seatsAt === undefined) return undefined;
  const rows: Row[] = [...constituency.parties, constituency.other];
  return defined({
    seats: rows.map((row) => row.seats ?? 0),
    previous: rows.map((row) => row.previousSeats ?? null),
    formerOthersPrevious: constituency.other.formerOthers?.previousSeats,
    at: constituency.seatsAt,
  });
}

function districtTable(district: District): DistrictTable {
  const { turnout } = district;
  const identity = {
    code: district.code,
    name: district.name,
    division: district.division,
  };
  if (district.reportedAt === '') {
    return defined({ ...identity, electorate: turnout && ([turnout.eligible] as const) });
  }
  return defined({
    ...identity,
    electorate: turnout && pair(turnout.eligible, turnout.previousEligible),
    report: [district.reportedAt, district.serial ?? 0] as const,
    votes: figureRows(district).map((row) => row.votes),
    previous: district.previousValid === undefined ? undefined : previousFigures(district),
    ...nested(district.other),
  });
}

function figureRows(area: Pick<District, 'parties' | 'other' | 'invalid'>): Row[] {
  return [...area.parties, area.other, ...area.invalid];
}

function previousFigures(area: Pick<District, 'parties' | 'other' | 'invalid'>): PreviousFigures {
  return figureRows(area).map((row) => row.previous ?? null);
}

function nested(other: District['other']): Nested {
  return defined({
    others: other.parties?.map((row) => [row.party, ...pair(row.votes, row.previous)] as const),
    handwritten: other.handwritten && pair(other.handwritten.votes, other.handwritten.previous),
    formerOthers: other.formerOthers && pair(other.formerOthers.votes, other.formerOthers.previous),
  });
}

function pair(now: number, before: number | undefined): readonly [number, number?] {
  return before === undefined ? [now] : [now, before];
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
