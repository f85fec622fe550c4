import { Hono } from 'hono';
import { z } from 'zod';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { readCountsCsv } from '../../counts-csv.ts';
import { countedGoals, countEntries, countRowEntries, countWithdrawal } from '../../election/count-draft.ts';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { answer, body, typed } from './entering.ts';
import { query } from './query.ts';
import { asked, revisionAsked } from './snapshot.ts';

const draft = z.object({ value: typed, date: typed, source: typed });
const withdrawal = z.object({ date: typed, reason: typed });

/** Largest file of figures, in bytes: some ten thousand rows. */
const MAX_CSV = 1024 * 1024;

/** Figures are of the party's own calendar, not of the night's. */
const today = (): string => new Date().toISOString().slice(0, 10);

const tooLarge = () => {
  throw new HTTPException(413, { message: `larger than ${MAX_CSV} bytes` });
};

/**
 * `GET /api/counts`: every goal that the party counts itself, with its figures as they stood (`?revision=N`, `?at=TIME`).
 * `PUT /:target` (token) adds one; `POST` (token, text/csv) adds those of a file, all in one revision or none.
 */
export const countRoutes = ({ store, plan, live, desk, auth }: ApiDeps) =>
  new Hono<AuthEnv>()
    .get('/', query(asked), async (c) => {
      const { entries } = await store.results.known(
        await revisionAsked({ store, live }, c.req.valid('query')),
      );
      return c.json(countedGoals(plan, entries));
    })
    .post('/', auth.requireToken, bodyLimit({ maxSize: MAX_CSV, onError: tooLarge }), async (c) => {
      if (!/^text\/csv\b/i.test(c.req.header('content-type') ?? '')) {
        throw new HTTPException(415, { message: 'must be text/csv' });
      }
      const rows = readCountsCsv(new Uint8Array(await c.req.arrayBuffer()));
      const writer = { who: c.get('who'), remark: null };
      return answer(
        c,
        await desk.enter(
          (known) => (rows.ok ? countRowEntries(rows.value, { known, plan }, today()) : rows),
          writer,
        ),
      );
    })
    .put('/:target', auth.requireToken, body(draft), async (c) => {
      const said = { ...c.req.valid('json'), target: c.req.param('target') };
      const writer = { who: c.get('who'), remark: null };
      return answer(c, await desk.enter((known) => countEntries(said, { known, plan }, today()), writer));
    })
    .delete('/:target', auth.requireToken, body(withdrawal), async (c) => {
      const { date, reason } = c.req.valid('json');
      const held = { target: c.req.param('target'), date };
      const writer = { who: c.get('who'), remark: reason };
      return answer(c, await desk.enter((known) => countWithdrawal(held, reason, { known }), writer));
    });
