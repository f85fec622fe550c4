import AdmZip from 'adm-zip';
import { afterEach, describe, expect, it } from 'vitest';
import { NightClock, type Speed } from './clock.ts';
import { FAKE_TIMES, fakeNight } from './fake-night.ts';
import { startFeed, type ListeningFeed } from './listen.ts';
import { createTimeline } from './timeline.ts';

const night = fakeNight();
let open: ListeningFeed | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function feedAt(time: string, speed: Speed = 60): Promise<ListeningFeed> {
  const timeline = createTimeline(night.publications.map(({ at }) => Date.parse(at)));
  const clock = new NightClock({ timeline, startAt: Date.parse(time), speed });
  open = await startFeed({ night, clock });
  return open;
}

const votesIn = async (response: Response): Promise<string | undefined> => {
  const xml = new AdmZip(Buffer.from(await response.arrayBuffer())).readFile('valnatt_2303K.xml');
  return /PARTI="S" R.STER="(\d+)"/.exec(xml?.toString('latin1') ?? '')?.[1];
};

describe('the feed over HTTP', () => {
  it('serves the newest publication that is out at each address', async () => {
    const { feed, nightUrl, finalUrl } = await feedAt(FAKE_TIMES.first);
    expect(await votesIn(await fetch(nightUrl))).toBe('102');
    expect((await fetch(finalUrl)).status).toBe(404);
    feed.clock.seek(Date.parse(FAKE_TIMES.third) - 1);
    expect(await votesIn(await fetch(nightUrl))).toBe('102');
    feed.clock.seek(Date.parse(FAKE_TIMES.third));
    expect(await votesIn(await fetch(nightUrl))).toBe('98');
    feed.clock.seek(Date.parse(FAKE_TIMES.final));
    expect((await fetch(finalUrl)).status).toBe(200);
    expect(await votesIn(await fetch(nightUrl))).toBe('98');
  });

  it('has nothing before the first publication', async () => {
    const { nightUrl } = await feedAt('2018-09-09T19:00:00+02:00');
    const answer = await fetch(nightUrl);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<title>404 Not Found</title>');
  });

  it('says what it serves as a web server does, and that it is a simulator', async () => {
    const { nightUrl } = await feedAt(FAKE_TIMES.second);
    const answer = await fetch(nightUrl);
    const length = (await answer.arrayBuffer()).byteLength;
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(length),
      'last-modified': 'Sun, 09 Sep 2018 18:42:00 GMT',
      date: 'Sun, 09 Sep 2018 18:42:00 GMT',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'x-malvakt-feed': 'simulator',
    });
  });

  it('answers HEAD with the same headers and no body', async () => {
    const { nightUrl, feed } = await feedAt(FAKE_TIMES.second);
    const whole = await fetch(nightUrl);
    const head = await fetch(nightUrl, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    for (const name of ['etag', 'last-modified', 'content-length', 'content-type', 'x-malvakt-feed']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
    expect(feed.requests.list().map(({ method }) => method)).toEqual(['GET', 'HEAD']);
  });

  it.each([['/'], ['/val/val2018/valnatt/'], ['/val/val2018/valnatt/valnatt.zip.sig'], ['/_controls']])(
    'knows no other path: %s',
    async (path) => {
      const { url } = await feedAt(FAKE_TIMES.second);
      const answer = await fetch(url + path);
      expect([answer.status, answer.headers.get('x-malvakt-feed')]).toEqual([404, 'simulator']);
    },
  );

  it('refuses to be written to', async () => {
    const { nightUrl } = await feedAt(FAKE_TIMES.second);
    expect((await fetch(nightUrl, { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});

describe('conditional requests', () => {
  const ask = (url: string, headers: Record<string, string>): Promise<Response> => fetch(url, { headers });
  const validatorsOf = ({ headers }: Response) => ({
    etag: headers.get('etag') ?? '',
    modified: headers.get('last-modified') ?? '',
  });

  it('are answered 304 while the publication stands, by either validator, and 200 after it', async () => {
    const { nightUrl, feed } = await feedAt(FAKE_TIMES.first);
    const { etag, modified } = validatorsOf(await fetch(nightUrl));
    const unchanged = await ask(nightUrl, { 'If-None-Match': etag });
    expect([unchanged.status, await unchanged.text(), validatorsOf(unchanged)]).toEqual([
      304,
      '',
      { etag, modified },
    ]);
    expect((await ask(nightUrl, { 'If-None-Match': `"other", W/${etag}` })).status).toBe(304);
    expect((await ask(nightUrl, { 'If-Modified-Since': modified })).status).toBe(304);
    feed.clock.seek(Date.parse(FAKE_TIMES.second));
    expect((await ask(nightUrl, { 'If-None-Match': etag })).status).toBe(200);
    expect((await ask(nightUrl, { 'If-Modified-Since': modified })).status).toBe(200);
  });

  it('go by the ETag alone when both validators are sent', async () => {
    const { nightUrl } = await feedAt(FAKE_TIMES.first);
    const { modified } = validatorsOf(await fetch(nightUrl));
    expect((await ask(nightUrl, { 'If-None-Match': '"old"', 'If-Modified-Since': modified })).status).toBe(
      200,
    );
  });

  it('go by the time alone when ETags are not honoured', async () => {
    const { nightUrl, feed } = await feedAt(FAKE_TIMES.first);
    const { etag, modified } = validatorsOf(await fetch(nightUrl));
    feed.etagHonoured = false;
    expect((await ask(nightUrl, { 'If-None-Match': etag })).status).toBe(200);
    expect((await ask(nightUrl, { 'If-None-Match': etag, 'If-Modified-Since': modified })).status).toBe(304);
  });

  it('pass over a time that is no time, or lies in the future because the night was set back', async () => {
    const { nightUrl, feed } = await feedAt(FAKE_TIMES.third);
    const { modified } = validatorsOf(await fetch(nightUrl));
    expect((await ask(nightUrl, { 'If-Modified-Since': 'yesterday' })).status).toBe(200);
    feed.clock.seek(Date.parse(FAKE_TIMES.second));
    expect((await ask(nightUrl, { 'If-Modified-Since': modified })).status).toBe(200);
  });
});

describe('a running night', () => {
  it('goes on by itself', async () => {
    const { nightUrl, feed } = await feedAt(FAKE_TIMES.first, 600);
    const before = (await fetch(nightUrl)).headers.get('etag');
    feed.clock.run();
    await expect
      .poll(async () => (await fetch(nightUrl)).headers.get('etag'), { timeout: 30_000 })
      .not.toBe(before);
  });

  it('without a speed goes on to the next publication with each answer for the night archive', async () => {
    const { nightUrl, finalUrl, feed } = await feedAt('2018-09-09T19:00:00+02:00', 'max');
    feed.clock.run();
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await fetch(finalUrl);
      const answer = await fetch(nightUrl);
      statuses.push(answer.status);
      await answer.arrayBuffer();
    }
    expect(statuses).toEqual([404, 200, 200, 200, 200, 200]);
    expect((await fetch(finalUrl)).status).toBe(200);
    expect(feed.clock.finished).toBe(true);
  });
});
