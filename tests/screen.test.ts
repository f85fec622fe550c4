/** The big screen's direction over the API: what is told, refused, kept and shown. */
import { expect, test } from 'vitest';
import { USUAL_SCREEN } from '../src/lib/election/screen.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import { archiver, bearer, filesAt, liveNight, TOKEN } from './support/live-night.ts';

test('starts as usual; a change keeps the rest, is a revision and stands in the log', async () => {
  const night = await liveNight();
  const { get, write, store } = night;
  expect(await get('/api/screen')).toEqual(USUAL_SCREEN);
  expect((await write('PUT', '/api/screen', { pin: 'mal', line: ' Tal 22.30 ' }, 'Scenen')).status).toBe(200);
  await write('PUT', '/api/screen', { skip: true });
  await write('PUT', '/api/screen', { hidden: ['rd-votes'], secondsPerScene: 20 });
  const expected = {
    ...USUAL_SCREEN,
    pin: 'mal',
    line: 'Tal 22.30',
    step: 1,
    hidden: ['rd-votes'],
    secondsPerScene: 20,
  };
  expect(await get('/api/screen')).toEqual(expected);
  const prepared = await rebuild(night, await store.results.newest());
  expect(prepared?.snapshot.screen).toEqual(expected);
  expect((await rebuild(night, 1))?.snapshot.screen).toMatchObject({ pin: 'mal', step: 0 });
  const audit = await get<{ who: string; kind: string }[]>('/api/audit', bearer(TOKEN));
  expect(audit.map(({ who, kind }) => [who, kind])).toEqual([
    ['Desken', 'screen'],
    ['Desken', 'screen'],
    ['Scenen', 'screen'],
  ]);
});

/** One night for all that is refused: nothing is written into it. */
let refusing: ReturnType<typeof liveNight> | null = null;

test.each([
  [{ secondsPerScene: 1 }, 'secondsPerScene: outOfRange'],
  [{ hidden: ['inget-mal'] }, 'hidden: unknownTarget'],
  [{ line: 'x'.repeat(141) }, 'line: tooLong'],
  [{ pin: '../redaktion' }, 'pin: unknownScene'],
  [{ pin: 'kommun-9999' }, 'pin: unknownScene'],
  [{ pin: 'natten-KF-9999' }, 'pin: unknownScene'],
  [{ pin: 'xyz' }, 'pin: unknownScene'],
])('refuses %j', async (change, fault) => {
  const { write, store } = await (refusing ??= liveNight());
  const refused = await write('PUT', '/api/screen', change);
  expect([refused.status, refused.body.error]).toEqual([422, fault]);
  expect(await store.results.newest()).toBe(0);
});

test('directing the screen says nothing about the goals', async () => {
  const { upload, write, get } = await liveNight(TOKEN, '2018-09-12T20:00:00+02:00');
  await upload('valnatt.zip', archiver.build(filesAt(0.6)));
  const states = async () =>
    (await get<Snapshot>('/api/snapshot')).targets.map(({ id, state, since }) => [id, state, since]);
  const before = await states();
  const told = await get<unknown[]>('/api/events?kind=target&limit=1000');
  expect(before.some(([, state]) => state === 'leaningMissed')).toBe(true);
  await write('PUT', '/api/screen', { line: 'Välkomna' });
  await write('PUT', '/api/counts/campaigners', { value: 1, date: '2018-05-01', source: 'prov' });
  const counted = (await states()).filter(([id]) => id !== 'campaigners');
  expect(counted).toEqual(before.filter(([id]) => id !== 'campaigners'));
  expect(await get<unknown[]>('/api/events?kind=target&limit=1000')).toEqual(told);
});

test('only the signed-in may direct', async () => {
  const { api } = await liveNight();
  const put = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' };
  expect((await api.request('/api/screen', put)).status).toBe(401);
});
