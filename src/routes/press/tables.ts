/** The rows and tables in which a figure stands, and the figures that each of them says. */
import type { DistrictRow, Snapshot } from '$lib/election/snapshot-shape.ts';
import type { Copy, CopyContext } from '$lib/press/copy.ts';
import type { Figure } from '$lib/press/figure.ts';
import {
  contestsTable,
  districtsTable,
  goalsTable,
  partiesTable,
  rowCopy,
  tableCopy,
  type Table,
} from '$lib/press/table.ts';
import { placeOf, whatIsCopied } from './lines.ts';

export interface OfferedTable {
  readonly title: string;
  /** What is copied, in words. */
  readonly what: string;
  readonly copy: Copy;
  /** What is remembered as copied with it. */
  readonly figures: readonly Figure[];
}

/** What the tables are made from; `rows`: the districts of the figure's contest, empty while they are not held. */
export interface TableGround {
  readonly snapshot: Snapshot;
  readonly figures: readonly Figure[];
  readonly rows: readonly DistrictRow[];
  readonly context: CopyContext;
}

/** The figure's own row first, then its whole table, then the others. */
export function tablesOf(figure: Figure, ground: TableGround): readonly OfferedTable[] {
  const { snapshot, rows, context } = ground;
  const contest = snapshot.contests.find(({ id }) => id === figure.contest);
  const contests = contestsTable(snapshot);
  const goals = goalsTable(snapshot);
  const isGoal = figure.kind === 'goal' || figure.kind === 'count';
  const isOther = figure.kind === 'share' && figure.party.code !== snapshot.programme.party.code;
  const own: readonly [Table, string] | null = isGoal
    ? [goals, figure.target.id]
    : figure.kind === 'district'
      ? [districtsTable(rows, snapshot), figure.district]
      : isOther && contest
        ? [partiesTable(contest, snapshot.programme), figure.party.code]
        : figure.contest
          ? [contests, figure.contest]
          : null;
  const row = own && rowCopy(own[0], own[1], context);
  const whole = (
    title: string,
    where: string,
    table: Table,
    within: readonly Figure[],
  ): readonly OfferedTable[] =>
    table.rows.length > 0
      ? [
          {
            title,
            what: `${where}: ${title.toLowerCase()}`,
            copy: tableCopy(table, context),
            figures: within,
          },
        ]
      : [];
  const place = placeOf(figure);
  const ofContest = figure.contest === null ? [] : ownOf(figure.contest, ground);
  const figuresOfRow = isGoal || isOther ? [figure] : ofContest;
  return [
    ...(row
      ? [{ title: 'Raden', what: whatIsCopied(figure, 'raden'), copy: row, figures: figuresOfRow }]
      : []),
    ...(contest
      ? whole('Partierna', place, partiesTable(contest, snapshot.programme), sharesOf(contest.id, ground))
      : []),
    ...whole('Distrikten', place, districtsTable(rows, snapshot), ofContest),
    ...whole(
      'Alla val',
      'Tabell',
      contests,
      snapshot.contests.flatMap(({ id }) => ownOf(id, ground)),
    ),
    ...whole('Alla mål', 'Tabell', goals, ground.figures.filter(isOfGoal)),
  ];
}

const isOfGoal = ({ kind }: Figure): boolean => kind === 'goal' || kind === 'count';

/** The party's share and votes in a contest. */
const ownOf = (contest: string, { figures }: TableGround): readonly Figure[] =>
  figures.filter(({ id }) => id === `${contest}.andel` || id === `${contest}.roster`);

const sharesOf = (contest: string, { figures }: TableGround): readonly Figure[] =>
  figures.filter((figure) => figure.contest === contest && figure.kind === 'share');
