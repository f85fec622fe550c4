import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultyFields, mainOf, reader, startDeskServer, valueIn } from './support/desk.ts';
import { newest, stopClock, until, type TestServer } from './support/server.ts';

/** Who gets into the desk, and who does not, over plain HTTP. */

let server: TestServer;
beforeAll(async () => {
  server = await startDeskServer({ REPLAY_START: '2018-09-09T21:00:00+02:00', REPLAY_SPEED: '1' });
  await until(async () => (await newest(server)).revision > 0);
  await stopClock(server);
});
afterAll(() => server?.stop());

const signedIn = async (name = 'Åsa') => {
  const desk = reader(server);
  expect((await desk.signIn(name)).status).toBe(303);
  return desk;
};
const BRACKE = '/redaktion/styre/2305';
const fact = { term: '2018', from: '2021-01', to: '', parties: ['S'], source: 'protokoll' };

describe('who is not signed in', () => {
  test('sees the sign-in on every page of the desk, and nothing that is only for the desk', async () => {
    for (const page of ['', '/styre', '/styre/2305', '/siffror', '/muntligt', '/filer', '/logg']) {
      const { status, html, headers } = await reader(server).get(`/redaktion${page}`);
      expect([page, status]).toEqual([page, 200]);
      expect(mainOf(html)).toMatch(/^\s*Målvakt Redaktion Namn .* Skrivnyckel Logga in\s*$/);
      expect(html).not.toMatch(/Logga ut/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
    expect((await reader(server).get('/api/audit')).status).toBe(401);
  });

  test('is led to the address that takes forms', async () => {
    const other = { url: server.url.replace('localhost', '127.0.0.1'), token: server.token };
    const { status, location } = await reader(other).get('/redaktion/styre?x=1');
    expect([status, location]).toEqual([307, `${server.url}/redaktion/styre?x=1`]);
  });

  test('writes nothing, with or without a cookie of one’s own making', async () => {
    const desk = reader(server);
    desk.cookie = `malvakt-redaktion=${encodeURIComponent('{"name":"Åsa","until":"2999-01-01T00:00:00.000Z"}.x')}`;
    const answer = await desk.post(`${BRACKE}?/save`, fact);
    expect(answer.status).toBe(401);
    expect(mainOf(answer.html)).toContain('Logga in');
    const held = (await (await fetch(`${server.url}/api/governing/2305`)).json()) as {
      facts: { entered: boolean }[];
    };
    expect(held.facts.some(({ entered }) => entered)).toBe(false);
  });
});

describe('signing in', () => {
  test('needs the token and a name, and gives the name back', async () => {
    const wrong = await reader(server).signIn('Åsa "Ö" <b>', 'not-the-token');
    expect(wrong.status).toBe(401);
    expect(wrong.html).toContain('Fel skrivnyckel.');
    expect(valueIn(wrong.html, 'logga-in-name')).toBe('Åsa "Ö" <b>');
    expect(wrong.html).not.toContain('not-the-token');
    const nameless = await reader(server).signIn(' ');
    expect(nameless.status).toBe(422);
    expect(faultyFields(nameless)).toEqual(['logga-in-name']);
  });

  test('lasts until one signs out', async () => {
    const desk = await signedIn('Åsa Öberg');
    expect((await desk.get('/redaktion')).html).toContain('Åsa Öberg, inloggad till');
    const out = await desk.post('/redaktion?/signOut', {});
    expect([out.status, desk.cookie]).toEqual([303, '']);
    expect((await desk.get('/redaktion')).html).not.toContain('Åsa Öberg');
  });
});

describe('another site', () => {
  test('gets no form through, also with a signed-in reader’s cookie', async () => {
    const desk = await signedIn();
    const { cookie } = desk;
    for (const origin of ['http://evil.test', 'null', null]) {
      const answer = await desk.post(`${BRACKE}?/save`, fact, origin);
      expect([origin, answer.status]).toEqual([origin, 403]);
      const direct = await fetch(`${server.url}/api/governing/2305`, {
        method: 'PUT',
        headers: { cookie, 'content-type': 'application/json', ...(origin === null ? {} : { origin }) },
        body: JSON.stringify({ from: '2021-01', parties: ['S'], source: 'x' }),
      });
      expect([origin, direct.status]).toEqual([origin, 403]);
    }
    const own = await fetch(`${server.url}/api/governing/2305`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json', origin: server.url },
      body: '{}',
    });
    expect(own.status).toBe(422);
  });
});

// Last: from here on this machine is made to wait.
describe('guessing', () => {
  test('is slowed for everyone at that address, but whoever is signed in goes on', async () => {
    const desk = await signedIn();
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await reader(server).signIn('Åsa', `guess-${n}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const right = await reader(server).signIn();
    expect(right.status).toBe(429);
    expect(mainOf(right.html)).toMatch(/paus i \d+ sekunder/);
    const bearer = await fetch(`${server.url}/api/audit`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(bearer.status).toBe(429);
    expect(Number(bearer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await desk.get('/redaktion/logg')).html).toContain('Logga ut');
  });
});
