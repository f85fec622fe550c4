/** The final results of 2026: the Riksdag by municipality, the region and the eight councils with their seats. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FinalCount, FinalEntry, PartyVotesEntry } from './json-table.ts';
import { codeOf } from './parties-2026.ts';
import { COUNCILS, number, resultsBefore, rowsOf, sumBefore, type Line } from './sources-2026.ts';

const RIKSDAG = 'results-2022-2026/riksdag-2026-final.json';
const OTHERS_2026 = 'results-2022-2026/region-and-councils-2026-final.json';
const PRELIMINARY = 'seats/jamtland-votes-seats-2006-2026.csv';
/** On record. */
const RIKSDAG_AT = '2026-09-19T14:53:03';
/** Our own. */
const REGION_AT = '2026-09-23T10:15:00';
const COUNCILS_AT: Readonly<Record<string, string>> = {
  '2303': '2026-09-24T09:20:00',
  '2305': '2026-09-24T10:05:00',
  '2326': '2026-09-24T11:10:00',
  '2313': '2026-09-24T13:30:00',
  '2361': '2026-09-24T14:45:00',
  '2309': '2026-09-25T09:40:00',
  '2321': '2026-09-25T11:15:00',
  '2380': '2026-09-25T15:30:00',
};
const OTHERS = 'ÖVR';
const ALL = '23';

interface RiksdagArea {
  readonly votes: readonly number[];
  readonly valid: number;
  readonly blank: number;
  readonly total: number;
  readonly electorate: number;
  readonly counted: number;
}

interface RiksdagFinal {
  readonly partyOrder: readonly string[];
  readonly valkrets27: RiksdagArea;
  readonly kommuner: Readonly<Record<string, RiksdagArea>>;
}

interface SeatedArea {
  readonly namn: string;
  readonly valid: number;
  readonly totalSeats: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly seats: Readonly<Record<string, number>>;
}

type SeatedFinals = Readonly<Record<'RF' | 'KF', Readonly<Record<string, SeatedArea>>>>;

/** In the order in which they are published. */
export async function finals2026(folder: string): Promise<FinalEntry[]> {
  const read = async (path: string) => readFile(join(folder, path), 'utf8');
  const riksdag = JSON.parse(await read(RIKSDAG)) as RiksdagFinal;
  const seated = JSON.parse(await read(OTHERS_2026)) as SeatedFinals;
  const bodies = rowsOf(await read(PRELIMINARY));
  const region = await resultsBefore(folder, 'region');
  const councils = await resultsBefore(folder, 'kommun');
  const districts = (code: string) =>
    code === ALL ? riksdag.valkrets27.counted : (riksdag.kommuner[code]?.counted ?? 0);
  const entries = [
    ...Object.entries(seated.RF).map(([code, area]) => ({
      ...seatedEntry({ election: 'RF', code, area, bodies, before: sumBefore(region, code) }),
      exportedAt: REGION_AT,
      districts: districts(code),
    })),
    ...Object.entries(seated.KF).map(([code, area]) => ({
      ...seatedEntry({ election: 'KF', code, area, bodies, before: sumBefore(councils, code) }),
      exportedAt: COUNCILS_AT[code] ?? '',
      districts: districts(code),
    })),
  ];
  const first = riksdagEntry(riksdag, await resultsBefore(folder, 'riksdag'));
  return [first, ...entries.sort((a, b) => (a.exportedAt < b.exportedAt ? -1 : 1))];
}

function riksdagEntry(final: RiksdagFinal, results: ReadonlyMap<string, Line>): FinalEntry {
  const count = (code: string, name: string, area: RiksdagArea | undefined): FinalCount => {
    if (!area) throw new Error(`The final Riksdag result lacks ${code}.`);
    const before = sumBefore(results, code);
    const votes = final.partyOrder.flatMap((label, index): PartyVotesEntry[] =>
      label === OTHERS ? [] : [[codeOf(label), area.votes[index] ?? 0, cell(before, label)]],
    );
    return {
      code,
      name,
      districts: area.counted,
      eligible: area.electorate,
      cast: area.total,
      blank: area.blank,
      votes,
      others: area.votes[final.partyOrder.indexOf(OTHERS)] ?? null,
      before: turnoutBefore(before),
    };
  };
  return {
    election: 'RD',
    exportedAt: RIKSDAG_AT,
    threshold: 4,
    ...count(ALL, 'Jämtlands län', final.valkrets27),
    municipalities: COUNCILS.map(([code, name]) => count(code, name, final.kommuner[code])),
  };
}

interface Seated {
  readonly election: 'RF' | 'KF';
  readonly code: string;
  readonly area: SeatedArea;
  /** All rows of the table of bodies. */
  readonly bodies: readonly Line[];
  readonly before: Line;
}

type Undated = Omit<FinalEntry, 'exportedAt' | 'districts'>;

function seatedEntry({ election, code, area, bodies, before }: Seated): Undated {
  const rows = bodies.filter((row) => row.type === election && row.area === code);
  const old = rows.filter(({ year }) => year === '2022');
  const preliminary = rows.find(({ year }) => year === '2026');
  const oldSeats = (label: string) => number(old.find(({ party }) => party === label)?.seats ?? '0');
  const seated = new Set([
    ...Object.keys(area.seats),
    ...old.filter(({ seats }) => seats !== '0').map(({ party }) => party ?? ''),
  ]);
  const invalid = number(preliminary?.cast) - number(preliminary?.valid);
  return {
    election,
    code,
    name: area.namn,
    threshold: election === 'RF' ? 3 : 2,
    eligible: number(preliminary?.eligible),
    cast: area.valid + invalid,
    blank: null,
    votes: Object.entries(area.votes).map(([label, votes]): PartyVotesEntry => {
      const own = cell(before, label) ?? old.find(({ party }) => party === label)?.votes;
      return [codeOf(label), votes, own === undefined ? null : Number(own)];
    }),
    others: null,
    before: turnoutBefore(before),
    seats: {
      total: area.totalSeats,
      totalBefore: number(old[0]?.total_seats),
      parties: [...seated].map((label) => [codeOf(label), area.seats[label] ?? 0, oldSeats(label)]),
    },
  };
}

/** A party's previous votes where the table of 2022 has a column of its own for it. */
const cell = (before: Line, label: string): number | null =>
  before[label] === undefined ? null : number(before[label]);

const turnoutBefore = (before: Line): FinalCount['before'] => ({
  eligible: number(before['ANTAL RÖSTBERÄTTIGADE']),
  cast: number(before['ANTAL RÖSTANDE']),
  valid: number(before['ANTAL GILTIGA VALSEDLAR']),
  blank: number(before['VARAV BLANKA VALSEDLAR']),
});
