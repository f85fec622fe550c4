import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { csvText } from '../../csv.ts';
import { eveningOf } from '../../format.ts';
import type { Snapshot } from '../../election/snapshot-shape.ts';
import type { Figure, Ground } from '../../press/figure.ts';
import { nowWords } from '../../press/now-words.ts';
import type { Recall } from '../../press/recall.ts';
import { toldFigure, type ToldFigure } from '../../press/told-figure.ts';
import { countCell, nameCell, percentCell, pointsCell } from '../../spreadsheet.ts';
import { creditOf } from '../../election/credit.ts';
import { createFigures, type Behind, type Figures, type Since } from '../figures.ts';
import type { ApiDeps } from './deps.ts';
import { figureCard } from './figure-card.ts';
import { query } from './query.ts';
import { asked, revisionAsked, sameTag } from './snapshot.ts';

const askedOne = asked.extend({ format: z.enum(['json', 'csv']).optional() });
const askedList = askedOne.extend({ contest: z.string().optional() });
const askedCard = asked.extend({ theme: z.enum(['light', 'dark']).optional() });

/** Of which state, of which election. */
interface Told {
  readonly revision: number;
  /** Newest report of all that is counted in. */
  readonly asOf: string | null;
  readonly electionDate: string;
  /** Words for the banner: a replay or a test says so. */
  readonly label: string;
  readonly source: string;
}
export interface FiguresAnswer extends Told {
  readonly figures: readonly ToldFigure[];
}

/** What became of a figure, in the newest revision. */
export interface NowAnswer {
  readonly revision: number;
  /** `null`: there is no such figure any more. */
  readonly figure: ToldFigure | null;
  readonly recall: Recall;
  /** The same in words: a heading, and what lies behind it. */
  readonly title: string;
  readonly text: string;
}
export interface FigureAnswer extends Told {
  readonly figure: ToldFigure;
  readonly behind: Behind;
  readonly now: NowAnswer;
}

/**
 * `GET /api/figures`: every figure that can be copied, of the newest, of `?revision=N` or `?at=TIME`; `?contest=KF-2326`
 * for one contest's with its counted districts. `GET /:id`: one of them, the recorded files behind it, and what it is
 * now. Both also as CSV. `GET /:id/card.svg`: it as a picture.
 */
export function figureRoutes(deps: ApiDeps) {
  const figures = createFigures(deps);
  return new Hono()
    .get('/', query(askedList), async (c) => {
      const { format, contest: id, ...when } = c.req.valid('query');
      const contest = deps.plan.contests.find((each) => each.id === id) ?? null;
      if (id !== undefined && !contest)
        throw new HTTPException(404, { message: `there is no contest ${id}` });
      const snapshot = await snapshotAsked(deps, when);
      const csv = wantsCsv(c, format);
      const headers = tagged(`${snapshot.revision}${csv ? '-csv' : ''}`);
      if (sameTag(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers);
      const found = await figures.list(snapshot, contest);
      if (!csv) {
        const told = found.map((figure) => toldFigure(figure, snapshot, originOf(c.req.url)));
        return c.json({ ...toldOf(snapshot), figures: told } satisfies FiguresAnswer, 200, headers);
      }
      const name = [snapshot.night.id, 'siffror', ...(contest ? [contest.id] : []), snapshot.revision];
      const text = csvOf(found, snapshot, originOf(c.req.url));
      return c.body(text, 200, { ...headers, ...csvHeaders(name.join('-')) });
    })
    .get('/:id', query(askedOne), async (c) => {
      const { format, ...when } = c.req.valid('query');
      const snapshot = await snapshotAsked(deps, when);
      const csv = wantsCsv(c, format);
      // What it is now changes with the newest revision.
      const headers = tagged(csv ? `${snapshot.revision}-csv` : `${snapshot.revision}-${deps.live.newest}`);
      if (sameTag(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers);
      const figure = await figureAsked(figures, snapshot, c.req.param('id'));
      const origin = originOf(c.req.url);
      if (csv) {
        const name = `${snapshot.night.id}-${figure.id}-${snapshot.revision}`.replaceAll(/[^\w.-]/g, '_');
        return c.body(csvOf([figure], snapshot, origin), 200, { ...headers, ...csvHeaders(name) });
      }
      const [behind, since] = await Promise.all([
        figures.behind(figure, snapshot.revision),
        figures.since(figure, snapshot.revision),
      ]);
      const answer: FigureAnswer = {
        ...toldOf(snapshot),
        figure: toldFigure(figure, snapshot, origin),
        behind,
        now: nowOf(since, figure, snapshot, origin),
      };
      return c.json(answer, 200, headers);
    })
    .get('/:id/card.svg', query(askedCard), async (c) => {
      const { theme = 'light', ...when } = c.req.valid('query');
      const snapshot = await snapshotAsked(deps, when);
      const headers = { ...tagged(`${snapshot.revision}-${theme}`), ...CARD_HEADERS };
      if (sameTag(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers);
      const figure = await figureAsked(figures, snapshot, c.req.param('id'));
      return c.body(await figureCard(figure, snapshot, theme), 200, headers);
    });
}

/** A picture opened by its own address runs nothing and fetches nothing. */
const CARD_HEADERS = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; font-src data:",
};

const tagged = (tag: string) => ({ etag: `"${tag}"`, 'cache-control': 'no-cache', vary: 'accept' });

async function snapshotAsked(deps: ApiDeps, when: z.output<typeof asked>): Promise<Snapshot> {
  const wanted = await revisionAsked(deps, when);
  const prepared = await deps.snapshots.at(wanted);
  if (!prepared) throw new HTTPException(404, { message: `there is no revision ${wanted}` });
  return prepared.snapshot;
}

async function figureAsked(figures: Figures, snapshot: Snapshot, id: string): Promise<Figure> {
  const figure = await figures.one(snapshot, id);
  if (figure) return figure;
  throw new HTTPException(404, { message: `there is no figure ${id} at revision ${snapshot.revision}` });
}

const toldOf = ({ revision, asOf, night, programme }: Snapshot): Told => ({
  revision,
  asOf,
  electionDate: night.electionDate,
  label: night.label,
  source: creditOf(programme),
});

function nowOf(since: Since, then: Figure, { night, programme }: Snapshot, origin: string): NowAnswer {
  const { revision, figure, recall, contests } = since;
  const context = { figure: then, contests, evening: eveningOf(night.electionDate) };
  const now = figure && toldFigure(figure, { night, revision, programme }, origin);
  return { revision, figure: now, recall, ...nowWords(recall, context) };
}

/** The web process takes requests under its public address. */
const originOf = (url: string): string => new URL(url).origin;

/** One column of the CSV: its head, and its cell. */
interface Row {
  readonly figure: Figure;
  readonly told: ToldFigure;
}
type Columns = readonly (readonly [head: string, cell: (row: Row) => string])[];

const integer = (head: string, name: string): Columns[number] => [
  head,
  ({ told }) => countCell(told.integers[name] ?? null),
];
const counted = (head: string, name: keyof Ground['counted']): Columns[number] => [
  head,
  ({ told }) => countCell(told.basis?.counted[name] ?? null),
];

const COLUMNS: Columns = [
  ['figur', ({ told }) => told.id],
  ['område', ({ told }) => nameCell(told.contestTitle ?? '')],
  ['parti', ({ told }) => nameCell(told.party.code)],
  ['namn', ({ told }) => nameCell(told.name)],
  ['värde', ({ figure, told }) => numberOf(figure)?.[0] ?? nameCell(told.value)],
  ['enhet', ({ figure }) => numberOf(figure)?.[1] ?? ''],
  integer('röster', 'votes'),
  integer('giltiga', 'valid'),
  integer('röster, jämförda distrikt', 'comparedVotes'),
  integer('giltiga, jämförda distrikt', 'comparedValid'),
  integer('röster förra valet', 'votesBefore'),
  integer('giltiga förra valet', 'validBefore'),
  counted('räknade valdistrikt', 'districts'),
  counted('valdistrikt i allt', 'of'),
  counted('räknade uppsamlingsdistrikt', 'collection'),
  counted('uppsamlingsdistrikt i allt', 'collectionOf'),
  ['rapporterat', ({ told }) => told.basis?.asOf ?? ''],
  ['underlag', ({ told }) => nameCell(told.ground)],
  ['mening', ({ told }) => nameCell(told.sentences.short ?? '')],
  ['permalänk', ({ told }) => told.permalink],
];

/** Figures as plain numbers; a replay or test says so in every row. */
function csvOf(figures: readonly Figure[], snapshot: Snapshot, origin: string): string {
  const columns: Columns = [
    ...COLUMNS,
    ['märkning', () => snapshot.night.label],
    ['källa', ({ told }) => nameCell(told.source)],
  ];
  const rows = figures.map((figure) => ({ figure, told: toldFigure(figure, snapshot, origin) }));
  return csvText(
    columns.map(([head]) => head),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  );
}

/** A figure as a number for a spreadsheet, and its unit; `null`: goals and majorities are words. */
function numberOf(figure: Figure): readonly [number: string, unit: string] | null {
  switch (figure.kind) {
    case 'share':
    case 'district':
      return [percentCell(figure.votes, figure.valid), 'procent'];
    case 'turnout':
      return [percentCell(figure.cast, figure.eligible), 'procent'];
    case 'change': {
      const { ownBefore, validBefore } = figure.compared;
      return [pointsCell(figure.compared, { own: ownBefore, valid: validBefore }), 'procentenheter'];
    }
    case 'votes':
      return [countCell(figure.votes), 'röster'];
    case 'seats':
      return [countCell(figure.seats), 'mandat'];
    case 'rank':
      return [countCell(figure.place), 'plats'];
    case 'count':
      return [String(figure.value).replace('.', ','), figure.target.unit ?? ''];
    case 'goal':
    case 'majority':
      return null;
  }
}

const wantsCsv = (c: Context, format: 'json' | 'csv' | undefined): boolean =>
  format === 'csv' || (format === undefined && (c.req.header('accept') ?? '').includes('text/csv'));

const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
});
