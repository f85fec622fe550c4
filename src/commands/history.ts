/**
 * `npm run history -- --programme jamtland-2018 --data ../shared/data --out FILE.json`: builds a programme's table of
 * past elections from the genuine files: the Riksdag in the county, the region, and every council. Final figures where
 * there are any; what no file has is `null`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { riksdagFixedSeats } from '../lib/election/riksdag-seats.ts';
import type { PartyCode } from '../lib/election/model.ts';
import { loadProgramme } from '../lib/programme/load.ts';
import { historySchema, type HistoryFile } from '../lib/programme/history.ts';
import { councilRows, finalCouncils } from './history-councils.ts';
import { counts2022, counts2026 } from './history-counts.ts';
import { riksdag2022, riksdag2026, riksdagFirst, riksdagOfXml, type RiksdagRow } from './history-riksdag.ts';

type Election = HistoryFile['elections'][number];

const { values } = parseArgs({
  options: { programme: { type: 'string' }, data: { type: 'string' }, out: { type: 'string' } },
});
if (!values.programme || !values.data || !values.out) {
  console.error('usage: npm run history -- --programme NAME --data FOLDER --out FILE.json');
  process.exit(1);
}
const data = values.data;
const file = (path: string) => readFile(join(data, path));
const text = async (path: string) => (await file(path)).toString('utf8');
const programme = await loadProgramme(values.programme);
if (!programme.ok) throw new Error(JSON.stringify(programme.error));
const plan = programme.value;
/** Labels that another one has taken the place of (election-rules §5). */
const RENAMED: Readonly<Record<string, string>> = { FP: 'L', LBPO: 'LPo' };

const councils = [
  ...councilRows(await text('seats/jamtland-votes-seats-2006-2026.csv')),
  ...finalCouncils(await text('results-2022-2026/region-and-councils-2026-final.json')),
];
const riksdag = [
  ...riksdagFirst(await file('final-xml/slutresultat-2010-jamtland.zip')),
  riksdagOfXml('2014-09-14', await file('final-xml/slutresultat-2014-jamtland.zip')),
  riksdagOfXml('2018-09-09', await file('final-xml/slutresultat-2018-jamtland.zip')),
  riksdag2022(await text('results-2022-2026/riksdag-2022-final-districts-jamtland.csv')),
  riksdag2026(await text('results-2022-2026/riksdag-2026-final.json')),
];
/** Preliminary counts by the election's date, where both of them are on record. */
const preliminary = new Map([
  ['2022-09-11', counts2022(await text('results-2022-2026/riksdag-2022-preliminary-county.json'))],
  ['2026-09-13', counts2026(await text('results-2022-2026/riksdag-2026-preliminary-county.json'))],
]);
const elections = plan.contests.flatMap(({ type, area }) =>
  type === 'RD'
    ? riksdag.map((row) => riksdagElection(row, area))
    : newestStage(councils.filter((row) => row.type === type && row.area === area.code)).map((row) => ({
        ...row,
        name: area.name,
        ...largeParties(row),
      })),
);
const table: HistoryFile = {
  origin:
    'Valmyndighetens slutliga resultat, för riksdagsvalet 2022 genom SCB; källa anges för varje rad. Partier under 1 % utan mandat är utelämnade.',
  elections: elections.sort((a, b) => (a.year < b.year ? -1 : a.year > b.year ? 1 : 0)),
};
historySchema.parse(table);
const rows = table.elections.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
await writeFile(
  values.out,
  `{\n  "origin": ${JSON.stringify(table.origin)},\n  "elections": [\n${rows}\n  ]\n}\n`,
);
console.log(`${values.out}: ${table.elections.length} elections`);

/** A later row of the same election takes the place of an earlier one, but for a turnout that it does not tell. */
function newestStage(all: readonly Election[]): readonly Election[] {
  const held = new Map<string, Election>();
  for (const row of all) {
    const before = held.get(row.year);
    held.set(row.year, { ...row, turnout: row.turnout ?? before?.turnout ?? null });
  }
  return [...held.values()];
}

function riksdagElection(
  { date, seats, ...row }: RiksdagRow,
  area: { code: string; name: string },
): Election {
  return {
    year: date.slice(0, 4),
    type: 'RD',
    area: area.code,
    name: area.name,
    ...row,
    seats: seats ?? fixedSeats(date, row),
    ...largeParties({ ...row, seats: null }),
    ...countsOn(date),
  };
}

/** The preliminary counts with their larger parties; nothing where they are not on record. */
function countsOn(date: string): Pick<Election, 'counts'> {
  const counts = preliminary.get(date);
  if (!counts) return {};
  const large = (count: typeof counts.night) => ({
    valid: count.valid,
    ...largeParties({ ...count, seats: null }),
  });
  return {
    counts: { night: large(counts.night), wednesday: large(counts.wednesday), origin: counts.origin },
  };
}

/** The constituency's fixed seats by its own votes; adjustment seats need the whole country's. */
function fixedSeats(date: string, { votes, valid }: Pick<RiksdagRow, 'votes' | 'valid'>): Election['seats'] {
  const of = plan.contests.find(({ type }) => type === 'RD')?.seats?.of;
  if (of === undefined) return null;
  const parties = Object.entries(votes).map(([code, count]) => [code as PartyCode, count] as const);
  const result = riksdagFixedSeats({ parties, valid, seats: of, electionDate: date, nation: null });
  if (result.lot) return null;
  return { of, by: 'fixed', parties: Object.fromEntries(result.seats.filter(([, held]) => held > 0)) };
}

/** Parties with one per cent of the votes or a seat, by today's labels, most votes first. */
function largeParties({ votes, valid, seats }: Pick<Election, 'votes' | 'valid' | 'seats'>) {
  const held = Object.entries(seats?.parties ?? {}).filter(([, count]) => count > 0);
  const large = Object.entries(votes)
    .filter(([code, count]) => code !== 'ÖVR' && (100 * count >= valid || held.some(([has]) => has === code)))
    .sort(([, a], [, b]) => b - a);
  return {
    votes: renamed(large),
    ...(seats ? { seats: { ...seats, parties: renamed(held) } } : {}),
  };
}

function renamed(entries: readonly (readonly [string, number])[]) {
  return Object.fromEntries(entries.map(([label, count]) => [RENAMED[label] ?? label, count]));
}
