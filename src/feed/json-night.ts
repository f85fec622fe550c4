/** The files of the Riksdag's night count at one export. */
import type {
  DistrictsFile,
  JsonDistrict,
  JsonRoot,
  MunicipalitiesFile,
  PartySeats,
  Seats,
  SeatsFile,
} from './json-data.ts';
import { areaOf, beforeSum, partyOf, rowBallots, sum, type CountedPlace } from './json-totals.ts';
import { isoOf } from './nights/local-time.ts';
import type { JsonNightTable } from './nights/json-table.ts';
import type { ResultFile } from './recording.ts';
import { memberName, writeDistricts, writeMunicipalities, writeSeats } from './write-json.ts';

/** Seats of the Riksdag: all, fixed in the constituencies, adjustment. */
export const RIKSDAG_SEATS: Seats = { all: 349, fixed: 310, adjustment: 39 };
export const RIKSDAG_THRESHOLDS = [4, 12] as const;
/** The whole country, of which the replay has one constituency. */
export const WHOLE_COUNTRY = 'Hela landet';
const UNKNOWN: Seats = { all: null, fixed: null, adjustment: null };

/** A district of the night, with the export that takes it in. */
export interface Place extends CountedPlace {
  readonly code: string;
  readonly kind: JsonDistrict['kind'];
  readonly exportedAt: string;
  readonly district: (counted: boolean) => JsonDistrict;
}

/** All districts of the table in the order of their reports. */
export function placesOf(table: JsonNightTable): Place[] {
  return [...ordinaryPlaces(table), ...collectionPlaces(table)].sort((a, b) =>
    a.reportedAt + a.code < b.reportedAt + b.code ? -1 : 1,
  );
}

function ordinaryPlaces(table: JsonNightTable): Place[] {
  return table.districts.map((entry): Place => {
    const { code, name, reportedAt, eligible, cast, votes, comparison, before = null } = entry;
    const district = (counted: boolean): JsonDistrict => ({
      code,
      name,
      kind: 'ordinary',
      ...whereabouts(table, code),
      reportedAt: counted ? reportedAt : null,
      formerCodes: before === null ? [] : [code],
      cast: counted ? cast : 0,
      eligible,
      before: counted ? before : null,
      comparison,
      ballots: counted ? rowBallots(table, votes, cast, before) : null,
    });
    return { ...entry, kind: 'ordinary', exportedAt: nextMinute(reportedAt), district };
  });
}

function collectionPlaces(table: JsonNightTable): Place[] {
  return table.collection.map((entry): Place => {
    const { code, reportedAt, votes } = entry;
    const cast = sum(votes);
    const district = (counted: boolean): JsonDistrict => ({
      code,
      name: 'Uppsamlingsdistrikt',
      kind: 'collection',
      ...whereabouts(table, code),
      reportedAt: counted ? reportedAt : null,
      formerCodes: [],
      cast: counted ? cast : 0,
      eligible: null,
      before: null,
      comparison: 'Ej jämförbart',
      ballots: counted ? rowBallots(table, votes, cast, null) : null,
    });
    return { ...entry, kind: 'collection', eligible: null, cast, district };
  });
}

function whereabouts(table: JsonNightTable, district: string) {
  const municipality = table.municipalities.find(({ code }) => district.startsWith(code));
  if (!municipality) throw new Error(`District ${district} lies in no municipality of the table.`);
  const { code, name } = municipality;
  return { municipality: { code, name }, constituency: table.constituency.code };
}

/** The full minute at or after a local time. */
function nextMinute(local: string): string {
  const seconds = (60 - Number(local.slice(17))) % 60;
  const next = new Date(Date.parse(`${local}Z`) + seconds * 1000);
  return next.toISOString().slice(0, 19);
}

/** The three files as they were written at the root's time. */
export function nightFilesAt(table: JsonNightTable, root: JsonRoot, places: readonly Place[]): ResultFile[] {
  const isIn = (place: Place): boolean => place.exportedAt <= root.exportedAt;
  const progress = { counted: places.filter(isIn).length, of: places.length };
  const byCode = [...places].sort((a, b) => (a.code < b.code ? -1 : 1));
  const ordinaryFirst = (['ordinary', 'collection'] as const).flatMap((kind) =>
    byCode.filter((place) => place.kind === kind),
  );
  const districts: DistrictsFile = {
    ...root,
    ...progress,
    districts: ordinaryFirst.map((place) => place.district(isIn(place))),
  };
  const exportedAt = isoOf(root.exportedAt.replace(/\D/g, ''));
  const file = (part: Parameters<typeof memberName>[1], bytes: Uint8Array): ResultFile => ({
    name: memberName(root, part),
    bytes,
    exportedAt,
  });
  return [
    file('rostfordelning', writeDistricts(districts)),
    file('mandatfordelning', writeSeats(seatsFile(table, root, places))),
    file(
      'summering',
      writeMunicipalities({ ...root, ...progress, municipalities: municipalities(table, root, places) }),
    ),
  ];
}

function seatsFile(table: JsonNightTable, root: JsonRoot, places: readonly Place[]): SeatsFile {
  const counted = places.filter((place) => place.exportedAt <= root.exportedAt);
  const whole = areaOf(table, places, counted, beforeSum(table.municipalities.map(({ before }) => before)));
  const complete = counted.length === places.length;
  return riksdagSeatsFile(table, root, { whole, seats: complete ? constituencySeats(table) : null });
}

/** The country, which holds our constituency alone. */
export function riksdagSeatsFile(
  table: JsonNightTable,
  root: JsonRoot,
  { whole, seats }: { whole: ReturnType<typeof areaOf>; seats: readonly PartySeats[] | null },
): SeatsFile {
  const { code, name, seats: fixed } = table.constituency;
  return {
    ...root,
    whole: {
      ...whole,
      name: WHOLE_COUNTRY,
      total: RIKSDAG_SEATS,
      totalBefore: RIKSDAG_SEATS,
      thresholds: RIKSDAG_THRESHOLDS,
      seats: null,
      constituencies: [{ ...whole, code, name, fixedSeats: { now: fixed, before: fixed }, seats }],
    },
  };
}

/** The constituency's seats: fixed ones; whose they were before is not on record. */
export function constituencySeats(table: JsonNightTable): PartySeats[] {
  return table.constituencySeats.map(([code, seats]) => ({
    party: partyOf(table, code),
    now: { all: seats, fixed: seats, adjustment: 0 },
    before: UNKNOWN,
  }));
}

function municipalities(
  table: JsonNightTable,
  root: JsonRoot,
  places: readonly Place[],
): MunicipalitiesFile['municipalities'] {
  return table.municipalities.map(({ code, name, before }) => {
    const own = places.filter((place) => place.code.startsWith(code));
    const counted = own.filter((place) => place.exportedAt <= root.exportedAt);
    const exports = counted.map((place) => place.exportedAt).sort();
    return {
      ...areaOf(table, own, counted, before),
      code,
      name,
      exportedAt: exports.at(-1) ?? root.exportedAt,
    };
  });
}
