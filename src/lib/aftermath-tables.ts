/** The tables behind the retrospective's pictures: what `<details>`, the CSV files and the report hold. */
import type { Aftermath } from './election/aftermath.ts';
import type { AftermathReport } from './election/aftermath-report.ts';
import type { ElectionType } from './election/model.ts';
import { pastSeats, pastVotes, type PastElection } from './election/history.ts';
import type { Snapshot, Target } from './election/snapshot-shape.ts';
import {
  contestName,
  gainedMost,
  movedSeats,
  NO_CHANGE_WORDS,
  asPart,
  reasonSentence,
} from './aftermath-words.ts';
import { count, points, seatsCell, share, text, type Cell, type FiguresTable } from './figures-table.ts';
import { capitalise, formatSigned, formatYear } from './format.ts';
import { governingShiftWords, outcomeFigure } from './outcome-words.ts';
import { creditOf, creditsOf } from './election/credit.ts';
import { CONTEST_WORDS, STAGE_WORDS, STATE_WORDS } from './words.ts';

/** What every section of the retrospective is made of. */
export interface Retrospective {
  readonly snapshot: Pick<Snapshot, 'night' | 'programme' | 'targets' | 'contests' | 'asOf'>;
  readonly report: AftermathReport & { readonly reconstructed: boolean };
}

export type Columns<Row> = readonly (readonly [head: string, cell: (row: Row) => Cell])[];

export const table = <Row>(
  head: Pick<FiguresTable, 'id' | 'title' | 'source'>,
  columns: Columns<Row>,
  rows: readonly Row[],
): FiguresTable => ({
  ...head,
  columns: columns.map(([name]) => name),
  rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
});

/** Whom to name below a table of the whole. */
export const creditIn = ({ snapshot }: Retrospective): string => creditOf(snapshot.programme);

const yearsOf = ({ snapshot }: Retrospective) => [
  formatYear(snapshot.night.baselineDate),
  formatYear(snapshot.night.electionDate),
];
const typeName = (type: ElectionType): string => capitalise(CONTEST_WORDS[type]);
const placeNamer = ({ report }: Retrospective) => {
  const names = new Map(report.places.map(({ code, name }) => [code, name]));
  return (code: string): string => names.get(code) ?? code;
};
/** The goal that a contest's share is judged by. */
export const shareGoal = (
  snapshot: Pick<Snapshot, 'programme' | 'targets'>,
  contest: string,
): Target | null =>
  adoptedGoals(snapshot).find((target) => target.kind === 'share' && target.contest === contest) ?? null;

/** The goals that someone adopted: a mere comparison with last time has none. */
const adoptedGoals = ({ programme, targets }: Pick<Snapshot, 'programme' | 'targets'>): readonly Target[] =>
  programme.comparisonOnly ? [] : targets;

/** Every goal with its figure, difference, day and source. */
export function goalsTable(retrospective: Retrospective): FiguresTable {
  const targets = adoptedGoals(retrospective.snapshot);
  const outcome = (cell: (told: ReturnType<typeof outcomeFigure>) => string | null) => (target: Target) =>
    text(cell(outcomeFigure(target, retrospective.snapshot)));
  const columns: Columns<Target> = [
    ['mål', ({ label }) => text(label)],
    ['läge', ({ state }) => text(STATE_WORDS[state])],
    ['utfall', outcome(({ figure }) => figure)],
    ['målet', outcome(({ goal }) => goal)],
    ['skillnad', outcome(({ gap }) => gap)],
    ['gäller', outcome(({ date }) => date)],
    ['källa', outcome(({ source }) => source)],
    ['programmet', ({ source }) => text(source)],
  ];
  return table({ id: 'mal', title: 'Målens utfall', source: creditIn(retrospective) }, columns, targets);
}

/** Every contest: share and seats then and now, turnout, late votes, who gained, who governs. */
export function contestsTable(retrospective: Retrospective): FiguresTable {
  const { snapshot, report } = retrospective;
  const [before, now] = yearsOf(retrospective);
  const { code } = snapshot.programme.party;
  const state = ({ contest }: Aftermath) => shareGoal(snapshot, contest)?.state ?? null;
  const governing = (contest: string) => report.governing.find((shift) => shift.contest === contest);
  const columns: Columns<Aftermath> = [
    ['val', ({ type }) => text(typeName(type))],
    ['område', ({ area }) => text(area.name)],
    ['räkning', ({ stage }) => text(STAGE_WORDS[stage])],
    ['målet', (contest) => text(state(contest) ? STATE_WORDS[state(contest) ?? 'unknown'] : '')],
    [`röster ${code} ${before}`, (contest) => count(contest.before?.own ?? null)],
    [`röster ${code} ${now}`, (contest) => count(contest.now.own)],
    [`giltiga ${before}`, (contest) => count(contest.before?.valid ?? null)],
    [`giltiga ${now}`, (contest) => count(contest.now.valid)],
    [`andel ${before}, %`, (contest) => share(contest.before)],
    [`andel ${now}, %`, (contest) => share(contest.now)],
    ['ändring, procentenheter', (contest) => points(wholly(contest, contest.now), contest.before)],
    [`valdeltagande ${before}, %`, ({ turnoutBefore }) => share(asPart(turnoutBefore))],
    [`valdeltagande ${now}, %`, ({ turnout }) => share(asPart(turnout))],
    ['ändrat valdeltagande', (c) => points(asPart(c.turnout), asPart(c.turnoutBefore))],
    ['giltiga i uppsamlingsdistrikt', ({ collection }) => count(collection?.valid ?? null)],
    ['andel utan dem, %', ({ ordinary }) => share(ordinary)],
    ['de ändrade andelen', (contest) => points(wholly(contest, contest.now), contest.ordinary)],
    ['de flyttade', (contest) => text(movedSeats(contest) ?? '')],
    ['ökade mest', (contest) => text(gainedMost(contest, code)?.code ?? '')],
    [`mandat ${before}`, ({ seatsBefore }) => seatsCell(heldOf(seatsBefore, code), seatsBefore?.of ?? null)],
    [
      `mandat ${now}`,
      ({ seats }) =>
        seatsCell(seats && (seats.parties.find((each) => each.code === code)?.seats ?? 0), seats?.of ?? null),
    ],
    [
      `styrde vid valet ${now}`,
      ({ contest }) => text(governingShiftWords(governing(contest)?.before ?? null)),
    ],
    ['styr efter valet', ({ contest }) => text(governingShiftWords(governing(contest)?.after ?? null))],
    ['varför', (contest) => text(reasonSentence(contest, { code, year: before ?? '' }))],
  ];
  return table(
    { id: 'valen', title: 'Valen då och nu', source: creditIn(retrospective) },
    columns,
    report.contests,
  );
}

/** A part of a contest that is counted throughout: only that is set against another whole. */
const wholly = <T>({ whole }: Aftermath, part: T): T | null => (whole ? part : null);

const heldOf = (seats: Aftermath['seatsBefore'], code: string): number | null =>
  seats && (seats.parties.find(([party]) => party === code)?.[1] ?? 0);

/** What each count said, municipality by municipality. */
export function stepsTable(retrospective: Retrospective): FiguresTable {
  const { places } = retrospective.report;
  const rows = places.flatMap(({ name, ballots }) => ballots.map((ballot) => ({ name, ...ballot })));
  const kept = <T>(value: T | null): T | null => (retrospective.report.reconstructed ? null : value);
  const columns: Columns<(typeof rows)[number]> = [
    ['val', ({ type }) => text(typeName(type))],
    ['kommun', ({ name }) => text(name)],
    ['valdistrikt i valnattens siffror', ({ steps }) => count(kept(steps.same?.districts ?? null))],
    ['valdistrikt i allt', ({ steps }) => count(steps.same?.of ?? null)],
    ['valnatten, %', ({ steps }) => share(kept(steps.same?.night ?? null))],
    ['samma distrikt slutligt, %', ({ steps }) => share(kept(steps.same?.final ?? null))],
    [
      'omräkningen ändrade',
      ({ steps }) => points(kept(steps.same?.final ?? null), kept(steps.same?.night ?? null)),
    ],
    ['efter onsdagen, %', ({ steps }) => share(kept(steps.wednesday))],
    ['slutligt, %', ({ steps }) => share(steps.final)],
  ];
  return table({ id: 'rakningen', title: 'Räkningens steg', source: creditIn(retrospective) }, columns, rows);
}

/** Districts of one election, or of all. */
export function districtsTable(retrospective: Retrospective, type: ElectionType | null = null): FiguresTable {
  const place = placeNamer(retrospective);
  const [before, now] = yearsOf(retrospective);
  const { code } = retrospective.snapshot.programme.party;
  const rows = retrospective.report.districts
    .filter((district) => type === null || district.type === type)
    .sort((a, b) => (b.change ?? -Infinity) - (a.change ?? -Infinity));
  const columns: Columns<(typeof rows)[number]> = [
    ['val', ({ type: of }) => text(typeName(of))],
    ['kommun', ({ municipality }) => text(place(municipality))],
    ['distrikt', ({ name }) => text(name)],
    [`röster ${code}`, (row) => count(row.now.own)],
    ['giltiga', (row) => count(row.now.valid)],
    [`andel ${before}, %`, (row) => share(row.before)],
    [`andel ${now}, %`, (row) => share(row.now)],
    ['ändring, procentenheter', (row) => points(row.now, row.before)],
    [`valdeltagande ${before}, %`, (row) => share(asPart(row.turnoutBefore))],
    [`valdeltagande ${now}, %`, (row) => share(asPart(row.turnout))],
    ['ändrat valdeltagande', (row) => points(asPart(row.turnout), asPart(row.turnoutBefore))],
    ['jämförs inte själv', ({ noChange }) => text(noChange ? NO_CHANGE_WORDS[noChange] : '')],
  ];
  return table(
    { id: 'distrikten', title: 'Distrikten efter ändring', source: creditIn(retrospective) },
    columns,
    rows,
  );
}

/** What the final count changed in single districts. */
export function recountedTable(retrospective: Retrospective): FiguresTable {
  const place = placeNamer(retrospective);
  const { contests, recounted } = retrospective.report;
  const rows = recounted.flatMap(({ contest, districts }) => {
    const of = contests.find((each) => each.contest === contest);
    return districts.map((district, index) => ({ ...district, rank: index + 1, of }));
  });
  const columns: Columns<(typeof rows)[number]> = [
    ['val', ({ of }) => text(of ? contestName(of) : null)],
    ['plats', ({ rank }) => count(rank)],
    ['kommun', ({ municipality }) => text(place(municipality))],
    ['distrikt', ({ name }) => text(name)],
    ['ändrade röster', ({ moved }) => count(moved)],
    ['valnatten, %', ({ night }) => share(night)],
    ['slutligt, %', ({ final }) => share(final)],
    ['ändring, procentenheter', ({ night, final }) => points(final, night)],
    ['partier', ({ changes }) => text(changes.map(([code, by]) => `${code} ${formatSigned(by)}`).join(', '))],
  ];
  return table(
    { id: 'omraknade', title: 'Vad den slutliga räkningen ändrade', source: creditIn(retrospective) },
    columns,
    rows,
  );
}

/** The same voters' ballots in up to three elections. */
export function ballotsTable(retrospective: Retrospective): FiguresTable {
  const [before, now] = yearsOf(retrospective);
  const rows = retrospective.report.places.flatMap(({ name, ballots }) =>
    ballots.map((ballot) => ({ name, ...ballot })),
  );
  const columns: Columns<(typeof rows)[number]> = [
    ['kommun', ({ name }) => text(name)],
    ['val', ({ type }) => text(typeName(type))],
    ['röster', (row) => count(row.now.own)],
    ['giltiga', (row) => count(row.now.valid)],
    [`andel ${before}, %`, (row) => share(row.before)],
    [`andel ${now}, %`, (row) => share(row.now)],
    ['ändring, procentenheter', (row) => points(row.now, row.before)],
  ];
  return table(
    { id: 'valsedlarna', title: 'Tre val på samma plats', source: creditIn(retrospective) },
    columns,
    rows,
  );
}

/** What became of every party in every contest. */
export function partiesTable(retrospective: Retrospective): FiguresTable {
  const [before, now] = yearsOf(retrospective);
  const whole = retrospective.report.contests.filter((contest) => contest.whole);
  const rows = whole.flatMap((contest) => contest.parties.map((party) => ({ contest, party })));
  const part = ({ contest, party }: (typeof rows)[number]) => ({
    own: party.votes,
    valid: contest.now.valid,
  });
  const last = ({ contest, party }: (typeof rows)[number]) =>
    party.votesBefore === null || !contest.before
      ? null
      : { own: party.votesBefore, valid: contest.before.valid };
  const columns: Columns<(typeof rows)[number]> = [
    ['val', ({ contest }) => text(contestName(contest))],
    ['parti', ({ party }) => text(party.code)],
    ['namn', ({ party }) => text(party.name)],
    [`röster ${before}`, ({ party }) => count(party.votesBefore)],
    [`röster ${now}`, ({ party }) => count(party.votes)],
    [`andel ${before}, %`, (row) => share(last(row))],
    [`andel ${now}, %`, (row) => share(part(row))],
    ['ändring, procentenheter', (row) => points(part(row), last(row))],
  ];
  return table(
    { id: 'partierna', title: 'Partierna då och nu', source: creditIn(retrospective) },
    columns,
    rows,
  );
}

/** Every election on record of every area. */
export function yearsTable(elections: readonly PastElection[], code: string): FiguresTable {
  const part = (past: PastElection) => {
    const own = pastVotes(past, code);
    return own === null ? null : { own, valid: past.valid };
  };
  const columns: Columns<PastElection> = [
    ['år', ({ year }) => text(year)],
    ['val', ({ type }) => text(typeName(type))],
    ['område', ({ area }) => text(area.name)],
    ['räkning', ({ stage }) => text(stage === 'final' ? 'slutligt' : 'preliminärt')],
    [`röster ${code}`, (past) => count(pastVotes(past, code))],
    ['giltiga', ({ valid }) => count(valid)],
    [`andel ${code}, %`, (past) => share(part(past))],
    [`mandat ${code}`, (past) => count(pastSeats(past, code))],
    ['mandat i allt', ({ seats }) => count(seats?.of ?? null)],
    ['mandaten är', ({ seats }) => text(seats && SEATS_BY[seats.by])],
    ['avgivna röster', ({ turnout }) => count(turnout?.cast ?? null)],
    ['röstberättigade', ({ turnout }) => count(turnout?.eligible ?? null)],
    ['valdeltagande, %', ({ turnout }) => share(asPart(turnout))],
    [
      'valdeltagandet är',
      ({ turnout }) => text(turnout && (turnout.stage === 'final' ? 'slutligt' : 'preliminärt')),
    ],
    ['källa', ({ credit }) => text(credit)],
    ['uppgiften', ({ origin }) => text(origin)],
  ];
  return table({ id: 'aren', title: 'Valen genom åren', source: creditsOf(elections) }, columns, elections);
}

export const SEATS_BY = {
  official: 'officiella',
  computed: 'beräknade ur rösterna',
  fixed: 'valkretsens fasta, beräknade; utjämningsmandat är okända',
} as const;

/** All tables of the retrospective, in the order of its sections. */
export const retrospectiveTables = (retrospective: Retrospective): readonly FiguresTable[] =>
  [
    goalsTable(retrospective),
    contestsTable(retrospective),
    stepsTable(retrospective),
    recountedTable(retrospective),
    districtsTable(retrospective),
    ballotsTable(retrospective),
    partiesTable(retrospective),
  ].filter(({ rows }) => rows.length > 0);
