/** What answers but is no feed must not look like one: a captive portal's page, an address that is gone; and a bomb. */
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { Archiver } from '../src/feed/archive.ts';
import { openNight } from '../src/feed/nights/index.ts';
import { createPoller } from '../src/ingest/poll.ts';
import { createQueue } from '../src/ingest/queue.ts';
import { createRegister } from '../src/ingest/register.ts';
import { swedishTime } from '../src/ingest/time.ts';
import { feedState } from '../src/lib/election/feed-state.ts';
import { readResultFile } from '../src/lib/election/parse/result-file.ts';
import { infoOf, planOf } from './support/night.ts';
import { openTestStore } from './support/store.ts';

type Answer = () => { readonly status: number; readonly body: Uint8Array | string };
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A feed whose every answer the test decides, and a poller whose clock goes on a minute at each poll. */
async function watching() {
  let answer: Answer = () => ({ status: 404, body: '' });
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: () => {
      const { status, body } = answer();
      return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status });
    },
  });
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  let now = Date.parse('2018-09-09T22:30:00+02:00');
  const [store, plan] = [await openTestStore('embedded'), await planOf('2018')];
  const register = createRegister({
    store,
    plan,
    night: infoOf('2018', plan),
    source: 'test',
    intervalSeconds: 60,
    now: () => swedishTime(now),
  });
  const poller = createPoller({
    register,
    clock: { now: () => now, finished: false, tick: async () => undefined },
    feed: { kind: 'archives', addresses: [`http://127.0.0.1:${port}/valnatt.zip`] },
    fetching: { userAgent: 'Malvakt/test', timeoutMs: 60_000, maxBytes: 1e8 },
    log: pino({ level: 'silent' }),
    random: () => 0.5,
  });
  const queue = createQueue();
  return {
    store,
    async poll(next: Answer, times = 1) {
      answer = next;
      for (let time = 0; time < times; time += 1) {
        now += 60_000;
        await queue(() => poller.pollOnce(new AbortController().signal));
      }
    },
    state: () =>
      feedState({
        silentFor: register.since(register.watch.checkedAt ?? register.watch.startedAt),
        stillFor: null,
        intervalSeconds: 60,
        progress: 'some',
      }),
    watch: () => register.watch,
  };
}

function archiveAt(time: string): Uint8Array {
  const night = openNight('2018');
  const publication = night.publications.findLast(
    ({ address, at }) => address === 'night' && Date.parse(at) <= Date.parse(time),
  );
  if (!publication) throw new Error('nothing published');
  return new Archiver().build(publication.files());
}

test('a web page in the archive’s place is no answer: the feed turns stale and down, and is told once', async () => {
  const feed = await watching();
  await feed.poll(() => ({ status: 200, body: archiveAt('2018-09-09T22:30:00+02:00') }));
  expect(feed.state()).toBe('live');
  let page = 0;
  await feed.poll(() => ({ status: 200, body: `<html>Logga in på Wi-Fi ${(page += 1)}</html>` }), 3);
  expect(feed.state()).toBe('stale');
  expect(feed.watch().problem).toBe('unreadable file (archive)');
  await feed.poll(() => ({ status: 200, body: `<html>Logga in på Wi-Fi ${(page += 1)}</html>` }), 2);
  expect(feed.state()).toBe('down');
  const notices = (await feed.store.events.list({ limit: 50, kinds: ['notice'] })).map(({ event }) => event);
  expect(notices.filter((event) => event.kind === 'notice' && event.notice.about === 'refused')).toHaveLength(
    1,
  );
  const known = await feed.store.results.known();
  expect(known.reports.size).toBeGreaterThan(200);
  await feed.poll(() => ({ status: 200, body: archiveAt('2018-09-09T22:40:00+02:00') }));
  expect(feed.state()).toBe('live');
});

test('an address that is gone after it was there is no answer; before the first file it is "not yet"', async () => {
  const feed = await watching();
  await feed.poll(() => ({ status: 404, body: '' }), 6);
  expect(feed.state()).toBe('live');
  await feed.poll(() => ({ status: 200, body: archiveAt('2018-09-09T22:30:00+02:00') }));
  await feed.poll(() => ({ status: 404, body: '' }), 5);
  expect(feed.state()).toBe('down');
  expect(feed.watch().problem).toBe('HTTP 404');
});

test('a comment without end, an attribute without end and a text without end are too large, and soon told', () => {
  const head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
  const endless = 'x - '.repeat(4_000_000);
  for (const body of [
    `<!-- ${endless} --><VAL/>`,
    `<VAL A="${endless}"/>`,
    `<VAL>${endless}</VAL>`,
    `<?x ${endless}?><VAL/>`,
  ]) {
    const read = readResultFile('valnatt_2303K.xml', Buffer.from(head + body, 'latin1'), {
      electionDate: null,
    });
    expect(read.ok ? 'read' : read.error.kind).toMatch(/^(tooLarge|missingAttribute)$/);
  }
});
