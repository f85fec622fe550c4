/**
 * Builds the committed table of the night 2026 from the kept figures (none of the authority's own files is at hand):
 *   node --import tsx src/feed/nights/build-2026.ts [folder of the reference data; default ../shared/data]
 * The same files give the same bytes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finals2026 } from './finals-2026.ts';
import type { Before, CollectionEntry, DistrictEntry, JsonNightTable } from './json-table.ts';
import { codeOf, PARTIES } from './parties-2026.ts';
import { commonAreas, type DistrictTopology } from './shapes.ts';
import {
  COLLECTION_2022,
  COUNCILS,
  number,
  resultsBefore,
  rowsOf,
  sumBefore,
  type Line,
} from './sources-2026.ts';
import { split } from './split.ts';
import { tableText } from './table-text.ts';

const RESULTS = 'results-2022-2026';
const NIGHT = `${RESULTS}/riksdag-2026-night-districts-with-report-times.csv`;
const WEDNESDAY = `${RESULTS}/riksdag-2026-preliminary-county.json`;
const SHAPES = 'geo/valdistrikt-23';
/** `rapportpartier` in the order of the files; the data's label of the rest. */
const ROWS = ['M', 'S', 'SD', 'V', 'C', 'KD', 'L', 'MP'];
const OTHERS = 'ÖVR';
const LEAST_COMMON_AREA = 95;
/** Our own times for the collection districts; only the last export, with all of them in, is on record. */
const COLLECTION_TIMES: readonly (readonly [code: string, reportedAt: string, exportedAt: string])[] = [
  ['2303', '2026-09-16T12:09:20', '2026-09-16T12:10:00'],
  ['2305', '2026-09-16T12:54:10', '2026-09-16T12:55:00'],
  ['2326', '2026-09-16T13:41:35', '2026-09-16T13:42:00'],
  ['2313', '2026-09-16T14:23:05', '2026-09-16T14:24:00'],
  ['2361', '2026-09-16T15:11:50', '2026-09-16T15:12:00'],
  ['2309', '2026-09-16T16:02:15', '2026-09-16T16:03:00'],
  ['2321', '2026-09-16T17:18:40', '2026-09-16T17:19:00'],
  ['2380', '2026-09-17T18:02:45', '2026-09-17T18:03:31'],
];

const ORIGIN =
  "Valmyndigheten's result files of 2026 as kept by others: night districts with report times (Calcetinletal/elecciones-suecia), the county after the late count (yingwang/riksdag-forecast), final Riksdag (kisabaka/val-resultat), final region and councils (OliverRykatkin/H-H); electorates and invalid votes of region and councils and seats of 2022 (willrydh/Into-The-Politicalverse); final 2022 by district (SCB's workbooks, kept by sidebo/valresultat). District shapes of 2022 (hemphen/Val2022) and 2026 (pgronberg/valvaka)";
const OURS = [
  'collection: the county sum after the late count, split over the eight collection districts by their valid votes of 2022, largest remainder per party; no invalid votes (not on record); report times and all exports but the last one',
  'comparison: same code in 2022 and 2026 and at least 95 % of the larger area in common is comparable, by the shapes of both years; collection districts are not',
  'parties: codes 9001 to 9015',
  "finals: when region and councils are published; their electorates are the preliminary count's, their votes cast the final valid votes and the preliminary count's invalid ones; the constituency's final Riksdag seats are those of the preliminary count",
];

/** The table as text. */
export async function buildTable2026(referenceData: string): Promise<string> {
  const before = await resultsBefore(referenceData, 'riksdag');
  const lines = rowsOf(await readFile(join(referenceData, NIGHT), 'utf8'));
  const wednesday = JSON.parse(await readFile(join(referenceData, WEDNESDAY), 'utf8')) as Wednesday;
  const areas = commonAreas(await shapes(referenceData, '2022'), await shapes(referenceData, '2026'));
  const table: JsonNightTable = {
    origin: ORIGIN,
    ours: OURS,
    credit: 'Källa: SCB, Valmyndigheten',
    electionDate: '2026-09-13',
    previousElectionDate: '2022-09-11',
    parties: PARTIES,
    rows: ROWS.map(codeOf),
    constituency: { code: '27', name: 'Jämtlands län', seats: 4 },
    constituencySeats: Object.entries(wednesday['27'].official_seats).map(([label, seats]) => [
      codeOf(label),
      seats,
    ]),
    leastCommonArea: LEAST_COMMON_AREA,
    municipalities: COUNCILS.map(([code, name]) => ({
      code,
      name,
      before: beforeOf(sumBefore(before, code)),
    })),
    districts: lines.map((line) => districtOf(line, areas, before)),
    collection: collectionOf(wednesday, before),
    finals: await finals2026(referenceData),
  };
  return tableText(table);
}

interface Wednesday {
  readonly '27': {
    readonly collection_counted: Readonly<Record<string, number>>;
    readonly official_seats: Readonly<Record<string, number>>;
  };
}

function districtOf(
  line: Line,
  areas: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, Line>,
): DistrictEntry {
  const code = line.valdistriktskod ?? '';
  const common = areas.get(code);
  const comparable = common !== undefined && common * 100 >= LEAST_COMMON_AREA;
  const old = before.get(code);
  if (comparable && !old) throw new Error(`District ${code} has no result of 2022.`);
  return {
    code,
    name: line.namn ?? '',
    reportedAt: line.rapporteringsTid ?? '',
    eligible: number(line.antalRostberattigade),
    cast: number(line.totaltAntalRoster),
    votes: [...ROWS, OTHERS].map((label) => number(line[`votes_${label}`])),
    commonArea: common === undefined ? null : Math.floor(common * 1000) / 10,
    comparison: comparable ? 'Kan jämföras' : 'Ej jämförbart',
    ...(comparable && old ? { before: beforeOf(old) } : {}),
  };
}

const beforeOf = (line: Line): Before => ({
  eligible: number(line['ANTAL RÖSTBERÄTTIGADE']),
  cast: number(line['ANTAL RÖSTANDE']),
  blank: number(line['VARAV BLANKA VALSEDLAR']),
  votes: [...ROWS, OTHERS].map((label) => number(line[label])),
});

/** The county's sum by party, split by the valid votes of the collection districts of 2022. */
function collectionOf(wednesday: Wednesday, before: ReadonlyMap<string, Line>): CollectionEntry[] {
  const weights = COUNCILS.map(([code]) =>
    number(before.get(code + COLLECTION_2022)?.['ANTAL GILTIGA VALSEDLAR']),
  );
  const columns = [...ROWS, OTHERS].map((label) =>
    split(wednesday['27'].collection_counted[label] ?? 0, weights),
  );
  return COLLECTION_TIMES.map(([municipality, reportedAt, exportedAt]) => {
    const at = COUNCILS.findIndex(([code]) => code === municipality);
    return {
      code: `${municipality}00`,
      reportedAt,
      exportedAt,
      votes: columns.map((column) => column[at] ?? 0),
    };
  });
}

async function shapes(referenceData: string, year: string): Promise<DistrictTopology> {
  const text = await readFile(join(referenceData, `${SHAPES}-${year}.topojson`), 'utf8');
  return JSON.parse(text) as DistrictTopology;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await buildTable2026(process.argv[2] ?? '../shared/data');
  await writeFile(new URL('./2026.json', import.meta.url), text);
}
