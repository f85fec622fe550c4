import { createHash, createPublicKey, verify } from 'node:crypto';
import AdmZip from 'adm-zip';
import { afterEach, describe, expect, it } from 'vitest';
import { NightClock, type Speed } from './clock.ts';
import { startFeed, type ListeningFeed } from './listen.ts';
import { openNight } from './nights/index.ts';
import { timelineOf } from './start.ts';

const night = openNight('2026');
const RIKSDAG = 'p/rd/Val_2026_preliminar_00_RD.zip';
const END = '2026-09-25T15:30:00+02:00';
let open: ListeningFeed | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function feedAt(time: string, speed: Speed = 60): Promise<ListeningFeed & { baseUrl: string }> {
  const clock = new NightClock({ timeline: timelineOf(night), startAt: Date.parse(time), speed });
  open = await startFeed({ night, clock });
  return { ...open, baseUrl: open.baseUrl ?? '' };
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
/** Path and md5 of each line of the index. */
const linesOf = (index: string): [path: string, sum: string][] =>
  [...index.matchAll(/^([0-9a-f]{32}) {2}\.\/(\S+)$/gm)].map(([, sum = '', path = '']) => [path, sum]);

describe('the index over HTTP', () => {
  it('is not there, then says that there is nothing yet, then lists the archives', async () => {
    const { baseUrl, feed } = await feedAt('2026-09-13T19:30:00+02:00');
    expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/resultatfiler\/val2026\/$/);
    const index = async () => {
      const answer = await fetch(`${baseUrl}index.md5`);
      return [answer.status, await answer.text()] as const;
    };
    expect((await index())[0]).toBe(404);
    feed.clock.seek(Date.parse('2026-09-13T20:00:00+02:00'));
    expect(await index()).toEqual([200, 'd41d8cd98f00b204e9800998ecf8427e  -\n']);
    expect((await fetch(baseUrl + RIKSDAG)).status).toBe(404);
    feed.clock.seek(Date.parse('2026-09-13T20:45:00+02:00'));
    expect((await index())[1]).toMatch(/^[0-9a-f]{32} {2}\.\/p\/rd\/Val_2026_preliminar_00_RD\.zip\n$/);
    feed.clock.seek(Date.parse(END));
    expect((await index())[1].trim().split('\n')).toHaveLength(11);
  });

  it('states the md5 of every archive, at every publication', async () => {
    const { baseUrl, feed } = await feedAt('2026-09-13T20:00:00+02:00');
    for (const { at, archives } of night.publications) {
      feed.clock.seek(Date.parse(at));
      const lines = linesOf(await (await fetch(`${baseUrl}index.md5`)).text());
      expect(lines.map(([path]) => path)).toEqual(archives.map(({ path }) => path));
      for (const [path, sum] of lines) expect(md5(await bytesOf(await fetch(baseUrl + path)))).toBe(sum);
    }
  });

  it('changes with every publication and stays between them', async () => {
    const { baseUrl, feed } = await feedAt('2026-09-13T21:12:00+02:00');
    const etag = async () => (await fetch(`${baseUrl}index.md5`)).headers.get('etag');
    const first = await etag();
    feed.clock.seek(Date.parse('2026-09-13T21:17:59+02:00'));
    expect(await etag()).toBe(first);
    feed.clock.seek(Date.parse('2026-09-13T21:18:00+02:00'));
    expect(await etag()).not.toBe(first);
  });
});

describe('conditional requests', () => {
  it.each(['index.md5', RIKSDAG])('%s: 304 while it stands, by either validator', async (path) => {
    const { baseUrl, feed } = await feedAt('2026-09-13T22:00:00+02:00');
    const ask = (headers: Record<string, string>) => fetch(baseUrl + path, { headers });
    const { headers } = await ask({});
    const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? ''];
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(modified).toBe('Sun, 13 Sep 2026 19:59:00 GMT');
    expect((await ask({ 'If-None-Match': etag })).status).toBe(304);
    expect((await ask({ 'If-Modified-Since': modified })).status).toBe(304);
    feed.clock.seek(Date.parse('2026-09-13T22:01:00+02:00'));
    expect((await ask({ 'If-None-Match': etag })).status).toBe(200);
    expect((await ask({ 'If-Modified-Since': modified })).status).toBe(200);
  });

  it('leave an archive alone that a publication does not touch', async () => {
    const { baseUrl, feed } = await feedAt('2026-09-19T14:53:03+02:00');
    const etag = (await fetch(baseUrl + RIKSDAG)).headers.get('etag') ?? '';
    feed.clock.seek(Date.parse(END));
    expect((await fetch(baseUrl + RIKSDAG, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });
});

describe('an archive over HTTP', () => {
  it('holds its files, each signed with the key that is served', async () => {
    const { url, baseUrl } = await feedAt(END);
    const key = createPublicKey(await (await fetch(`${url}/keys/val-sign-crt.pem`)).text());
    const index = await (await fetch(`${baseUrl}index.md5`)).text();
    for (const [path] of linesOf(index)) {
      const zip = new AdmZip(await bytesOf(await fetch(baseUrl + path)));
      const names = zip.getEntries().map(({ entryName }) => entryName);
      for (const name of names.filter((each) => each.endsWith('.json'))) {
        const signature = zip.readFile(name.replace('.json', '_sign.sha256')) ?? Buffer.alloc(0);
        expect(signature).toHaveLength(256);
        expect(verify('sha256', zip.readFile(name) ?? Buffer.alloc(0), key, signature), name).toBe(true);
      }
      expect(names.filter((each) => each.endsWith('_sign.sha256'))).toHaveLength(names.length / 2);
    }
  });

  it('has its own media type, and nothing else is there', async () => {
    const { baseUrl, nightUrl } = await feedAt(END);
    expect(nightUrl).toBe(baseUrl + RIKSDAG);
    expect((await fetch(nightUrl)).headers.get('content-type')).toBe('application/zip');
    for (const path of ['', 'p/rd/', 'p/kf/Val_2026_preliminar_2303_KF.zip', 'p/rd/index.md5']) {
      expect((await fetch(baseUrl + path)).status, path).toBe(404);
    }
    expect((await fetch(nightUrl, { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});

describe('a running night without a speed', () => {
  it('shows every publication to a client that polls the index and fetches what changed', async () => {
    const { baseUrl, feed } = await feedAt('2026-09-13T20:00:00+02:00', 'max');
    feed.clock.run();
    const seen: string[] = [];
    const known = new Map<string, string>();
    for (let poll = 0; poll < night.publications.length; poll += 1) {
      const lines = linesOf(await (await fetch(`${baseUrl}index.md5`)).text());
      for (const [path, sum] of lines.filter(([each, its]) => known.get(each) !== its)) {
        expect(md5(await bytesOf(await fetch(baseUrl + path)))).toBe(sum);
        known.set(path, sum);
        seen.push(path);
      }
    }
    const changes = night.publications.flatMap(({ at, archives }) =>
      archives.filter((archive) => archive.at === at).map(({ path }) => path),
    );
    expect(seen).toEqual(changes);
    expect(feed.clock.finished).toBe(false);
    await fetch(`${baseUrl}index.md5`);
    expect(feed.clock.finished).toBe(true);
  });

  it('is not moved on by requests for archives', async () => {
    const { baseUrl, feed } = await feedAt('2026-09-13T21:12:00+02:00', 'max');
    feed.clock.run();
    const before = feed.clock.now();
    for (let round = 0; round < 3; round += 1) await fetch(baseUrl + RIKSDAG);
    expect(feed.clock.now()).toBe(before);
  });
});

describe('the control of a JSON night', () => {
  it('tells where it is and steps from publication to publication', async () => {
    const { controlUrl, baseUrl } = await feedAt('2026-09-13T20:45:00+02:00');
    await fetch(`${baseUrl}index.md5`);
    const step = await fetch(`${controlUrl}/step`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(await step.json()).toMatchObject({
      night: '2026',
      now: '2026-09-13T21:01:00+02:00',
      next: { at: '2026-09-13T21:12:00+02:00', address: 'night' },
      requests: { total: 1 },
    });
  });

  it('refuses a fault that only XML has, and says which there are', async () => {
    const { controlUrl } = await feedAt('2026-09-13T20:45:00+02:00');
    const order = (body: object) =>
      fetch(`${controlUrl}/fault`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const refused = await order({ name: 'wrongArchiveChecksum' });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: expect.stringContaining('indexAhead') },
    ]);
    expect((await order({ name: 'unsigned', address: 'index' })).status).toBe(400);
    expect((await order({ name: 'unsigned', address: 'final' })).status).toBe(200);
  });
});
