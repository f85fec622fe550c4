import { Hono } from 'hono';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { page, query } from './query.ts';

/** `GET /api/audit` (token): who wrote what, when, old and new value; newest first. */
export const auditRoutes = ({ store, auth }: ApiDeps) =>
  new Hono<AuthEnv>().get('/', auth.requireToken, query(page), async (c) => {
    const rows = await store.entries.list(c.req.valid('query'));
    return c.json(
      rows.map(({ id, at, who, entry, previous, remark, revision }) => ({
        id,
        at,
        who,
        kind: entry.kind,
        subject: entry.key,
        old: previous,
        new: entry.value,
        reason: remark,
        revision,
      })),
    );
  });
