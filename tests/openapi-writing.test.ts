/** What people enter, against the API's description: bodies taken, bodies refused, and no answer without the token. */
import { beforeAll, expect, test } from 'vitest';
import { readDescription, type Description } from './support/description.ts';
import { bearer, liveNight, TOKEN } from './support/live-night.ts';

let night: Awaited<ReturnType<typeof liveNight>>;
let read: ReturnType<typeof readDescription>;

beforeAll(async () => {
  night = await liveNight();
  read = readDescription(await night.get<Description>('/api/openapi.json'));
});

const fact = { from: '2020-05', parties: ['S', 'V'], majority: false, source: 'Bräcke kommun, protokoll' };
const writes: readonly (readonly [method: string, path: string, address: string, body: unknown])[] = [
  ['PUT', '/api/governing/{area}', '/api/governing/2305', fact],
  ['DELETE', '/api/governing/{area}', '/api/governing/2305', { key: '2305/2018/2020-05', reason: 'Fel' }],
  [
    'PUT',
    '/api/counts/{target}',
    '/api/counts/recruited',
    { value: 12, date: '2018-06-30', source: 'Listan' },
  ],
  ['DELETE', '/api/counts/{target}', '/api/counts/recruited', { date: '2018-06-30', reason: 'Fel' }],
  [
    'PUT',
    '/api/oral/{contest}/{district}',
    '/api/oral/RD-23/23030101',
    { own: 100, valid: 300, caller: 'Åsa' },
  ],
  ['DELETE', '/api/oral/{contest}/{district}', '/api/oral/RD-23/23030101', { reason: 'Fel' }],
  ['PUT', '/api/screen', '/api/screen', { paused: true }],
];
const faulty: readonly (readonly [method: string, path: string, address: string, body: unknown])[] = [
  ['PUT', '/api/governing/{area}', '/api/governing/2305', { from: 'i våras' }],
  ['DELETE', '/api/governing/{area}', '/api/governing/2305', {}],
  ['PUT', '/api/counts/{target}', '/api/counts/recruited', { value: 'många' }],
  ['DELETE', '/api/counts/{target}', '/api/counts/recruited', {}],
  ['PUT', '/api/oral/{contest}/{district}', '/api/oral/RD-23/99999999', {}],
  ['DELETE', '/api/oral/{contest}/{district}', '/api/oral/RD-23/99999999', {}],
  ['PUT', '/api/findings/{id}', '/api/findings/zero/RD/2303/23030101', { status: 'borta' }],
  ['PUT', '/api/screen', '/api/screen', { paused: 'ja' }],
];

const send = (method: string, address: string, body: string, headers = {}) =>
  night.api.request(address, { method, body, headers: { 'content-type': 'application/json', ...headers } });

test('covers every route that takes a described body', () => {
  expect(read.takes('PUT', '/api/screen', { paused: 'ja' })).toBe(false);
  const taking = read.operations
    .filter(({ operation }) => operation.requestBody?.content['application/json'] && operation.security)
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(faulty.map(([method, path]) => `${method} ${path}`))].toSorted()).toEqual(
    taking.toSorted(),
  );
});

test('what fits the described body is taken, and answered as described', async () => {
  for (const [method, path, address, body] of writes) {
    expect(read.takes(method, path, body), `${method} ${path}`).toBe(true);
    const response = await send(method, address, JSON.stringify(body), bearer(TOKEN));
    expect(response.status, `${method} ${address}`).toBe(200);
    await read.expectDescribed(method, path, response);
  }
});

test('what is faulty is refused with 422 and its fields, and what is no JSON with 400', async () => {
  for (const [method, path, address, body] of faulty) {
    const refused = await send(method, address, JSON.stringify(body), bearer(TOKEN));
    expect(refused.status, `${method} ${address}`).toBe(422);
    await read.expectDescribed(method, path, refused);
    const broken = await send(method, address, '{', bearer(TOKEN));
    expect(broken.status).toBe(400);
    await read.expectDescribed(method, path, broken);
  }
});

test('without the token nothing of it is to be had', async () => {
  const needing = read.operations.filter(({ operation }) => operation.security);
  for (const { method, path } of needing) {
    const address = path.replaceAll(/\{\w+\}/g, 'x');
    const response = await night.api.request(address, { method });
    expect(response.status, `${method} ${path}`).toBe(401);
    await read.expectDescribed(method, path, response);
  }
});

test('what was entered is told as described: audit, figures by phone, files and their faults', async () => {
  await send('PUT', '/api/oral/RD-23/23030101', JSON.stringify(writes[4]?.[3]), bearer(TOKEN));
  await night.upload('trasig.zip', new TextEncoder().encode('ingen fil'));
  for (const path of [
    '/api/audit',
    '/api/oral',
    '/api/files',
    '/api/events',
    '/api/snapshot',
    '/api/counts',
  ]) {
    const response = await night.api.request(path, { headers: bearer(TOKEN) });
    expect(((await response.clone().json()) as unknown[]).length).not.toBe(0);
    await read.expectDescribed('GET', path, response);
  }
});

test('a file of figures that is none, or of another kind, is refused as described', async () => {
  const post = (type: string) =>
    send('POST', '/api/counts', 'ingen;tabell', { ...bearer(TOKEN), 'content-type': type });
  expect((await post('text/csv')).status).toBe(422);
  await read.expectDescribed('POST', '/api/counts', await post('text/csv'));
  expect((await post('application/json')).status).toBe(415);
  await read.expectDescribed('POST', '/api/counts', await post('application/json'));
});

test('signing in and uploads are answered as described', async () => {
  const session = (body: unknown) => send('POST', '/api/session', JSON.stringify(body));
  expect((await session({ token: TOKEN, name: 'Åsa' })).status).toBe(204);
  await read.expectDescribed('POST', '/api/session', await session({ token: TOKEN, name: ' ' }));
  await read.expectDescribed('POST', '/api/session', await session({ token: 'fel', name: 'Åsa' }));
  await read.expectDescribed('POST', '/api/session', await session({}));
  const response = await night.upload('trasig.zip', new TextEncoder().encode('ingen fil'));
  expect(response.status).toBe(422);
  await read.expectDescribed('POST', '/api/ingest/files', response);
});
