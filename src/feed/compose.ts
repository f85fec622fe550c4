/**
 * From a table to a night: which archives stood at the authority's two addresses, and when. A file's bytes follow
 * from its own state alone (how many of its reports are in), so they are written when asked for, and the states
 * asked for last are kept.
 */
import { finalFile } from './nights/final.ts';
import { isoOf, stampAt } from './nights/local-time.ts';
import { nightFile, nightFiles, type NightFile } from './nights/night-file.ts';
import { exportRun } from './nights/schedule.ts';
import type { NightTable } from './nights/table.ts';
import type { Publication, ResultFile, XmlNight, XmlNightId } from './recording.ts';
import { fileName, writeMunicipalityFile } from './write-xml.ts';
import type { ElectionLetter, MunicipalityFile } from './result-data.ts';

/** The night's archive, all districts uncounted, stands from then. */
const NIGHT_OPENS = '20:00:00';
/** States of one file that are kept as bytes: the present one and the one before. */
const KEPT_STATES = 2;
const TYPES: Record<ElectionLetter, ReportTime['type']> = { R: 'RD', L: 'RF', K: 'KF' };

/** When one district's report was published in the night's files, and whether that time is on record. */
export interface ReportTime {
  readonly type: 'RD' | 'RF' | 'KF';
  readonly district: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly recorded: boolean;
}

/** A night made of a table. */
export interface ComposedNight extends XmlNight {
  /** Every report of the night's files (the Wednesday's too), ascending. */
  readonly reportTimes: readonly ReportTime[];
}

/** The states of one file, ascending; `write` gives the file as data. */
interface FileHistory {
  readonly states: readonly { readonly exportedAt: string; readonly counted: number }[];
  bytesAt(state: number): ResultFile;
}

/** The night as publications. `remarks` are the caller's words. */
export function composeNight(id: XmlNightId, table: NightTable, remarks: readonly string[]): ComposedNight {
  const night = nightFiles(table).map((file) => nightHistory(table, file));
  const reportTimes = reportTimesOf(table);
  const [first] = reportTimes;
  if (!first) throw new Error(`The table of ${id} has no report.`);
  const year = table.electionDate.slice(0, 4);
  return {
    format: 'xml',
    id,
    electionDate: table.electionDate,
    remarks,
    reconstructed: table.night === undefined,
    paths: {
      night: `/val/val${year}/valnatt/valnatt.zip`,
      final: `/val/val${year}/slutresultat/slutresultat.zip`,
    },
    firstReportAt: first.at,
    publications: [...nightPublications(table, night), ...finalPublications(table)],
    reportTimes,
  };
}

function nightHistory(table: NightTable, file: NightFile): FileHistory {
  const opening = { exportedAt: stampAt(table.electionDate, NIGHT_OPENS), counted: 0 };
  const states = [opening];
  file.reports.forEach(([, time], index) => {
    const state = { exportedAt: exportRun(table, time), counted: index + 1 };
    if (states.at(-1)?.exportedAt === state.exportedAt) states.pop();
    states.push(state);
  });
  return history(states, (state) => nightFile(table, file, state));
}

function history(
  states: FileHistory['states'],
  fill: (state: FileHistory['states'][number]) => MunicipalityFile,
): FileHistory {
  const kept = new Map<number, ResultFile>();
  return {
    states,
    bytesAt(index) {
      const known = kept.get(index);
      const state = states[index];
      if (known || !state) return known ?? missing(index);
      const file = fill(state);
      const written = {
        name: fileName(file),
        bytes: writeMunicipalityFile(file),
        exportedAt: isoOf(state.exportedAt),
      };
      kept.set(index, written);
      for (const oldest of [...kept.keys()].slice(0, -KEPT_STATES)) kept.delete(oldest);
      return written;
    },
  };
}

function missing(index: number): never {
  throw new Error(`The file has no state ${index}.`);
}

/** One publication for each run that changed a file, and one for each archive that is on record. */
function nightPublications(table: NightTable, files: readonly FileHistory[]): Publication[] {
  const runs = files.flatMap((file) => file.states.map((state) => state.exportedAt));
  const archives = table.night ? table.archives.map((time) => stampAt(table.electionDate, time)) : [];
  return [...new Set([...runs, ...archives])].sort().map((at) => ({
    at: isoOf(at),
    address: 'night' as const,
    files: () =>
      files.map((file) => file.bytesAt(file.states.findLastIndex((state) => state.exportedAt <= at))),
  }));
}

/** The final archive, growing where files come later. */
function finalPublications(table: NightTable): Publication[] {
  const files = table.final.map((file) => {
    const exportedAt = file.publishedAt ?? file.exportedAt;
    const fill = () => finalFile(table, file, exportedAt);
    return { exportedAt, ...history([{ exportedAt, counted: 0 }], fill) };
  });
  const times = [...new Set(files.map(({ exportedAt }) => exportedAt))].sort();
  return times.map((at) => ({
    at: isoOf(at),
    address: 'final' as const,
    files: () => files.filter(({ exportedAt }) => exportedAt <= at).map((file) => file.bytesAt(0)),
  }));
}

function reportTimesOf(table: NightTable): ReportTime[] {
  const sources = new Map(
    table.reports?.map(([letter, district, , , source]) => [letter + district, source]),
  );
  return nightFiles(table)
    .flatMap(({ table: { letter }, reports }) =>
      reports.map(([district, time]) => ({
        type: TYPES[letter],
        district,
        at: isoOf(time),
        recorded: table.reports === undefined || sources.get(letter + district) === 'recorded',
      })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
