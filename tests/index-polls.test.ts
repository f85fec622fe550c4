/** Polls of a feed with an index: what is asked for, when, and what its faults do. */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { feedState } from '../src/lib/election/feed-state.ts';
import {
  councilPath,
  councilZip,
  indexOf,
  md5,
  pollIndex,
  standFeed,
  type CouncilFile,
} from './support/json-feed.ts';
import { allFiles } from './support/night.ts';

const SUM = 'd41d8cd98f00b204e9800998ecf8427e';

/** Two councils of the programme, each with a counted district and one that is not. */
const RAGUNDA: CouncilFile = {
  area: '2303',
  districts: { '0101': { '0002': 120, '0001': 80 }, '0102': null },
};
const BRACKE: CouncilFile = { area: '2305', districts: { '0101': { '0002': 90, '0001': 60 }, '0102': null } };
const [RAGUNDA_PATH, BRACKE_PATH] = [councilPath('2303'), councilPath('2305')];

async function twoCouncils() {
  const stand = await standFeed();
  stand.archives[RAGUNDA_PATH] = councilZip(RAGUNDA);
  stand.archives[BRACKE_PATH] = councilZip(BRACKE);
  // Not of the programme: never asked for.
  stand.archives[councilPath('0180')] = councilZip({ area: '0180', districts: { '0101': null } });
  return stand;
}

const later = (file: CouncilFile): CouncilFile => ({
  ...file,
  updates: 2,
  time: '2026-09-13T22:01:00',
  districts: { ...file.districts, '0102': { '0002': 30, '0001': 40 } },
});

describe('Before the first result', () => {
  test.each([
    ['404', null],
    ['one line of “-”', `${SUM}  -\n`],
  ])('an index of %s means “nothing yet”: the feed answers, and nothing is wrong', async (_, text) => {
    const stand = await standFeed();
    if (text === null) stand.instead.set('index.md5', (response) => response.writeHead(404).end());
    else stand.setIndex(text);
    const { poll, watch, store, notices } = await pollIndex(stand);
    await poll();
    expect(watch()).toMatchObject({ problem: null, failures: 0, checkedAt: '2026-09-13T22:01:00+02:00' });
    expect(stand.asked()).toEqual(['index.md5']);
    expect([await allFiles(store), await notices()]).toEqual([[], []]);
  });

  test('an index that is gone again, or empty, after there was one is no answer', async () => {
    const stand = await twoCouncils();
    const { poll, watch } = await pollIndex(stand);
    await poll();
    stand.setIndex(`${SUM}  -\n`);
    await poll();
    expect(watch()).toMatchObject({ failures: 1, problem: 'the index is empty again' });
    stand.instead.set('index.md5', (response) => response.writeHead(404).end());
    await poll();
    expect(watch()).toMatchObject({ failures: 2, problem: 'HTTP 404' });
    expect(watch().checkedAt).toBe('2026-09-13T22:01:00+02:00');
  });

  test('a web page in its place is no answer, told once', async () => {
    const stand = await standFeed();
    stand.setIndex('<html>Logga in på Wi-Fi</html>');
    const { poll, watch, notices } = await pollIndex(stand);
    await poll();
    await poll();
    expect(watch()).toMatchObject({ checkedAt: null, failures: 2 });
    expect(await notices()).toHaveLength(1);
  });
});

describe('A poll', () => {
  test('takes the programme’s archives, one request at a time', async () => {
    const stand = await twoCouncils();
    const { poll, store, watch, register } = await pollIndex(stand);
    await poll();
    expect(stand.asked()).toEqual(['index.md5', RAGUNDA_PATH, BRACKE_PATH]);
    expect(stand.busy.most).toBe(1);
    expect((await allFiles(store)).map(({ outcome, checksum }) => [outcome, checksum])).toEqual([
      ['accepted', 'signatureNotChecked'],
      ['accepted', 'signatureNotChecked'],
    ]);
    const { known } = await register.held();
    expect(known.reports.get('KF/night/2303/23030101' as never)?.votes?.valid).toBe(200);
    expect(watch()).toMatchObject({ problem: null, failures: 0, publishedAt: '2026-09-13T22:00:00+02:00' });
  });

  test('that finds nothing new is one request, and writes nothing but its own row', async () => {
    const stand = await twoCouncils();
    const { poll, store, watch } = await pollIndex(stand);
    await poll();
    stand.asked();
    await poll();
    await poll();
    expect(stand.asked()).toEqual(['index.md5', 'index.md5']);
    expect(await allFiles(store)).toHaveLength(2);
    expect(watch()).toMatchObject({
      checkedAt: '2026-09-13T22:03:00+02:00',
      changedAt: '2026-09-13T22:01:00+02:00',
    });
  });

  test('after one council changed fetches that archive alone, and makes one revision', async () => {
    const stand = await twoCouncils();
    const { poll, store } = await pollIndex(stand);
    await poll();
    stand.asked();
    const before = await store.results.newest();
    stand.archives[BRACKE_PATH] = councilZip(later(BRACKE));
    await poll();
    expect(stand.asked()).toEqual(['index.md5', BRACKE_PATH]);
    expect(await store.results.newest()).toBe(before + 1);
  });

  test('of a process that starts again takes every archive once more, and changes nothing', async () => {
    const stand = await twoCouncils();
    const { poll, store } = await pollIndex(stand);
    await poll();
    const before = await store.results.newest();
    stand.asked();
    const again = await pollIndex({ ...stand, store });
    await again.register.resume();
    await again.poll();
    await again.poll();
    expect(stand.asked()).toEqual(['index.md5', RAGUNDA_PATH, BRACKE_PATH, 'index.md5']);
    expect(await store.results.newest()).toBe(before);
    expect((await allFiles(store)).slice(-2).map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });
});

describe('An archive that is not the one listed', () => {
  test('is recorded and refused, told once, and taken when it is right', async () => {
    const stand = await twoCouncils();
    const wrong = councilZip({ ...RAGUNDA, updates: 7 });
    stand.setIndex(indexOf(stand.archives));
    stand.instead.set(RAGUNDA_PATH, (response) => response.writeHead(200, { etag: '"w"' }).end(wrong));
    const { poll, store, notices, watch, register } = await pollIndex(stand);
    await poll();
    const [refused] = await allFiles(store);
    expect(refused).toMatchObject({
      outcome: 'refused',
      checksum: 'mismatch',
      reason: {
        kind: 'archiveIndex',
        found: md5(wrong),
        expected: md5(stand.archives[RAGUNDA_PATH] as Uint8Array),
      },
    });
    expect((await register.held()).known.reports.has('KF/night/2303/23030101' as never)).toBe(false);
    // The other council came in all the same.
    expect((await register.held()).known.reports.has('KF/night/2305/23050101' as never)).toBe(true);
    expect(watch()).toMatchObject({
      failures: 0,
      problem: `${RAGUNDA_PATH}: not the archive that is listed`,
    });
    await poll();
    expect((await allFiles(store)).filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
    stand.instead.delete(RAGUNDA_PATH);
    await poll();
    expect((await register.held()).known.reports.has('KF/night/2303/23030101' as never)).toBe(true);
    expect(watch().problem).toBe(null);
    const told = (await notices()).filter(({ about }) => about === 'refused');
    expect(told).toHaveLength(1);
  });

  test('is tried again after 15 seconds, three times, and then at every poll', async () => {
    const stand = await twoCouncils();
    stand.setIndex(indexOf({ ...stand.archives, [RAGUNDA_PATH]: new Uint8Array(1) }));
    const { poller, waited } = await pollIndex({ ...stand, seconds: 200 });
    const stopping = new AbortController();
    const seen: string[][] = [];
    await poller.run(stopping.signal, async (work) => {
      const done = await work();
      seen.push(stand.asked());
      if (waited.length >= 4) stopping.abort();
      return done;
    });
    expect(waited.slice(0, 4)).toEqual([15, 15, 60, 60]);
    const again = ['index.md5', RAGUNDA_PATH];
    expect(seen).toEqual([[...again, BRACKE_PATH], again, again, again, again]);
  });

  test('and that is not due is left alone by a poll by hand', async () => {
    const stand = await twoCouncils();
    stand.setIndex(indexOf({ ...stand.archives, [RAGUNDA_PATH]: new Uint8Array(1) }));
    const { poll, watch } = await pollIndex(stand);
    await poll();
    stand.asked();
    await poll(5);
    expect(stand.asked()).toEqual(['index.md5']);
    // It is still wanting: that nothing was asked does not make the feed sound.
    expect(watch().problem).toMatch(RAGUNDA_PATH);
  });
});

describe('A host in trouble', () => {
  test('whose listed archive is missing has the others asked for, and the missing one at the next poll', async () => {
    const stand = await twoCouncils();
    stand.instead.set(RAGUNDA_PATH, (response) => response.writeHead(404).end());
    const { poll, store, watch } = await pollIndex(stand);
    await poll();
    expect(stand.asked()).toEqual(['index.md5', RAGUNDA_PATH, BRACKE_PATH]);
    expect(watch()).toMatchObject({ failures: 1, problem: `${RAGUNDA_PATH}: HTTP 404, though it is listed` });
    expect(await store.results.newest()).toBe(1);
    stand.instead.delete(RAGUNDA_PATH);
    await poll();
    expect(stand.asked()).toEqual(['index.md5', RAGUNDA_PATH]);
    expect(watch().problem).toBe(null);
  });

  test.each([
    ['429 with Retry-After', 429, { 'retry-after': '300' }, 300],
    ['429 without one', 429, {}, 120],
    ['503 with Retry-After', 503, { 'retry-after': '90' }, 90],
    ['403', 403, {}, 0],
  ])('that says %s is asked nothing more in that poll', async (_, status, headers, pause) => {
    const stand = await twoCouncils();
    stand.instead.set(RAGUNDA_PATH, (response) => response.writeHead(status, headers).end());
    const { poll, poller } = await pollIndex(stand);
    await poll();
    expect(stand.asked()).toEqual(['index.md5', RAGUNDA_PATH]);
    expect(poller.pause()).toBe(pause);
  });

  test('that says it at the index is left alone for as long', async () => {
    const stand = await twoCouncils();
    stand.instead.set('index.md5', (response) => response.writeHead(429, { 'retry-after': '200' }).end());
    const { poller, poll, waited } = await pollIndex({ ...stand, seconds: 600 });
    await poll(0);
    expect(stand.asked()).toEqual(['index.md5']);
    const stopping = new AbortController();
    await poller.run(stopping.signal, async (work) => {
      stopping.abort();
      return work();
    });
    // 60, 120, 180 seconds are within the pause.
    expect(waited).toEqual([60, 60, 60, 60]);
  });

  test('an archive that fails on and on does not keep the others away', async () => {
    const stand = await twoCouncils();
    stand.instead.set(RAGUNDA_PATH, (response) => response.writeHead(500).end());
    const { poll, poller, watch, store } = await pollIndex(stand);
    await poll();
    expect(watch()).toMatchObject({ failures: 1, problem: `${RAGUNDA_PATH}: HTTP 500` });
    expect(await store.results.newest()).toBe(1);
    // Nor is the index asked less often for it.
    for (let times = 1; times < 4; times += 1) await poll();
    expect([watch().failures, poller.pause()]).toEqual([4, 0]);
    stand.archives[BRACKE_PATH] = councilZip(later(BRACKE));
    await poll();
    expect(await store.results.newest()).toBe(2);
  });
});

describe('An index that answers while its archives cannot be had', () => {
  const FIRST = '2026-09-13T22:01:00+02:00';
  /** What a reader is shown, by the time of the last poll that had all it wanted. */
  const stateAfter = ({ checkedAt }: { readonly checkedAt: string | null }, now: string) =>
    feedState({
      silentFor: (Date.parse(now) - Date.parse(checkedAt ?? '2026-09-13T22:00:00+02:00')) / 1000,
      stillFor: 0,
      intervalSeconds: 60,
      progress: 'allOrdinary',
    });

  test.each<[string, (response: ServerResponse) => void]>([
    ['are refused by a proxy', (response) => void response.writeHead(500).end()],
    ['are missing', (response) => void response.writeHead(404).end()],
    ['are forbidden', (response) => void response.writeHead(403).end()],
    ['break off', (response) => void response.destroy()],
    ['are web pages', (response) => void response.writeHead(200).end('<html>Logga in</html>')],
    ['are the old ones', (response) => void response.writeHead(200).end(Buffer.from(councilZip(RAGUNDA)))],
  ])('is no answer when they %s: after five polls the feed is down', async (_, answer) => {
    const stand = await twoCouncils();
    const { poll, watch } = await pollIndex(stand);
    await poll();
    expect(watch()).toMatchObject({ checkedAt: FIRST, failures: 0 });
    stand.archives[RAGUNDA_PATH] = councilZip(later(RAGUNDA));
    stand.instead.set(RAGUNDA_PATH, answer);
    for (let times = 0; times < 7; times += 1) await poll();
    expect(watch().problem).toContain(RAGUNDA_PATH);
    expect(stateAfter(watch(), '2026-09-13T22:08:00+02:00')).toBe('down');
    stand.instead.delete(RAGUNDA_PATH);
    await poll();
    expect(watch()).toMatchObject({ checkedAt: '2026-09-13T22:09:00+02:00', failures: 0, problem: null });
  });

  test('is an answer while a file is being replaced, for three tries, whatever the index lists next', async () => {
    const stand = await twoCouncils();
    stand.instead.set(RAGUNDA_PATH, (response) => response.writeHead(200).end('half'));
    const { poll, watch } = await pollIndex(stand);
    const failures: number[] = [];
    for (const updates of [1, 2, 3, 4]) {
      stand.archives[RAGUNDA_PATH] = councilZip({ ...RAGUNDA, updates });
      await poll();
      failures.push(watch().failures);
    }
    expect(failures).toEqual([0, 0, 1, 2]);
  });

  test('is no answer when an archive as listed cannot be opened', async () => {
    const stand = await twoCouncils();
    stand.archives[RAGUNDA_PATH] = Buffer.from('no zip');
    const { poll, watch } = await pollIndex(stand);
    await poll();
    await poll();
    expect(watch()).toMatchObject({ failures: 2, checkedAt: null });
  });
});

test('An index of another prefix than the configured one is a problem, told once, and no answer', async () => {
  const stand = await twoCouncils();
  const { poll, watch, notices } = await pollIndex({ ...stand, prefix: 'Val_2062' });
  await poll();
  await poll();
  expect(watch()).toMatchObject({ failures: 2, problem: 'none of 3 archives begins with Val_2062' });
  expect(stand.asked()).toEqual(['index.md5', 'index.md5']);
  expect(await notices()).toHaveLength(1);
});
