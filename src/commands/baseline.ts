/**
 * `npm run baseline -- --party S --archive FINAL.zip [--next LATER.zip] --out FILE`: makes a programme's baseline, last
 * time's final results, from the authority's own final archive. With `--next` (the final archive of the election after)
 * merged districts get the old districts that they are the sum of.
 *
 * `npm run baseline -- --party S --date DATE --table RD=FILE --table RF=FILE --table KF=FILE [--seats SEATS.csv]
 * [--renamed COLUMN=LABEL] --out FILE`: the same from SCB's final tables of districts, councils' seats from a table of
 * their own. Parties without a column of their own stand in a lump, and the file says so.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isCounted, sum, votesOf } from '../lib/election/tally.ts';
import {
  ELECTION_TYPES,
  type ElectionType,
  type MunicipalityResult,
  type PartyCode,
  type Report,
} from '../lib/election/model.ts';
import { openArchive } from '../lib/election/parse/archive.ts';
import { describeFault } from '../lib/election/parse/error.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import { readResultFile } from '../lib/election/parse/result-file.ts';
import type { BaselineFile } from '../lib/programme/schema.ts';
import { councilSeats, resultsOfTable } from './district-table.ts';
import { predecessorsOf } from './predecessors.ts';

const FIGURES = '[egna röster, giltiga röster] per valdistrikt; votes: röster i partiernas ordning';

const { values } = parseArgs({
  options: {
    party: { type: 'string' },
    archive: { type: 'string' },
    next: { type: 'string' },
    date: { type: 'string' },
    table: { type: 'string', multiple: true },
    seats: { type: 'string' },
    renamed: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
});
const { archive, table, date, out } = values;
if (!values.party || !out || !(archive || (table && date))) {
  console.error(
    'usage: npm run baseline -- --party LABEL (--archive FINAL.zip [--next LATER.zip] | --date DATE --table TYPE=FILE … [--seats FILE] [--renamed COLUMN=LABEL …]) --out FILE',
  );
  process.exit(1);
}
const party = values.party as PartyCode;
const results = archive ? await readFinal(archive) : await readTables(table ?? [], date ?? '');
const later = values.next ? await readFinal(values.next) : [];
const baseline: BaselineFile = {
  electionDate: results[0]?.electionDate ?? '',
  party,
  ...(archive
    ? {
        origin: `slutresultatets XML-filer, ${basename(archive)}; ${FIGURES}`,
        credit: 'Källa: Valmyndigheten',
      }
    : {
        origin: `SCB:s slutliga tabeller per valdistrikt, ${(table ?? []).map(fileOf).join(', ')}; mandat: ${basename(values.seats ?? '–')}; ${FIGURES}`,
        credit: 'Källa: SCB, Valmyndigheten',
        lumped: true,
      }),
  places: results.map(placeOf),
};
await writeFile(out, `${rowPerLine(baseline)}\n`);
console.log(`${out}: ${baseline.places.length} places of ${baseline.electionDate}`);

/** `RD=FILE` → both. */
function pairIn(option: string): readonly [name: string, value: string] {
  const at = option.indexOf('=');
  return [option.slice(0, at), option.slice(at + 1)];
}

function fileOf(option: string): string {
  return basename(pairIn(option)[1]);
}

async function readTables(tables: readonly string[], electionDate: string) {
  const renamed = Object.fromEntries((values.renamed ?? []).map(pairIn));
  const seats = values.seats ? councilSeats(await readFile(values.seats, 'utf8'), electionDate) : new Map();
  const found: MunicipalityResult[] = [];
  for (const [name, path] of tables.map(pairIn)) {
    const type = ELECTION_TYPES.find((each): each is ElectionType => each === name);
    if (!type) throw new Error(`${name} is no election`);
    const text = await readFile(path, 'utf8');
    for (const result of resultsOfTable({ type, date: electionDate, text, renamed })) {
      const held = type === 'KF' ? seats.get(result.municipality) : undefined;
      found.push(held ? { ...result, seats: [held] } : result);
    }
  }
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function readFinal(path: string): Promise<readonly MunicipalityResult[]> {
  const archive = openArchive(await readFile(path), basename(path));
  if (!archive.ok) throw new Error(describeFault(archive.error));
  const found: MunicipalityResult[] = [];
  for (const member of archive.value.members) {
    if (readMemberName(member.name)?.count !== 'final' || readMemberName(member.name)?.area === '00')
      continue;
    const bytes = member.read();
    const result = bytes.ok ? readResultFile(member.name, bytes.value, { electionDate: null }) : bytes;
    if (!result.ok) throw new Error(describeFault(result.error));
    if (result.value.kind === 'municipality') found.push(result.value);
  }
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function placeOf(result: MunicipalityResult): BaselineFile['places'][number] {
  const ordinary = result.reports.filter(({ kind }) => kind === 'ordinary');
  const collection = result.reports.filter(({ kind }) => kind === 'collection');
  const predecessors = predecessorsOf(
    result,
    later.filter((next) => next.municipality === result.municipality),
    results,
  );
  return {
    type: result.type,
    municipality: result.municipality,
    ordinary: pair(ordinary),
    collection: pair(collection),
    districts: Object.fromEntries(ordinary.map((report) => [report.district, pair([report])])),
    eligible: sum(ordinary, (report) => report.eligible ?? 0),
    ...partiesOf(result, ordinary, collection),
    ...seatsOf(result),
    ...(Object.keys(predecessors).length > 0
      ? { predecessors: predecessors as Record<string, string[]> }
      : {}),
  };
}

/** All parties' votes, as far as the source tells them apart. */
function partiesOf(
  result: MunicipalityResult,
  ordinary: readonly Report[],
  collection: readonly Report[],
): Partial<Pick<BaselineFile['places'][number], 'parties' | 'votes' | 'collectionVotes'>> {
  const labels = labelsOf(result);
  return {
    parties: labels,
    votes: Object.fromEntries(ordinary.map((report) => [report.district, votesBy(labels, [report])])),
    collectionVotes: votesBy(labels, collection),
  };
}

function pair(reports: readonly Report[]): [number, number] {
  const counted = reports.filter(isCounted);
  return [
    sum(counted, (report) => votesOf(report.votes.parties, party)),
    sum(counted, (report) => report.votes.valid),
  ];
}

/** The council's seats where the municipality's own file has them; `[label, seats]`, without parties that got none. */
function seatsOf({ municipality, seats }: MunicipalityResult): Pick<BaselineFile['places'][number], 'seats'> {
  const council = seats.find(({ area }) => area === municipality);
  const held = council?.parties
    ?.filter(([, count]) => count > 0)
    .map(([label, count]): [string, number] => [label, count]);
  return council && held ? { seats: { of: council.of, parties: held } } : {};
}

/** Labels that got votes in the place, as its file lists them. */
function labelsOf(result: MunicipalityResult): PartyCode[] {
  const counted = result.reports.filter(isCounted);
  return result.parties
    .map(({ code }) => code)
    .filter((code) => counted.some((report) => votesOf(report.votes.parties, code) > 0));
}

function votesBy(labels: readonly PartyCode[], reports: readonly Report[]): number[] {
  const counted = reports.filter(isCounted);
  return labels.map((code) => sum(counted, (report) => votesOf(report.votes.parties, code)));
}

function key(result: MunicipalityResult): string {
  return `${['RD', 'RF', 'KF'].indexOf(result.type)}${result.municipality}`;
}

/** One place a line: small, and readable in a diff. */
function rowPerLine({ places, ...head }: BaselineFile): string {
  const rows = places.map((place) => `    ${JSON.stringify(place)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "places": [\n${rows}\n  ]\n}`;
}
