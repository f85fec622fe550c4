import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { factsOf } from '../../election/entry.ts';
import { factKey, governingAt } from '../../election/governing.ts';
import {
  governedContest,
  governingEntries,
  governingWithdrawal,
  partiesOf,
  termsOf,
} from '../../election/governing-draft.ts';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { answer, body, typed, words } from './entering.ts';
import { query } from './query.ts';

const asked = z.object({ at: z.iso.date('must be a day like 2019-01-31').optional() });
const draft = z.object({
  term: typed,
  from: typed,
  to: typed,
  parties: words,
  complete: z.boolean().default(true),
  without: words,
  majority: z.boolean().nullable().default(null),
  source: typed,
  replaces: typed,
});
const withdrawal = z.object({ key: typed, reason: typed });

/**
 * `GET /api/governing/:area?at=DAY`: who governed an area then, with sources; without a day, every fact on record.
 * `PUT` (token) enters a fact, `DELETE` (token) takes one back.
 */
export const governingRoutes = ({ store, plan, live, desk, auth }: ApiDeps) =>
  new Hono<AuthEnv>()
    .get('/:area', query(asked), async (c) => {
      const area = c.req.param('area');
      const contest = governedContest(plan, area);
      if (!contest) throw new HTTPException(404, { message: `there is no area ${area}` });
      const { at } = c.req.valid('query');
      const known = await store.results.known(live.newest);
      const facts = factsOf(plan.governing, known.entries);
      if (at !== undefined) return c.json({ area, at, ...governingAt(facts, area, at) });
      return c.json({
        area,
        name: contest.area.name,
        terms: termsOf(plan),
        parties: partiesOf(contest, { known, plan }),
        facts: facts
          .filter((fact) => fact.area === area)
          .map((fact) => ({
            key: factKey(fact),
            ...fact,
            entered: known.entries.governing.has(factKey(fact)),
          })),
      });
    })
    .put('/:area', auth.requireToken, body(draft), async (c) => {
      const said = { ...c.req.valid('json'), area: c.req.param('area') };
      const writer = { who: c.get('who'), remark: null };
      return answer(c, await desk.enter((known) => governingEntries(said, { known, plan }), writer));
    })
    .delete('/:area', auth.requireToken, body(withdrawal), async (c) => {
      const { key, reason } = c.req.valid('json');
      const writer = { who: c.get('who'), remark: reason };
      return answer(
        c,
        await desk.enter((known) => governingWithdrawal(key, reason, { known, plan }), writer),
      );
    });
