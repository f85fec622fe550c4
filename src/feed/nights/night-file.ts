/** Night files from a table: what one municipality's file holds after so many reports. */
import { allot, seatRule } from '../allot.ts';
import type { MunicipalityFile } from '../result-data.ts';
import type { PreviousTotals, Totals } from '../totals.ts';
import { fillFile, type Reported, type Seats } from './fill.ts';
import { seatsAt } from './schedule.ts';
import type { ConstituencyTable, DistrictTable, FileTable, NightTable, SeatsTable } from './table.ts';

/** Seats appear once the counted districts of every constituency hold that share of its electorate. */
const SEATS_FROM_PERCENT = 80;
/** No night file of 2018 was ever seen; its final files are of 1.7 and 1.8. */
const DTD_OF_2018 = '1.7';
const COMMON_HEADS = ['ÖVR', 'BLANK', 'OG', 'OGEJ'];

/** One file of the night, before it is known how much is counted. */
export interface NightFile {
  readonly table: FileTable;
  /** Its reports, ascending: district, time, `MODNR`. */
  readonly reports: readonly (readonly [district: string, time: string, serial: number])[];
}

/** The night's files: as recorded, or (2018) the final figures in the night's shape with the times of `reports`. */
export function nightFiles(table: NightTable): NightFile[] {
  const { night, reports = [] } = table;
  if (night)
    return night.map((file) => ({ table: withResults(file, table.final), reports: ownReports(file) }));
  return table.final.map((file) => ({
    table: inNightShape(file, table),
    reports: reports
      .filter(([letter, district]) => letter === file.letter && hasDistrict(file, district))
      .map(([, district, time, serial]) => [district, time, serial] as const),
  }));
}

/** The file as data when the first `counted` of its reports are in. */
export function nightFile(
  table: NightTable,
  { table: file, reports }: NightFile,
  state: { counted: number; exportedAt: string },
): MunicipalityFile {
  const known = new Map(
    reports.slice(0, state.counted).map(([code, time, serial]) => [code, [time, serial] as const]),
  );
  const reported: Reported = ({ code }) => known.get(code) ?? null;
  const previous = imputed(file, reported);
  return fillFile(table, file, {
    phase: 'night',
    exportedAt: state.exportedAt,
    reported,
    ...(previous ? { previous } : {}),
    seats: (constituency, totals) => nightSeats(table, file, { constituency, totals, run: state.exportedAt }),
  });
}

function ownReports(file: FileTable): NightFile['reports'] {
  return districtsOf(file)
    .flatMap(({ code, report }) => (report ? [[code, ...report] as const] : []))
    .sort(([, a, first], [, b, second]) => (a < b ? -1 : a > b ? 1 : first - second));
}

/** The 2014 night's tables have no seats: previous and official ones are the final table's, by party. */
function withResults(file: FileTable, final: readonly FileTable[]): FileTable {
  const result = final.find(({ letter, code }) => letter === file.letter && code === file.code);
  return {
    ...file,
    constituencies: file.constituencies.map((each) => {
      const seats = result?.constituencies.find(({ code }) => code === each.code)?.result;
      return seats && result ? { ...each, result: reordered(seats, result.rows, file.rows) } : each;
    }),
  };
}

function reordered(result: SeatsTable, from: readonly string[], to: readonly string[]): SeatsTable {
  const places = [...to.map((party) => from.indexOf(party)), from.length];
  return {
    ...result,
    seats: places.map((place) => result.seats[place] ?? 0),
    previous: places.map((place) => result.previous[place] ?? null),
  };
}

/** Without the breakdown of the others, which night files do not have. */
function inNightShape(file: FileTable, table: NightTable): FileTable {
  const named = [...file.rows, ...COMMON_HEADS];
  return {
    ...file,
    dtd: DTD_OF_2018,
    gone: [],
    heads: file.heads.filter((position) => named.includes(table.parties[position]?.[0] ?? '')),
  };
}

/**
 * Previous figures of the areas above, where some districts are changed and have none: those of the comparable
 * districts counted, and the rest of the municipality's ordinary previous total by the changed districts' electorate.
 */
function imputed(file: FileTable, reported: Reported): PreviousTotals | undefined {
  const whole = file.previousWhole;
  const districts = districtsOf(file);
  const counted = districts.filter((district) => reported(district) !== null);
  if (!whole || counted.length === 0) return undefined;
  const changed = (district: DistrictTable) => district.previous === undefined;
  const share = electorate(counted.filter(changed)) / electorate(districts.filter(changed));
  const estimate = (total: number, figure: (district: DistrictTable) => number) => {
    const rest = total - sum(districts.map(figure));
    return sum(counted.map(figure)) + Math.max(0, Math.round(rest * share));
  };
  return {
    rows: whole.previous.map((total, index) =>
      total === null ? undefined : estimate(total, (district) => district.previous?.[index] ?? 0),
    ),
    eligible: estimate(whole.electorate, (district) => district.electorate?.[1] ?? 0),
  };
}

function nightSeats(
  table: NightTable,
  file: FileTable,
  area: { constituency: ConstituencyTable; totals: Totals; run: string },
): Seats | null {
  const { result, seats } = area.constituency;
  const { turnout, valid, parties } = area.totals;
  const counted = turnout.eligibleCounted ?? 0;
  if (!result || seats === undefined || 100 * counted < SEATS_FROM_PERCENT * turnout.eligible) return null;
  const votes = parties.map((row) => row.votes);
  const rule = seatRule(table.electionDate);
  return {
    at: seatsAt(table, area.run),
    now: [...allot(votes, { seats, valid, rule, official: result.seats }), 0],
    previous: result.previous,
  };
}

function districtsOf(file: FileTable): DistrictTable[] {
  return file.constituencies.flatMap((constituency) => [...constituency.districts]);
}

function hasDistrict(file: FileTable, code: string): boolean {
  return districtsOf(file).some((district) => district.code === code);
}

function electorate(districts: readonly DistrictTable[]): number {
  return sum(districts.map((district) => district.electorate?.[0] ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
