/** The congress report's own tables: numbers of the goals, seats, governing; and one municipality's part of the whole. */
import {
  creditIn,
  retrospectiveTables,
  table,
  yearsTable,
  type Columns,
  type Retrospective,
} from './aftermath-tables.ts';
import { asPart, contestName, NO_CHANGE_WORDS } from './aftermath-words.ts';
import { countStepsTable } from './count-steps.ts';
import type { AftermathDistrict } from './election/aftermath-districts.ts';
import type { CountedGoal } from './election/count-draft.ts';
import type { PastElection } from './election/history.ts';
import type { ElectionType } from './election/model.ts';
import type { GoverningWords, Snapshot, Target } from './election/snapshot-shape.ts';
import { count, number, points, share, text, type Cell, type FiguresTable } from './figures-table.ts';
import { formatDay, formatYear } from './format.ts';
import { partiesWords, periodWords } from './governing-words.ts';
import { handCountsTable } from './hand-counts.ts';
import { outcomeFigure } from './outcome-words.ts';
import { stageOfNight, STATE_WORDS } from './words.ts';

const EMPTY = text('');

/** Every goal as numbers: what was reached and asked in the unit that stands beside it; who governs in words. */
export function goalNumbersTable(retrospective: Retrospective): FiguresTable {
  const { snapshot } = retrospective;
  const contestOf = ({ contest }: Target) => snapshot.contests.find(({ id }) => id === contest);
  const told = (target: Target) => outcomeFigure(target, snapshot);
  const votes = (target: Target) => {
    const contest = contestOf(target);
    return contest && contest.valid > 0 ? { own: contest.own.votes, valid: contest.valid } : null;
  };
  const before = (target: Target) => {
    const baseline = contestOf(target)?.baseline;
    return baseline ? { own: baseline.votes, valid: baseline.valid } : null;
  };
  const columns: Columns<Target> = [
    ['mål', ({ label }) => text(label)],
    ['läge', ({ state }) => text(STATE_WORDS[state])],
    ['utfall', (target) => figureCell(target, votes(target))],
    ['målet', (target) => goalCell(target, before(target))],
    ['mått', (target) => text(UNITS[target.kind] ?? target.unit ?? '')],
    ['skillnad', (target) => gapCell(target, votes(target), before(target))],
    ['röster', (target) => (isOfVotes(target) ? count(votes(target)?.own ?? null) : EMPTY)],
    ['giltiga röster', (target) => (isOfVotes(target) ? count(votes(target)?.valid ?? null) : EMPTY)],
    ['styre', (target) => (target.kind === 'governing' ? text(told(target).figure) : EMPTY)],
    ['gäller', (target) => text(told(target).date)],
    ['källa', (target) => text(told(target).source)],
    ['programmet', ({ source }) => text(source)],
  ];
  return table(
    { id: 'mal', title: 'Målens utfall', source: creditIn(retrospective) },
    columns,
    snapshot.targets,
  );
}

const UNITS: Readonly<Partial<Record<Target['kind'], string>>> = { share: '%', votes: 'röster' };
const isOfVotes = ({ kind }: Target): boolean => kind === 'share' || kind === 'votes';
type Votes = { readonly own: number; readonly valid: number } | null;

function figureCell({ kind, value }: Target, votes: Votes): Cell {
  if (kind === 'governing') return EMPTY;
  return kind === 'share' ? share(votes) : number(value);
}
/** A share that is not last time's is told in the goal's own words, on the page. */
function goalCell({ kind, goal }: Target, before: Votes): Cell {
  if (kind === 'governing') return EMPTY;
  if (kind !== 'share') return number(goal);
  return before && goal === before.own / before.valid
    ? share(before)
    : number(goal === null ? null : 100 * goal);
}
function gapCell({ kind, gap }: Target, votes: Votes, before: Votes): Cell {
  if (kind === 'governing') return EMPTY;
  return kind === 'share' ? points(votes, before) : number(gap);
}

/** Every party's seats then and now in every contest whose seats are known. */
export function seatsTable(retrospective: Retrospective): FiguresTable {
  const { snapshot, report } = retrospective;
  const before = formatYear(snapshot.night.baselineDate);
  const now = formatYear(snapshot.night.electionDate);
  const rows = report.contests.flatMap((contest) => {
    const held = new Map(contest.seats?.parties.map(({ code, seats }) => [code, seats]));
    const last = new Map<string, number>(contest.seatsBefore?.parties ?? []);
    const codes = [...new Set([...held.keys(), ...last.keys()])].filter(
      (code) => (held.get(code) ?? 0) + (last.get(code) ?? 0) > 0,
    );
    return codes.map((code) => ({
      contest,
      code,
      now: contest.seats && (held.get(code) ?? 0),
      before: contest.seatsBefore && (last.get(code) ?? 0),
    }));
  });
  const columns: Columns<(typeof rows)[number]> = [
    ['val', ({ contest }) => text(contestName(contest))],
    ['parti', ({ code }) => text(code)],
    [`mandat ${before}`, (row) => count(row.before)],
    [`av ${before}`, ({ contest }) => count(contest.seatsBefore?.of ?? null)],
    [`mandat ${now}`, (row) => count(row.now)],
    [`av ${now}`, ({ contest }) => count(contest.seats?.of ?? null)],
    ['ändring', (row) => count(row.now === null || row.before === null ? null : row.now - row.before)],
    ['mandaten är', ({ contest }) => text(contest.seats?.official ? 'officiella' : 'beräknade av Målvakt')],
  ];
  return table({ id: 'mandaten', title: 'Mandat då och nu', source: creditIn(retrospective) }, columns, rows);
}

/** Who governed on election day, who governs after it, and every later change on record. */
export function governingTable({ report }: Retrospective): FiguresTable {
  const names = new Map(report.contests.map(({ contest, area }) => [contest, area.name]));
  const rows = report.governing.flatMap(({ contest, before, after, later }) => [
    { area: names.get(contest) ?? contest, when: 'vid valet', fact: before },
    { area: names.get(contest) ?? contest, when: 'efter valet', fact: after },
    ...later.map((fact) => ({ area: names.get(contest) ?? contest, when: 'senare', fact })),
  ]);
  const of = (cell: (fact: GoverningWords) => string) => (row: (typeof rows)[number]) =>
    text(row.fact && cell(row.fact));
  const columns: Columns<(typeof rows)[number]> = [
    ['område', ({ area }) => text(area)],
    ['när', ({ when }) => text(when)],
    ['styr', of(partiesWords)],
    ['mandatperiod', of(({ term }) => `${term.from}–${term.to}`)],
    ['från och till', of(periodWords)],
    ['källa', of(({ sources }) => sources.join('; '))],
  ];
  return table({ id: 'styret', title: 'Vilka som styr', source: 'Källor: se varje rad' }, columns, rows);
}

/** A municipality's districts in one election, the largest gain first. */
export function placeDistrictsTable(retrospective: Retrospective, type: ElectionType): FiguresTable {
  const { snapshot, report } = retrospective;
  const before = formatYear(snapshot.night.baselineDate);
  const now = formatYear(snapshot.night.electionDate);
  const rows = report.districts
    .filter((district) => district.type === type)
    .sort((a, b) => (b.change ?? -Infinity) - (a.change ?? -Infinity));
  const columns: Columns<AftermathDistrict> = [
    ['distrikt', ({ name }) => text(name)],
    ['röster', (row) => count(row.now.own)],
    ['giltiga', (row) => count(row.now.valid)],
    [`% ${before}`, (row) => share(row.before)],
    [`% ${now}`, (row) => share(row.now)],
    ['ändring', (row) => (row.noChange ? text('–') : points(row.now, row.before))],
    ['deltagande, %', (row) => share(asPart(row.turnout))],
    ['jämförs inte själv', ({ noChange }) => text(noChange ? NO_CHANGE_WORDS[noChange] : '')],
  ];
  return table(
    { id: 'distrikten', title: 'Distrikten efter ändring', source: creditIn(retrospective) },
    columns,
    rows,
  );
}

/** What of the whole is one municipality's: its goals, its council, its ballots, its districts. */
export function municipalityPart({ snapshot, report }: Retrospective, code: string): Retrospective {
  const contests = new Set(
    report.contests
      .filter(({ type, area }) => type === 'KF' && area.code === code)
      .map(({ contest }) => contest),
  );
  const here = <T extends { readonly contest: string }>(all: readonly T[]) =>
    all.filter(({ contest }) => contests.has(contest));
  return {
    snapshot: {
      ...snapshot,
      targets: snapshot.targets.filter(({ contest }) => contest !== null && contests.has(contest)),
    },
    report: {
      ...report,
      contests: here(report.contests),
      places: report.places.filter((place) => place.code === code),
      districts: report.districts.filter(({ municipality }) => municipality === code),
      groups: report.groups.filter(({ municipality }) => municipality === code),
      recounted: here(report.recounted),
      governing: here(report.governing),
    },
  };
}

/** On what ground the report's figures stand: which count, of which day, and who reckoned what. */
export const reportGround = ({
  contests,
  asOf,
  night,
}: Pick<Snapshot, 'contests' | 'asOf' | 'night'>): string =>
  `${stageOfNight(contests)}, ${formatDay(asOf ?? night.electionDate)}. Jämförelser, beräknade mandat och summor är räknade av Målvakt.`;

/** All tables of the report, one sheet each. */
export function reportTables(
  retrospective: Retrospective,
  counted: readonly CountedGoal[],
  elections: readonly PastElection[],
): readonly FiguresTable[] {
  const { code } = retrospective.snapshot.programme.party;
  const others = retrospectiveTables(retrospective);
  return [
    goalNumbersTable(retrospective),
    ...others.filter(({ id }) => id !== 'mal'),
    seatsTable(retrospective),
    governingTable(retrospective),
    handCountsTable(counted),
    yearsTable(elections, code),
    countStepsTable(elections, code),
  ].filter(({ rows }) => rows.length > 0);
}
