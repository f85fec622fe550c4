/** How a night goes on when the feed is away for long, or just when the last files come. */
import { describe, expect, test, vi } from 'vitest';
import { FAULT_NAMES, isAnswerFault, type FaultOrder } from '../src/feed/faults.ts';
import type { FeedRequest } from '../src/feed/requests.ts';
import type { Store } from '../src/lib/server/store/store.ts';
import { allFiles, playNight, soundNight, type NightOptions } from './support/night.ts';
import { FINAL_2014, FINAL_2018 } from './support/official.ts';
import { openTestStore } from './support/store.ts';

// Whole nights: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000 });

const play = async (options: Omit<NightOptions, 'store'>) => {
  const store = await openTestStore('embedded');
  const night = await playNight({ ...options, store });
  await night.close();
  return { night, store };
};

const secondsBetween = (requests: readonly FeedRequest[]): number[] =>
  requests.slice(1).map(({ at }, index) => (Date.parse(at) - Date.parse(requests[index]?.at ?? '')) / 1000);

const results = async (night: Awaited<ReturnType<typeof playNight>>) =>
  (await night.snapshot()).contests.map(({ id, own, valid }) => ({ id, votes: own.votes, valid }));

describe('A feed that is away', () => {
  test('for hours of the night is asked less and less often, keeps the last good, and is caught up in one step (F6)', async () => {
    const outage: FaultOrder = {
      name: 'serverError',
      at: Date.parse('2018-09-09T21:30:00+02:00'),
      requests: 50,
    };
    const { night, store } = await play({
      night: '2018',
      faults: [outage],
      until: '2018-09-10T00:45:00+02:00',
    });
    const struck = night.requests.filter(({ fault }) => fault === 'serverError');
    const gaps = secondsBetween(struck);
    expect(gaps.slice(0, 5)).toEqual([60, 60, 120, 180, 180]);
    expect(new Set(gaps.slice(5))).toEqual(new Set([180]));
    const [first, last] = [struck[0]?.at ?? '', struck.at(-1)?.at ?? ''];
    expect(Date.parse(last) - Date.parse(first)).toBeGreaterThan(2.3 * 3_600_000);
    const rows = await store.results.revisions();
    const [before, after] = [rows.findLast(({ at }) => at < first), rows.find(({ at }) => at > last)];
    expect(rows.filter(({ at }) => at >= first && at <= last)).toEqual([]);
    expect(after?.revision).toBe((before?.revision ?? 0) + 1);
    const counted = async (revision = 0) =>
      (await night.snapshot(revision)).contests.reduce((sum, each) => sum + each.counted.districts, 0);
    expect((await counted(after?.revision)) - (await counted(before?.revision))).toBeGreaterThan(100);
    const notices = (await store.events.list({ limit: 10, kinds: ['notice'] })).map(({ event }) => event);
    expect(notices).toMatchObject([
      { notice: { about: 'feed', problem: 'answers again after HTTP 500' } },
      { notice: { about: 'feed', problem: 'HTTP 500' } },
    ]);
  });

  test('says how long it wants to be left alone, and is: neither address is asked before', async () => {
    const { night } = await play({
      night: '2018',
      faults: [{ name: 'tooManyRequests', at: Date.parse('2018-09-09T21:30:00+02:00'), requests: 4 }],
      until: '2018-09-09T21:50:00+02:00',
    });
    const struck = night.requests.filter(({ fault }) => fault === 'tooManyRequests');
    expect(struck).toHaveLength(4);
    for (const request of struck) {
      const next = night.requests[night.requests.indexOf(request) + 1];
      expect(Date.parse(next?.at ?? '') - Date.parse(request.at)).toBe(120_000);
    }
  });

  test('passing over ETags for a whole night makes no difference: both validators are sent', async () => {
    const careless = await play({ night: '2014', etagHonoured: false });
    const sound = await soundNight('2014');
    expect(await careless.night.allSnapshots()).toEqual([...sound.handedOut.values()]);
    const shas = async (store: Store) => (await allFiles(store)).map(({ sha256 }) => sha256);
    expect(await shas(careless.store)).toEqual(await shas(sound.register.store));
    const [first, ...later] = careless.night.requests.filter(({ path }) => path.includes('/valnatt/'));
    expect([first?.ifNoneMatch, first?.ifModifiedSince, first?.status]).toEqual([null, null, 200]);
    expect(later.every(({ ifNoneMatch, ifModifiedSince }) => ifNoneMatch && ifModifiedSince)).toBe(true);
    expect(later.filter(({ status }) => status === 304).length).toBeGreaterThan(10);
  });
});

describe('A fault just when the final count comes', () => {
  const last = { 2014: '2015-02-20T12:32:57+01:00', 2018: '2019-01-17T13:46:58+01:00' };

  test.each(FAULT_NAMES.filter((name) => name !== 'timeout'))(
    '%s at the final address: the night still ends right',
    async (name) => {
      const { night, store } = await play({
        night: '2014',
        from: '2014-09-14T23:12:00+02:00',
        faults: [{ name, address: 'final', at: Date.parse(last[2014]) }],
      });
      expect(await results(night)).toEqual(FINAL_2014);
      expect(night.requests.filter(({ fault }) => fault === name)).toHaveLength(3);
      const refused = (await allFiles(store)).filter(({ reason }) => reason !== null);
      // With one publication there is no older one to serve again.
      const recorded = name === 'olderFile' || (isAnswerFault(name) && name !== 'html') ? 0 : 1;
      expect(refused).toHaveLength(recorded);
    },
  );

  test.each(['serverError', 'truncated', 'badMember'] as const)(
    '%s at the night’s and the final address in the last minutes',
    async (name) => {
      const at = Date.parse(last[2018]) - 1000;
      const { night } = await play({
        night: '2018',
        from: '2018-09-12T17:00:00+02:00',
        faults: [
          { name, at, requests: 5 },
          { name, address: 'final', at, requests: 5 },
        ],
      });
      expect(await results(night)).toEqual(FINAL_2018);
      expect((await store(night)).state).toBe('complete');
    },
  );
});

const store = async (night: Awaited<ReturnType<typeof playNight>>) => (await night.snapshot()).feed;
