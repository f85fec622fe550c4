/** A night out as one file and in again on an empty machine: every snapshot equal, byte for byte. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytesInMemory, readArchive } from '../src/lib/server/archive/read.ts';
import { localHeader, readEntries, readEnd } from '../src/lib/server/archive/container.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import {
  archivedNight,
  archiveOf,
  readSound,
  repacked,
  restoreInto,
  unpacked,
  type ArchivedNight,
} from './support/archived-night.ts';
import { filesOf, planOf } from './support/night.ts';
import { restoreArchive } from '../src/ingest/restore.ts';
import { programmeFiles } from '../src/lib/programme/load.ts';
import { openTestStore, temporaryFolder } from './support/store.ts';

let night: ArchivedNight;
beforeAll(async () => {
  // Every second publication, and everything that is not the night's feed: the whole is long, and teaches no more.
  night = await archivedNight(2);
});

describe('The archive of a night with entries, refused files, restarts and corrections in it', () => {
  test('holds what it is to be tested with', () => {
    const { files, entries, events } = night.archive;
    expect(new Set(files.map(({ outcome }) => outcome))).toEqual(
      new Set(['accepted', 'partial', 'unchanged', 'refused']),
    );
    expect(new Set(files.map(({ via }) => via))).toEqual(new Set(['poll', 'upload']));
    expect(new Set(entries.map(({ entry }) => entry.kind))).toEqual(
      new Set(['oral', 'count', 'screen', 'finding']),
    );
    expect(new Set(events.map(({ event }) => event.kind))).toEqual(
      new Set(['report', 'final', 'correction', 'target', 'seats', 'oral', 'finding', 'notice']),
    );
    expect(files.filter(({ reduced }) => reduced).length).toBeGreaterThan(10);
    expect(files.filter(({ reduced }) => !reduced).length).toBeGreaterThan(80);
  });

  test('names every file with the bytes’ own SHA-256, in order of receipt, as received where it has figures only', async () => {
    const { files, content } = night.archive;
    for (const file of files) {
      const held = await night.store.files.bytes(file.sha256);
      expect(held?.byteLength).toBe(file.size);
      const bytes = await content(file);
      if (!file.reduced) expect(Buffer.from(bytes).equals(held ?? new Uint8Array())).toBe(true);
      else expect(file.reduced.original).toEqual({ sha256: file.sha256, size: file.size });
    }
    const received = (await night.store.ledger()).files.map(({ sha256 }) => sha256);
    expect(files.map(({ sha256 }) => sha256)).toEqual(received);
  });

  test('names the snapshot of every revision as the API serves it', async () => {
    const { snapshots } = night.archive.manifest;
    const newest = await night.store.results.newest();
    expect(snapshots).toHaveLength(newest);
    for (const revision of [1, 2, Math.floor(newest / 2), newest - 1, newest]) {
      const served = await rebuild({ ...night, source: '' }, revision);
      const sha256 = createHash('sha256')
        .update(served?.json ?? '')
        .digest('hex');
      expect([revision, snapshots[revision - 1]?.sha256]).toEqual([revision, sha256]);
    }
  });

  test('restores to equal snapshots on an empty store, whose own archive is the same bytes', async () => {
    const { revisions, files } = night.archive;
    const restored = await restoreInto(night.archive);
    expect(restored.result).toEqual({
      ok: true,
      value: { revisions: revisions.length, files: files.length },
    });
    expect((await archiveOf(restored.store)).equals(night.bytes)).toBe(true);
    // A later permalink names the original.
    const originals = (await restored.store.files.list({ limit: 1000 })).map(({ sha256 }) => sha256);
    expect(originals.reverse()).toEqual(files.map(({ sha256 }) => sha256));
    const again = await restoreInto(night.archive, restored.store);
    expect(again.result).toMatchObject({ ok: false, error: { kind: 'storeNotEmpty' } });
  });
});

describe('An archive that is not what it was', () => {
  test('is refused, the member named, wherever a byte of a member is another', async () => {
    const members = memberPlaces(night.bytes);
    const anyByte = fc.constantFrom(...members).chain((member) =>
      fc.record({
        member: fc.constant(member),
        at: fc.nat(member.size - 1),
        by: fc.integer({ min: 1, max: 255 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyByte, async ({ member, at, by }) => {
        const error = await faultOf(flipped(night.bytes, member.start + at, by));
        expect(error).toMatchObject({ kind: 'damaged', place: member.name });
      }),
      { numRuns: 40 },
    );
  });

  test('is refused wherever a byte between the members is another', async () => {
    const { headers, directory } = gapsOf(night.bytes);
    const between = fc.oneof(fc.constantFrom(...headers), fc.constant(directory));
    const anyByte = between.chain(([from, to]) =>
      fc.record({ at: fc.integer({ min: from, max: to - 1 }), by: fc.integer({ min: 1, max: 255 }) }),
    );
    await fc.assert(
      fc.asyncProperty(anyByte, async ({ at, by }) => {
        const error = await faultOf(flipped(night.bytes, at, by));
        expect(['damaged', 'truncated', 'notAnArchive']).toContain(error?.kind);
      }),
      { numRuns: 60 },
    );
  });

  test('is refused as truncated wherever it ends', async () => {
    for (const length of [5, 1000, night.bytes.length >> 1, night.bytes.length - 23, night.bytes.length - 1])
      expect(await faultOf(night.bytes.subarray(0, length))).toMatchObject({
        kind: 'truncated',
        place: 'archive',
      });
  });

  test('is refused with another format version, before anything else is asked of it', async () => {
    const members = changedManifest((manifest) => ({ ...manifest, formatVersion: 2, more: 'of it' }));
    expect(await faultOf(repacked(members))).toMatchObject({
      kind: 'formatVersion',
      found: 'version 2',
      expected: 'version 1',
    });
  });

  test('is refused with a member more, one less, or one in another’s place', async () => {
    const members = unpacked(night.bytes);
    const more = new Map([...members, ['files/more', Buffer.from('?')] as const]);
    expect(await faultOf(repacked(more))).toMatchObject({ kind: 'unknownMember', place: 'files/more' });
    const less = new Map([...members].filter(([name]) => name !== 'events.json'));
    expect(await faultOf(repacked(less))).toMatchObject({ kind: 'missingMember', place: 'events.json' });
    const other = new Map(members).set('entries.json', Buffer.from('[]\n'));
    expect(await faultOf(repacked(other))).toMatchObject({ kind: 'damaged', place: 'entries.json' });
  });

  test('is refused when it is no archive of ours', async () => {
    expect(await faultOf(Buffer.from('valnatt'))).toMatchObject({ kind: 'notAnArchive' });
    const foreign = repacked(new Map([['valnatt_2303K.xml', Buffer.from('<VAL/>')]]));
    expect(await faultOf(foreign)).toMatchObject({ kind: 'missingMember', place: 'manifest.json' });
  });
});

describe('A restore', () => {
  test('is refused under another programme, the differing file named, with nothing written', async () => {
    const store = await openTestStore('embedded');
    const [plan, programme] = [await planOf('2018'), await filesOf('2018')];
    const other = { store, plan: await planOf('2014'), programme: await filesOf('2014') };
    const changed = new Map(programme).set('jamtland.governing.json', { origin: 'none', facts: [] });
    expect(await restoreArchive(night.archive, other)).toMatchObject({
      ok: false,
      error: { kind: 'otherProgramme' },
    });
    expect(await restoreArchive(night.archive, { store, plan, programme: changed })).toMatchObject({
      ok: false,
      error: { kind: 'otherProgramme', place: 'programme/jamtland.governing.json' },
    });
    expect((await store.ledger()).files).toEqual([]);
  });

  test('finds the programme that it asks for in the archive', async () => {
    const folder = join(await temporaryFolder(), 'programme');
    await mkdir(folder);
    for (const [name, text] of night.archive.programme) await writeFile(join(folder, name), text);
    const [main = ''] = night.archive.programme.keys();
    expect(await programmeFiles(join(folder, main))).toEqual({ ok: true, value: await filesOf('2018') });
  });

  test('that comes to another snapshot names the first revision, and what differs in it', async () => {
    const { snapshots } = night.archive.manifest;
    const wrong = snapshots.map((hash, index) =>
      index === 5 ? { sha256: '0'.repeat(64), parts: { ...hash.parts, 'RD-23': '0'.repeat(12) } } : hash,
    );
    const archive = { ...night.archive, manifest: { ...night.archive.manifest, snapshots: wrong } };
    const few = { ...archive, files: archive.files.slice(0, 8), revisions: archive.revisions.slice(0, 8) };
    const { result } = await restoreInto({ ...few, entries: [], events: night.archive.events });
    expect(result).toEqual({ ok: false, error: { kind: 'different', revision: 6, what: ['RD-23'] } });
  });
});

const faultOf = async (bytes: Uint8Array) => {
  const archive = await readArchive(bytesInMemory(bytes));
  return archive.ok ? null : archive.error;
};

function flipped(bytes: Buffer, at: number, by: number): Buffer {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ by;
  return other;
}

function memberPlaces(bytes: Buffer) {
  const end = readEnd(bytes.subarray(-22));
  const entries = readEntries(bytes.subarray(end?.offset, (end?.offset ?? 0) + (end?.length ?? 0)));
  let at = 0;
  return entries
    .map((entry) => {
      const start = at + localHeader(entry).length;
      at = start + entry.size;
      return { name: entry.name, start, size: entry.size };
    })
    .filter(({ size }) => size > 0);
}

/** Where members' headers lie, and the directory with the end. */
function gapsOf(bytes: Buffer) {
  const members = memberPlaces(bytes);
  const headers = members.map(({ name, start }) => [start - 30 - name.length, start] as const);
  const directory = [readEnd(bytes.subarray(-22))?.offset ?? 0, bytes.length] as const;
  return { headers, directory };
}

function changedManifest(change: (manifest: object) => object): Map<string, Uint8Array> {
  const members = unpacked(night.bytes);
  const manifest = JSON.parse(Buffer.from(members.get('manifest.json') ?? '').toString('utf8')) as object;
  return members.set('manifest.json', Buffer.from(JSON.stringify(change(manifest))));
}

test('An archive read again is what was written', async () => {
  const members = unpacked(night.bytes);
  expect(repacked(members).equals(night.bytes)).toBe(true);
  expect((await readSound(repacked(members))).files).toEqual(night.archive.files);
});
