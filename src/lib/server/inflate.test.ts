import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../../tests/support/json-feed.ts';
import { ZipWriter } from '../../feed/zip.ts';
import { JSON_ARCHIVE_LIMITS, openArchive, type ArchiveMember } from '../election/parse/archive.ts';
import { inflateMember } from './inflate.ts';

/** Text that packs to about a sixth, long enough for many chunks. */
const LONG = Array.from({ length: 60_000 }, (_, row) => `${row}: ${(row * 7919) % 104_729}\n`).join('');
const modified = { year: 2026, month: 9, day: 13, hour: 22, minute: 0, second: 0 };

function memberOf(zip: Uint8Array): ArchiveMember {
  const archive = openArchive(zip, 'prov.zip', JSON_ARCHIVE_LIMITS);
  const member = archive.ok ? archive.value.members[0] : undefined;
  if (!member) throw new Error('no member');
  return member;
}

async function inflated(zip: Uint8Array) {
  const chunks: Uint8Array[] = [];
  const result = await inflateMember(memberOf(zip), (chunk) => void chunks.push(chunk));
  return {
    result,
    text: Buffer.concat(chunks).toString(),
    largest: Math.max(...chunks.map((c) => c.length)),
  };
}

/** The archive with one byte of the packed data (which begins after the name) changed. */
function damaged(zip: Uint8Array, at: number): Uint8Array {
  const bytes = Buffer.from(zip);
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  bytes.writeUInt8((bytes[start + at] ?? 0) ^ 0xff, start + at);
  return bytes;
}

describe('A member that is unpacked piece by piece', () => {
  test('comes whole, in small pieces', async () => {
    const { result, text, largest } = await inflated(zipOf({ 'a.json': LONG }));
    expect(result).toEqual({ ok: true, value: 'whole' });
    expect(text).toBe(LONG);
    expect(largest).toBeLessThanOrEqual(64 * 1024);
  });

  test('may be stored as it is', async () => {
    const zip = new ZipWriter().write([{ name: 'a.json', bytes: Buffer.from(LONG), modified, stored: true }]);
    expect((await inflated(zip)).text).toBe(LONG);
  });

  test.each([
    ['in its packed bytes', damaged(zipOf({ 'a.json': LONG }), 40_000)],
    ['so that another checksum is stated', zip({ claimedCrc: crc32(Buffer.from('another')) })],
    ['so that its packed bytes end early', zip({ packed: deflateRawSync(LONG).subarray(0, 50_000) })],
    ['so that it gives less than it declares', zip({ packed: deflateRawSync(LONG.slice(0, 1000)) })],
  ])('and is damaged %s is a fault of its own', async (_, bytes) => {
    expect((await inflated(bytes)).result).toMatchObject({
      ok: false,
      error: { kind: 'memberChecksum', file: 'a.json' },
    });
  });

  test('and gives more than it declares is broken off there', async () => {
    const { result, text } = await inflated(zip({ packed: deflateRawSync('0'.repeat(50_000_000)) }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'tooLarge', found: 'more than declared' } });
    expect(text.length).toBeLessThanOrEqual(LONG.length);
  });

  test('is as the directory says, and not read at all when that is too much', async () => {
    const archive = openArchive(zipOf({ 'a.json': LONG }), 'prov.zip', {
      ...JSON_ARCHIVE_LIMITS,
      memberBytes: 10,
    });
    const [member] = archive.ok ? archive.value.members : [];
    let pieces = 0;
    const result = member && (await inflateMember(member, () => void (pieces += 1)));
    expect(result).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
    expect(pieces).toBe(0);
  });
});

/** An archive whose one member declares LONG's size, whatever its packed bytes are. */
function zip({ packed, claimedCrc }: { packed?: Uint8Array; claimedCrc?: number }): Uint8Array {
  const bytes = Buffer.from(LONG);
  const true_ = { name: 'a.json', bytes, modified, ...(claimedCrc === undefined ? {} : { claimedCrc }) };
  const sound = new ZipWriter().write([true_]);
  if (!packed) return sound;
  const packedSize = sound.readUInt32LE(18);
  const start = 30 + sound.readUInt16LE(26);
  const [local, directory] = [sound.subarray(0, start), sound.subarray(start + packedSize)];
  const made = Buffer.concat([local, packed, directory]);
  const at = start + packed.length;
  made.writeUInt32LE(packed.length, 18);
  made.writeUInt32LE(packed.length, at + 20);
  // The end record's place of the directory.
  made.writeUInt32LE(at, made.length - 6);
  return made;
}
