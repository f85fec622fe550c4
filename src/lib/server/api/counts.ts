import { Hono } from 'hono';
import { z } from 'zod';
import { countEntries, countGoals, countWithdrawal } from '../../election/count-draft.ts';
import { countsOfTarget } from '../../election/entry.ts';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { answer, body, typed } from './entering.ts';

const draft = z.object({ value: typed, date: typed, source: typed });
const withdrawal = z.object({ date: typed, reason: typed });

/** `GET /api/counts`: every goal that the party counts itself, with its figures; `PUT /:target` (token) adds one. */
export const countRoutes = ({ store, plan, live, desk, auth }: ApiDeps) =>
  new Hono<AuthEnv>()
    .get('/', async (c) => {
      const { entries } = await store.results.known(live.newest);
      return c.json(
        countGoals(plan).map(({ id, label, goal, unit, until, source }) => ({
          target: id,
          label,
          goal,
          unit,
          until,
          source,
          entries: countsOfTarget(entries, id).map(({ target: _target, ...figure }) => figure),
        })),
      );
    })
    .put('/:target', auth.requireToken, body(draft), async (c) => {
      const said = { ...c.req.valid('json'), target: c.req.param('target') };
      const writer = { who: c.get('who'), remark: null };
      // Figures are of the party's own calendar, not of the night's.
      const today = new Date().toISOString().slice(0, 10);
      return answer(c, await desk.enter(() => countEntries(said, { plan }, today), writer));
    })
    .delete('/:target', auth.requireToken, body(withdrawal), async (c) => {
      const { date, reason } = c.req.valid('json');
      const held = { target: c.req.param('target'), date };
      const writer = { who: c.get('who'), remark: reason };
      return answer(c, await desk.enter((known) => countWithdrawal(held, reason, { known }), writer));
    });
