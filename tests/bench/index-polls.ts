/** Polls of a feed with an index: one that finds nothing new, and one that finds a council changed. */
import { pino } from 'pino';
import { NightClock } from '../../src/feed/clock.ts';
import { startFeed } from '../../src/feed/listen.ts';
import { openNight } from '../../src/feed/nights/index.ts';
import { timelineOf } from '../../src/feed/start.ts';
import { createPoller } from '../../src/ingest/poll.ts';
import { createRegister } from '../../src/ingest/register.ts';
import { median, timed } from './measure.ts';
import { inMs, type Row } from './row.ts';
import { freshStore, programme } from './store.ts';

const POLLS = 20;
/** After the night's last archive. */
const NOW = '2026-12-31T12:00:00+01:00';

export async function index(): Promise<Row[]> {
  const night = openNight('2026');
  const [before, after] = oneCouncilChanged(night.publications);
  const clock = new NightClock({ timeline: timelineOf(night), startAt: Date.parse(before), speed: 60 });
  const feed = await startFeed({ night, clock });
  const store = await freshStore();
  const once = await pollerOf(store, feed.baseUrl ?? '');
  await once();
  const asked = () => feed.feed.requests.list().length;
  const state = async () => [(await store.files.list({ limit: 100 })).length, await store.results.newest()];
  const [held, first] = [await state(), asked()];
  const took: number[] = [];
  for (let poll = 0; poll < POLLS; poll += 1) took.push(await timed(once));
  const idle = asked() - first;
  if ((await state()).join() !== held.join()) throw new Error('an unchanged poll wrote');
  clock.seek(Date.parse(after));
  const second = asked();
  const changed = await timed(once);
  const requests = asked() - second;
  const [files = 0, revision = 0] = await state();
  await Promise.all([feed.close(), store.close()]);
  return [
    {
      what: 'poll of an index, nothing changed',
      figure: inMs(median(took)),
      against: `${idle / POLLS} requests`,
      required: 'one request, writes nothing',
      ok: idle === POLLS,
      how: `median of ${POLLS}, the simulator's night 2026 (${files} archives of ours), embedded store; 304, no file row, no revision`,
    },
    {
      what: 'poll of an index, one council changed',
      figure: inMs(changed),
      against: `${requests} requests`,
      required: 'two requests, one revision',
      ok: requests === 2 && revision === (held[1] ?? 0) + 1,
      how: 'the index and that archive: MD5, signature unchecked, read, judged and written',
    },
  ];
}

interface Published {
  readonly at: string;
  readonly archives: readonly { readonly path: string; readonly at: string }[];
}

/** Two publications one after the other between which a single council's archive came or changed. */
function oneCouncilChanged(publications: readonly Published[]): readonly [string, string] {
  for (const [at, { archives, ...next }] of publications.entries()) {
    const last = publications[at - 1];
    const stood = new Map(last?.archives.map((each) => [each.path, each.at]));
    const changed = archives.filter((each) => stood.get(each.path) !== each.at);
    if (last && changed.length === 1 && changed[0]?.path.startsWith('s/kf/')) return [last.at, next.at];
  }
  throw new Error('no publication changes one council alone');
}

async function pollerOf(
  store: Awaited<ReturnType<typeof freshStore>>,
  base: string,
): Promise<() => Promise<void>> {
  const plan = await programme('jamtland-2026');
  const { electionDate, baselineDate } = plan;
  const register = createRegister({
    store,
    plan,
    night: { id: store.night, electionDate, mode: 'live', label: '', remarks: [], baselineDate },
    source: base,
    intervalSeconds: 60,
    now: () => NOW,
  });
  const poller = createPoller({
    register,
    clock: { now: () => 0, finished: false, tick: () => Promise.resolve() },
    feed: { kind: 'index', base, index: 'index.md5', prefix: null },
    fetching: { userAgent: 'Malvakt/bench', timeoutMs: 20_000, maxBytes: 64_000_000 },
    log: pino({ level: 'silent' }),
    random: () => 0.5,
  });
  return () => poller.pollOnce(AbortSignal.timeout(60_000));
}
