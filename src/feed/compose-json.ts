/**
 * From a table to a JSON night: which archives stood below the base, and when. The export runs each full minute and
 * takes in what is reported up to then; an archive is written anew when it brings something.
 */
import type { ReportTime } from './compose.ts';
import { finalFiles, finalRoot } from './json-final.ts';
import type { JsonRoot } from './json-data.ts';
import { nightFilesAt, placesOf, type Place } from './json-night.ts';
import { isoOf } from './nights/local-time.ts';
import type { JsonNightTable } from './nights/json-table.ts';
import type { JsonArchive, JsonNight, JsonNightId, JsonPublication } from './recording.ts';
import { archivePath } from './write-json.ts';

/** The index stands from then, and says that there is nothing yet. */
const INDEX_OPENS = '20:00:00';
/** The Riksdag's archive stands from then, all districts uncounted. */
const ARCHIVE_OPENS = '20:45:00';
/** Base and prefix of the members' names. */
const PLACES = {
  '2026': { base: '/resultatfiler/val2026/', prefix: 'Val_2026', rehearsal: false },
  genrep2026: { base: '/resultatfiler/genrep2026/', prefix: 'Genrep_2026', rehearsal: true },
} as const satisfies Record<JsonNightId, object>;

/** A JSON night made of a table. */
export interface ComposedJsonNight extends JsonNight {
  /** Every report of the night's files (the collection districts' too), ascending. */
  readonly reportTimes: readonly ReportTime[];
}

type Common = Pick<JsonRoot, 'prefix' | 'rehearsal' | 'electionDate' | 'previousElectionDate'>;

/** The night as publications. `remarks` are the caller's words. */
export function composeJsonNight(
  id: JsonNightId,
  table: JsonNightTable,
  remarks: readonly string[],
): ComposedJsonNight {
  const { base, prefix, rehearsal } = PLACES[id];
  const { electionDate, previousElectionDate } = table;
  const common: Common = { prefix, rehearsal, electionDate, previousElectionDate };
  const places = placesOf(table);
  const [first] = places;
  if (!first) throw new Error(`The table of ${id} has no report.`);
  const night = nightArchives(table, common, places);
  const riksdag = { prefix, election: 'RD', area: '00' } as const;
  return {
    format: 'json',
    id,
    electionDate,
    remarks,
    base,
    paths: {
      night: base + archivePath({ ...riksdag, count: 'night' }),
      final: base + archivePath({ ...riksdag, count: 'final' }),
    },
    firstReportAt: isoFrom(first.reportedAt),
    publications: [
      { at: isoFrom(`${electionDate}T${INDEX_OPENS}`), address: 'night', archives: [] },
      ...publications(night, finalArchives(table, common)),
    ],
    reportTimes: places.map(({ code, kind, reportedAt }) => ({
      type: 'RD',
      district: code,
      at: isoFrom(reportedAt),
      recorded: kind === 'ordinary',
    })),
  };
}

/** The states of the Riksdag's night archive. */
function nightArchives(table: JsonNightTable, common: Common, places: readonly Place[]): JsonArchive[] {
  const exports = [
    ...new Set([`${table.electionDate}T${ARCHIVE_OPENS}`, ...places.map((each) => each.exportedAt)]),
  ];
  return exports.sort().map((exportedAt, index): JsonArchive => {
    const root: JsonRoot = {
      ...common,
      election: 'RD',
      count: 'night',
      area: '00',
      exportedAt,
      updates: index + 1,
    };
    const at = isoFrom(exportedAt);
    return { path: archivePath(root), at, files: () => nightFilesAt(table, root, places) };
  });
}

function finalArchives(table: JsonNightTable, common: Common): JsonArchive[] {
  return table.finals.map((final): JsonArchive => {
    const root = { ...common, ...finalRoot(final) };
    const at = isoFrom(final.exportedAt);
    return { path: archivePath(root), at, files: () => finalFiles(table, root, final) };
  });
}

function publications(night: readonly JsonArchive[], finals: readonly JsonArchive[]): JsonPublication[] {
  const news = [
    ...night.map((archive) => ({ archive, address: 'night' as const })),
    ...finals.map((archive) => ({ archive, address: 'final' as const })),
  ];
  const standing = new Map<string, JsonArchive>();
  return news.map(({ archive, address }) => {
    standing.set(archive.path, archive);
    const archives = [...standing.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return { at: archive.at, address, archives };
  });
}

const isoFrom = (local: string): string => isoOf(local.replace(/\D/g, ''));
