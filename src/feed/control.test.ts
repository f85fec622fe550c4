import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NightClock } from './clock.ts';
import { FAKE_TIMES, fakeNight } from './fake-night.ts';
import { startFeed, type ListeningFeed } from './listen.ts';
import { createTimeline } from './timeline.ts';

const night = fakeNight();
let open: ListeningFeed;
beforeEach(async () => {
  const timeline = createTimeline(night.publications.map(({ at }) => Date.parse(at)));
  open = await startFeed({
    night,
    clock: new NightClock({ timeline, startAt: Date.parse(FAKE_TIMES.first), speed: 60 }),
  });
});
afterEach(() => open.close());

async function post(
  order: string,
  body: unknown,
): Promise<{ status: number; state: Record<string, unknown> }> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${open.controlUrl}/${order}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, state: (await answer.json()) as Record<string, unknown> };
}

const stateNow = async (): Promise<unknown> => (await fetch(open.controlUrl)).json();

describe('the control of the feed', () => {
  it('tells where the night is', async () => {
    expect(await stateNow()).toEqual({
      night: '2018',
      now: '2018-09-09T20:41:00+02:00',
      speed: 60,
      paused: false,
      running: false,
      finished: false,
      position: 60_000,
      end: 6 * 60_000,
      next: { at: '2018-09-09T20:42:00+02:00', address: 'night' },
      etagHonoured: true,
      faults: [],
      requests: { total: 0, byStatus: {} },
    });
  });

  it('sets speed, pause, time and the honouring of ETags', async () => {
    expect((await post('speed', { speed: 'max' })).state).toMatchObject({ speed: 'max' });
    expect((await post('speed', { speed: 0.5 })).state).toMatchObject({ speed: 0.5 });
    expect((await post('pause', { paused: true })).state).toMatchObject({ paused: true });
    expect((await post('etag', { honoured: false })).state).toMatchObject({ etagHonoured: false });
    const { state } = await post('seek', { to: '2018-09-09T21:30:40+02:00' });
    expect(state).toMatchObject({ now: '2018-09-09T21:30:40+02:00', next: { address: 'final' } });
  });

  it('steps by seconds, by publications, and to the end', async () => {
    expect((await post('step', { seconds: 30 })).state).toMatchObject({ now: '2018-09-09T20:41:30+02:00' });
    expect((await post('step', {})).state).toMatchObject({ now: '2018-09-09T20:42:00+02:00' });
    expect((await post('step', { publications: 2 })).state).toMatchObject({
      now: '2018-09-12T14:00:00+02:00',
      next: null,
    });
    expect((await post('step', {})).state).toMatchObject({
      now: '2018-09-12T14:02:00+02:00',
      finished: true,
    });
  });

  it('puts faults on and takes them off', async () => {
    const { state } = await post('fault', { name: 'olderFile', at: '22:31', requests: 1, back: 3 });
    expect(state['faults']).toEqual([
      { id: 1, name: 'olderFile', address: 'night', at: '2018-09-09T22:31:00+02:00', back: 3, left: 1 },
    ]);
    await post('fault', { name: 'forbidden' });
    expect((await fetch(open.nightUrl)).status).toBe(403);
    const cleared = await fetch(`${open.controlUrl}/faults`, { method: 'DELETE' });
    expect(await cleared.json()).toMatchObject({ faults: [] });
    expect((await fetch(open.nightUrl)).status).toBe(200);
  });

  it.each([
    ['speed', { speed: 0 }],
    ['speed', { speed: 'fast' }],
    ['pause', {}],
    ['step', { seconds: 1, publications: 1 }],
    ['seek', { to: '22:31' }],
    ['fault', { name: 'explode' }],
    ['fault', { name: 'html', requests: 0 }],
    ['fault', { name: 'html', at: '24:00' }],
    ['etag', { honored: true }],
  ])('refuses a wrong order: %s %j', async (order, body) => {
    const { status, state } = await post(order, body);
    expect([status, state]).toEqual([400, { error: expect.any(String) }]);
  });

  it('takes orders as JSON only, so that no web page can give one unasked', async () => {
    const plain = await fetch(`${open.controlUrl}/pause`, { method: 'POST', body: '{"paused":true}' });
    expect(plain.status).toBe(415);
    expect(open.feed.clock.paused).toBe(false);
    expect((await post('nonsense', {}).catch(() => ({ status: 404 }))).status).toBe(404);
  });

  it('lists the requests for archives, the last two hundred of them', async () => {
    await fetch(open.nightUrl, { headers: { 'If-None-Match': '"x"' } });
    await fetch(open.finalUrl, {
      method: 'HEAD',
      headers: { 'If-Modified-Since': 'Sun, 09 Sep 2018 18:41:00 GMT' },
    });
    const requests = (await (await fetch(`${open.controlUrl}/requests`)).json()) as unknown[];
    expect(requests).toEqual([
      {
        at: '2018-09-09T20:41:00+02:00',
        method: 'GET',
        path: night.paths.night,
        ifNoneMatch: '"x"',
        ifModifiedSince: null,
        fault: null,
        status: 200,
      },
      expect.objectContaining({
        method: 'HEAD',
        ifModifiedSince: 'Sun, 09 Sep 2018 18:41:00 GMT',
        status: 404,
      }),
    ]);
    for (let round = 0; round < 205; round += 1) await open.feed.app.request(night.paths.final);
    expect(open.feed.requests.list()).toHaveLength(200);
    expect(open.feed.requests.counters()).toEqual({ total: 207, byStatus: { 404: 200 } });
  });
});
