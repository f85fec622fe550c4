/** How we ask a server for its files: what a request says, how much of an answer is taken, and when the next one comes. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Archiver } from '../src/feed/archive.ts';
import { openNight } from '../src/feed/nights/index.ts';
import { createPoller, type PollClock } from '../src/ingest/poll.ts';
import { userAgentOf } from '../src/ingest/politeness.ts';
import { createRegister } from '../src/ingest/register.ts';
import { fetchSource, retryAfter } from '../src/ingest/sources.ts';
import { swedishTime } from '../src/ingest/time.ts';
import { readConfig, type Config } from '../src/lib/server/config.ts';
import { allFiles, infoOf, planOf } from './support/night.ts';
import { openTestStore } from './support/store.ts';

type Answer = (response: ServerResponse, nth: number) => void;

/** Longer than any test should take: a machine that is slow is no feed that is silent. */
const TIMEOUT_MS = 60_000;

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on a port of its own that answers as told, and what it was asked. */
async function serve(answer: Answer): Promise<{ url: string; asked: IncomingHttpHeaders[] }> {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    answer(response, asked.length);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/valnatt.zip`, asked };
}

const configOf = (env: Record<string, string>): Config => {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.error.join('\n'));
  return config.value;
};

/** A poller of one address, on a clock that only its own waiting moves on, and ends after so many seconds. */
async function pollerOf(url: string, { seconds = 0, random = 0.5 } = {}) {
  const plan = await planOf('2018');
  const start = Date.parse('2018-09-09T22:00:00+02:00');
  let now = start;
  const clock: PollClock = {
    now: () => now,
    tick: (interval) => {
      now += interval * 1000;
      return Promise.resolve();
    },
    get finished() {
      return now - start >= seconds * 1000;
    },
  };
  const store = await openTestStore('embedded');
  const register = createRegister({
    store,
    plan,
    night: infoOf('2018', plan),
    source: 'prov',
    intervalSeconds: 60,
    now: () => swedishTime(now),
  });
  const poller = createPoller({
    register,
    clock,
    feed: { kind: 'archives', addresses: [url] },
    fetching: { userAgent: userAgentOf(configOf({})), timeoutMs: TIMEOUT_MS, maxBytes: 1_000_000 },
    log: pino({ level: 'silent' }),
    random: () => random,
  });
  const secondsNow = () => (now - start) / 1000;
  return { store, register, poller, secondsNow };
}

const archive = (() => {
  const [, second] = openNight('2018').publications;
  return new Archiver().build(second?.files() ?? []);
})();
const never = new AbortController().signal;
const options = { userAgent: 'prov', timeoutMs: TIMEOUT_MS, maxBytes: 100_000, signal: never };
const nothingHeld = { etag: null, lastModified: null };

describe('A request', () => {
  test('says who asks and where to find us', async () => {
    const { url, asked } = await serve((response) => response.writeHead(404).end());
    const { poller } = await pollerOf(url);
    await poller.pollOnce(never);
    expect(asked[0]?.['user-agent']).toBe('Malvakt/0.1 (+http://localhost:3000)');
    expect(userAgentOf(configOf({ PUBLIC_URL: 'https://malvakt.example' }))).toBe(
      'Malvakt/0.1 (+https://malvakt.example)',
    );
  });

  test('has no validator at first, and then both of the last answer', async () => {
    const validators = { etag: '"a1"', 'last-modified': 'Sun, 09 Sep 2018 20:00:00 GMT' };
    const { url, asked } = await serve((response) => response.writeHead(200, validators).end(archive));
    const { poller } = await pollerOf(url);
    await poller.pollOnce(never);
    await poller.pollOnce(never);
    const sent = asked.map((headers) => [headers['if-none-match'], headers['if-modified-since']]);
    expect(sent).toEqual([
      [undefined, undefined],
      [validators.etag, validators['last-modified']],
    ]);
  });
});

describe('An answer', () => {
  test('with the same bytes counts as unchanged whatever its status and validators: nothing is recorded anew', async () => {
    const { url, asked } = await serve((response, nth) =>
      response.writeHead(200, { etag: `"${nth}"` }).end(archive),
    );
    const { poller, store } = await pollerOf(url);
    for (let poll = 0; poll < 4; poll += 1) await poller.pollOnce(never);
    expect(asked.map((headers) => headers['if-none-match'])).toEqual([undefined, '"1"', '"2"', '"3"']);
    expect((await allFiles(store)).map(({ outcome, revision }) => [outcome, revision])).toEqual([
      ['accepted', 1],
    ]);
    expect(await store.results.newest()).toBe(1);
    expect(await store.feed.read()).toMatchObject({ problem: null, attempts: 0 });
  });

  test('that grows beyond the limit is broken off while it comes', async () => {
    let sent = 0;
    const { url } = await serve((response) => {
      const chunk = Buffer.alloc(50_000);
      const more = (): void => {
        while (!response.destroyed && sent < 400_000_000) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(await fetchSource(url, nothingHeld, options)).toEqual({
      kind: 'problem',
      problem: 'larger than 100000 bytes',
      status: null,
      retryAfterSeconds: null,
    });
    expect(sent).toBeLessThan(40_000_000);
  });

  test('that announces more than the limit is not taken at all', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-length': '100001' });
      response.write(Buffer.alloc(10));
    });
    const started = performance.now();
    expect(await fetchSource(url, nothingHeld, options)).toMatchObject({
      problem: 'larger than 100000 bytes',
    });
    // Not only when the silence after it is too long.
    expect(performance.now() - started).toBeLessThan(TIMEOUT_MS / 2);
  });

  test.each([
    ['404 as “not yet”', 404, { kind: 'absent' }],
    ['304 as “nothing new”', 304, { kind: 'notModified' }],
    ['503 as a problem', 503, { kind: 'problem', problem: 'HTTP 503', status: 503, retryAfterSeconds: 7 }],
  ])('%s', async (_, status, expected) => {
    const { url } = await serve((response) => response.writeHead(status, { 'retry-after': '7' }).end());
    expect(await fetchSource(url, nothingHeld, options)).toEqual(expected);
  });

  test('that ends early is a problem, and so is a server that is not there', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(Buffer.alloc(10), () => response.destroy());
    });
    expect(await fetchSource(url, nothingHeld, options)).toMatchObject({ kind: 'problem' });
    const gone = await fetchSource('http://127.0.0.1:1/x.zip', nothingHeld, options);
    expect(gone).toMatchObject({ kind: 'problem', problem: expect.stringMatching(/ECONNREFUSED|bad port/) });
  });

  test('Retry-After is read as seconds or as a date, and anything else is passed over', () => {
    expect(retryAfter('120')).toBe(120);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2018-09-09T20:00:00.400Z') });
    onTestFinished(() => void vi.useRealTimers());
    // A header has whole seconds, and a part of one is waited for in full.
    expect(retryAfter('Sun, 09 Sep 2018 20:01:30 GMT')).toBe(90);
    expect(retryAfter('Sun, 09 Sep 2018 20:00:00 GMT')).toBe(0);
    expect([retryAfter(null), retryAfter('soon')]).toEqual([null, null]);
  });
});

describe('The next request', () => {
  const askedAt = async (answer: Answer, { seconds = 1200, random = 0.5 } = {}) => {
    const times: number[] = [];
    const clock = { now: () => 0 };
    const { url } = await serve((response, nth) => {
      times.push(clock.now());
      answer(response, nth);
    });
    const { poller, secondsNow } = await pollerOf(url, { seconds, random });
    clock.now = secondsNow;
    await poller.run(never, (work) => work());
    return times.slice(
      0,
      times.findIndex((time) => time >= seconds),
    );
  };
  const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

  test('comes after the interval as long as all is well', async () => {
    const times = await askedAt((response) => response.writeHead(304).end());
    expect(new Set(gaps(times))).toEqual(new Set([60]));
  });

  test('comes ever later when the server fails, up to four intervals with jitter, and as before when it answers', async () => {
    const fails: Answer = (response, nth) => response.writeHead(nth <= 6 ? 500 : 304).end();
    expect(gaps(await askedAt(fails, { random: 1 }))).toEqual([60, 60, 120, 240, 240, 240, 60, 60, 60]);
    expect(gaps(await askedAt(fails, { random: 0 })).slice(0, 6)).toEqual([60, 60, 60, 120, 120, 120]);
  });

  test('does not come before Retry-After is over, on the night’s clock', async () => {
    const busy: Answer = (response, nth) =>
      response.writeHead(nth === 1 ? 429 : 304, { 'retry-after': '400' }).end();
    expect((await askedAt(busy)).slice(0, 3)).toEqual([0, 420, 480]);
  });

  test('waits at most a quarter of an hour, whatever a server asks for', async () => {
    const busy: Answer = (response) => response.writeHead(503, { 'retry-after': '86400' }).end();
    expect(gaps(await askedAt(busy, { seconds: 3000 }))).toEqual([900, 900, 900]);
  });
});

describe('The interval', () => {
  const interval = (env: Record<string, string>) => configOf(env).intervalSeconds;

  test('is at least 60 seconds for any host that is not this machine', () => {
    const foreign = 'https://historik.val.se/val/val2018/valnatt/valnatt.zip';
    expect(interval({ FEED_URL: foreign, FEED_INTERVAL: '5' })).toBe(60);
    expect(interval({ FEED_URL: foreign, FEED_INTERVAL: '300' })).toBe(300);
    expect(interval({ FEED_URL: 'http://127.0.0.1.example/x.zip', FEED_INTERVAL: '5' })).toBe(60);
    expect(interval({ FEED_URL: 'http://10.0.0.7/x.zip', FEED_INTERVAL: '5' })).toBe(60);
  });

  test('is as told for this machine', () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(interval({ FEED_URL: `http://${host}:4180/x.zip`, FEED_INTERVAL: '5' })).toBe(5);
    expect(interval({ FEED_INTERVAL: '5' })).toBe(5);
  });
});
