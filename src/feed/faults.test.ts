import AdmZip from 'adm-zip';
import { afterEach, describe, expect, it } from 'vitest';
import { NightClock } from './clock.ts';
import { FAKE_TIMES, fakeNight } from './fake-night.ts';
import { FAULT_NAMES, parseFault, type FaultName, type FaultOrder } from './faults.ts';
import { startFeed, type ListeningFeed } from './listen.ts';
import { createFeed } from './server.ts';
import { createTimeline } from './timeline.ts';

const night = fakeNight();
let open: ListeningFeed | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const clockAt = (time: string): NightClock => {
  const timeline = createTimeline(night.publications.map(({ at }) => Date.parse(at)));
  return new NightClock({ timeline, startAt: Date.parse(time), speed: 60 });
};

async function feedWith(
  faults: readonly FaultOrder[],
  time: string = FAKE_TIMES.second,
): Promise<ListeningFeed> {
  open = await startFeed({ night, clock: clockAt(time), faults });
  return open;
}

/** Waits until the first request has come to the feed and the fault has taken it. */
const struckBy = (name: FaultName): Promise<void> =>
  expect.poll(() => open?.feed.requests.list()[0]?.fault, { timeout: 30_000 }).toBe(name);

/** The archive that a fault makes, and the sound one that stood before. */
async function struck(
  name: FaultName,
  order: Partial<FaultOrder> = {},
): Promise<{ sound: Buffer; faulty: Buffer }> {
  const { nightUrl, feed } = await feedWith([]);
  const sound = Buffer.from(await (await fetch(nightUrl)).arrayBuffer());
  feed.faults.add({ name, ...order });
  const answer = await fetch(nightUrl);
  const faulty = Buffer.from(await answer.arrayBuffer());
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(faulty.length)]);
  return { sound, faulty };
}

const xml = (archive: Buffer, name = 'valnatt_2326K.xml'): string =>
  new AdmZip(archive).readFile(name)?.toString('latin1') ?? '';

describe('faults of the answer', () => {
  it.each([
    ['forbidden', 403],
    ['tooManyRequests', 429],
    ['serverError', 500],
    ['html', 200],
  ] as const)('%s answers %d with a page, three times, and then the archive again', async (name, status) => {
    const { nightUrl } = await feedWith([{ name }]);
    for (let round = 0; round < 3; round += 1) {
      const answer = await fetch(nightUrl);
      expect([answer.status, answer.headers.get('etag')]).toEqual([status, null]);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(answer.headers.get('x-malvakt-feed')).toBe('simulator');
      expect(answer.headers.get('retry-after')).toBe(name === 'tooManyRequests' ? '120' : null);
      await answer.text();
    }
    expect((await fetch(nightUrl)).headers.get('content-type')).toBe('application/zip');
  });

  it('timeout never answers, and lets go when the client gives up', async () => {
    const { nightUrl, feed } = await feedWith([{ name: 'timeout', requests: 1 }]);
    const client = new AbortController();
    const hanging = fetch(nightUrl, { signal: client.signal });
    const given = expect(hanging).rejects.toThrow();
    await struckBy('timeout');
    client.abort();
    await given;
    expect(feed.requests.list()[0]).toMatchObject({ fault: 'timeout', status: null });
    expect((await fetch(nightUrl)).status).toBe(200);
  });

  it('timeout does not keep the feed from closing', async () => {
    const { nightUrl, close } = await feedWith([{ name: 'timeout' }]);
    const hanging = fetch(nightUrl).then(
      () => 'answered',
      () => 'broken',
    );
    await struckBy('timeout');
    const began = performance.now();
    await close();
    open = null;
    // Not only when idle connections are let go after five seconds.
    expect(performance.now() - began).toBeLessThan(4000);
    expect(await hanging).toBe('broken');
  });

  it('reset breaks the connection in the middle of the archive', async () => {
    const { nightUrl } = await feedWith([{ name: 'reset', requests: 1 }]);
    const broken = fetch(nightUrl).then((answer) => answer.arrayBuffer());
    await expect(broken).rejects.toThrow();
    expect((await fetch(nightUrl)).status).toBe(200);
  });

  it('reset and timeout work without a server too', async () => {
    const order = { requests: 1 } as const;
    const faults = [
      { name: 'reset', ...order },
      { name: 'timeout', ...order },
    ] as const;
    const { app, release } = createFeed({ night, clock: clockAt(FAKE_TIMES.second), faults });
    const broken = await app.request(night.paths.night);
    await expect(broken.arrayBuffer()).rejects.toThrow(/reset/);
    const hanging = app.request(night.paths.night);
    release();
    expect((await hanging).status).toBe(503);
  });
});

describe('faults of the archive', () => {
  it('truncated cuts it off', async () => {
    const { sound, faulty } = await struck('truncated');
    expect(faulty.length).toBe(Math.floor(sound.length * 0.6));
    expect(sound.subarray(0, faulty.length).equals(faulty)).toBe(true);
  });

  it('wrongMemberChecksum fails the check of one member, the one that is news', async () => {
    const { faulty } = await struck('wrongMemberChecksum');
    expect(() => xml(faulty)).toThrow(/CRC/i);
    expect(xml(faulty, 'valnatt_2303K.xml')).toContain('</VAL>');
  });

  it('wrongArchiveChecksum states another checksum of the right size', async () => {
    const { sound, faulty } = await struck('wrongArchiveChecksum');
    const [before, after] = [xml(sound, 'Cksum').split(' '), xml(faulty, 'Cksum').split(' ')];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(xml(faulty)).toBe(xml(sound));
  });

  it("badMember breaks off one municipality's XML and nothing else", async () => {
    const { sound, faulty } = await struck('badMember');
    expect(xml(faulty)).not.toContain('</VAL>');
    expect(xml(sound).startsWith(xml(faulty))).toBe(true);
    expect(xml(faulty, 'valnatt_2303K.xml')).toBe(xml(sound, 'valnatt_2303K.xml'));
    expect(xml(faulty, 'Cksum')).not.toBe(xml(sound, 'Cksum'));
  });

  it('negativeVotes turns the votes of one party around', async () => {
    const { sound, faulty } = await struck('negativeVotes');
    expect(xml(faulty)).toBe(xml(sound).replace('PARTI="S" R\u00d6STER="88"', 'PARTI="S" R\u00d6STER="-88"'));
  });

  it('doubleDistrict repeats a reported district with a vote more', async () => {
    const { faulty } = await struck('doubleDistrict');
    const districts = [
      ...xml(faulty).matchAll(/<VALDISTRIKT KOD="(\d+)" NAMN="R\u00e4kning" R\u00d6STER="(\d+)"/g),
    ];
    expect(districts.map(([, code, votes]) => [code, votes])).toEqual([
      ['23260101', '108'],
      ['23260101', '109'],
      ['23260102', '20'],
    ]);
    expect(
      xml(faulty)
        .match(/SUMMA_R.STER="\d+"/g)
        ?.slice(0, 2),
    ).toEqual(['SUMMA_R\u00d6STER="108"', 'SUMMA_R\u00d6STER="109"']);
  });

  it('testData calls every file a rehearsal', async () => {
    const { faulty } = await struck('testData');
    for (const name of ['valnatt_00R.xml', 'valnatt_2303K.xml', 'valnatt_2326K.xml']) {
      expect(xml(faulty, name)).toContain('TILLF\u00c4LLE="Genrep Allm\u00e4nna val 9 september 2018"');
    }
  });

  it('wrongElectionDate gives the previous election day', async () => {
    const { faulty } = await struck('wrongElectionDate');
    expect(xml(faulty, 'valnatt_00R.xml')).toContain(' VALDAG="20140914" VALDAG_FGVAL="20140914"');
  });

  it('olderFile gives an earlier publication again', async () => {
    const { nightUrl, feed } = await feedWith([]);
    const bytes = async (): Promise<string> =>
      Buffer.from(await (await fetch(nightUrl)).arrayBuffer()).toString('hex');
    const earlier: string[] = [];
    for (const time of [FAKE_TIMES.empty, FAKE_TIMES.first, FAKE_TIMES.second]) {
      feed.clock.seek(Date.parse(time));
      earlier.push(await bytes());
    }
    feed.faults.add({ name: 'olderFile', requests: 1 });
    feed.faults.add({ name: 'olderFile', requests: 1, back: 1 });
    expect([await bytes(), await bytes(), await bytes()]).toEqual([earlier[0], earlier[1], earlier[2]]);
  });

  it('emptyArchive is a zip without members', async () => {
    const { faulty } = await struck('emptyArchive');
    expect(new AdmZip(faulty).getEntries()).toEqual([]);
  });
});

describe('a client with a copy', () => {
  const archiveFaults = FAULT_NAMES.slice(FAULT_NAMES.indexOf('truncated'));

  it.each(archiveFaults)('is shown %s, and the sound archive after it, by either validator', async (name) => {
    const { nightUrl, feed } = await feedWith([]);
    for (const ask of [conditionalByTag, conditionalByTime]) {
      const sound = await fetch(nightUrl);
      const fault = feed.faults.add({ name, requests: 2 });
      const faulty = await fetch(nightUrl, { headers: ask(sound) });
      expect(faulty.status).toBe(200);
      expect((await fetch(nightUrl, { headers: ask(faulty) })).status).toBe(304);
      expect(feed.faults.list()).not.toContain(fault);
      const repaired = await fetch(nightUrl, { headers: ask(faulty) });
      expect([repaired.status, repaired.headers.get('etag')]).toEqual([200, sound.headers.get('etag')]);
      expect((await fetch(nightUrl, { headers: ask(repaired) })).status).toBe(304);
    }
  });

  const conditionalByTag = ({ headers }: Response) => ({ 'If-None-Match': headers.get('etag') ?? '' });
  const conditionalByTime = ({ headers }: Response) => ({
    'If-Modified-Since': headers.get('last-modified') ?? '',
  });
});

describe('the plan of faults', () => {
  it('strikes from its minute on, at its address only', async () => {
    const at = Date.parse(FAKE_TIMES.third);
    const { nightUrl, finalUrl, feed } = await feedWith([{ name: 'forbidden', at, requests: 1 }]);
    expect((await fetch(nightUrl)).status).toBe(200);
    feed.clock.seek(at);
    expect((await fetch(finalUrl)).status).toBe(404);
    expect((await fetch(nightUrl)).status).toBe(403);
    expect((await fetch(nightUrl)).status).toBe(200);
  });

  it('keeps a fault of the archive until there is one', async () => {
    const { finalUrl, feed } = await feedWith([{ name: 'emptyArchive', address: 'final', requests: 1 }]);
    expect((await fetch(finalUrl)).status).toBe(404);
    feed.clock.seek(Date.parse(FAKE_TIMES.final));
    expect(new AdmZip(Buffer.from(await (await fetch(finalUrl)).arrayBuffer())).getEntries()).toEqual([]);
    expect(feed.faults.list()).toEqual([]);
  });

  it('is read from a name and a minute of the night, which goes past midnight', () => {
    const orderOf = (text: string) => parseFault(text, night);
    expect(orderOf('badMember')).toEqual({ order: { name: 'badMember' } });
    expect(orderOf('badMember@22:31')).toEqual({
      order: { name: 'badMember', at: Date.parse('2018-09-09T22:31:00+02:00') },
    });
    expect(orderOf('html@00:30')).toEqual({
      order: { name: 'html', at: Date.parse('2018-09-10T00:30:00+02:00') },
    });
  });

  it.each(['', 'explode', 'toString', 'badMember@', 'badMember@25:00', 'badMember@22:31@22:32'])(
    'is not read from "%s"',
    (text) => {
      expect(parseFault(text, night)).toEqual({ error: expect.any(String) });
    },
  );
});
