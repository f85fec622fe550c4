import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { onError } from './api/errors.ts';
import { sessionRoutes } from './api/session.ts';
import { createAuth, type AuthEnv } from './auth.ts';

const TOKEN = 'a-token-for-this-test';
const START = Date.parse('2018-09-09T20:00:00Z');
const HOUR = 3_600_000;
const HOME = 'https://valnatt.example';

/** The session routes and one guarded path, with a clock that the test moves. */
function start({ token = TOKEN as string | null, publicUrl = `${HOME}/`, at = START } = {}) {
  const clock = { at };
  const auth = createAuth({ token, publicUrl, now: () => clock.at });
  const app = new Hono<AuthEnv>()
    .route('/session', sessionRoutes({ auth }))
    .all('/guarded', auth.requireToken, (c) => c.json({ who: c.get('who') }));
  app.onError(onError(pino({ level: 'silent' })));
  const ask = async (path: string, method: string, headers: Record<string, string> = {}, more: Extra = {}) =>
    app.request(
      `${HOME}${path}`,
      { method, headers, ...(more.body ? { body: JSON.stringify(more.body) } : {}) },
      { address: more.address ?? '192.0.2.1' },
    );
  const bearer = (given: string, address?: string) =>
    ask('/guarded', 'PUT', { authorization: `Bearer ${given}` }, address ? { address } : {});
  const signIn = async (name = 'Åsa', given = TOKEN) =>
    ask('/session', 'POST', { origin: HOME }, { body: { token: given, name } });
  return { clock, ask, bearer, signIn };
}
interface Extra {
  readonly body?: unknown;
  readonly address?: string;
}
const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('a bearer token', () => {
  test('opens when it is right, and a wrong or missing one is told in JSON', async () => {
    const { bearer, ask } = start();
    expect((await bearer(TOKEN)).status).toBe(200);
    const wrong = await bearer('something-else');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ error: 'the token is wrong' });
    expect((await ask('/guarded', 'GET')).status).toBe(401);
    expect((await ask('/guarded', 'GET', { authorization: TOKEN })).status).toBe(401);
  });

  test('is no use where none is configured', async () => {
    const { bearer, signIn } = start({ token: null });
    expect((await bearer('')).status).toBe(403);
    expect((await bearer(TOKEN)).status).toBe(403);
    expect((await signIn()).status).toBe(403);
  });

  test.each([
    ['Åsa Öberg', 'Åsa Öberg'],
    [encodeURIComponent('Łukasz'), 'Łukasz'],
    [Buffer.from('Åsa').toString('latin1'), 'Åsa'],
    ['  spaced  ', 'spaced'],
    ['50% säker', '50% säker'],
    ['', 'api'],
    ['x'.repeat(90), 'x'.repeat(60)],
    [encodeURIComponent('two\nlines'), 'api'],
  ])('says who in x-who: %j is %j', async (given, who) => {
    const { ask } = start();
    const response = await ask('/guarded', 'PUT', { authorization: `Bearer ${TOKEN}`, 'x-who': given });
    expect(await response.json()).toEqual({ who });
  });
});

describe('after repeated wrong tries', () => {
  test('even the right token waits, for as long as Retry-After says, and only from that address', async () => {
    const { bearer, clock } = start();
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await bearer(`guess-${n}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const during = await bearer(TOKEN);
    expect(during.status).toBe(429);
    expect(during.headers.get('retry-after')).toBe('30');
    expect((await bearer(TOKEN, '192.0.2.2')).status).toBe(200);
    clock.at += 30_000;
    expect((await bearer(TOKEN)).status).toBe(200);
  });

  test('signing in waits, too, but whoever is signed in goes on', async () => {
    const { bearer, signIn, ask } = start();
    const cookie = cookieOf(await signIn());
    for (let n = 0; n < 5; n += 1) await signIn('Åsa', `guess-${n}`);
    expect((await signIn()).status).toBe(429);
    expect((await bearer(TOKEN)).status).toBe(429);
    expect((await ask('/guarded', 'PUT', { cookie, origin: HOME })).status).toBe(200);
  });

  test('a request without any token is no try', async () => {
    const { ask, bearer } = start();
    for (let n = 0; n < 20; n += 1) await ask('/guarded', 'GET');
    expect((await bearer(TOKEN)).status).toBe(200);
  });
});

describe('a session', () => {
  test('is a signed cookie that scripts and other sites do not get', async () => {
    const response = await start().signIn();
    expect(response.status).toBe(204);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).not.toContain(TOKEN);
    const plain = await start({ publicUrl: 'http://localhost:3000' }).ask(
      '/session',
      'POST',
      {},
      { body: { token: TOKEN, name: 'Åsa' } },
    );
    expect(plain.headers.get('set-cookie')).not.toMatch(/Secure/);
  });

  test('knows the name for twelve hours, also after a restart, and not with another token', async () => {
    const first = start();
    const cookie = cookieOf(await first.signIn('  Åsa Öberg '));
    const session = await first.ask('/session', 'GET', { cookie });
    expect(await session.json()).toEqual({ name: 'Åsa Öberg', until: '2018-09-10T08:00:00.000Z' });
    const restarted = start({ at: START + 12 * HOUR - 1 });
    expect(await (await restarted.ask('/guarded', 'GET', { cookie })).json()).toEqual({ who: 'Åsa Öberg' });
    restarted.clock.at += 1;
    expect((await restarted.ask('/guarded', 'GET', { cookie })).status).toBe(401);
    const other = start({ token: 'another-token-altogether' });
    expect((await other.ask('/guarded', 'GET', { cookie })).status).toBe(401);
  });

  test('that was changed in any way is none', async () => {
    const { signIn, ask } = start();
    const cookie = cookieOf(await signIn('Anna'));
    const forged = cookie.replace('Anna', 'Asta');
    expect(forged).not.toBe(cookie);
    expect((await ask('/guarded', 'GET', { cookie: forged })).status).toBe(401);
    expect((await ask('/session', 'GET', { cookie: cookie.slice(0, -4) })).status).toBe(401);
  });

  test('ends when it is told to', async () => {
    const { signIn, ask } = start();
    const cookie = cookieOf(await signIn());
    const out = await ask('/session', 'DELETE', { cookie, origin: HOME });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/Max-Age=0/);
  });

  test.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['x'.repeat(61), 'tooLong'],
    ['two\nlines', 'notAName'],
  ])('needs a name: %j is %s', async (name, problem) => {
    const response = await start().signIn(name);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ faults: [{ field: 'name', problem }] });
  });
});

describe('a write by cookie', () => {
  test('comes from our own address, and a foreign or unnamed origin is refused', async () => {
    const { signIn, ask } = start();
    const cookie = cookieOf(await signIn());
    const write = async (origin: Record<string, string>) =>
      (await ask('/guarded', 'PUT', { cookie, ...origin })).status;
    expect(await write({ origin: HOME })).toBe(200);
    expect(await write({})).toBe(403);
    expect(await write({ origin: 'null' })).toBe(403);
    expect(await write({ origin: 'https://valnatt.example.evil.test' })).toBe(403);
    expect(await write({ origin: 'http://valnatt.example' })).toBe(403);
    expect((await ask('/guarded', 'GET', { cookie })).status).toBe(200);
  });

  test('may come to any name of this machine, and to no other host that only claims to be ours', async () => {
    const { ask } = start({ publicUrl: 'http://localhost:3000' });
    const cookie = cookieOf(await ask('/session', 'POST', {}, { body: { token: TOKEN, name: 'Åsa' } }));
    const write = async (host: string, origin: string) =>
      (await ask('/guarded', 'PUT', { cookie, host, origin })).status;
    expect(await write('localhost:3000', 'http://localhost:3000')).toBe(200);
    expect(await write('127.0.0.1:3000', 'http://127.0.0.1:3000')).toBe(200);
    expect(await write('127.0.0.1:3000', 'http://127.0.0.1:4000')).toBe(403);
    expect(await write('rebound.evil.test:3000', 'http://rebound.evil.test:3000')).toBe(403);
  });

  test('nobody is signed in or out from a foreign page', async () => {
    const { ask } = start();
    const body = { token: TOKEN, name: 'Åsa' };
    expect((await ask('/session', 'POST', { origin: 'https://evil.test' }, { body })).status).toBe(403);
    expect((await ask('/session', 'DELETE', { origin: 'https://evil.test' })).status).toBe(403);
  });
});
