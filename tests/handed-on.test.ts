import { serve } from '@hono/node-server';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type App } from '../src/lib/server/app.ts';
import { readConfig } from '../src/lib/server/config.ts';

/** A web process whose ingest runs elsewhere settles who writes before it hands a request on. */

const TOKEN = 'token-of-the-tests';
const HOME = 'http://localhost:3000';
let app: App;
let folder: string;
/** What arrived at the other process. */
const arrived: Headers[] = [];
const ingest = serve({
  fetch: (request) => {
    arrived.push(request.headers);
    return Response.json({ ok: true });
  },
  hostname: '127.0.0.1',
  port: 0,
});

beforeAll(async () => {
  if (!ingest.listening) await once(ingest, 'listening');
  const { port } = ingest.address() as AddressInfo;
  folder = await mkdtemp(join(tmpdir(), 'malvakt-handed-on-'));
  const config = readConfig({
    DATA_DIR: folder,
    INGEST_URL: `http://127.0.0.1:${port}`,
    ADMIN_TOKEN: TOKEN,
    LOG_LEVEL: 'silent',
  });
  if (!config.ok) throw new Error(config.error.join());
  app = await startApp(config.value);
});
afterAll(async () => {
  await app?.stop();
  ingest.close();
  await rm(folder, { recursive: true, force: true });
});

const poll = async (headers: Record<string, string>) => {
  arrived.length = 0;
  const { status } = await app.api.request('/api/ingest/poll', { method: 'POST', headers });
  return { status, there: arrived.at(-1) };
};

test('a session is handed on as the token and its name, never as a cookie', async () => {
  const session = await app.api.request('/api/session', {
    method: 'POST',
    body: JSON.stringify({ token: TOKEN, name: 'Łucja Åström' }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { status, there } = await poll({ cookie, origin: HOME });
  expect(status).toBe(200);
  expect(there?.get('authorization')).toBe(`Bearer ${TOKEN}`);
  expect(decodeURIComponent(there?.get('x-who') ?? '')).toBe('Łucja Åström');
  expect(there?.get('cookie')).toBeNull();
  expect(await poll({ cookie, origin: 'http://evil.test' })).toEqual({ status: 403, there: undefined });
});

test('what may not write does not get there at all', async () => {
  expect(await poll({})).toEqual({ status: 401, there: undefined });
  expect(await poll({ authorization: 'Bearer wrong-token' })).toEqual({ status: 401, there: undefined });
  expect((await poll({ authorization: `Bearer ${TOKEN}`, 'x-who': 'Bo' })).there?.get('x-who')).toBe('Bo');
});
