/**
 * Tables to copy: plain numbers in the cells, units in the column heads, an empty cell where there is no figure. The same
 * guard as in the sentences: last time's figures stand for the same places only, beside their own votes of now.
 */
import type { Contest, DistrictRow, LikeForLike, Snapshot, Target } from '../election/snapshot-shape.ts';
import { formatPercentOf, formatYear } from '../format.ts';
import { creditOf, type Credited } from '../election/credit.ts';
import { countCell, nameCell, percentCell, pointsCell, timeCell } from '../spreadsheet.ts';
import { CONTEST_WORDS, STAGE_WORDS, STATE_WORDS } from '../words.ts';
import { escapeHtml, type Copy, type CopyContext } from './copy.ts';
import { allOrdinaryIn } from './figures.ts';

export interface TableRow {
  /** Contest, party, goal or district, by its code. */
  readonly id: string;
  readonly cells: readonly string[];
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** A column: its head with the unit, and its cell. */
type Columns<Row> = readonly (readonly [head: string, cell: (row: Row) => string])[];

const tableOf = <Row>(columns: Columns<Row>, rows: readonly Row[], idOf: (row: Row) => string): Table => ({
  columns: columns.map(([head]) => head),
  rows: rows.map((row) => ({ id: idOf(row), cells: columns.map(([, cell]) => cell(row)) })),
});

const isCounted = ({ stage, valid }: Contest): boolean => stage !== 'none' && valid > 0;

/** How far a contest is counted, in which count, when, and who says so; no figure of its own before the first district. */
const basisOf = (programme: Credited): Columns<Contest> => [
  ['räknade valdistrikt', ({ counted }) => countCell(counted.districts)],
  ['valdistrikt i allt', ({ counted }) => countCell(counted.of)],
  ['räknade uppsamlingsdistrikt', ({ counted }) => countCell(counted.collection)],
  ['uppsamlingsdistrikt i allt', ({ counted }) => countCell(counted.collectionOf)],
  ['läge', ({ stage }) => STAGE_WORDS[stage]],
  ['tid', ({ asOf }) => timeCell(asOf)],
  ['källa', () => creditOf(programme)],
];

const compared =
  (cell: (likeForLike: LikeForLike) => string) =>
  ({ likeForLike }: Contest) =>
    likeForLike && likeForLike.valid > 0 && likeForLike.validBefore > 0 ? cell(likeForLike) : '';
const now = ({ own, valid }: LikeForLike) => ({ own, valid });
const before = ({ ownBefore, validBefore }: LikeForLike) => ({ own: ownBefore, valid: validBefore });

/** The programme's party in every contest. */
export function contestsTable(snapshot: Snapshot): Table {
  const { code } = snapshot.programme.party;
  const year = formatYear(snapshot.night.baselineDate);
  const here = (cell: (contest: Contest) => string) => (contest: Contest) =>
    isCounted(contest) ? cell(contest) : '';
  const columns: Columns<Contest> = [
    ['val', ({ type }) => CONTEST_WORDS[type]],
    ['område', ({ area }) => nameCell(area.name)],
    [`röster ${code}`, here(({ own }) => countCell(own.votes))],
    ['giltiga röster', here(({ valid }) => countCell(valid))],
    [`andel ${code}, %`, here(({ own, valid }) => percentCell(own.votes, valid))],
    ['jämförda valdistrikt', compared(({ districts }) => countCell(districts))],
    ['jämförda uppsamlingsdistrikt', compared(({ collection }) => countCell(collection))],
    [`röster ${code} i jämförda distrikt`, compared(({ own }) => countCell(own))],
    [`andel ${code} i jämförda distrikt, %`, compared(({ own, valid }) => percentCell(own, valid))],
    [`röster ${code} i samma distrikt ${year}`, compared(({ ownBefore }) => countCell(ownBefore))],
    [
      `andel ${code} i samma distrikt ${year}, %`,
      compared(({ ownBefore, validBefore }) => percentCell(ownBefore, validBefore)),
    ],
    ['förändring, procentenheter', compared((both) => pointsCell(now(both), before(both)))],
    ...basisOf(snapshot.programme),
  ];
  return tableOf(columns, snapshot.contests, ({ id }) => id);
}

interface PartyRow {
  readonly code: string;
  readonly name: string;
  readonly votes: number;
}

const OTHERS = { code: '', name: 'Övriga giltiga röster' };

/** The parties of one contest, the largest first, and what no party has; nothing before the first valid vote. */
export function partiesTable(contest: Contest, programme: Credited): Table {
  const { seats, valid } = contest;
  const others = contest.other > 0 ? [{ ...OTHERS, votes: contest.other }] : [];
  const rows: readonly PartyRow[] = isCounted(contest) ? [...contest.parties, ...others] : [];
  const seatsOf = ({ code }: PartyRow): string =>
    code === OTHERS.code ? '' : countCell(seats?.parties.find((party) => party.code === code)?.seats ?? 0);
  const columns: Columns<PartyRow> = [
    ['parti', ({ name }) => nameCell(name)],
    ['beteckning', ({ code }) => nameCell(code)],
    ['röster', ({ votes }) => countCell(votes)],
    ['andel, %', ({ votes }) => percentCell(votes, valid)],
    ...(seats && !seats.lot && allOrdinaryIn(contest)
      ? [[seats.official ? 'mandat' : 'mandat, beräknat av Målvakt', seatsOf] as const]
      : []),
    ...basisOf(programme).map(([head, cell]) => [head, () => cell(contest)] as const),
  ];
  return tableOf(columns, rows, ({ code }) => code);
}

/** Every goal of the programme; goals of each kind have columns of their own, since a column has one unit. */
export function goalsTable(snapshot: Snapshot): Table {
  const contestOf = ({ contest }: Target) => snapshot.contests.find(({ id }) => id === contest);
  const of = (kind: Target['kind'], cell: (target: Target) => string) => (target: Target) =>
    target.kind === kind ? cell(target) : '';
  const columns: Columns<Target> = [
    ['mål', ({ label }) => nameCell(label)],
    ['besked', ({ state }) => STATE_WORDS[state]],
    ['slutligt', ({ final }) => (final ? 'ja' : 'nej')],
    ['målet är mer än, %', of('share', ({ goal }) => shareCell(goal))],
    ['nu, %', of('share', (target) => ownShare(contestOf(target)))],
    ['målet är minst, röster', of('votes', ({ goal }) => countCell(goal))],
    ['nu, röster', of('votes', ({ value }) => countCell(value))],
    ['målet, eget mått', of('count', ({ goal }) => numberCell(goal))],
    ['nu, eget mått', of('count', ({ value }) => numberCell(value))],
    ['mått', ({ unit }) => unit ?? ''],
    ['uppgift från', ({ counted }) => counted?.date ?? ''],
    ...basisOf(snapshot.programme)
      .filter(([head]) => head !== 'källa')
      .map(([head, cell]) => [head, (target: Target) => cellIn(contestOf(target), cell)] as const),
    ['källa', sourceIn(snapshot.programme)],
  ];
  return tableOf(columns, snapshot.targets, ({ id }) => id);
}

const cellIn = (contest: Contest | undefined, cell: (contest: Contest) => string): string =>
  contest ? cell(contest) : '';
const ownShare = (contest: Contest | undefined): string =>
  contest && isCounted(contest) ? percentCell(contest.own.votes, contest.valid) : '';
/** A goal that is a share is known as a quotient alone. */
const shareCell = (share: number | null): string => (share === null ? '' : formatPercentOf(share));
const numberCell = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));

const sourceIn =
  (programme: Credited) =>
  ({ kind, counted, governing }: Target): string => {
    if (kind === 'count') return counted ? `Egen uppgift: ${counted.source}` : '';
    if (kind === 'governing') return governing?.fact ? governing.fact.sources.join('; ') : '';
    return creditOf(programme);
  };

/** The districts of one contest, counted or not, as `GET /api/contests/:id/districts` gives them. */
export function districtsTable(rows: readonly DistrictRow[], snapshot: Snapshot): Table {
  const { code } = snapshot.programme.party;
  const year = formatYear(snapshot.night.baselineDate);
  const columns: Columns<DistrictRow> = [
    ['kod', ({ district }) => district],
    ['distrikt', ({ name }) => nameCell(name)],
    ['kommun', ({ municipality }) => municipality],
    ['slag', ({ kind }) => (kind === 'ordinary' ? 'valdistrikt' : 'uppsamlingsdistrikt')],
    [`röster ${code}`, ({ own }) => countCell(own)],
    ['giltiga röster', ({ valid }) => countCell(valid)],
    [`andel ${code}, %`, ({ own, valid }) => percentCell(own, valid)],
    [`röster ${code} ${year}`, ({ ownBefore }) => countCell(ownBefore)],
    [`andel ${code} ${year}, %`, ({ ownBefore, validBefore }) => percentCell(ownBefore, validBefore)],
    [
      'förändring, procentenheter',
      ({ own, valid, ownBefore, validBefore }) =>
        pointsCell({ own, valid }, { own: ownBefore, valid: validBefore }),
    ],
    ['avgivna röster', ({ cast }) => countCell(cast)],
    ['röstberättigade', ({ eligible }) => countCell(eligible)],
    [
      'läge',
      ({ valid, count }) =>
        valid === null ? 'inte räknat' : count === 'final' ? STAGE_WORDS.final : 'Preliminärt',
    ],
    ['tid', ({ reportedAt }) => timeCell(reportedAt)],
    ['källa', () => creditOf(snapshot.programme)],
  ];
  return tableOf(columns, rows, ({ district }) => district);
}

/** A copy's context as far as a table needs it: the night's label. */
interface Labelled {
  readonly snapshot: Pick<CopyContext['snapshot'], 'night'>;
}

/** The whole table: tab-separated text and an HTML table in one copy, under the night's label. */
export function tableCopy({ columns, rows }: Table, { snapshot }: Labelled): Copy {
  const { label } = snapshot.night;
  const cells = rows.map((row) => row.cells);
  const lines = [...(label ? [[label]] : []), columns, ...cells];
  const labelRow = label ? `<tr><th colspan="${columns.length}">${escapeHtml(label)}</th></tr>` : '';
  return {
    plain: lines.map((line) => line.map(oneLine).join('\t')).join('\n'),
    html: `<table>${labelRow}${htmlRow(columns, 'th')}${cells.map((row) => htmlRow(row, 'td')).join('')}</table>`,
  };
}

/** The head and one row; `null`: there is no such row. */
export function rowCopy(table: Table, id: string, context: Labelled): Copy | null {
  const row = table.rows.find((each) => each.id === id);
  return row ? tableCopy({ ...table, rows: [row] }, context) : null;
}

const oneLine = (cell: string): string => cell.replaceAll(/[\t\r\n]+/g, ' ');
const htmlRow = (cells: readonly string[], tag: 'th' | 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
