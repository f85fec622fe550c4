/** An index and archives that do not look as they should: what is taken of them, and what is told. */
import { describe, expect, test } from 'vitest';
import {
  councilPath,
  councilZip,
  indexOf,
  md5,
  pollIndex,
  standFeed,
  type CouncilFile,
} from './support/json-feed.ts';

const RAGUNDA: CouncilFile = {
  area: '2303',
  districts: { '0101': { '0002': 120, '0001': 80 }, '0102': null },
};
const PATH = councilPath('2303');
const LATER: CouncilFile = {
  ...RAGUNDA,
  updates: 2,
  time: '2026-09-13T22:01:00',
  districts: { ...RAGUNDA.districts, '0102': { '0002': 30, '0001': 40 } },
};

/** A feed with Ragunda's archive, and a poller of it. */
async function ragunda(zip = councilZip(RAGUNDA)) {
  const stand = await standFeed();
  stand.archives[PATH] = zip;
  const polling = await pollIndex(stand);
  const counted = async () =>
    [...(await polling.register.held()).known.reports.values()].filter(({ votes }) => votes).length;
  return { ...stand, ...polling, counted };
}

describe('An archive that was replaced between the index and its own download', () => {
  test('is taken as soon as the index lists it', async () => {
    const { archives, setIndex, poll, watch, counted, notices } = await ragunda();
    await poll();
    expect(await counted()).toBe(1);
    // The index still lists something that was never seen; the archive is already the next but one.
    setIndex(indexOf({ [PATH]: councilZip({ ...RAGUNDA, time: '2026-09-13T22:00:30' }) }));
    archives[PATH] = councilZip(LATER);
    await poll();
    expect([await counted(), watch().problem]).toEqual([1, `${PATH}: not the archive that is listed`]);
    setIndex(null);
    await poll();
    expect([await counted(), watch().problem]).toEqual([2, null]);
    expect((await notices()).map(({ about }) => about)).toEqual(['refused', 'feed', 'feed']);
  });
});

describe('The index', () => {
  test('may have Windows line ends, and MD5s in capitals', async () => {
    const { archives, setIndex, poll, asked, watch, counted } = await ragunda();
    setIndex(`${md5(archives[PATH] as Uint8Array).toUpperCase()}  ./${PATH}\r\n`);
    await poll();
    await poll();
    expect(asked()).toEqual(['index.md5', PATH, 'index.md5']);
    expect([await counted(), watch().problem]).toEqual([1, null]);
  });

  test('may list an archive twice: it is asked for once', async () => {
    const { archives, setIndex, poll, asked, watch, counted } = await ragunda();
    setIndex(indexOf(archives).repeat(2));
    await poll();
    expect(asked()).toEqual(['index.md5', PATH]);
    expect([await counted(), watch().problem]).toEqual([1, null]);
  });

  test('that lists an archive with two MD5s is none, and the last good figures stay', async () => {
    const { archives, setIndex, poll, asked, watch, counted, notices } = await ragunda();
    await poll();
    asked();
    archives[PATH] = councilZip(LATER);
    setIndex(indexOf(archives) + indexOf({ [PATH]: councilZip(RAGUNDA) }));
    await poll();
    await poll();
    expect(asked()).toEqual(['index.md5', 'index.md5']);
    expect(watch().problem).toBe('not an index (a path with two md5s)');
    expect([await counted(), await notices()]).toMatchObject([1, [{ about: 'feed' }]]);
  });

  test('that no longer lists an archive keeps its figures, and the desk is told once', async () => {
    const { archives, setIndex, poll, asked, watch, counted, notices } = await ragunda();
    await poll();
    asked();
    archives[councilPath('2305')] = councilZip({ ...RAGUNDA, area: '2305' });
    setIndex(indexOf({ [councilPath('2305')]: archives[councilPath('2305')] as Uint8Array }));
    await poll();
    await poll();
    expect(asked()).toEqual(['index.md5', councilPath('2305'), 'index.md5']);
    expect([await counted(), watch().problem, watch().failures]).toEqual([2, `${PATH}: no longer listed`, 0]);
    setIndex(null);
    await poll();
    expect(watch().problem).toBe(null);
    expect((await notices()).map(({ about }) => about)).toEqual(['feed', 'feed']);
  });
});
