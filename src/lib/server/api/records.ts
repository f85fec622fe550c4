import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Plan } from '../../election/plan.ts';
import type { EventQuery } from '../store/store.ts';
import type { ApiDeps } from './deps.ts';
import { MAX_ID, page, query } from './query.ts';

const asked = page.extend({
  after: z.coerce.number().int().min(0).max(MAX_ID).optional(),
  municipality: z
    .string()
    .regex(/^\d{4}$/, 'must be a municipality code of four digits')
    .optional(),
  kind: z.enum(['report', 'correction', 'final', 'target', 'seats', 'oral', 'finding', 'notice']).optional(),
});

/**
 * `GET /api/events`: what happened, newest first; `?after=ID` for what came since, `?municipality=2303` for what happened
 * there, its council's goals and seats included.
 */
export const eventRoutes = ({ store, plan }: ApiDeps) =>
  new Hono().get('/', query(asked), async (c) => {
    const { kind, municipality, ...range } = c.req.valid('query');
    return c.json(
      await store.events.list({
        ...range,
        ...(kind ? { kinds: [kind] } : {}),
        ...(municipality ? { place: placeOf(municipality, plan) } : {}),
      }),
    );
  });

/** A municipality, and the contests that are decided in it alone. */
function placeOf(code: string, { contests }: Plan): NonNullable<EventQuery['place']> {
  const counting = contests.filter(({ municipalities }) => municipalities.some((each) => each === code));
  if (counting.length === 0) throw new HTTPException(404, { message: `there is no municipality ${code}` });
  const alone = counting.filter(({ municipalities }) => municipalities.length === 1);
  return { municipality: code, contests: alone.map(({ id }) => id) };
}

/** `GET /api/files`: every file ever received, with its outcome and reason; the bytes only with the token. */
export const fileRoutes = ({ store, auth }: ApiDeps) =>
  new Hono()
    .get('/', query(page), async (c) => {
      const files = await store.files.list(c.req.valid('query'));
      return c.json(files.map(({ by: _who, ...file }) => file));
    })
    .get('/:sha256', auth.requireToken, async (c) => {
      const bytes = await store.files.bytes(c.req.param('sha256'));
      if (!bytes) throw new HTTPException(404, { message: 'there is no such file' });
      return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
    });
