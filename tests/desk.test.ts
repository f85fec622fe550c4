import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultyFields, mainOf, reader, startDeskServer, valueIn } from './support/desk.ts';
import { newest, stopClock, until, type TestServer } from './support/server.ts';

/** The desk over plain HTTP: what a browser without script sends and gets. Early on the night of 2018. */

let server: TestServer;
beforeAll(async () => {
  server = await startDeskServer({
    REPLAY_START: '2018-09-09T21:00:00+02:00',
    REPLAY_SPEED: '1',
    BODY_SIZE_LIMIT: '2M',
  });
  await until(async () => (await newest(server)).revision > 0);
  await stopClock(server);
});
afterAll(() => server?.stop());

const signedIn = async (name = 'Åsa') => {
  const desk = reader(server);
  expect((await desk.signIn(name)).status).toBe(303);
  return desk;
};
const BRACKE = '/redaktion/styre/2305';
const fact = (more: Record<string, string | readonly string[]> = {}) => ({
  term: '2018',
  from: '2020-05',
  to: '',
  parties: ['S', 'V'],
  complete: 'ja',
  majority: 'nej',
  source: 'Bräcke kommun, protokoll "KF" 2020-05-18',
  ...more,
});
const api = async <T>(path: string, cookie = ''): Promise<T> =>
  (await (await fetch(`${server.url}${path}`, { headers: { cookie } })).json()) as T;
interface Audited {
  readonly who: string;
  readonly subject: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly reason: string | null;
}

describe('a governing fact', () => {
  test('that is faulty comes back with every field as it was typed, each fault named', async () => {
    const desk = await signedIn();
    const typed = fact({ from: 'i våras', to: '2010', parties: [], source: ' ', majority: 'ja' });
    const answer = await desk.post(`${BRACKE}?/save`, typed);
    expect(answer.status).toBe(422);
    expect(faultyFields(answer)).toEqual(['fakta-from', 'fakta-parties', 'fakta-source']);
    expect(mainOf(answer.html)).toContain('Från: ”i våras” är inget datum.');
    expect(valueIn(answer.html, 'fakta-from')).toBe('i våras');
    expect(valueIn(answer.html, 'fakta-to')).toBe('2010');
    expect(answer.html).toMatch(
      /id="fakta-from"[^>]*aria-invalid="true"[^>]*aria-describedby="fakta-from-fel /,
    );
    expect(answer.html).toMatch(/name="majority" value="ja"[^>]* checked/);
    expect(answer.html).toMatch(/<title>Fel/);
  });

  test.each([
    [
      'an end before the start',
      { from: '2020-05', to: '2019-02' },
      ['fakta-to'],
      'Slutet ligger före början.',
    ],
    [
      'a party that did not stand',
      { parties: ['S', 'XYZ'] },
      ['fakta-parties'],
      'Partiet ”XYZ” finns inte i valet.',
    ],
    [
      'an overlap',
      { from: '2018-10-15' },
      ['fakta-from'],
      'Krockar med en annan uppgift: mandatperioden 2018–2022',
    ],
    ['a missing source', { source: '' }, ['fakta-source'], 'Ange källan.'],
  ])('with %s is refused with the field named', async (_fault, more, fields, words) => {
    const desk = await signedIn();
    const answer = await desk.post(`${BRACKE}?/save`, fact(more));
    expect(answer.status).toBe(422);
    expect(faultyFields(answer)).toEqual(fields);
    expect(mainOf(answer.html)).toContain(words);
  });

  test('is saved, shown, changed and taken back, all of it in the log with who', async () => {
    const desk = await signedIn('Åsa Öberg');
    const page = '/redaktion/styre/2326';
    const saved = await desk.post(`${page}?/save`, fact({ from: 'senast 2020-05', complete: 'nej' }));
    expect(saved.location).toMatch(/^\/redaktion\/styre\/2326\?sparat=\d+$/);
    const shown = mainOf((await desk.get(saved.location)).html);
    expect(shown).toMatch(/Sparat \(revision \d+\)/);
    expect(shown).toMatch(/S, V \(övriga okända\) 2018–2022 Senast maj 2020\. Minoritet\./);

    const key = '2326/2018/by 2020-05';
    const form = await desk.get(`${page}?andra=${encodeURIComponent(key)}`);
    expect(valueIn(form.html, 'fakta-from')).toBe('senast 2020-05');
    expect(valueIn(form.html, 'fakta-source')).toBe('Bräcke kommun, protokoll "KF" 2020-05-18');
    await desk.post(`${page}?andra=x&/save`, fact({ from: '2020-05-18', replaces: key }));
    const hasty = await desk.post(`${page}?/withdraw`, {
      form: 'bort-1',
      key: '2326/2018/2020-05-18',
      reason: '',
    });
    expect([hasty.status, faultyFields(hasty)]).toEqual([422, ['bort-1-reason']]);
    await desk.post(`${page}?/withdraw`, {
      form: 'bort-1',
      key: '2326/2018/2020-05-18',
      reason: 'fel kommun',
    });

    const log = await api<Audited[]>('/api/audit?limit=4', desk.cookie);
    expect(log.map(({ who, subject, reason }) => [who, subject, reason])).toEqual([
      ['Åsa Öberg', '2326/2018/2020-05-18', 'fel kommun'],
      ['Åsa Öberg', '2326/2018/2020-05-18', null],
      ['Åsa Öberg', key, null],
      ['Åsa Öberg', key, null],
    ]);
    const told = mainOf((await desk.get('/redaktion/logg')).html);
    expect(told).toMatch(/Styre, Berg: borttaget Åsa Öberg, .* Skäl: fel kommun/);
    expect(told).toMatch(
      /Nu: 2018–2022: S, V \(övriga okända\), senast maj 2020, minoritet\. Källa: Bräcke kommun/,
    );
  });

  test('typed when the session was over waits while one signs in again', async () => {
    const desk = await signedIn();
    desk.cookie = '';
    const late = await desk.post('/redaktion/styre/2313?andra=2313%2F2018%2Fterm&/save', fact());
    expect(late.status).toBe(401);
    expect(mainOf(late.html)).toContain('inget är sparat');
    const kept =
      /name="kept" value="([^"]*)"/
        .exec(late.html)?.[1]
        ?.replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&') ?? '';
    const action = '/redaktion/styre/2313?andra=2313%2F2018%2Fterm&/signIn';
    const wrong = await desk.post(action, { name: 'Åsa', token: 'wrong-again', kept });
    expect(wrong.html).toContain('name="kept"');
    const back = await desk.post(action, { name: 'Åsa', token: server.token, kept });
    expect(back.status).toBe(200);
    expect(mainOf(back.html)).toContain('inte sparat');
    expect(valueIn(back.html, 'fakta-source')).toBe(fact().source);
    expect(back.html).toMatch(/name="parties" value="V"[^>]* checked/);
    expect((await desk.post('/redaktion/styre/2313?/save', fact())).status).toBe(303);
  });
});

describe('figures', () => {
  test('of the party’s own are saved with day and source, and refused with what was typed', async () => {
    const desk = await signedIn();
    const [goal] = await api<{ target: string; unit: string }[]>('/api/counts');
    const target = goal?.target ?? '';
    const bad = await desk.post('/redaktion/siffror?/save', {
      target,
      value: 'många',
      date: '30/6',
      source: '',
    });
    expect(bad.status).toBe(422);
    expect(faultyFields(bad)).toEqual([`${target}-value`, `${target}-date`, `${target}-source`]);
    expect(valueIn(bad.html, `${target}-value`)).toBe('många');
    await desk.post('/redaktion/siffror?/save', {
      target,
      value: '1 234',
      date: '2018-06-30',
      source: 'kansliet',
    });
    expect(mainOf((await desk.get('/redaktion/siffror')).html)).toMatch(
      /1\s234\s\S+ 30 juni 2018 Källa: kansliet/,
    );
    const gone = { form: 'bort-x', target, date: '2018-06-30', reason: 'räknad två gånger' };
    await desk.post('/redaktion/siffror?/withdraw', gone);
    expect(mainOf((await desk.get('/redaktion/siffror')).html)).not.toContain('kansliet');
  });

  test('by phone are marked as such, stand apart, and cannot be more than there are voters', async () => {
    const desk = await signedIn();
    interface Place {
      readonly district: string;
      readonly name: string;
      readonly counted: boolean;
    }
    const contests = await api<{ contest: string; districts: Place[] }[]>('/api/oral/districts', desk.cookie);
    const place = contests
      .find(({ contest }) => contest === 'RD-23')
      ?.districts.find(({ counted }) => !counted);
    expect(place).toBeDefined();
    const [contest, district] = ['RD-23', place?.district ?? ''];
    const send = (more: Record<string, string>) =>
      desk.post('/redaktion/muntligt?val=RD-23&/save', {
        contest,
        district,
        own: '12',
        valid: '34',
        caller: 'Bo',
        ...more,
      });
    expect(faultyFields(await send({ district: '', own: '' }))).toEqual([
      'muntligt-district',
      'muntligt-own',
    ]);
    const many = await send({ own: '90', valid: '34' });
    expect(faultyFields(many)).toEqual(['muntligt-own']);
    expect(many.html).toMatch(new RegExp(`value="${district}" selected`));
    expect((await send({})).location).toMatch(/val=RD-23&sparat=\d+/);
    const page = mainOf((await desk.get('/redaktion/muntligt')).html);
    expect(page).toContain(place?.name ?? '-');
    expect(page).toMatch(/Riksdagsvalet, Jämtlands län: S 12 av 34 \(35,3\s%\) muntlig uppgift/);
    expect(mainOf((await desk.get('/redaktion/logg')).html)).toContain('Uppgift från: Bo');
    await desk.post('/redaktion/muntligt?/withdraw', {
      form: 'bort-y',
      contest,
      district,
      reason: 'fel distrikt',
    });
    expect(mainOf((await desk.get('/redaktion/muntligt')).html)).toContain('Inga muntliga uppgifter gäller.');
  });
});

describe('the feed and its files', () => {
  test('is asked at once, and says so', async () => {
    const desk = await signedIn();
    const asked = await desk.post('/redaktion?/poll', {});
    expect([asked.status, asked.location]).toEqual([303, '/redaktion?sparat=hamtat']);
    expect(mainOf((await desk.get(asked.location)).html)).toContain('Källan är kontrollerad.');
  });

  test('a file by hand is recorded with its outcome, and one that is refused says why', async () => {
    const desk = await signedIn();
    const none = await desk.post('/redaktion/filer?/upload', { file: new File([], '') });
    expect(faultyFields(none)).toEqual(['fil-file']);
    const large = new File([new Uint8Array(3_000_000)], 'stor.zip');
    const tooLarge = await desk.post('/redaktion/filer?/upload', { file: large });
    expect([tooLarge.status, faultyFields(tooLarge)]).toEqual([413, ['fil-file']]);
    const junk = await desk.post('/redaktion/filer?/upload', { file: new File(['skräp'], 'mín fil.zip') });
    expect(junk.status).toBe(422);
    expect(mainOf(junk.html)).toMatch(/Avvisad: .*mín fil\.zip , uppladdad/);
    const [latest] = await api<{ sha256: string; size: number }[]>('/api/files?limit=1');
    expect(junk.html).toContain('/api/files/');
    expect((await desk.get(`/api/files/${latest?.sha256}`)).status).toBe(200);
    expect((await reader(server).get(`/api/files/${latest?.sha256}`)).status).toBe(401);
    expect(mainOf((await desk.get('/redaktion')).html)).toContain('Fil avvisad');
  });
});
