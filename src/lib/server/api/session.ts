import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { LONGEST_NAME, readName, type AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';

/** `/api/session`: the desk signs in with the token and a name, asks who it is, signs out. */
export const sessionRoutes = ({ auth }: Pick<ApiDeps, 'auth'>) =>
  new Hono<AuthEnv>()
    .get('/', async (c) => {
      const session = await auth.session(c);
      if (!session) throw new HTTPException(401, { message: 'not signed in' });
      c.header('cache-control', 'no-store');
      return c.json(session);
    })
    .post('/', async (c) => {
      // A browser always says where a POST comes from: nobody is signed in from a foreign page.
      if (c.req.header('origin') !== undefined) auth.requireOwnOrigin(c);
      const { token, name } = await credentials(c.req.raw);
      const who = readName(name);
      if (who === null) {
        const fault = { field: 'name', problem: problemOf(name.trim()), found: name };
        return c.json({ error: 'a name of 1–60 characters is needed', faults: [fault] }, 422);
      }
      await auth.signIn(c, token, who);
      return c.body(null, 204);
    })
    .delete('/', async (c) => {
      auth.requireOwnOrigin(c);
      auth.signOut(c);
      return c.body(null, 204);
    });

const problemOf = (name: string): string =>
  name === '' ? 'missing' : name.length > LONGEST_NAME ? 'tooLong' : 'notAName';

async function credentials(request: Request): Promise<{ readonly token: string; readonly name: string }> {
  const body: unknown = await request.json().catch(() => null);
  const { token, name } = (body ?? {}) as { token?: unknown; name?: unknown };
  if (typeof token !== 'string' || typeof name !== 'string') {
    throw new HTTPException(400, { message: 'expected JSON with token and name' });
  }
  return { token, name };
}
