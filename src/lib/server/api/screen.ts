import { Hono } from 'hono';
import { z } from 'zod';
import { SCREEN_KEY, screenEntries, USUAL_SCREEN } from '../../election/screen.ts';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { answer, body } from './entering.ts';

const change = z.object({
  pin: z.string().nullable().optional(),
  paused: z.boolean().optional(),
  skip: z.boolean().optional(),
  secondsPerScene: z.number().int().optional(),
  hidden: z.array(z.string()).optional(),
  line: z
    .string()
    .transform((text) => text.trim())
    .optional(),
});

/** `GET /api/screen`: the big screen's direction; `PUT` (token) changes what is named in the body. */
export const screenRoutes = ({ store, plan, live, desk, auth }: ApiDeps) =>
  new Hono<AuthEnv>()
    .get('/', async (c) => {
      const { entries } = await store.results.known(live.newest);
      return c.json(entries.screen.get(SCREEN_KEY) ?? USUAL_SCREEN);
    })
    .put('/', auth.requireToken, body(change), async (c) => {
      const said = c.req.valid('json');
      const writer = { who: c.get('who'), remark: null };
      return answer(
        c,
        await desk.enter(
          ({ entries }) => screenEntries(said, entries.screen.get(SCREEN_KEY) ?? USUAL_SCREEN, plan),
          writer,
        ),
      );
    });
