/** A rehearsal of the authority's (`genrep`), pointed at by a night that is none: nothing of it may reach a page. */
import { expect, onTestFinished, test } from 'vitest';
import { NightClock } from '../src/feed/clock.ts';
import { startFeed } from '../src/feed/listen.ts';
import { openNight } from '../src/feed/nights/index.ts';
import { timelineOf } from '../src/feed/start.ts';
import { liveInfo } from '../src/ingest/night.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import type { Config, IndexConfig } from '../src/lib/server/config.ts';
import { night2026, plan2026, pollIndex } from './support/json-feed.ts';
import { allFiles } from './support/night.ts';

/** The rehearsal's feed at a moment of its night. */
async function rehearsal(at: string) {
  const night = openNight('genrep2026');
  const clock = new NightClock({ timeline: timelineOf(night), startAt: Date.parse(at), speed: 60 });
  const feed = await startFeed({ night, clock });
  onTestFinished(() => feed.close());
  return { base: feed.baseUrl ?? '' };
}

/** After the last of the night's archives, so that no time in them lies in the future. */
const WHOLE_NIGHT = 24 * 3600;

test('a live night refuses every file of it with the reason, and no figure reaches a snapshot', async () => {
  const { base } = await rehearsal('2026-09-14T03:30:00+02:00');
  expect(base).toMatch(/genrep2026/);
  const { poll, store, notices, register, watch } = await pollIndex({ base, mode: 'live' });
  await poll(WHOLE_NIGHT);
  const files = await allFiles(store);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    expect(file).toMatchObject({ outcome: 'refused', revision: null, reason: { kind: 'testData' } });
    expect(file.refused.every(({ reason }) => reason?.kind === 'testData')).toBe(true);
  }
  expect((await register.held()).known.reports.size).toBe(0);
  expect(await store.results.newest()).toBe(0);
  const rows = { store, plan: register.plan, night: register.night, source: base };
  const { snapshot } = (await rebuild(rows, 0)) ?? {};
  expect(snapshot?.contests.map(({ stage }) => stage)).toEqual(register.plan.contests.map(() => 'none'));
  // Told once a file, and not again at the next poll.
  const told = async () => (await notices()).filter(({ about }) => about === 'refused').length;
  const once = await told();
  expect(once).toBeGreaterThanOrEqual(files.length);
  await poll();
  expect(await told()).toBe(once);
  expect(watch().publishedAt).toBe(null);
});

test('a replay and a live night refuse it alike, a test takes it in', async () => {
  const { base } = await rehearsal('2026-09-14T03:30:00+02:00');
  const outcomes = async (mode: 'replay' | 'test') => {
    const { poll, store } = await pollIndex({ base, mode });
    await poll(WHOLE_NIGHT);
    return new Set((await allFiles(store)).map(({ outcome }) => outcome));
  };
  expect(await outcomes('replay')).toEqual(new Set(['refused']));
  expect(await outcomes('test')).toEqual(new Set(['accepted']));
});

const indexFeed = (feed: Partial<IndexConfig>): Config['feed'] => ({
  kind: 'index',
  base: 'https://resultat.example/resultatfiler/val2026/',
  prefix: null,
  index: 'index.md5',
  certificate: null,
  finalDistricts: false,
  ...feed,
});

test.each<[string, Config['feed'], 'live' | 'test']>([
  ['an authority’s index', indexFeed({}), 'live'],
  [
    'an index of a rehearsal',
    indexFeed({ base: 'https://resultat.example/resultatfiler/Genrep2026/' }),
    'test',
  ],
  ['a prefix of a rehearsal', indexFeed({ prefix: 'GENREP_2026' }), 'test'],
  ['an index named as a rehearsal’s', indexFeed({ index: 'genrep2026/index.md5' }), 'test'],
  ['an index on this machine', indexFeed({ base: 'http://127.0.0.1:4180/resultatfiler/val2026/' }), 'test'],
  ['an archive of XML', { kind: 'live', url: 'https://data.example/valnatt.zip', finalUrl: null }, 'live'],
  ['the same on this machine', { kind: 'live', url: 'http://localhost/valnatt.zip', finalUrl: null }, 'test'],
])('%s makes a night that is called %s', async (_, feed, mode) => {
  const plan = await plan2026();
  expect(liveInfo(feed, plan)).toEqual(night2026(plan, mode));
});
