/** A night of the JSON feed out as one file and in again: every snapshot equal, signatures told as they were, no persons. */
import AdmZip from 'adm-zip';
import { expect, test, vi } from 'vitest';
import { archiveOf, readSound, restoreInto } from './support/archived-night.ts';
import { soundNight } from './support/night.ts';

vi.setConfig({ testTimeout: 300_000 });

test('the whole night of 2026 is restored with equal snapshots and signed files, and its final files go in reduced', async () => {
  const {
    register: { store },
  } = await soundNight('2026');
  const bytes = await archiveOf(store, '2026');
  const archive = await readSound(bytes);
  const finals = archive.files.filter(({ name }) => name.includes('_slutlig_'));
  expect(finals.length).toBeGreaterThanOrEqual(10);
  expect(finals.every(({ reduced }) => reduced)).toBe(true);
  const nightFiles = archive.files.filter(({ name }) => name.includes('_preliminar_'));
  expect(nightFiles.length).toBeGreaterThan(70);
  expect(nightFiles.some(({ reduced }) => reduced)).toBe(false);
  const restored = await restoreInto(archive, undefined, '2026');
  expect(restored.result).toEqual({
    ok: true,
    value: { revisions: archive.revisions.length, files: archive.files.length },
  });
  const checksums = (await restored.store.files.list({ limit: 1000 })).map(({ checksum }) => checksum);
  expect(new Set(checksums)).toEqual(new Set(['signed']));
  expect((await archiveOf(restored.store, '2026')).equals(bytes)).toBe(true);
});

/** What a genuine final file has of persons: keys that the reader passes over. */
const PERSON = 'Ottilia Påhittad';
const PERSONS = {
  kvalificeradeForPersonvalLista: [{ namn: PERSON, alder: 47 }],
  valda: [{ namn: PERSON, ersattare: [{ namn: PERSON }] }],
};

test('a final file with persons in it goes in without them', async () => {
  const {
    register: { store },
  } = await soundNight('2026');
  const [genuine] = (await store.files.list({ limit: 1000 })).filter(({ name }) =>
    name.endsWith('2303_KF.zip'),
  );
  if (!genuine) throw new Error('no final file of Ragunda');
  const zip = new AdmZip(Buffer.from((await store.files.bytes(genuine.sha256)) ?? []));
  const name =
    zip.getEntries().find(({ entryName }) => entryName.includes('mandatfordelning_'))?.entryName ?? '';
  const member = JSON.parse(zip.readAsText(name, 'utf8')) as { valomrade: Record<string, unknown> };
  member.valomrade = { ...member.valomrade, ...PERSONS };
  zip.updateFile(name, Buffer.from(JSON.stringify(member)));
  const received = zip.toBuffer();
  expect(JSON.stringify(member)).toContain(PERSON);
  await store.files.finish(
    (
      await store.files.record({
        name: genuine.name,
        source: 'upload',
        via: 'upload',
        by: 'Prov',
        fetchedAt: '2026-09-26T10:00:00+02:00',
        etag: null,
        lastModified: null,
        bytes: received,
      })
    ).id,
    {
      outcome: 'unchanged',
      reason: null,
      checksum: 'signatureNotChecked',
      publishedAt: null,
      members: [
        {
          name,
          crc32: 1,
          size: 1,
          outcome: 'unchanged',
          reason: null,
          publishedAt: '2026-09-24T09:20:00+02:00',
        },
      ],
    },
    [],
    '2026-09-26T10:00:00+02:00',
  );
  const archive = await readSound(await archiveOf(store, '2026'));
  const kept = archive.files.find(({ via }) => via === 'upload');
  if (!kept?.reduced) throw new Error('not reduced');
  const reduced = new AdmZip(Buffer.from(await archive.content(kept)));
  const text = reduced.readAsText(name, 'utf8');
  expect(text).toContain('partiRoster');
  expect(text).not.toContain('Påhittad');
  expect(text).not.toContain('"valda"');
});
