import { describe, expect, test } from 'vitest';
import { posixCksum } from '../../../feed/cksum.ts';
import { ZipWriter } from '../../../feed/zip.ts';
import { describeWithReference, readReference } from '../../../../tests/support/reference.ts';
import { ARCHIVE_LIMITS, openArchive, verifyChecksum, type Archive } from './archive.ts';

const MODIFIED = { year: 2018, month: 9, day: 9, hour: 21, minute: 0, second: 0 };
const text = (name: string, content: string, stored = false) => ({
  name,
  bytes: Buffer.from(content, 'latin1'),
  modified: MODIFIED,
  stored,
});
const zip = (...members: ReturnType<typeof text>[]): Buffer => new ZipWriter().write(members);

function opened(bytes: Uint8Array): Archive {
  const archive = openArchive(bytes, 'a.zip');
  if (!archive.ok) throw new Error(archive.error.found);
  return archive.value;
}

const contents = (archive: Archive): string[] =>
  archive.members.map((member) => {
    const read = member.read();
    return read.ok ? Buffer.from(read.value).toString('latin1') : read.error.kind;
  });

test('Members are listed with name, size and CRC-32, and read when asked for, stored or deflated', () => {
  const archive = opened(zip(text('a.xml', 'första'), text('b', 'andra', true), text('tom', '')));
  expect(archive.members.map(({ name, size }) => [name, size])).toEqual([
    ['a.xml', 6],
    ['b', 5],
    ['tom', 0],
  ]);
  expect(archive.members[1]?.crc32).toBe(0xd1eb0096);
  expect(contents(archive)).toEqual(['första', 'andra', '']);
});

test('An archive without members is an archive, and folders are no members', () => {
  expect(opened(zip()).members).toEqual([]);
  expect(opened(zip(text('folder/', ''), text('folder/a', 'a'))).members.map(({ name }) => name)).toEqual([
    'folder/a',
  ]);
});

test('A comment at the end is no matter, bytes after it are', () => {
  const archive = zip(text('a', 'a'));
  archive.writeUInt16LE(3, archive.length - 2);
  const commented = Buffer.concat([archive, Buffer.from('hej')]);
  expect(contents(opened(commented))).toEqual(['a']);
  expect(openArchive(Buffer.concat([commented, Buffer.from('!')]), 'a.zip')).toMatchObject({
    ok: false,
    error: { kind: 'archive' },
  });
});

test('One damaged member does not keep the others from being read', () => {
  const archive = zip(text('a', 'a'.repeat(100)), text('b', 'b'.repeat(100)), text('c', 'stored', true));
  const localHeader = 30 + 'a'.length;
  archive.fill(0xff, localHeader, localHeader + 4);
  archive.write('x', archive.indexOf('stored'));
  expect(contents(opened(archive))).toEqual(['memberChecksum', 'b'.repeat(100), 'memberChecksum']);
});

test('A member that would lie outside the archive is refused when it is read', () => {
  const archive = zip(text('a', 'aaa'));
  archive.writeUInt32LE(50_000, archive.indexOf('PK\x01\x02') + 42);
  expect(contents(opened(archive))).toEqual(['archive']);
});

test('Declared sizes are limited together, and one by one as each member’s own fault', () => {
  const archive = zip(text('a', 'a'.repeat(60)), text('b', 'b'.repeat(60)));
  const kindWith = (limits: Partial<typeof ARCHIVE_LIMITS>) => {
    const read = openArchive(archive, 'a.zip', { ...ARCHIVE_LIMITS, ...limits });
    if (!read.ok) return `${read.error.kind}: ${read.error.place}`;
    const faults = read.value.members.map((member) => member.read()).filter((member) => !member.ok);
    return faults.map(({ error }) => `${error.kind}: ${error.file}`).join(', ') || 'ok';
  };
  expect(kindWith({ memberBytes: 60, totalBytes: 120 })).toBe('ok');
  expect(kindWith({ memberBytes: 59 })).toBe('tooLarge: a, tooLarge: b');
  expect(kindWith({ totalBytes: 119 })).toBe('tooLarge: all members');
  expect(kindWith({ members: 1 })).toBe('tooManyMembers: directory');
  expect(kindWith({ ratio: 5, ratioFromBytes: 50 })).toBe('compressionRatio: a, compressionRatio: b');
});

describe("The archive's own checksum", () => {
  const files = [text('valnatt_00K.xml', 'K'), text('valnatt_00L.xml', 'L')];
  const names = text('Filer', 'valnatt_00K.xml\nvalnatt_00L.xml\n');
  const sum = text('Cksum', `${posixCksum(files.map(({ bytes }) => bytes))}\n`, true);
  const kindOf = (...members: ReturnType<typeof text>[]): string => {
    const verified = verifyChecksum(opened(zip(...members)));
    return verified.ok ? verified.value : `${verified.error.kind}: ${verified.error.found}`;
  };

  test('meets over the files in the order of their list, wherever they stand', () => {
    expect(kindOf(...files, names, sum)).toBe('verified');
    expect(kindOf(sum, names, ...files.toReversed())).toBe('verified');
  });

  test('does not meet another order', () => {
    expect(kindOf(...files, text('Filer', 'valnatt_00L.xml\nvalnatt_00K.xml\n'), sum)).toMatch(
      /^archiveChecksum/,
    );
  });

  test('is refused when a listed file is missing, and when a file is not listed', () => {
    expect(kindOf(...files.slice(1), names, sum)).toBe('archiveChecksum: no member valnatt_00K.xml');
    expect(kindOf(...files, text('valnatt_00R.xml', 'R'), names, sum)).toBe(
      'archiveChecksum: valnatt_00R.xml',
    );
  });

  test('is refused when it or the list is missing', () => {
    expect(kindOf(...files, sum)).toMatch(/^archiveChecksum/);
    expect(kindOf(...files, names)).toMatch(/^archiveChecksum/);
  });
});

describeWithReference('The genuine archives of the night of 2014', () => {
  test.each(['20140914T230952', '20140914T231352'])('%s: 875 members, and the checksum meets', (time) => {
    const archive = opened(readReference(`night-2014/valnatt-${time}.zip`));
    expect(archive.members).toHaveLength(875);
    expect(verifyChecksum(archive)).toEqual({ ok: true, value: 'verified' });
  });
});
