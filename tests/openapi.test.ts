/**
 * The description of the API against what the server does: every route is in it and nothing else, real answers of the
 * replayed night of 2018 are as described, described questions are taken, and faulty ones are refused as described.
 */
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FigureAnswer, FiguresAnswer } from '../src/lib/server/api/figures.ts';
import { plainPath, readDescription, type Description } from './support/description.ts';
import { bearer, TOKEN } from './support/live-night.ts';
import { playedApi } from './support/played-api.ts';

let played: Awaited<ReturnType<typeof playedApi>>;
let described: Description;
let read: ReturnType<typeof readDescription>;

beforeAll(async () => {
  played = await playedApi();
  described = await played.json<Description>('/api/openapi.json');
  read = readDescription(described);
});

/** The routes that the router has, with their parameters in braces. */
const routed = () => [
  ...new Set(
    played.api.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${plainPath(path)}`),
  ),
];

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const checked = await new Validator().validate(structuredClone(described));
    expect(checked.errors ?? null).toBeNull();
    expect(checked.valid).toBe(true);
    expect(described.openapi).toBe('3.1.0');
  });

  test('describes every route of the server and no other', () => {
    const told = read.operations.map(({ method, path }) => `${method} ${path}`);
    expect(told.toSorted()).toEqual(routed().toSorted());
    expect(told.length).toBeGreaterThan(35);
  });

  test('has every parameter of a path, and says of exactly those routes that they need the token', () => {
    const { requireToken } = played.auth;
    const closedRoutes = played.api.routes
      .filter(({ handler }) => (handler as unknown) === requireToken)
      .map(({ method, path }) => `${method} ${plainPath(path)}`);
    const told = read.operations.filter(({ operation }) => operation.security);
    expect(told.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(closedRoutes.toSorted());
    for (const { path, operation } of read.operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = (operation.parameters ?? [])
        .filter((each) => each.in === 'path')
        .map(({ name }) => name);
      expect(inPath).toEqual(names);
    }
  });
});

/** An address of every route that answers in JSON, with what it is asked about. */
const asks = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
  const { newest } = played.live;
  const revisions = [0, 2, 60, 100, newest].map((revision) => `?revision=${revision}`);
  const with_ = (path: string) => revisions.map((revision) => path + revision);
  const { figures } = await played.json<FiguresAnswer>('/api/figures?revision=60');
  const [file] = await played.json<{ sha256: string }[]>('/api/files?limit=1');
  return {
    '/api/snapshot': with_('/api/snapshot'),
    '/api/contests/{id}/districts': ['RD-23', 'RF-23', 'KF-2305'].flatMap((id) =>
      with_(`/api/contests/${id}/districts`),
    ),
    '/api/contests/{id}/seats': ['RD-23', 'KF-2305'].flatMap((id) => with_(`/api/contests/${id}/seats`)),
    '/api/contests/{id}/curve': with_('/api/contests/KF-2380/curve'),
    '/api/places': with_('/api/places'),
    '/api/places/{code}': with_('/api/places/2305'),
    '/api/aftermath': with_('/api/aftermath'),
    '/api/aftermath/years': with_('/api/aftermath/years'),
    '/api/figures': [
      ...with_('/api/figures'),
      ...with_('/api/figures?contest=KF-2326').map((path) => path.replace('?revision', '&revision')),
    ],
    '/api/figures/{id}': figures
      .filter((_, index) => index % 5 === 0)
      .map(({ id }) => `/api/figures/${encodeURIComponent(id)}?revision=60`),
    '/api/events': ['/api/events?limit=1000', '/api/events?municipality=2305'],
    '/api/files': ['/api/files?limit=1000'],
    '/api/files/{sha256}': [`/api/files/${file?.sha256}`],
    '/api/governing/{area}': [
      '/api/governing/2303',
      '/api/governing/2303?at=2024-06-01',
      '/api/governing/23?at=2019-06-01',
    ],
    '/api/counts': ['/api/counts'],
    '/api/oral': ['/api/oral'],
    '/api/oral/districts': ['/api/oral/districts'],
    '/api/findings': ['/api/findings'],
    '/api/audit': ['/api/audit'],
    '/api/screen': ['/api/screen'],
    '/api/session': ['/api/session'],
    '/api/health': ['/api/health'],
    '/api/ingest/status': ['/api/ingest/status'],
    '/api/openapi.json': ['/api/openapi.json'],
    '/api/figures/{id}/card.svg': ['/api/figures/RD-23.andel/card.svg'],
    '/api/metrics': ['/api/metrics'],
    '/api/live': ['/api/live'],
    '/api/archive': ['/api/archive'],
    '/api/report.pdf': ['/api/report.pdf'],
    '/api/report.xlsx': ['/api/report.xlsx'],
  };
};

describe('answers', () => {
  test('of every route that is read are as described, from before the first file to the final count', async () => {
    const addresses = await asks();
    const asked = read.operations.filter(({ method }) => method === 'GET');
    expect(Object.keys(addresses).toSorted()).toEqual(asked.map(({ path }) => path).toSorted());
    for (const { path, operation } of asked) {
      for (const address of addresses[path] ?? []) {
        const response = await played.get(address, bearer(TOKEN));
        const media = response.headers.get('content-type')?.split(';')[0] ?? '';
        const told = operation.responses[String(response.status)];
        expect(told, `${address}: ${response.status}`).toBeDefined();
        expect(Object.keys(told?.content ?? {}), address).toContain(media);
        if (media === 'application/json') await read.expectDescribed('GET', path, response);
        else await response.body?.cancel();
      }
    }
  });

  test('in CSV are told where a route gives them', async () => {
    const csv = read.operations.filter(({ operation }) => operation.responses['200']?.content?.['text/csv']);
    expect(csv.map(({ path }) => path)).toEqual([
      '/api/contests/{id}/districts',
      '/api/figures',
      '/api/figures/{id}',
    ]);
    for (const path of ['/api/contests/RD-23/districts', '/api/figures', '/api/figures/RD-23.andel']) {
      const response = await played.get(`${path}?format=csv`);
      expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    }
  });

  test('to what is not there are a 404 in the described form', async () => {
    for (const [path, address] of [
      ['/api/snapshot', '/api/snapshot?revision=99999'],
      ['/api/contests/{id}/districts', '/api/contests/KF-0180/districts'],
      ['/api/contests/{id}/seats', '/api/contests/KF-0180/seats'],
      ['/api/contests/{id}/curve', '/api/contests/KF-0180/curve'],
      ['/api/places', '/api/places?revision=99999'],
      ['/api/places/{code}', '/api/places/0180'],
      ['/api/aftermath', '/api/aftermath?revision=99999'],
      ['/api/report.pdf', '/api/report.pdf?kommun=0180'],
      ['/api/report.xlsx', '/api/report.xlsx?revision=99999'],
      ['/api/figures', '/api/figures?contest=KF-0180'],
      ['/api/figures/{id}', '/api/figures/KF-0180.andel'],
      ['/api/figures/{id}/card.svg', '/api/figures/KF-0180.andel/card.svg'],
      ['/api/events', '/api/events?municipality=0180'],
      ['/api/files/{sha256}', '/api/files/0000'],
      ['/api/governing/{area}', '/api/governing/0180'],
    ] as const) {
      const response = await played.get(address, bearer(TOKEN));
      expect(response.status, address).toBe(404);
      await read.expectDescribed('GET', path, response);
    }
  });
});

/** A value that each described field of a query takes, by its name. */
const TAKEN: Readonly<Record<string, string>> = {
  revision: '60',
  at: '2018-09-09T22:41:00%2B02:00',
  format: 'json',
  kommun: '2303',
  contest: 'KF-2326',
  theme: 'dark',
  limit: '5',
  before: '100',
  after: '3',
  municipality: '2303',
  kind: 'report',
};
const PLACED: Readonly<Record<string, string>> = {
  '/api/contests/{id}/districts': '/api/contests/RD-23/districts',
  '/api/contests/{id}/seats': '/api/contests/RD-23/seats',
  '/api/contests/{id}/curve': '/api/contests/RD-23/curve',
  '/api/places/{code}': '/api/places/2303',
  '/api/figures/{id}': '/api/figures/RD-23.andel',
  '/api/figures/{id}/card.svg': '/api/figures/RD-23.andel/card.svg',
  '/api/governing/{area}': '/api/governing/2303',
};

describe('questions', () => {
  const queries = () =>
    read.operations
      .filter(({ method }) => method === 'GET')
      .flatMap(({ path, operation }) =>
        (operation.parameters ?? [])
          .filter((each) => each.in === 'query')
          .map((parameter) => ({ path, address: PLACED[path] ?? path, parameter })),
      );

  test('with each described field are taken', async () => {
    expect(queries().length).toBeGreaterThan(20);
    for (const { path, address, parameter } of queries()) {
      const value = path === '/api/governing/{area}' ? '2019-06-01' : TAKEN[parameter.name];
      const response = await played.get(`${address}?${parameter.name}=${value}`, bearer(TOKEN));
      // Without a browser there is no PDF, which is told.
      const wanted = path === '/api/report.pdf' ? [200, 503] : [200];
      expect(wanted, `${address}?${parameter.name}=${value}`).toContain(response.status);
      await response.body?.cancel();
    }
  });

  test('with a field of another form are refused with 400 and its name', async () => {
    const bound = queries().filter(
      ({ parameter: { schema } }) =>
        schema.enum || schema.format || schema.pattern || schema.type !== 'string',
    );
    expect(new Set(bound.map(({ parameter }) => parameter.name))).toEqual(
      new Set(Object.keys(TAKEN).filter((name) => name !== 'contest')),
    );
    for (const { path, address, parameter } of bound) {
      const response = await played.get(`${address}?${parameter.name}=annat`, bearer(TOKEN));
      expect(response.status, `${address}?${parameter.name}`).toBe(400);
      expect(((await response.clone().json()) as { error: string }).error).toMatch(
        new RegExp(`^${parameter.name}: `),
      );
      await read.expectDescribed('GET', path, response);
    }
  });
});

test('the description of a figure holds for a district’s, too', async () => {
  const { figures } = await played.json<FiguresAnswer>('/api/figures?contest=KF-2326');
  const district = figures.find(({ kind }) => kind === 'district');
  const response = await played.get(`/api/figures/${district?.id}`);
  expect(((await response.clone().json()) as FigureAnswer).figure.kind).toBe('district');
  await read.expectDescribed('GET', '/api/figures/{id}', response);
});
