import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Baseline } from '../../election/snapshot-shape.ts';
import { creditOf } from '../../election/credit.ts';
import type { Course } from '../curves.ts';
import type { ApiDeps } from './deps.ts';
import { query } from './query.ts';
import { asked, revisionAsked, sameTag } from './snapshot.ts';

const BASIS = 'prognosen är beräknad av Målvakt';

/** A contest's course with what it is set against, and on what ground. */
export interface CurveAnswer extends Course {
  /** Newest report of the contest that is counted in. */
  readonly asOf: string | null;
  readonly baseline: Baseline | null;
  readonly label: string;
  readonly source: string;
  readonly basis: string;
}

/** `GET /api/contests/:id/curve`: how a contest stood over the night; of the newest, of `?revision=N` or `?at=TIME`. */
export const curveRoutes = (deps: ApiDeps) =>
  new Hono().get('/:id/curve', query(asked), async (c) => {
    const id = c.req.param('id');
    const wanted = await revisionAsked(deps, c.req.valid('query'));
    const course = await deps.curves.at(wanted, id);
    const prepared = await deps.snapshots.at(wanted);
    if (!course || !prepared)
      throw new HTTPException(404, { message: `there is no revision ${wanted} of a contest ${id}` });
    const headers = { etag: `"${wanted}"`, 'cache-control': 'no-cache' };
    if (sameTag(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers);
    const { night, contests } = prepared.snapshot;
    const shown = contests.find((contest) => contest.id === id);
    const answer: CurveAnswer = {
      ...course,
      asOf: shown?.asOf ?? null,
      baseline: shown?.baseline ?? null,
      label: night.label,
      source: creditOf(deps.plan),
      basis: BASIS,
    };
    return c.json(answer, 200, headers);
  });
