import { createHash, timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';

/** Bearer token for everything that writes; without a configured token writing is closed. */
export const requireToken = (token: string | null) =>
  createMiddleware(async (c, next) => {
    if (token === null) throw new HTTPException(403, { message: 'writing is closed: no ADMIN_TOKEN is set' });
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!equal(given, token)) throw new HTTPException(401, { message: 'a valid bearer token is needed' });
    await next();
  });

/** In constant time, whatever the lengths. */
const equal = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
