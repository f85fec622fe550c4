import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { districtRows } from '../../election/districts.ts';
import { municipalityChanges } from '../../election/map-areas.ts';
import type { ContestPlan, Plan } from '../../election/plan.ts';
import { seatsAt } from '../../election/projection/seat-draws.ts';
import type { DistrictRow } from '../../election/snapshot-shape.ts';
import { csvText } from '../../csv.ts';
import { countCell, nameCell, percentCell, pointsCell } from '../../spreadsheet.ts';
import { creditOf } from '../../election/credit.ts';
import { curveRoutes } from './curve.ts';
import type { ApiDeps } from './deps.ts';
import { query } from './query.ts';
import { asked as askedRevision, revisionAsked } from './snapshot.ts';

const asked = askedRevision.extend({
  format: z.enum(['json', 'csv']).optional(),
  kommun: z
    .string()
    .regex(/^\d{4}$/, 'must be a municipality code of four digits')
    .optional(),
});

/** What is known of one contest beyond the snapshot: its districts, its projected seats, its course over the night. */
export const contestRoutes = (deps: ApiDeps) =>
  new Hono().route('/', districtRoutes(deps)).route('/', seatRoutes(deps)).route('/', curveRoutes(deps));

function contestNamed({ plan }: ApiDeps, id: string): ContestPlan {
  const contest = plan.contests.find((each) => each.id === id);
  if (!contest) throw new HTTPException(404, { message: `there is no contest ${id}` });
  return contest;
}

/**
 * `GET /api/contests/:id/seats`: ranges of seats drawn from what is still out, of the newest, of `?revision=N` or
 * `?at=TIME`.
 */
const seatRoutes = (deps: ApiDeps) =>
  new Hono().get('/:id/seats', query(askedRevision), async (c) => {
    const contest = contestNamed(deps, c.req.param('id'));
    const revision = await revisionAsked(deps, c.req.valid('query'));
    const [prepared, seats] = await Promise.all([
      deps.snapshots.at(revision),
      deps.seats.at(revision, contest),
    ]);
    if (!prepared || !seats) throw new HTTPException(404, { message: `there is no revision ${revision}` });
    const { night, contests } = prepared.snapshot;
    const shown = contests.find(({ id }) => id === contest.id);
    if (!shown) throw new Error(`revision ${revision} lacks ${contest.id}`);
    const answer = seatsAt(revision, shown, seats);
    return c.json({ ...answer, label: night.label, source: creditOf(deps.plan), basis: BASIS });
  });

/**
 * `GET /api/contests/:id/districts`: every district of a contest, or of one municipality in it (`?kommun=2303`), as JSON,
 * or as the CSV that a Swedish Excel opens.
 */
const districtRoutes = (deps: ApiDeps) =>
  new Hono().get('/:id/districts', query(asked), async (c) => {
    const { nightRows, plan, snapshots } = deps;
    const contest = contestNamed(deps, c.req.param('id'));
    const { format, kommun, ...wanted } = c.req.valid('query');
    if (kommun !== undefined && !contest.municipalities.some((code) => code === kommun))
      throw new HTTPException(404, { message: `${contest.id} is not held in ${kommun}` });
    const revision = await revisionAsked(deps, wanted);
    const prepared = await snapshots.at(revision);
    if (!prepared) throw new HTTPException(404, { message: `there is no revision ${revision}` });
    const known = await nightRows.known(revision);
    const all = districtRows(known, plan, contest);
    const rows = kommun === undefined ? all : all.filter(({ municipality }) => municipality === kommun);
    const csv =
      format === 'csv' || (format === undefined && (c.req.header('accept') ?? '').includes('text/csv'));
    if (!csv) {
      const { night, asOf } = prepared.snapshot;
      const { stage, counted } = prepared.snapshot.contests.find(({ id }) => id === contest.id) ?? {};
      return c.json({
        revision,
        contest: contest.id,
        asOf,
        ...(kommun === undefined ? { stage, counted } : { municipality: kommun }),
        label: night.label,
        source: creditOf(plan),
        municipalities: municipalityChanges(known, plan, contest),
        districts: rows,
      });
    }
    return c.body(csvOf(rows, prepared.snapshot.night.label, plan), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${[prepared.snapshot.night.id, contest.id, ...(kommun ? [kommun] : []), revision].join('-')}.csv"`,
    });
  });

const BASIS = 'beräknat av Målvakt';
const COUNTS = { night: 'preliminär', final: 'slutlig' } as const;

/** A replay or test says so in every row. */
function csvOf(rows: readonly DistrictRow[], label: string, plan: Plan): string {
  const party = plan.party.code;
  const columns: readonly (readonly [head: string, cell: (row: DistrictRow) => string])[] = [
    ['distrikt', ({ district }) => district],
    ['namn', ({ name }) => nameCell(name)],
    ['kommun', ({ municipality }) => municipality],
    ['slag', ({ kind }) => (kind === 'ordinary' ? 'valdistrikt' : 'uppsamlingsdistrikt')],
    ['rapporterat', ({ reportedAt }) => reportedAt ?? ''],
    ['röstberättigade', ({ eligible }) => countCell(eligible)],
    ['avgivna', ({ cast }) => countCell(cast)],
    ['giltiga', ({ valid }) => countCell(valid)],
    [`röster ${party}`, ({ own }) => countCell(own)],
    ['andel, %', ({ own, valid }) => percentCell(own, valid)],
    ['giltiga förra valet', ({ validBefore }) => countCell(validBefore)],
    [`röster ${party} förra valet`, ({ ownBefore }) => countCell(ownBefore)],
    ['andel förra valet, %', ({ ownBefore, validBefore }) => percentCell(ownBefore, validBefore)],
    [
      'ändring, procentenheter',
      ({ own, valid, ownBefore, validBefore }) =>
        pointsCell({ own, valid }, { own: ownBefore, valid: validBefore }),
    ],
    ['märkning', () => label],
    ['källa', () => creditOf(plan)],
    // Beside a final count without districts they are the preliminary ones.
    ['räkning', ({ count, valid }) => (valid === null ? '' : COUNTS[count])],
  ];
  return csvText(
    columns.map(([head]) => head),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  );
}
