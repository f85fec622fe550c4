import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { governingAt } from '../../election/governing.ts';
import type { ApiDeps } from './deps.ts';
import { query } from './query.ts';

const asked = z.object({ at: z.iso.date('must be a day like 2019-01-31').optional() });

/** `GET /api/governing/:area?at=DAY`: who governed an area then, with sources; without a day, every fact on record. */
export const governingRoutes = ({ plan }: ApiDeps) =>
  new Hono().get('/:area', query(asked), (c) => {
    const area = c.req.param('area');
    if (!plan.contests.some((contest) => contest.area.code === area)) {
      throw new HTTPException(404, { message: `there is no area ${area}` });
    }
    const { at } = c.req.valid('query');
    if (at === undefined) return c.json({ area, facts: plan.governing.filter((fact) => fact.area === area) });
    return c.json({ area, at, ...governingAt(plan.governing, area, at) });
  });
