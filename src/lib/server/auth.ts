import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { createAttempts } from './attempts.ts';
import { isThisMachine } from './config.ts';

/** What handlers behind `requireToken` know: who asks; and what the server knows of the connection. */
export interface AuthEnv {
  Variables: { who: string };
  Bindings: { address?: string };
}
type Asked = Context<AuthEnv>;

export interface AuthOptions {
  /** `ADMIN_TOKEN`; `null`: writing is closed. */
  readonly token: string | null;
  /** The address that others use: its origin may write by cookie, and with https the cookie is for https only. */
  readonly publicUrl: string;
  /** The real clock in milliseconds (never the night's: a session ends on the desk's own day). */
  readonly now: () => number;
}

/** A desk session: stateless, so that it outlives restarts and holds in every process with the same token. */
export interface Session {
  readonly name: string;
  /** ISO 8601, when it ends. */
  readonly until: string;
}

export interface Auth {
  /** Lets through whoever has the bearer token or the desk's session, and sets `who`. */
  readonly requireToken: MiddlewareHandler<AuthEnv>;
  /** Whether who reads is signed in, by token or session; a wrong token is refused as it is for writing. */
  isSignedIn(c: Asked): Promise<boolean>;
  /** The session of a request, `null` without a valid one. */
  session(c: Asked): Promise<Session | null>;
  /** Signs in; throws 401 for a wrong token, 429 in a pause, 403 when writing is closed. */
  signIn(c: Asked, token: string, name: string): Promise<Session>;
  signOut(c: Asked): void;
  /** Throws 403 unless the request came from our own pages. */
  requireOwnOrigin(c: Asked): void;
}

const COOKIE = 'malvakt-redaktion';
const SESSION_HOURS = 12;
export const LONGEST_NAME = 60;
/** Who wrote, where a bearer does not say. */
const NAMELESS = 'api';

/** The one place that decides who may write (README, "The desk"). */
export function createAuth({ token, publicUrl, now }: AuthOptions): Auth {
  const attempts = createAttempts();
  const { origin, protocol } = new URL(publicUrl);
  const key = token === null ? null : createHmac('sha256', token).update('desk session').digest();
  const cookie = { path: '/', httpOnly: true, sameSite: 'Strict', secure: protocol === 'https:' } as const;

  /** Every try counts, also a right one during a pause: otherwise the pause would not slow guessing. */
  function check(c: Asked, given: string): void {
    if (token === null) throw new HTTPException(403, { message: CLOSED });
    const address = c.env?.address ?? '';
    const wait = attempts.pause(address, now());
    if (wait > 0) throw paused(c, wait);
    if (equal(given, token)) return attempts.right(address);
    const begun = attempts.wrong(address, now());
    if (begun > 0) c.header('retry-after', String(begun));
    const after = begun > 0 ? `; wait ${begun} s before the next try` : '';
    throw new HTTPException(401, { message: `the token is wrong${after}` });
  }

  async function session(c: Asked): Promise<Session | null> {
    const text = key && (await getSignedCookie(c, key, COOKIE));
    const held = text ? readSession(text) : null;
    return held && Date.parse(held.until) > now() ? held : null;
  }

  function requireOwnOrigin(c: Asked): void {
    if (!isOwnOrigin(c, origin)) {
      throw new HTTPException(403, { message: 'writing with a session is for our own pages only (Origin)' });
    }
  }

  async function whoAsks(c: Asked): Promise<string> {
    const given = bearerOf(c);
    if (given !== null) {
      check(c, given);
      return callerOf(c);
    }
    if (token === null) throw new HTTPException(403, { message: CLOSED });
    const held = await session(c);
    if (!held) throw new HTTPException(401, { message: 'a bearer token or a session is needed' });
    if (!SAFE.has(c.req.method)) requireOwnOrigin(c);
    return held.name;
  }

  return {
    requireToken: createMiddleware<AuthEnv>(async (c, next) => {
      c.set('who', await whoAsks(c));
      await next();
    }),
    async isSignedIn(c) {
      const given = bearerOf(c);
      if (given === null) return (await session(c)) !== null;
      check(c, given);
      return true;
    },
    session,
    async signIn(c, given, name) {
      check(c, given);
      const until = new Date(now() + SESSION_HOURS * 3_600_000).toISOString();
      const held: Session = { name, until };
      if (key) {
        const maxAge = SESSION_HOURS * 3600;
        await setSignedCookie(c, COOKIE, JSON.stringify(held), key, { ...cookie, maxAge });
      }
      return held;
    },
    // Not deleteCookie, which would not name the same attributes.
    signOut: (c) => setCookie(c, COOKIE, '', { ...cookie, maxAge: 0 }),
    requireOwnOrigin,
  };
}

const CLOSED = 'writing is closed: no ADMIN_TOKEN is set';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const sessionText = z.object({ name: z.string(), until: z.iso.datetime() });

/** The signature has been checked; the shape may still be an older version's. */
function readSession(text: string): Session | null {
  try {
    return sessionText.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const bearerOf = (c: Asked): string | null =>
  /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;

/** Who writes with a bearer: `x-who`, cut to a name's length. */
function callerOf(c: Asked): string {
  const given = headerText(c.req.header('x-who') ?? '').trim();
  return readName(given.slice(0, LONGEST_NAME)) ?? NAMELESS;
}

/** A header is read as Latin 1; what is UTF-8 (as curl sends it) or percent-encoded (as scripts can) becomes itself. */
function headerText(text: string): string {
  const utf8 = Buffer.from(text, 'latin1').toString('utf8');
  const plain = utf8.includes('\ufffd') ? text : utf8;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** A name of 1–60 characters without control characters, trimmed; `null` for anything else. */
export function readName(text: string): string | null {
  const name = text.trim();
  return name.length > 0 && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name) ? name : null;
}

/** The public address's origin; on this machine also whatever name of it the request came to. */
function isOwnOrigin(c: Asked, publicOrigin: string): boolean {
  const given = c.req.header('origin');
  if (given === undefined) return false;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const local = `http://${host}`;
  return given === publicOrigin || (given === local && URL.canParse(local) && isThisMachine(local));
}

function paused(c: Asked, seconds: number): HTTPException {
  c.header('retry-after', String(seconds));
  return new HTTPException(429, { message: `too many wrong tokens: wait ${seconds} s` });
}

/** In constant time, whatever the lengths. */
const equal = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
