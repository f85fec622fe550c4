/**
 * Builds the committed tables of the nights from the authority's genuine files:
 *   node --import tsx src/feed/nights/build.ts [folder of the reference data; default ../shared/data]
 * The same files give the same bytes. Candidates' names and ages are in the final files; they are read past.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import type { MunicipalityFile, PartyHead } from '../result-data.ts';
import { condense } from './condense.ts';
import { exportRuns } from './export-runs.ts';
import { readMunicipalityFile } from './genuine.ts';
import { plusSeconds, secondsBetween } from './local-time.ts';
import { reportTimes } from './report-times.ts';
import type { NightTable } from './table.ts';
import { tableText } from './table-text.ts';

/** Genuine archives, below the folder of the reference data. */
const NIGHTS = ['night-2014/valnatt-20140914T230952.zip', 'night-2014/valnatt-20140914T231352.zip'];
const FINAL_2014 = 'final-xml/slutresultat-2014-jamtland.zip';
const FINAL_2018 = 'final-xml/slutresultat-2018-jamtland.zip';
const MUNICIPALITY_FILE = /_(\d{4})[RLK]\.xml$/;
const CREDIT = 'Källa: Valmyndigheten';
const NIGHT_ORIGIN =
  "Valmyndigheten's election-night archives of 2014-09-14, 23:09:52 and 23:13:52 (kept by nekman/valnatt)";
const FINAL_ORIGIN = "Valmyndigheten's final result files (kept by EMHallberg/valresultat), persons left out";

/** The two tables as texts, by name. */
export async function buildTables(referenceData: string): Promise<Record<'2014' | '2018', string>> {
  const archives = await Promise.all(NIGHTS.map((name) => open(referenceData, name)));
  const night = countyFiles(archives.at(-1) as AdmZip);
  const final2014 = countyFiles(await open(referenceData, FINAL_2014));
  const final2018 = countyFiles(await open(referenceData, FINAL_2018));
  const runs = exportsOf(archives);
  return {
    '2014': tableText(table2014(night, final2014, runs)),
    '2018': tableText(table2018(night, final2014, final2018, runs)),
  };
}

type Runs = Pick<NightTable, 'exportRuns' | 'seatDelays' | 'archives'>;

function table2014(
  night: readonly MunicipalityFile[],
  final: readonly MunicipalityFile[],
  runs: Runs,
): NightTable {
  const parties: PartyHead[] = [];
  return {
    origin: `${NIGHT_ORIGIN}; ${FINAL_ORIGIN}`,
    credit: CREDIT,
    ...election(final),
    ...runs,
    parties,
    night: night.map((file) => condense(file, parties)),
    final: final.map((file) => condense(file, parties)),
  };
}

function table2018(
  night: readonly MunicipalityFile[],
  finalBefore: readonly MunicipalityFile[],
  final: readonly MunicipalityFile[],
  runs: Runs,
): NightTable {
  const parties: PartyHead[] = [];
  return {
    origin: `Figures: ${FINAL_ORIGIN}. Report times: ${NIGHT_ORIGIN}, or derived (see "reports")`,
    credit: CREDIT,
    ...election(final),
    ...runs,
    parties,
    reports: reportTimes({ night, finalBefore, final }),
    final: final.map((file) => ({ ...condense(file, parties), publishedAt: publishedAt(file, final) })),
  };
}

/**
 * The county's and the councils' final files of 2018 are re-exports of November 2020. In the replay they come with
 * the Riksdag's, or, where something in the file is younger (Ragunda's council, decided anew), right after that.
 */
function publishedAt(file: MunicipalityFile, final: readonly MunicipalityFile[]): string {
  const riksdag = final.find(({ letter }) => letter === 'R')?.exportedAt ?? '';
  const areas = [file.municipality, ...file.municipality.constituencies];
  const times = areas.flatMap((area) => [area.reportedAt, area.seatsAt ?? '']);
  const newest = times.sort().at(-1) ?? '';
  return newest <= riksdag ? riksdag : plusSeconds(newest, 31);
}

function election([file]: readonly MunicipalityFile[]) {
  if (!file) throw new Error('No files.');
  return {
    electionDate: dashed(file.electionDay),
    previousElectionDate: dashed(file.previousElectionDay),
    occasion: file.occasion,
  };
}

/** The municipality files of the county, in the archive's order. */
function countyFiles(archive: AdmZip): MunicipalityFile[] {
  return archive
    .getEntries()
    .filter((entry) => MUNICIPALITY_FILE.exec(entry.entryName)?.[1]?.startsWith('23'))
    .sort((a, b) => (a.entryName < b.entryName ? -1 : 1))
    .map((entry) => readMunicipalityFile(entry.getData()));
}

/** Export runs and seat delays, from every municipality of the country. */
function exportsOf(archives: readonly AdmZip[]): Runs {
  const roots = new Set<string>();
  const seatDelays: Record<string, number> = {};
  for (const entry of archives.flatMap((archive) => archive.getEntries())) {
    if (!MUNICIPALITY_FILE.test(entry.entryName)) continue;
    const text = entry.getData().toString('latin1');
    const root = /<VAL [^>]* TID_RAPPORT="(\d{14})"/.exec(text)?.[1];
    if (!root) throw new Error(`${entry.entryName} has no export time.`);
    roots.add(root);
    const seatsAt = /<KOMMUN [^>]* TID_MANDAT="(\d{14})"/.exec(text)?.[1];
    if (seatsAt) seatDelays[clock(root)] = secondsBetween(root, seatsAt);
  }
  const sorted = Object.entries(seatDelays).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    exportRuns: exportRuns(roots).map(clock),
    seatDelays: Object.fromEntries(sorted),
    archives: NIGHTS.map((name) => clock(name.replace(/\D/g, '').slice(-14))),
  };
}

function clock(stamp: string): string {
  return `${stamp.slice(8, 10)}:${stamp.slice(10, 12)}:${stamp.slice(12)}`;
}

function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

async function open(folder: string, name: string): Promise<AdmZip> {
  return new AdmZip(await readFile(join(folder, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tables = await buildTables(process.argv[2] ?? '../shared/data');
  for (const [night, text] of Object.entries(tables)) {
    await writeFile(new URL(`./${night}.json`, import.meta.url), text);
  }
}
