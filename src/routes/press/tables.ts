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

export interface OfferedTable {
  readonly title: string;
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
        ? [partiesTable(contest), figure.party.code]
        : figure.contest
          ? [contests, figure.contest]
          : null;
  const row = own && rowCopy(own[0], own[1], context);
  const whole = (title: string, table: Table, figures: readonly Figure[]): readonly OfferedTable[] =>
    table.rows.length > 0 ? [{ title, copy: tableCopy(table, context), figures }] : [];
  const ofContest = figure.contest === null ? [] : ownOf(figure.contest, ground);
  return [
    ...(row ? [{ title: 'Raden', copy: row, figures: isGoal || isOther ? [figure] : ofContest }] : []),
    ...whole(
      'Alla val',
      contests,
      snapshot.contests.flatMap(({ id }) => ownOf(id, ground)),
    ),
    ...(contest ? whole('Partierna', partiesTable(contest), sharesOf(contest.id, ground)) : []),
    ...whole('Distrikten', districtsTable(rows, snapshot), ofContest),
    ...(goals.rows.length > 0
      ? whole(
          'Alla mål',
          goals,
          ground.figures.filter(({ kind }) => kind === 'goal' || kind === 'count'),
        )
      : []),
  ];
}

/** The party's share and votes in a contest. */
const ownOf = (contest: string, { figures }: TableGround): readonly Figure[] =>
  figures.filter(({ id }) => id === `${contest}.andel` || id === `${contest}.roster`);

const sharesOf = (contest: string, { figures }: TableGround): readonly Figure[] =>
  figures.filter((figure) => figure.contest === contest && figure.kind === 'share');
