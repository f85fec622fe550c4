/**
 * `npm run baseline -- --party S --archive FINAL.zip [--next LATER.zip] --out FILE`: makes a programme's baseline, last
 * time's final results, from the authority's own final archive. With `--next` (the final archive of the election after)
 * merged districts get the old districts that they are the sum of.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isCounted, sum, votesOf } from '../lib/election/tally.ts';
import type { MunicipalityResult, PartyCode, Report } from '../lib/election/model.ts';
import { openArchive } from '../lib/election/parse/archive.ts';
import { describeFault } from '../lib/election/parse/error.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import { readResultFile } from '../lib/election/parse/result-file.ts';
import { predecessorsOf } from './predecessors.ts';

const CREDIT = 'Källa: Valmyndigheten';

const { values } = parseArgs({
  options: {
    party: { type: 'string' },
    archive: { type: 'string' },
    next: { type: 'string' },
    out: { type: 'string' },
  },
});
if (!values.party || !values.archive || !values.out) {
  console.error('usage: npm run baseline -- --party LABEL --archive FINAL.zip [--next LATER.zip] --out FILE');
  process.exit(1);
}
const party = values.party as PartyCode;
const results = await readFinal(values.archive);
const later = values.next ? await readFinal(values.next) : [];
const baseline = {
  electionDate: results[0]?.electionDate,
  party: values.party,
  origin: `slutresultatets XML-filer, ${basename(values.archive)}; [egna röster, giltiga röster] per valdistrikt; votes: röster i partiernas ordning`,
  credit: CREDIT,
  places: results.map(placeOf),
};
await writeFile(values.out, `${rowPerLine(baseline)}\n`);
console.log(`${values.out}: ${baseline.places.length} places of ${baseline.electionDate}`);

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

function placeOf(result: MunicipalityResult) {
  const ordinary = result.reports.filter(({ kind }) => kind === 'ordinary');
  const collection = result.reports.filter(({ kind }) => kind === 'collection');
  const labels = labelsOf(result);
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
    parties: labels,
    votes: Object.fromEntries(ordinary.map((report) => [report.district, votesBy(labels, [report])])),
    collectionVotes: votesBy(labels, collection),
    ...seatsOf(result),
    ...(Object.keys(predecessors).length > 0 ? { predecessors } : {}),
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
function seatsOf({ municipality, seats }: MunicipalityResult) {
  const council = seats.find(({ area }) => area === municipality);
  const held = council?.parties?.filter(([, count]) => count > 0);
  return council && held ? { seats: { of: council.of, parties: held } } : {};
}

/** Labels that got votes in the place, as its file lists them. */
function labelsOf(result: MunicipalityResult): readonly PartyCode[] {
  const counted = result.reports.filter(isCounted);
  return result.parties
    .map(({ code }) => code)
    .filter((code) => counted.some((report) => votesOf(report.votes.parties, code) > 0));
}

function votesBy(labels: readonly PartyCode[], reports: readonly Report[]): readonly number[] {
  const counted = reports.filter(isCounted);
  return labels.map((code) => sum(counted, (report) => votesOf(report.votes.parties, code)));
}

function key(result: MunicipalityResult): string {
  return `${['RD', 'RF', 'KF'].indexOf(result.type)}${result.municipality}`;
}

/** One place a line: small, and readable in a diff. */
function rowPerLine({ places, ...head }: typeof baseline): string {
  const rows = places.map((place) => `    ${JSON.stringify(place)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "places": [\n${rows}\n  ]\n}`;
}
