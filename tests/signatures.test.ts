/** Result files and the authority's signature of them: what is taken, with a certificate configured and without. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { ingestFile } from '../src/ingest/file.ts';
import { composeIngest } from '../src/ingest/compose.ts';
import { jsonReadingOf, openNight } from '../src/ingest/night.ts';
import { createAuth } from '../src/lib/server/auth.ts';
import type { NightInfo } from '../src/lib/election/snapshot-shape.ts';
import type { IncomingFile } from '../src/lib/server/store/store.ts';
import { publicKeyOf, readPublicKey } from '../src/ingest/signature.ts';
import { readConfig } from '../src/lib/server/config.ts';
import {
  councilFile,
  councilPath,
  councilZip,
  pollIndex,
  signatureOf,
  standFeed,
  zipOf,
  type CouncilFile,
} from './support/json-feed.ts';
import { allFiles } from './support/night.ts';
import { temporaryFolder } from './support/store.ts';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RAGUNDA: CouncilFile = {
  area: '2303',
  districts: { '0101': { '0002': 120, '0001': 80 }, '0102': null },
};
const [NAME, TEXT] = councilFile(RAGUNDA);
const SIGN = NAME.replace('.json', '_sign.sha256');
const PATH = councilPath('2303');
const REPORT = 'KF/night/2303/23030101' as never;

/** Takes one archive with a poll, and tells what became of it. */
async function polled(zip: Uint8Array, key = own.publicKey as typeof own.publicKey | null) {
  const stand = await standFeed();
  stand.archives[PATH] = zip;
  const polling = await pollIndex({ ...stand, json: { key } });
  await polling.poll();
  const [file] = await allFiles(polling.store);
  const taken = (await polling.register.held()).known.reports.has(REPORT);
  return { ...polling, stand, file, taken };
}

describe('With a certificate', () => {
  test('a signed archive is taken, and says that its signature holds', async () => {
    const { file, taken } = await polled(councilZip(RAGUNDA, own.privateKey));
    expect(file).toMatchObject({ outcome: 'accepted', checksum: 'signed', reason: null });
    expect(taken).toBe(true);
  });

  test('the signature may be named after the whole file name', async () => {
    const named = { [NAME]: TEXT, [`${NAME}_sign.sha256`]: signatureOf(TEXT, own.privateKey) };
    expect((await polled(zipOf(named))).file).toMatchObject({ outcome: 'accepted', checksum: 'signed' });
  });

  test.each([
    ['nobody', zipOf({ [NAME]: TEXT })],
    ['somebody else', councilZip(RAGUNDA, others.privateKey)],
    ['us, for another content', zipOf({ [NAME]: TEXT, [SIGN]: signatureOf(`${TEXT} `, own.privateKey) })],
    ['a signature cut short', zipOf({ [NAME]: TEXT, [SIGN]: signatureOf(TEXT, own.privateKey).subarray(1) })],
    ['an empty signature', zipOf({ [NAME]: TEXT, [SIGN]: '' })],
    ['something far too long', zipOf({ [NAME]: TEXT, [SIGN]: Buffer.alloc(100_000, 7) })],
  ])('an archive signed by %s is recorded and refused, and nothing of it is taken', async (_, zip) => {
    const { file, taken, watch, notices, store } = await polled(zip);
    expect(file).toMatchObject({
      outcome: 'refused',
      checksum: null,
      reason: { kind: 'signature', file: NAME },
      revision: null,
    });
    expect(Buffer.from((await store.files.bytes(file?.sha256 ?? '')) ?? [])).toEqual(Buffer.from(zip));
    expect(taken).toBe(false);
    expect(watch().problem).toBe(`${PATH}: unreadable file (signature)`);
    expect((await notices()).filter(({ about }) => about === 'refused')).toHaveLength(1);
  });

  test('one wrong signature refuses what stands beside it, too', async () => {
    const seats = NAME.replace('rostfordelning', 'mandatfordelning');
    const zip = zipOf({
      [NAME]: TEXT,
      [SIGN]: signatureOf(TEXT, own.privateKey),
      [seats]: '{}',
      [seats.replace('.json', '_sign.sha256')]: signatureOf('{} ', own.privateKey),
    });
    const { file, taken } = await polled(zip);
    expect(file).toMatchObject({ outcome: 'refused', reason: { kind: 'signature', file: seats } });
    expect(taken).toBe(false);
  });

  test('a refused archive is not asked for again, and is taken when a signed one follows', async () => {
    const { stand, poll, register, watch } = await polled(zipOf({ [NAME]: TEXT }));
    stand.asked();
    await poll();
    expect(stand.asked()).toEqual(['index.md5']);
    expect(watch().problem).toMatch(/signature/);
    stand.archives[PATH] = councilZip(RAGUNDA, own.privateKey);
    await poll();
    expect((await register.held()).known.reports.has(REPORT)).toBe(true);
    expect(watch().problem).toBe(null);
  });

  test('what is held already is looked at again: the same figures without a signature are refused', async () => {
    const { stand, poll, store } = await polled(councilZip(RAGUNDA, own.privateKey));
    stand.archives[PATH] = zipOf({ [NAME]: TEXT });
    await poll();
    expect((await allFiles(store)).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: { kind: 'signature' },
    });
  });

  test('a result file by hand without its archive has no signature, and is refused', async () => {
    const { register } = await polled(councilZip(RAGUNDA, own.privateKey));
    const done = await ingestFile(register, byHand(NAME, Buffer.from(TEXT)));
    expect(done).toMatchObject({ outcome: 'refused', reasons: [{ kind: 'signature' }] });
  });

  test('a damaged member is told as such, and is not taken', async () => {
    const zip = Buffer.from(councilZip(RAGUNDA, own.privateKey));
    // The checksum that the directory states for the first member.
    const at = zip.indexOf('PK\x01\x02', 'latin1') + 16;
    zip.writeUInt32LE((zip.readUInt32LE(at) ^ 1) >>> 0, at);
    const { file, taken } = await polled(zip);
    expect(file).toMatchObject({ outcome: 'refused', reason: { kind: 'memberChecksum', file: NAME } });
    expect(taken).toBe(false);
  });
});

describe('Without a certificate', () => {
  test.each([
    ['unsigned', zipOf({ [NAME]: TEXT })],
    ['wrongly signed', councilZip(RAGUNDA, others.privateKey)],
  ])('an archive that is %s is taken, and says that nobody looked', async (_, zip) => {
    const { file, taken } = await polled(zip, null);
    expect(file).toMatchObject({ outcome: 'accepted', checksum: 'signatureNotChecked' });
    expect(taken).toBe(true);
  });

  test('a result file by hand is taken by its name', async () => {
    const stand = await standFeed();
    const { register } = await pollIndex(stand);
    const done = await ingestFile(register, byHand(NAME, Buffer.from(TEXT)));
    expect(done).toMatchObject({ outcome: 'accepted', revision: 1, checksum: 'signatureNotChecked' });
    const foreign = NAME.replace('2303', '0180');
    expect(await ingestFile(register, byHand(foreign, Buffer.from(TEXT)))).toMatchObject({
      outcome: 'refused',
      reasons: [{ kind: 'unknownFile' }],
    });
  });

  test('an export time from the future is refused', async () => {
    const { file } = await polled(councilZip({ ...RAGUNDA, time: '2026-09-13T23:00:00' }), null);
    expect(file).toMatchObject({
      outcome: 'refused',
      reason: { kind: 'invalidValue', place: 'senasteUppdateringstid', found: '2026-09-13T23:00:00+02:00' },
    });
  });
});

const byHand = (name: string, bytes: Uint8Array): IncomingFile => ({
  name,
  source: 'upload',
  via: 'upload',
  by: 'Prov',
  fetchedAt: '2026-09-13T22:30:00+02:00',
  etag: null,
  lastModified: null,
  bytes,
});

test('a replay of 2026 looks at the simulator’s signatures', async () => {
  const config = readConfig({
    DATA_DIR: await temporaryFolder(),
    REPLAY: '2026',
    REPLAY_SPEED: 'max',
    REPLAY_START: '2026-09-25T12:00:00',
  });
  if (!config.ok) throw new Error(config.error.join('\n'));
  const log = pino({ level: 'silent' });
  const opened = await openNight(config.value, log, true);
  expect(opened.night).toMatchObject({ id: 'replay-2026', electionDate: '2026-09-13', mode: 'replay' });
  const auth = createAuth({ token: null, publicUrl: 'http://localhost:3000', now: Date.now });
  await composeIngest(config.value, opened, { log, auth }).run(new AbortController().signal);
  const files = await allFiles(opened.store);
  await opened.close();
  expect(files.length).toBeGreaterThan(0);
  expect(new Set(files.map(({ outcome, checksum }) => `${outcome} ${checksum}`))).toEqual(
    new Set(['accepted signed']),
  );
});

describe('A configured certificate', () => {
  const pemOf = (key: typeof own.publicKey) => key.export({ type: 'spki', format: 'pem' }).toString();

  test('is a public key or a certificate of RSA', async () => {
    expect(publicKeyOf(pemOf(own.publicKey))).toMatchObject({ ok: true });
    expect(publicKeyOf(CERTIFICATE)).toMatchObject({ ok: true });
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(publicKeyOf(pemOf(elliptic.publicKey))).toEqual({ ok: false, error: 'a key of ec, not of RSA' });
    expect(publicKeyOf('inget')).toMatchObject({ ok: false });
    const path = join(await temporaryFolder(), 'val.pem');
    await writeFile(path, pemOf(own.publicKey));
    expect(await readPublicKey(path)).toMatchObject({ ok: true, value: { until: null } });
  });

  test('that has run out is warned of in the log, with its path and date, and the night goes on', async () => {
    const feed = (certificate: string) => {
      const config = readConfig({ FEED_URL: 'http://127.0.0.1:1/val2026/', FEED_CERTIFICATE: certificate });
      if (!config.ok) throw new Error(config.error.join('\n'));
      return config.value.feed;
    };
    const folder = await temporaryFolder();
    const said = async (pem: string) => {
      const path = join(folder, 'val.pem');
      await writeFile(path, pem);
      const lines: string[] = [];
      const log = pino({ base: null }, { write: (line) => void lines.push(line) });
      const reading = await jsonReadingOf(feed(path), { mode: 'live' } as NightInfo, log);
      expect(reading.key?.asymmetricKeyType).toBe('rsa');
      return lines.join('').replaceAll(path, 'PATH');
    };
    const warned = await said(RUN_OUT);
    expect(warned).toContain('2021-01-01T00:00:00.000Z');
    expect(warned).toContain('"certificate":"PATH"');
    expect(await said(CERTIFICATE)).toBe('');
    expect(await said(pemOf(own.publicKey))).toBe('');
  });

  test('that cannot be read stops the start, with its path', async () => {
    const config = readConfig({
      DATA_DIR: await temporaryFolder(),
      FEED_URL: 'http://127.0.0.1:1/val2026/',
      FEED_CERTIFICATE: '/nowhere/val.pem',
      PROGRAMME: 'jamtland-2026',
    });
    if (!config.ok) throw new Error(config.error.join('\n'));
    await expect(openNight(config.value, pino({ level: 'silent' }), true)).rejects.toMatchObject({
      faults: ['FEED_CERTIFICATE: /nowhere/val.pem cannot be read (ENOENT)'],
    });
  });
});

/** Made for this test with `openssl req -x509 -newkey rsa:2048`; its key is thrown away. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDATCCAemgAwIBAgIUT2X6syxEy6kxhbKIZEMayr4dsHMwDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEcHJvdjAgFw0yNjExMjMwMDMzNTNaGA8yMTI2MTAzMDAw
MzM1M1owDzENMAsGA1UEAwwEcHJvdjCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC
AQoCggEBAKpW8hHbyvStD1Z0QZp3u9gTNdN9Lkw+026JnRmIze//WsCZoOFRFmFq
qpdP0045Imn4K45pn5uf8INnLdxxXW/X+eP7f43WwZU5jrGzM5QXnaJqjPFAtBma
1kpM39Fuxr2xQ0oelMlSzUPJURj6we+C14onAfP0AE/woy+xvdYZRcI7WNkcjnrl
nw0M1TDdf03FUDpNuus6y0CDRot8VOwXK0QeBcpSCFrSvigijCD0nlGX+0tG2Kkt
Zayj4n4p6U4hvCzCymz+lmR84BlIz2qLh7Dk8h6aN+0umb85kzV7tNbG5+NPjJgk
mBbWpK02pxmOMoCtGruw/AxPUdvawZsCAwEAAaNTMFEwHQYDVR0OBBYEFKp739/c
JsHT83Swtehg1KDg/iJ8MB8GA1UdIwQYMBaAFKp739/cJsHT83Swtehg1KDg/iJ8
MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBADBlf5MRBIT27MW2
7XiqLNTZBnYZK/fKwH9ZGYRu3g4oko5G3WFIbQ4qLfpAdXdOk/en3yU9HeFlaFeW
cLdMrDULqwOU0lw+MVKKVBH/D/Hghqrs9AvwAA6mXYEHy324QXjUf3EQGKdNu9Fv
kYbHmshRVYG9dKbxpyNq50NetUWGjXiZdLfdLD2qqvAGH7WySFpTvyIsdJvv7qLi
rKLQ5/4Iva4x8Jr1i+cxtdj9E9euqprw4XlRBaaJDXKxzaSkzEmNvJ6OW42HBduR
pT/ZL/EBzLG8fPOhDsqkTOYyXOxMiZMey7J5an3y/2rAZ5+r6OMJ9nPVtEwm2BbF
ZQVL5mY=
-----END CERTIFICATE-----
`;

/** The same, from 2020 to the end of it. */
const RUN_OUT = `-----BEGIN CERTIFICATE-----
MIICkjCCAXoCAQEwDQYJKoZIhvcNAQELBQAwDzENMAsGA1UEAwwEcHJvdjAeFw0y
MDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMA8xDTALBgNVBAMMBHByb3YwggEi
MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDczRePnySI1rxwjH5Jz6E3H5tG
/81wRjOp6a6NsvuSn4FOLXjC3qcptfJ2CdNbxC8B5ODREJUC7pxbKhXE534cku78
DpcxBIyYroM7s5SBP3YDNRen+YFRVWaYIc8lOn9oFXjrzH6HHt3UFQuEyDjBEDHn
rBjUHZ3+JQUQ9IUAcrvSweHzR9+ivssfkmdUrgKscCcwxjargwfZe0mSeCFTEGwj
5/QNUHAI9VBnRoLppBKBwUCU27oEVeDh20tFsO3b8f4yn55aIDmrwOvusGf0oYpL
yK15/KPeR0Y3dBWe88AT5vzE7Umz5+fVbeDj4cRplXq83/X1Riw3HOTXvrLnAgMB
AAEwDQYJKoZIhvcNAQELBQADggEBAB3XZ+bkrBQezGKVwcHX9NiEanvDCGfRK2V/
ueMoUKUKLWAg5BcFs8CQF5hHLScye3jHAJmqzwEHn/Rsd7h8dtTgMpNAr0+aX+VR
NmxplvRGj2DKjjIXmH1JE2bwkDqjYOicZiNZgpD6xLfbHuet63Og6PrCsF93/67c
GkMF/I5NPQ4KsdMyLCJGQ2hXmI4nlqBmev3gOfV5mUlXm6mP536qYI8Y0q4rRg0m
RM4cEsWv4Rhorz5Xi4TQlfj7HnUjiyKIXARiqWdaUjU0JmF0cWB5sP5IDm0dZz5r
0C/AufJ7Rib0c/mGd4iWYyQaAvb1QudKUY0OrfAoyTW7v58vXVs=
-----END CERTIFICATE-----
`;
