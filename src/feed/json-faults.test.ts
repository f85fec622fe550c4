import { createHash, createPublicKey, verify } from 'node:crypto';
import AdmZip from 'adm-zip';
import { afterEach, describe, expect, it } from 'vitest';
import { NightClock } from './clock.ts';
import { ANSWER_FAULTS, JSON_FAULTS, parseFault, type FaultOrder, type JsonFault } from './faults.ts';
import { startFeed, type ListeningFeed } from './listen.ts';
import { openNight } from './nights/index.ts';
import { timelineOf } from './start.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Read = any;
const night = openNight('2026');
const RIKSDAG = 'p/rd/Val_2026_preliminar_00_RD.zip';
const AT = '2026-09-13T22:00:00+02:00';
let open: ListeningFeed | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function feedWith(faults: readonly FaultOrder[], time = AT): Promise<ListeningFeed> {
  const clock = new NightClock({ timeline: timelineOf(night), startAt: Date.parse(time), speed: 60 });
  open = await startFeed({ night, clock, faults });
  return open;
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
const get = async (path: string): Promise<Response> => fetch((open?.baseUrl ?? '') + path);
const bytesAt = async (path: string): Promise<Buffer> => Buffer.from(await (await get(path)).arrayBuffer());
/** The md5 that the index states of a path; undefined where it is not listed. */
async function stated(path = RIKSDAG): Promise<string | undefined> {
  const index = await (await get('index.md5')).text();
  return new RegExp(`^([0-9a-f]{32}) {2}\\./${path.replaceAll('.', '\\.')}$`, 'm').exec(index)?.[1];
}

/** The members of a zip as they are read: JSON as JSON. */
function membersOf(zip: Buffer): Record<string, Read> {
  const entries = new AdmZip(zip).getEntries();
  return Object.fromEntries(
    entries.map((entry) => {
      const bytes = entry.getData();
      return [entry.entryName, entry.entryName.endsWith('.json') ? JSON.parse(bytes.toString()) : bytes];
    }),
  );
}

/** What a fault makes of an archive: as the index tells, and fetched; and the sound one. */
async function struck(name: JsonFault, order: Partial<FaultOrder> = {}, path = RIKSDAG) {
  const time = path === RIKSDAG ? AT : '2026-09-24T09:20:00+02:00';
  const { feed } = await feedWith([], time);
  await stated();
  const sound = await bytesAt(path);
  feed.faults.add({ name, ...order });
  const told = await stated(path);
  const faulty = await bytesAt(path);
  expect(told).toBe(md5(faulty));
  return { sound, faulty };
}

const districts = (zip: Buffer): Read[] =>
  membersOf(zip)['Val_2026_preliminar_rostfordelning_00_RD.json'].valdistrikt;
const firstVotes = (all: readonly Read[]): Read =>
  all.find((each) => each.rostfordelning !== null).rostfordelning.rosterPaverkaMandat;
const sumOf = (votes: Read): number =>
  votes.partiRoster.reduce(
    (sum: number, row: Read) => sum + row.antalRoster,
    votes.rosterOvrigaPartier.antalRoster,
  );

describe('faults of the answer', () => {
  it.each([
    ['forbidden', 403],
    ['tooManyRequests', 429],
    ['serverError', 500],
    ['html', 200],
  ] as const)('%s answers %d for the index, three times, and the archives stay', async (name, status) => {
    await feedWith([{ name }]);
    for (let round = 0; round < 3; round += 1) {
      const answer = await get('index.md5');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        expect.stringMatching(/^text\/html/),
      ]);
      expect((await get(RIKSDAG)).headers.get('content-type')).toBe('application/zip');
    }
    expect(await stated()).toBe(md5(await bytesAt(RIKSDAG)));
  });

  it('strike an archive when told to', async () => {
    await feedWith([{ name: 'serverError', address: 'night', requests: 1 }]);
    expect((await get('index.md5')).status).toBe(200);
    expect((await get(RIKSDAG)).status).toBe(500);
    expect((await get(RIKSDAG)).status).toBe(200);
  });

  it('reset breaks the index off, timeout never answers', async () => {
    await feedWith([
      { name: 'reset', requests: 1 },
      { name: 'timeout', requests: 1 },
    ]);
    await expect(get('index.md5').then((answer) => answer.text())).rejects.toThrow();
    const client = new AbortController();
    const hanging = expect(fetch(`${open?.baseUrl}index.md5`, { signal: client.signal })).rejects.toThrow();
    await expect.poll(() => open?.feed.requests.list().at(-1)?.fault).toBe('timeout');
    client.abort();
    await hanging;
    expect((await get('index.md5')).status).toBe(200);
  });
});

describe('faults between index and archive', () => {
  it('indexAhead states what comes next while the old archive stands', async () => {
    const { feed } = await feedWith([{ name: 'indexAhead', requests: 1 }]);
    const [ahead, old] = [await stated(), md5(await bytesAt(RIKSDAG))];
    expect(ahead).not.toBe(old);
    expect(await stated()).toBe(old);
    feed.clock.seek(Date.parse('2026-09-13T22:01:00+02:00'));
    expect(await stated()).toBe(ahead);
    expect(md5(await bytesAt(RIKSDAG))).toBe(ahead);
  });

  it('missingZip lists an archive that is not there', async () => {
    await feedWith([{ name: 'missingZip', requests: 2 }]);
    expect(await stated()).toMatch(/^[0-9a-f]{32}$/);
    expect((await get(RIKSDAG)).status).toBe(404);
    const sum = await stated();
    expect((await get(RIKSDAG)).status).toBe(404);
    expect(md5(await bytesAt(RIKSDAG))).toBe(sum);
  });

  it('truncated cuts the archive off below what the index states', async () => {
    const { feed } = await feedWith([]);
    const sound = await bytesAt(RIKSDAG);
    feed.faults.add({ name: 'truncated', requests: 1 });
    expect(await stated()).toBe(md5(sound));
    const answer = await get(RIKSDAG);
    const cut = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(cut.length));
    expect(cut.equals(sound.subarray(0, Math.floor(sound.length * 0.6)))).toBe(true);
    expect((await bytesAt(RIKSDAG)).equals(sound)).toBe(true);
  });
});

describe('faults in an archive as published', () => {
  it('strike three indexes, and what they list until the next one', async () => {
    const { feed } = await feedWith([]);
    const sound = await stated();
    feed.faults.add({ name: 'unsigned' });
    for (let poll = 0; poll < 3; poll += 1) {
      const told = await stated();
      expect(told).not.toBe(sound);
      expect([md5(await bytesAt(RIKSDAG)), md5(await bytesAt(RIKSDAG))]).toEqual([told, told]);
    }
    expect(await stated()).toBe(sound);
    expect(md5(await bytesAt(RIKSDAG))).toBe(sound);
    const faults = feed.requests.list().filter(({ fault }) => fault === 'unsigned');
    expect(faults.filter(({ path }) => path.endsWith('index.md5'))).toHaveLength(3);
  });

  it('come with validators of their own', async () => {
    const { feed } = await feedWith([]);
    const validators = async (path: string) => {
      const { headers } = await get(path);
      return [headers.get('etag'), headers.get('last-modified')];
    };
    const before = [await validators('index.md5'), await validators(RIKSDAG)];
    feed.faults.add({ name: 'wrongArea', requests: 1 });
    const during = [await validators('index.md5'), await validators(RIKSDAG)];
    const after = [await validators('index.md5'), await validators(RIKSDAG)];
    for (const at of [0, 1]) {
      const etags = [before, during, after].map((each) => each[at]?.[0]);
      const times = [before, during, after].map((each) => Date.parse(each[at]?.[1] ?? ''));
      expect([etags[0], etags[0] === etags[1]]).toEqual([etags[2], false]);
      expect(new Set(times).size).toBe(3);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('wrongMemberChecksum fails the check of one member', async () => {
    const { faulty } = await struck('wrongMemberChecksum');
    expect(() => membersOf(faulty)).toThrow(/CRC/i);
  });

  it('badMember breaks one file off', async () => {
    const { sound, faulty } = await struck('badMember');
    const name = 'Val_2026_preliminar_rostfordelning_00_RD.json';
    const text = (zip: Buffer) => new AdmZip(zip).readAsText(name);
    expect(text(sound).startsWith(text(faulty))).toBe(true);
    expect(() => JSON.parse(text(faulty))).toThrow();
    expect(() =>
      JSON.parse(new AdmZip(faulty).readAsText('Val_2026_preliminar_summering_RD.json')),
    ).not.toThrow();
  });

  it('negativeVotes turns the votes of one party around', async () => {
    const { sound, faulty } = await struck('negativeVotes');
    const [before, after] = [firstVotes(districts(sound)), firstVotes(districts(faulty))];
    expect(after.partiRoster[0].antalRoster).toBe(-before.partiRoster[0].antalRoster);
    expect(after.partiRoster[1]).toEqual(before.partiRoster[1]);
  });

  it('voteSums gives a party a vote that the sum does not have', async () => {
    const { sound, faulty } = await struck('voteSums');
    const [before, after] = [firstVotes(districts(sound)), firstVotes(districts(faulty))];
    expect(sumOf(before)).toBe(before.antalRoster);
    expect([sumOf(after), after.antalRoster]).toEqual([before.antalRoster + 1, before.antalRoster]);
  });

  it('doubleDistrict repeats a counted district with a vote more, sums included', async () => {
    const { sound, faulty } = await struck('doubleDistrict');
    const codes = districts(faulty).map((each) => each.valdistriktskod);
    const [twice] = codes.filter((code, index) => codes.indexOf(code) !== index);
    expect(codes).toHaveLength(districts(sound).length + 1);
    const [first, second] = districts(faulty).filter((each) => each.valdistriktskod === twice);
    const votes = (each: Read) => each.rostfordelning.rosterPaverkaMandat;
    expect([second.totaltAntalRoster, votes(second).antalRoster, sumOf(votes(second))]).toEqual([
      first.totaltAntalRoster + 1,
      votes(first).antalRoster + 1,
      votes(first).antalRoster + 1,
    ]);
  });

  it('textNumbers, zonedTime, testData and wrongElectionDate are in every file', async () => {
    const ofAll = async (name: JsonFault): Promise<[string, Read][]> => {
      const { faulty } = await struck(name, { requests: 1 });
      await open?.close();
      return Object.entries(membersOf(faulty)).filter(([member]) => member.endsWith('.json'));
    };
    for (const [, file] of await ofAll('zonedTime')) {
      expect(file.senasteUppdateringstid).toBe('2026-09-13T21:59:00+02:00');
    }
    for (const [name, file] of await ofAll('testData')) {
      expect([file.test, file.valtillfalle]).toEqual([true, 'Genrep_2026']);
      expect(name).toMatch(/^Genrep_2026_preliminar_/);
    }
    for (const [, file] of await ofAll('wrongElectionDate')) expect(file.valdatum).toBe('2022-09-11');
    for (const [name, file] of await ofAll('textNumbers')) {
      const area = file.valomrade ?? file;
      expect(area.antalValdistriktRaknade, name).toBe('19');
    }
  });

  it('wrongArea names another area than the archive', async () => {
    const { faulty } = await struck('wrongArea', { address: 'final' }, 's/kf/Val_2026_slutlig_2303_KF.zip');
    const { valomrade } = membersOf(faulty)['Val_2026_slutlig_mandatfordelning_2303_KF.json'];
    expect(valomrade.kod).toBe('2304');
    const { faulty: riksdag } = await struck('wrongArea');
    expect(new Set(districts(riksdag).map((each) => each.valomradeskod))).toEqual(new Set(['01']));
  });

  it('unsigned has no signatures, wrongSignature those of other bytes', async () => {
    const { faulty } = await struck('unsigned');
    expect(Object.keys(membersOf(faulty)).filter((name) => !name.endsWith('.json'))).toEqual([]);
    await open?.close();
    const { faulty: wrong } = await struck('wrongSignature');
    const key = createPublicKey(await (await fetch(`${open?.url}/keys/val-sign-crt.pem`)).text());
    const zip = new AdmZip(wrong);
    const name = 'Val_2026_preliminar_summering_RD';
    const signature = zip.readFile(`${name}_sign.sha256`) ?? Buffer.alloc(0);
    expect(signature).toHaveLength(256);
    expect(verify('sha256', zip.readFile(`${name}.json`) ?? Buffer.alloc(0), key, signature)).toBe(false);
  });

  it('olderFile gives an earlier archive again, with its number of updates', async () => {
    const { sound, faulty } = await struck('olderFile');
    const updates = (zip: Buffer) =>
      membersOf(zip)['Val_2026_preliminar_summering_RD.json'].antalUppdateringar;
    expect(updates(faulty)).toBe(updates(sound) - 2);
  });

  it('wait until there is an archive', async () => {
    const { feed } = await feedWith([{ name: 'unsigned', requests: 1 }], '2026-09-13T20:00:00+02:00');
    expect(await stated()).toBeUndefined();
    expect(feed.faults.list()).toHaveLength(1);
    feed.clock.seek(Date.parse('2026-09-13T20:45:00+02:00'));
    expect(await stated()).toBe(md5(await bytesAt(RIKSDAG)));
    expect(feed.faults.list()).toHaveLength(0);
  });
});

describe('a fault on the command line', () => {
  it('is one of the night’s format', () => {
    for (const name of [...Object.keys(ANSWER_FAULTS), ...Object.keys(JSON_FAULTS)]) {
      expect(parseFault(name, night)).toEqual({ order: { name } });
    }
    expect(parseFault('emptyArchive', night)).toEqual({ error: expect.stringMatching(/JSON.*indexAhead/) });
    expect(parseFault('indexAhead', openNight('2018'))).toEqual({ error: expect.stringContaining('XML') });
  });

  it('throws when it is planned for a night that cannot have it', async () => {
    await expect(feedWith([{ name: 'emptyArchive' }])).rejects.toThrow(/emptyArchive/);
  });
});
