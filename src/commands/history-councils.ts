/** Region and councils of past elections, as the compiled table and the newest final file have them. */
import type { HistoryFile } from '../lib/programme/history.ts';

type Election = HistoryFile['elections'][number];

const CREDIT = 'Källa: Valmyndigheten';

/** A line of the compiled table, one party in one election; none of its cells is quoted but the stage's. */
type Line = Readonly<Record<string, string>>;

/** The compiled table: votes and seats of the larger parties. A council's constituencies stand beside its totals. */
export function councilRows(text: string): readonly Election[] {
  const groups = new Map<string, Line[]>();
  for (const line of linesOf(text)) {
    if (line.valkrets) continue;
    const key = [line.year, line.type, line.area].join('/');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [electionOf(first, [first, ...others])] : [],
  );
}

function electionOf(first: Line, lines: readonly Line[]): Election {
  const stage = first.stage?.startsWith('final') ? 'final' : 'preliminary';
  const number = (name: string) => Number(first[name]);
  return {
    year: first.year ?? '',
    type: first.type === 'RF' ? 'RF' : 'KF',
    area: first.area ?? '',
    name: first.name ?? '',
    stage,
    valid: number('valid'),
    votes: Object.fromEntries(lines.map((line) => [line.party, Number(line.votes)])),
    turnout: { cast: number('cast'), eligible: number('eligible'), stage },
    seats: {
      of: number('total_seats'),
      by: first.stage?.includes('COMPUTED') ? 'computed' : 'official',
      parties: Object.fromEntries(lines.map((line) => [line.party, Number(line.seats)])),
    },
    credit: CREDIT,
    origin: originOf(first, stage),
  };
}

function originOf({ source = '', type }: Line, stage: Election['stage']): string {
  const [repository = ''] = source.split(' ');
  const files = type === 'RF' ? 'kommunernas filer, hoplagda' : 'kommunens fil';
  return source.includes('raw/')
    ? `slutresultatets XML, ${files} (genom ${repository})`
    : `${stage === 'final' ? 'slutligt resultat' : 'preliminärt resultat efter onsdagsräkningen'} (genom ${repository})`;
}

/** The final votes and seats of the newest election, without its turnout. */
export function finalCouncils(text: string): readonly Election[] {
  const source = JSON.parse(text) as Record<'KF' | 'RF', Record<string, FinalCouncil>>;
  return (['RF', 'KF'] as const).flatMap((type) =>
    Object.entries(source[type]).map(([area, { namn, valid, totalSeats, votes, seats }]) => ({
      year: FINAL_YEAR,
      type,
      area,
      name: namn,
      stage: 'final' as const,
      valid,
      votes,
      turnout: null,
      seats: { of: totalSeats, by: 'official' as const, parties: seats },
      credit: CREDIT,
      origin:
        'slutligt resultat, myndighetens mandatfördelning (genom OliverRykatkin/H-H); valdeltagandet är det preliminära efter onsdagsräkningen',
    })),
  );
}

/** The file's own name has it. */
const FINAL_YEAR = '2026';

interface FinalCouncil {
  readonly namn: string;
  readonly valid: number;
  readonly totalSeats: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly seats: Readonly<Record<string, number>>;
}

/** A comma-separated table whose cells may be quoted. */
export function linesOf(text: string): readonly Line[] {
  const [head = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
    );
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}
