import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { MAX_ID, page, query } from './query.ts';

const asked = page.extend({
  after: z.coerce.number().int().min(0).max(MAX_ID).optional(),
  kind: z.enum(['report', 'correction', 'final', 'target', 'seats', 'oral', 'finding', 'notice']).optional(),
});

/** `GET /api/events`: what happened, newest first; `?after=ID` for what came since. */
export const eventRoutes = ({ store }: ApiDeps) =>
  new Hono().get('/', query(asked), async (c) => {
    const { kind, ...range } = c.req.valid('query');
    return c.json(await store.events.list({ ...range, ...(kind ? { kinds: [kind] } : {}) }));
  });

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
