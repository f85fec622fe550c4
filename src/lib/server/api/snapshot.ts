import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { MAX_ID, query } from './query.ts';

/** Which revision is asked for: its number, or the newest published not after a time. */
export const asked = z.object({
  revision: z.coerce.number().int().min(0).max(MAX_ID).optional(),
  at: z.iso
    .datetime({ offset: true, error: 'must be an ISO time with offset, like 2018-09-09T22:41:00+02:00' })
    .optional(),
});

/** The revision that a query asks for: the newest, unless it names one or a time; 0 before the first. */
export const revisionAsked = async (
  { live, store }: Pick<ApiDeps, 'live' | 'store'>,
  { revision, at }: z.output<typeof asked>,
): Promise<number> =>
  revision ?? (at === undefined ? live.newest : ((await store.results.revisionAt(at)) ?? 0));

/** `GET /api/snapshot`: the newest, or `?revision=N`, or the newest published not after `?at=TIME`. */
export const snapshotRoutes = (deps: ApiDeps) =>
  new Hono().get('/', query(asked), async (c) => {
    const wanted = await revisionAsked(deps, c.req.valid('query'));
    const prepared = await deps.snapshots.at(wanted);
    if (!prepared) throw new HTTPException(404, { message: `there is no revision ${wanted}` });
    const etag = `"${prepared.revision}"`;
    const headers = {
      etag,
      'cache-control': 'no-cache',
      'content-type': 'application/json; charset=utf-8',
      vary: 'accept-encoding',
    };
    if (sameTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(prepared.json, 200, headers);
    return c.body(new Uint8Array(prepared.gzip()), 200, { ...headers, 'content-encoding': 'gzip' });
  });

export const sameTag = (given: string | undefined, etag: string): boolean =>
  given !== undefined && given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
