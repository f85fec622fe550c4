import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Plan } from '../../election/plan.ts';
import type { EventQuery } from '../store/store.ts';
import type { ApiDeps } from './deps.ts';
import { MAX_ID, page, query } from './query.ts';
import { asked as askedRevision, revisionAsked } from './snapshot.ts';

/** Before there was anything to tell. */
const BEFORE_ALL = '1970-01-01T00:00:00Z';

const asked = page.extend(askedRevision.shape).extend({
  after: z.coerce.number().int().min(0).max(MAX_ID).optional(),
  municipality: z
    .string()
    .regex(/^\d{4}$/, 'must be a municipality code of four digits')
    .optional(),
  kind: z.enum(['report', 'correction', 'final', 'target', 'seats', 'oral', 'finding', 'notice']).optional(),
});

/**
 * `GET /api/events`: what happened, newest first; `?after=ID` for what came since, `?municipality=2303` for what happened
 * there, its council's goals and seats included; `?revision=N` or `?at=TIME` for what had happened then.
 */
export const eventRoutes = (deps: ApiDeps) =>
  new Hono().get('/', query(asked), async (c) => {
    const { kind, municipality, revision, at, ...range } = c.req.valid('query');
    const upTo = await upToAsked(deps, { revision, at });
    return c.json(
      await deps.store.events.list({
        ...range,
        ...(upTo ? { upTo } : {}),
        ...(kind ? { kinds: [kind] } : {}),
        ...(municipality ? { place: placeOf(municipality, deps.plan) } : {}),
      }),
    );
  });

/** Notices of no revision are told by time: that which is asked for, or when the revision was stored. */
async function upToAsked(
  deps: ApiDeps,
  wanted: Parameters<typeof revisionAsked>[1],
): Promise<EventQuery['upTo'] | null> {
  if (wanted.revision === undefined && wanted.at === undefined) return null;
  const revision = await revisionAsked(deps, wanted);
  const row = revision === 0 ? null : await deps.store.results.revision(revision);
  if (revision > 0 && !row) throw new HTTPException(404, { message: `there is no revision ${revision}` });
  const time = wanted.revision === undefined ? wanted.at : row?.at;
  return { revision, time: time ?? BEFORE_ALL };
}

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
