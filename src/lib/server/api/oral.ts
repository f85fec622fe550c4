import { Hono } from 'hono';
import { z } from 'zod';
import { oralKey, type OralReport } from '../../election/entry.ts';
import type { ContestId, DistrictCode } from '../../election/model.ts';
import { fileFigures, isInWhole } from '../../election/oral.ts';
import { oralEntries, oralPlaces, oralWithdrawal } from '../../election/oral-draft.ts';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { answer, body, typed } from './entering.ts';

const draft = z.object({ own: typed, valid: typed, caller: typed });
const withdrawal = z.object({ reason: typed });

/**
 * Figures by phone. `GET /api/oral`: all of them, with the file's own where it has come since; `PUT` and `DELETE
 * /:contest/:district` (token) enter one or take it back; `GET /districts` (token): what can be called in.
 */
export const oralRoutes = ({ store, plan, live, desk, auth }: ApiDeps) =>
  new Hono<AuthEnv>()
    .get('/', async (c) => {
      const known = await store.results.known(live.newest);
      const shown = (oral: OralReport) => {
        const file = fileFigures(known, oral, plan.party.code);
        return { ...oral, standing: file === null && !isInWhole(known, oral), file };
      };
      return c.json([...known.entries.oral.values()].map(shown));
    })
    .get('/districts', auth.requireToken, async (c) => {
      const known = await store.results.known(live.newest);
      return c.json(
        plan.contests.map((contest) => ({
          contest: contest.id,
          contestName: contest.area.name,
          districts: oralPlaces(contest, { known, plan }),
        })),
      );
    })
    .put('/:contest/:district', auth.requireToken, body(draft), async (c) => {
      const said = { ...c.req.valid('json'), ...c.req.param() };
      const writer = { who: c.get('who'), remark: said.caller };
      return answer(c, await desk.enter((known, at) => oralEntries(said, { known, plan }, at), writer));
    })
    .delete('/:contest/:district', auth.requireToken, body(withdrawal), async (c) => {
      const { contest, district } = c.req.param();
      const key = oralKey({ contest: contest as ContestId, district: district as DistrictCode });
      const { reason } = c.req.valid('json');
      const writer = { who: c.get('who'), remark: reason };
      return answer(c, await desk.enter((known) => oralWithdrawal(key, reason, { known, plan }), writer));
    });
