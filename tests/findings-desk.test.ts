/** The desk's page of findings over plain HTTP, without script: a zero report and a fault that no check sees. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNight } from '../src/feed/nights/index.ts';
import { allZeros, memberOf, withDistrict } from './support/edited-files.ts';
import { faultyFields, mainOf, reader, startDeskServer } from './support/desk.ts';
import { contestIn } from './support/night.ts';
import { newest, stopClock, until, type TestServer } from './support/server.ts';

const PAGE = '/redaktion/kontroll';
const DOVIKEN = '23030101';
const FORS = 'knownFault/KF/2303/23030205';

const START = '2018-09-09T23:00:00+02:00';
/** The archive that stands at the start. */
const standing = openNight('2018').publications.filter(
  ({ at, address }) => address === 'night' && Date.parse(at) <= Date.parse(START),
);

let server: TestServer;
beforeAll(async () => {
  server = await startDeskServer({ REPLAY_START: START, REPLAY_SPEED: '1' });
  await until(async () => (await newest(server)).revision > 0);
  await stopClock(server);
  const name = 'valnatt_2303K.xml';
  const body = new Uint8Array(
    withDistrict(memberOf(standing.at(-1)?.files() ?? [], name), DOVIKEN, allZeros),
  );
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/xml' };
  const sent = await fetch(`${server.url}/api/ingest/files?name=${name}`, { method: 'POST', headers, body });
  expect(sent.status).toBeLessThan(300);
});
afterAll(() => server?.stop());

const council = async () => contestIn(await newest(server), 'KF-2303');

test('lists what to check with what to do, takes a decision with its note, and says so', async () => {
  const desk = reader(server);
  await desk.signIn('Åsa');
  const page = mainOf((await desk.get(PAGE)).html);
  expect(page).toContain('Döviken , Ragunda');
  expect(page).toContain('Noll röster · Öppen · inte i prognosen');
  expect(page).toContain('Ring valnämnden i Ragunda');
  const form = `fynd-zero-KF-2303-${DOVIKEN}`;
  const fields = { form, id: `zero/KF/2303/${DOVIKEN}` };

  const refused = await desk.post(`${PAGE}?/decide`, { ...fields, status: 'released', note: '' });
  expect(refused.status).toBe(422);
  expect(faultyFields(refused)).toEqual([`${form}-note`]);
  expect(refused.html).toMatch(/name="status" value="released"[^>]* checked/);
  expect((await council()).heldBack).toBe(1);

  const saved = await desk.post(`${PAGE}?/decide`, { ...fields, status: 'released', note: 'Stämmer' });
  expect([saved.status, saved.location]).toEqual([
    303,
    expect.stringMatching(/^\/redaktion\/kontroll\?sparat=/),
  ]);
  expect((await council()).heldBack).toBe(0);
  const after = mainOf((await desk.get(PAGE)).html);
  expect(after).toContain('Inget att kontrollera just nu.');
  expect(after).toContain('Noll röster · Frisläppt');
  expect(after).toContain('Anteckning: Stämmer');
  expect(mainOf((await desk.get('/redaktion/logg')).html)).toContain(
    'Kontroll, noll röster, Döviken (kommunval): inlagt',
  );
});

test('takes a known fault of a counted district, which the overview then tells of', async () => {
  const desk = reader(server);
  await desk.signIn('Bo');
  const nothing = await desk.post(`${PAGE}?val=KF-2303&/decide`, {
    form: 'kant-fel',
    status: 'knownFault',
    id: '',
    note: '',
  });
  expect([nothing.status, faultyFields(nothing)]).toEqual([422, ['kant-fel-finding', 'kant-fel-note']]);
  expect(mainOf(nothing.html)).toContain('Distrikt: Välj distrikt.');

  const fields = { form: 'kant-fel', status: 'knownFault', id: FORS, note: 'S och SD omkastade' };
  const saved = await desk.post(`${PAGE}?val=KF-2303&/decide`, fields);
  expect(saved.location).toContain('val=KF-2303');
  expect(mainOf((await desk.get(PAGE)).html)).toContain('enligt uppgift till redaktionen är siffrorna fel');
  const overview = (await reader(server).get('/')).html;
  expect(mainOf(overview)).toContain('1 distrikt kontrolleras');
  expect(overview).not.toContain('omkastade');
});

test('shows a stranger nothing but the sign-in', async () => {
  const { html } = await reader(server).get(PAGE);
  expect(mainOf(html)).not.toContain('Döviken');
});
