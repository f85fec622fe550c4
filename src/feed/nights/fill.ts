/** From a compact table to a whole result file: a district's rows, the sums above it, the seats. */
import type { Constituency, District, MunicipalityFile, ParentArea, PartyRow, Row } from '../result-data.ts';
import { totalsOf, type PreviousTotals, type Totals } from '../totals.ts';
import type { ConstituencyTable, DistrictTable, FileTable, NightTable } from './table.ts';

/** When a district was reported in this file, and its `MODNR`; `null`: not yet. */
export type Reported = (district: DistrictTable) => readonly [time: string, serial: number] | null;

export interface Filling {
  readonly phase: 'night' | 'final';
  readonly exportedAt: string;
  readonly reported: Reported;
  /** Previous figures of the areas above, where they are not the districts' sum. */
  readonly previous?: PreviousTotals;
  /** Seats per constituency, as `TID_MANDAT` and rows; `null`: none yet. */
  readonly seats: (constituency: ConstituencyTable, totals: Totals) => Seats | null;
}

/** Seats per party row and, last, of the others. */
export interface Seats {
  readonly at: string;
  readonly now: readonly number[];
  readonly previous: readonly (number | null)[];
  readonly formerOthersPrevious?: number;
}

/** The file as data, ready for the writer. */
export function fillFile(table: NightTable, file: FileTable, filling: Filling): MunicipalityFile {
  const constituencies = file.constituencies.map((each) => constituencyOf(file, each, filling));
  const districts = constituencies.flatMap((constituency) => constituency.districts);
  const seats = file.constituencies.map((each, index) =>
    filling.seats(each, constituencies[index] as Constituency & Totals),
  );
  const elected = seats.every((each) => each !== null) ? (seats as Seats[]) : [];
  const totals = totalsOf(districts, filling.previous);
  return {
    phase: filling.phase,
    letter: file.letter,
    exportedAt: filling.exportedAt,
    occasion: table.occasion,
    electionDay: table.electionDate.replaceAll('-', ''),
    previousElectionDay: table.previousElectionDate.replaceAll('-', ''),
    dtd: file.dtd,
    heads: file.heads.map((position) => table.parties[position] ?? ['', '']),
    municipality: {
      code: file.code,
      name: file.name,
      role: file.letter === 'K' ? 'Valområde' : 'Summering',
      ...(file.seats === undefined ? {} : { seatsTotal: file.seats }),
      ...withSeats(totals, elected.length > 0 ? addSeats(elected) : null),
      constituencies: constituencies.map((each, index) =>
        withSeats(each, elected.length > 0 ? (elected[index] as Seats) : null),
      ),
    },
  };
}

function constituencyOf(file: FileTable, table: ConstituencyTable, filling: Filling): Constituency & Totals {
  const present = table.districts.filter((row) => isPresent(row, filling));
  const districts = present.map((row) => districtOf(file, row, filling));
  return {
    code: table.code,
    name: table.name,
    role: file.letter === 'K' ? 'Valkrets' : 'Summering',
    ...(table.seats === undefined ? {} : { seatsTotal: table.seats }),
    ...(table.region === undefined ? {} : { regionConstituency: table.region }),
    ...(table.division === undefined ? {} : { division: table.division }),
    ...totalsOf(districts, filling.previous),
    districts,
  };
}

/** On the night a collection district is not in the file before it is counted. */
function isPresent(row: DistrictTable, { phase, reported }: Filling): boolean {
  return phase === 'final' || row.electorate !== undefined || reported(row) !== null;
}

/** One district, counted or not. */
function districtOf(file: FileTable, row: DistrictTable, { phase, reported }: Filling): District {
  const report = reported(row);
  const comparable = row.division === undefined || row.division === 'Summerad';
  const figures = (index: number): Row => {
    if (!report) return { votes: 0 };
    const previous = row.previous?.[index] ?? undefined;
    return { votes: row.votes?.[index] ?? 0, ...(previous === undefined ? {} : { previous }) };
  };
  const parties = file.rows.map((party, index) => ({
    party,
    ...figures(index),
    ...mark(file, party, figures(index)),
  }));
  const other = figures(parties.length);
  const invalid = file.invalid.map((text, index) => ({ text, ...figures(parties.length + 1 + index) }));
  const valid = sum([...parties, other].map((each) => each.votes));
  const previousValid = sum([...parties, other].map((each) => each.previous ?? 0));
  const [eligible, previousEligible] = row.electorate ?? [];
  const turnout = eligible !== undefined && {
    eligible,
    ...(comparable ? { previousEligible: report ? (previousEligible ?? 0) : 0 } : {}),
    cast: valid + sum(invalid.map((each) => each.votes)),
    ...(comparable ? { previousCast: previousValid + sum(invalid.map((each) => each.previous ?? 0)) } : {}),
  };
  return {
    kind: row.electorate ? 'ordinary' : 'collection',
    code: row.code,
    name: row.name,
    ...(row.division ? { division: row.division } : {}),
    valid,
    ...(comparable ? { previousValid } : {}),
    reportedAt: report?.[0] ?? '',
    ...(report ? { serial: report[1] } : {}),
    parties,
    other: phase === 'final' ? { ...other, ...nestedOf(file, row) } : other,
    invalid,
    ...(turnout ? { turnout } : {}),
  };
}

function nestedOf(file: FileTable, row: DistrictTable): Partial<District['other']> {
  const parties = row.others?.map(([party, ...pair]): PartyRow => ({
    party,
    ...pairRow(pair),
    ...mark(file, party, pairRow(pair)),
  }));
  const former = row.formerOthers && pairRow(row.formerOthers);
  return {
    ...(parties ? { parties } : {}),
    ...(row.handwritten ? { handwritten: pairRow(row.handwritten) } : {}),
    ...(former
      ? { formerOthers: { ...former, ...(former.previous === undefined ? {} : { changeless: true }) } }
      : {}),
  };
}

function mark(file: FileTable, party: string, row: Row): { changeless?: boolean } {
  return row.previous !== undefined && file.gone?.includes(party) ? { changeless: true } : {};
}

function pairRow([votes, previous]: readonly [number, number?]): Row {
  return previous === undefined ? { votes } : { votes, previous };
}

/** The area's rows with their seats. */
function withSeats<T extends Totals>(area: T, seats: Seats | null): T | (T & ElectedRows) {
  return seats ? { ...area, ...electedRows(area, seats) } : area;
}

type ElectedRows = Pick<ParentArea, 'seatsAt' | 'parties' | 'other'>;

function electedRows({ parties, other }: Totals, seats: Seats): ElectedRows {
  const own = (index: number) => {
    const previous = seats.previous[index] ?? null;
    return { seats: seats.now[index] ?? 0, ...(previous === null ? {} : { previousSeats: previous }) };
  };
  const { formerOthers } = other;
  const former =
    formerOthers && seats.formerOthersPrevious !== undefined
      ? { formerOthers: { ...formerOthers, previousSeats: seats.formerOthersPrevious } }
      : {};
  return {
    seatsAt: seats.at,
    parties: parties.map((row, index) => ({ ...row, ...own(index) })),
    other: { ...other, ...own(parties.length), ...former },
  };
}

function addSeats(constituencies: readonly Seats[]): Seats {
  const [first] = constituencies as [Seats];
  const former = constituencies.flatMap((each) => each.formerOthersPrevious ?? []);
  return {
    at: first.at,
    now: first.now.map((_, index) => sum(constituencies.map((each) => each.now[index] ?? 0))),
    previous: first.previous.map((_, index) => {
      const known = constituencies.flatMap((each) => each.previous[index] ?? []);
      return known.length > 0 ? sum(known) : null;
    }),
    ...(former.length > 0 ? { formerOthersPrevious: sum(former) } : {}),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
