/** Polls: one that finds nothing new, and files with few changes, on the embedded store. */
import { pino } from 'pino';
import { NightClock } from '../../src/feed/clock.ts';
import { startFeed } from '../../src/feed/listen.ts';
import { openNight } from '../../src/feed/nights/index.ts';
import { timelineOf } from '../../src/feed/start.ts';
import { createPoller, type Poller } from '../../src/ingest/poll.ts';
import type { Register } from '../../src/ingest/register.ts';
import { archivesOf2018, EARLIER, genuine, LATER, noReference } from './archives.ts';
import { median, ROUNDS, timed } from './measure.ts';
import { inMs, missing, type Row } from './row.ts';
import { startShelf } from './shelf.ts';
import { freshStore, programme, registerOf, takeIn } from './store.ts';

const POLLS = 20;

export async function polling(): Promise<Row[]> {
  return [await notModified(), ...(await sameBytes()), await genuinePair(), await smallArchives()];
}

/** A poll as the process makes it, of one address. */
function pollerOf(register: Register, url: string): Poller {
  return createPoller({
    register,
    clock: { now: () => 0, finished: false, tick: () => Promise.resolve() },
    feed: { kind: 'archives', addresses: [url] },
    fetching: { userAgent: 'Malvakt/bench', timeoutMs: 20_000, maxBytes: 64_000_000 },
    log: pino({ level: 'silent' }),
    random: () => 0.5,
  });
}

/** Polls once to take the archive, then again and again; throws if any of those recorded or changed anything. */
async function unchanged(url: string): Promise<number> {
  const store = await freshStore();
  const poller = pollerOf(registerOf(store, await programme('jamtland-2018')), url);
  const once = () => poller.pollOnce(AbortSignal.timeout(20_000));
  await once();
  const state = async () => [(await store.files.list({ limit: 100 })).length, await store.results.newest()];
  const before = await state();
  const took: number[] = [];
  for (let poll = 0; poll < POLLS; poll += 1) took.push(await timed(once));
  const after = await state();
  await store.close();
  if (before.join() !== after.join()) throw new Error(`an unchanged poll wrote: ${before} became ${after}`);
  return median(took);
}

const WRITES_NOTHING = {
  required: 'parses and writes nothing',
  ok: true,
  how: `median of ${POLLS}; no file row (so nothing was opened), no revision; only feed_status, the poll's own row`,
};

async function notModified(): Promise<Row> {
  const night = openNight('2018');
  const timeline = timelineOf(night);
  const clock = new NightClock({ timeline, startAt: Date.parse('2018-09-09T22:30:00+02:00'), speed: 60 });
  const feed = await startFeed({ night, clock });
  const figure = inMs(await unchanged(feed.nightUrl));
  const [, ...again] = feed.feed.requests.list();
  await feed.close();
  if (!again.every(({ status }) => status === 304)) throw new Error('the feed did not answer 304');
  return { what: 'unchanged poll, 304', figure, ...WRITES_NOTHING };
}

/** The authority's server is reported to answer 200 again; then the bytes' own checksum tells. */
async function sameBytes(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const which of ['riksdag', 'national'] as const) {
    const [bytes = new Uint8Array()] = archivesOf2018(which);
    const shelf = await startShelf();
    shelf.put(bytes);
    const size = `${(bytes.length / 1_000_000).toFixed(2)} MB`;
    rows.push({
      what: `unchanged poll, 200 with the same bytes (${size})`,
      figure: inMs(await unchanged(shelf.url)),
      ...WRITES_NOTHING,
    });
    shelf.close();
  }
  return rows;
}

/** The two genuine archives one after the other: the second changes 4 of the district's 24 files. */
async function genuinePair(): Promise<Row> {
  const what = 'poll with 4 of 24 members changed, genuine archive (4 MB)';
  if (noReference) return missing(what, noReference);
  const took: number[] = [];
  const recording: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const store = await freshStore();
    const register = registerOf(store, await programme('jamtland-2014'));
    await takeIn(register, genuine(EARLIER));
    const record = store.files.record;
    register.store.files.record = async (file) => {
      const began = performance.now();
      const recorded = await record(file);
      recording.push(performance.now() - began);
      return recorded;
    };
    took.push(await timed(() => takeIn(register, genuine(LATER))));
    await store.close();
  }
  const how = `ingestFile on the embedded store, median of ${ROUNDS}; of it ${inMs(median(recording))} to record the bytes`;
  return { what, figure: inMs(median(took)), how };
}

/** The simulator's archives of 2018, one after the other. */
async function smallArchives(): Promise<Row> {
  const store = await freshStore();
  const register = registerOf(store, await programme('jamtland-2018'));
  const took: number[] = [];
  for (const bytes of archivesOf2018('riksdag')) took.push(await timed(() => takeIn(register, bytes)));
  await store.close();
  const how = `ingestFile of the simulator's archives (50 kB), median of ${took.length - 1} after the first`;
  return {
    what: 'poll with changes, archive of the district alone',
    figure: inMs(median(took.slice(1))),
    how,
  };
}
