/** Files brought by hand that must not change the figures: recorded with their bytes, refused with their reason. */
import AdmZip from 'adm-zip';
import { describe, expect, test } from 'vitest';
import type { ResultFile } from '../src/feed/recording.ts';
import { XML_FAULTS } from '../src/feed/xml-faults.ts';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { FeedError, FeedErrorKind } from '../src/lib/election/parse/error.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import type { StoredFile } from '../src/lib/server/store/store.ts';
import { archiver, bearer, filesAt, liveNight, TOKEN } from './support/live-night.ts';

const GOOD = archiver.build(filesAt(0.6));

const one = (files: readonly ResultFile[], name: string): Uint8Array =>
  files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
const zip = (members: Record<string, string | Uint8Array>): Buffer => {
  const made = new AdmZip();
  for (const [name, content] of Object.entries(members)) made.addFile(name, Buffer.from(content));
  return made.toBuffer();
};
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const REFUSED: readonly (readonly [what: string, name: string, bytes: Uint8Array, kind: FeedErrorKind])[] = [
  [
    'an older file of one municipality',
    'valnatt_2380R.xml',
    one(filesAt(0.3), 'valnatt_2380R.xml'),
    'olderState',
  ],
  ['an older archive', 'valnatt.zip', archiver.build(filesAt(0.3)), 'olderState'],
  [
    'another election’s archive',
    'valnatt.zip',
    archiver.build(XML_FAULTS.wrongElectionDate(filesAt(0.7))),
    'wrongElectionDate',
  ],
  ['a rehearsal', 'valnatt.zip', archiver.build(XML_FAULTS.testData(filesAt(0.7))), 'testData'],
  ['a picture', 'bild.png', PNG, 'unknownFile'],
  ['a picture that is called a zip', 'bild.zip', PNG, 'archive'],
  ['a JSON file', 'resultat.json', Buffer.from('{"valtillfalle":"2018"}'), 'unknownFile'],
  ['an empty file', 'tom.zip', new Uint8Array(), 'archive'],
  ['an empty zip', 'tom.zip', zip({}), 'unknownFile'],
  [
    'a zip of something else',
    'semester.zip',
    zip({ 'bild.png': PNG, 'valnatt.txt': 'S 100 %' }),
    'unknownFile',
  ],
  ['a zip of another county', 'valnatt.zip', zip({ 'valnatt_0180R.xml': '<VAL/>' }), 'unknownFile'],
  ['a file of another county', 'valnatt_0180R.xml', Buffer.from('<VAL/>'), 'unknownFile'],
  ['a file under another’s name', 'valnatt_2303R.xml', one(filesAt(0.7), 'valnatt_2305R.xml'), 'wrongType'],
];

interface Answer {
  readonly file: number;
  readonly outcome: string;
  readonly revision: number | null;
  readonly reasons: readonly FeedError[];
}

describe('A file by hand', () => {
  test.each(REFUSED)(
    '%s is refused with its reason, its bytes are kept, and the figures stay',
    async (_, name, bytes, kind) => {
      const { api, upload, get } = await liveNight();
      expect((await upload('valnatt.zip', GOOD)).status).toBe(200);
      const before = await (await api.request('/api/snapshot')).text();
      expect((JSON.parse(before) as Snapshot).contests[0]?.counted.districts).toBeGreaterThan(60);

      const response = await upload(name, bytes);
      expect(response.status).toBe(422);
      const answer = (await response.json()) as Answer;
      expect(answer).toMatchObject({ outcome: 'refused', revision: null });
      expect(answer.reasons[0]?.kind).toBe(kind);

      const [file] = await get<StoredFile[]>('/api/files');
      expect(file).toMatchObject({
        id: answer.file,
        name,
        via: 'upload',
        outcome: 'refused',
        reason: { kind },
      });
      for (const told of [
        file?.reason?.file,
        file?.reason?.place,
        file?.reason?.found,
        file?.reason?.expected,
      ])
        expect(told).toBeTruthy();
      const kept = await api.request(`/api/files/${file?.sha256}`, { headers: bearer(TOKEN) });
      expect(Buffer.from(await kept.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);

      const [event] = await get<StoredEvent[]>('/api/events?kind=notice');
      expect(event?.event).toMatchObject({ kind: 'notice', notice: { about: 'refused', error: { kind } } });
      expect(await (await api.request('/api/snapshot')).text()).toBe(before);
    },
  );

  test('that is good makes a revision, and the same again makes none', async () => {
    const { upload, store } = await liveNight();
    const first = (await (await upload('valnatt.zip', GOOD)).json()) as Answer;
    expect(first).toMatchObject({ outcome: 'accepted', revision: 1, checksum: 'verified', reasons: [] });
    const again = await upload('valnatt.zip', GOOD);
    expect([again.status, await again.json()]).toMatchObject([200, { outcome: 'unchanged', revision: null }]);
    expect(await store.results.newest()).toBe(1);
  });

  test('that was refused is refused again when it comes again, with its reason', async () => {
    const { upload, get } = await liveNight();
    const rehearsal = archiver.build(XML_FAULTS.testData(filesAt(0.7)));
    for (let time = 0; time < 2; time += 1) {
      const response = await upload('valnatt.zip', rehearsal);
      expect(response.status).toBe(422);
      expect(((await response.json()) as Answer).reasons).toHaveLength(24);
    }
    expect((await get<StoredFile[]>('/api/files')).map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
    ]);
    expect(await get<StoredEvent[]>('/api/events?kind=notice')).toHaveLength(24);
  });

  test('with one faulty member brings the others in, and says which is missing', async () => {
    const { upload } = await liveNight();
    const response = await upload('valnatt.zip', archiver.build(XML_FAULTS.badMember(filesAt(0.6))));
    expect(response.status).toBe(200);
    const answer = (await response.json()) as Answer;
    expect(answer).toMatchObject({ outcome: 'partial', revision: 1 });
    expect(answer.reasons.map(({ kind }) => kind)).toEqual(['malformedXml']);
  });

  test.each([
    ['401 without a token', TOKEN, {}, 401],
    ['401 with another token', TOKEN, bearer('another-token-altogether'), 401],
    ['403 where no token is set', null, bearer(TOKEN), 403],
  ])('is answered with %s, and nothing is recorded', async (_, token, headers, status) => {
    const { upload, store } = await liveNight(token);
    expect((await upload('valnatt.zip', GOOD, headers)).status).toBe(status);
    expect(await store.files.list({ limit: 10 })).toEqual([]);
  });

  test('gives its bytes to nobody without the token', async () => {
    const { api, upload, get } = await liveNight();
    await upload('valnatt.zip', GOOD);
    const [file] = await get<StoredFile[]>('/api/files');
    const asked = (headers: Record<string, string>) => api.request(`/api/files/${file?.sha256}`, { headers });
    expect((await asked({})).status).toBe(401);
    expect((await asked(bearer('another-token-altogether'))).status).toBe(401);
    expect((await asked(bearer(TOKEN))).status).toBe(200);
  });

  test('larger than 64 MB is answered with 413, and not recorded', async () => {
    const { upload, store } = await liveNight();
    expect((await upload('stor.zip', new Uint8Array(64 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await store.files.list({ limit: 10 })).toEqual([]);
  });
});
