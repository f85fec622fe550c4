import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { posixCksum } from '../../../feed/cksum.ts';
import { ZipWriter } from '../../../feed/zip.ts';
import {
  FINAL_NAME,
  finalText,
  latin1,
  NIGHT_NAME,
  nightText,
} from '../../../../tests/fixtures/example-file.ts';
import { describeWithReference, readReference } from '../../../../tests/support/reference.ts';
import { openArchive, verifyChecksum } from './archive.ts';
import type { Report } from '../model.ts';
import type { FeedError } from './error.ts';
import { readResultFile } from './result-file.ts';
import { XML_LIMITS } from './xml.ts';

/** No fault may take longer than this, however the file is broken: the reader must not hang. */
const LONGEST_MS = 5000;

/** A fault that can be shown: every part says something. */
function expectWhole(error: FeedError): void {
  for (const part of [error.kind, error.file, error.place, error.found, error.expected]) {
    expect(part.length).toBeGreaterThan(0);
  }
}

/** Reads bytes as a result file: whatever they are, it gives a document or a whole fault, in time. */
function readFile(name: string, bytes: Uint8Array): void {
  const before = performance.now();
  const read = readResultFile(name, bytes, { electionDate: '2014-09-14' });
  expect(performance.now() - before).toBeLessThan(LONGEST_MS);
  if (!read.ok) expectWhole(read.error);
  else if (read.value.kind === 'municipality') read.value.reports.forEach(expectLawful);
}

/** What holds in every district that was read, from whatever bytes. */
function expectLawful({ reportedAt, votes, eligible, kind, district }: Report): void {
  expect(votes === null).toBe(reportedAt === null);
  expect(eligible === null).toBe(kind === 'collection');
  expect(district).toMatch(/^(\d{6}|\d{8})$/);
  if (votes === null) return;
  const { valid, parties, other, invalid, cast } = votes;
  for (const count of [valid, other, invalid, cast, ...parties.map(([, number]) => number)]) {
    expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  }
  expect(parties.reduce((sum, [, number]) => sum + number, other)).toBe(valid);
  expect(cast).toBe(valid + invalid);
  expect(cast).toBeLessThanOrEqual(eligible ?? cast);
}

function readArchive(bytes: Uint8Array): void {
  const before = performance.now();
  const archive = openArchive(bytes, 'a.zip');
  if (archive.ok) {
    const verified = verifyChecksum(archive.value);
    if (!verified.ok) expectWhole(verified.error);
    for (const member of archive.value.members) {
      const read = member.read();
      if (!read.ok) expectWhole(read.error);
      else expect(read.value).toHaveLength(member.size);
    }
  } else expectWhole(archive.error);
  expect(performance.now() - before).toBeLessThan(LONGEST_MS);
}

/** One way to break bytes; places are fractions of the length, so that they fit every file. */
type Damage = (bytes: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (bytes: Buffer, fraction: number): number => Math.floor(fraction * bytes.length);
const spliced = (bytes: Buffer, [a, b]: readonly [number, number], insert: Uint8Array): Buffer => {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  return Buffer.concat([bytes.subarray(0, at(bytes, from)), insert, bytes.subarray(at(bytes, to))]);
};

const truncation = place.map(
  (end): Damage =>
    (bytes) =>
      bytes.subarray(0, at(bytes, end)),
);
const flips = fc
  .array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 5 })
  .map((changes): Damage => (bytes) => {
    const copy = Buffer.from(bytes);
    for (const [where, mask] of changes) {
      const index = at(copy, where);
      if (index < copy.length) copy[index] = (copy[index] as number) ^ mask;
    }
    return copy;
  });
const splice = fc.tuple(place, place, fc.uint8Array({ maxLength: 40 })).map(
  ([a, b, insert]): Damage =>
    (bytes) =>
      spliced(bytes, [a, b], insert),
);
/** A piece of the file put in at another place: what a reader by position would swallow. */
const transplant = fc.tuple(place, place, place).map(([a, b, to]): Damage => (bytes) => {
  const [from, end] = [Math.min(a, b), Math.max(a, b)];
  return spliced(bytes, [to, to], bytes.subarray(at(bytes, from), at(bytes, end)));
});
/** Pieces of markup where a parser might stumble. */
const markup = fc
  .tuple(
    place,
    fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '&a;',
      '&#0;',
      '&#xFFFFFFF;',
      ']]>',
      '<!--',
      '<![CDATA[',
      '<?',
      '</VAL>',
      '\r',
      '\0',
    ),
  )
  .map(
    ([to, text]): Damage =>
      (bytes) =>
        spliced(bytes, [to, to], Buffer.from(text)),
  );
const damage = fc.oneof(truncation, flips, splice, transplant, markup);

const night = latin1(nightText());
const final = latin1(finalText());

describe('No bytes make the reader throw or hang', () => {
  test('bytes that are nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        readFile(NIGHT_NAME, bytes);
        readArchive(bytes);
      }),
      { numRuns: 500 },
    );
  });

  test('damaged result files', () => {
    fc.assert(
      fc.property(damage, fc.boolean(), (broken, isNight) =>
        isNight ? readFile(NIGHT_NAME, broken(night)) : readFile(FINAL_NAME, broken(final)),
      ),
      { numRuns: 2000 },
    );
  });

  test('result files damaged in several ways at once', () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 2, maxLength: 4 }), (all) =>
        readFile(
          NIGHT_NAME,
          all.reduce((bytes, broken) => broken(bytes), night),
        ),
      ),
      { numRuns: 500 },
    );
  });

  test('any values in the place of any attribute', () => {
    const attributes = [...nightText().matchAll(/="[^"]*"/g)];
    const value = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.integer().map(String),
      fc.constantFrom('', '-0', '+1', '1e3', '0x1'),
    );
    fc.assert(
      fc.property(fc.nat(attributes.length - 1), value, (which, text) => {
        const { index, 0: old } = attributes[which] as RegExpMatchArray & { index: number };
        const escaped = text.replace(/[<&"]/g, ' ');
        const file = `${nightText().slice(0, index)}="${escaped}"${nightText().slice(index + old.length)}`;
        readFile(NIGHT_NAME, latin1(file));
      }),
      { numRuns: 1000 },
    );
  });

  test('damaged archives', () => {
    const modified = { year: 2014, month: 9, day: 14, hour: 22, minute: 0, second: 0 };
    const text = (name: string, content: string, stored = false) => ({
      name,
      bytes: latin1(content),
      modified,
      stored,
    });
    const archive = new ZipWriter().write([
      text(NIGHT_NAME, nightText()),
      text(FINAL_NAME, finalText(), true),
      text('Filer', `${NIGHT_NAME}\n${FINAL_NAME}\n`),
      text('Cksum', `${posixCksum([night, final])}\n`, true),
    ]);
    const directory = archive.subarray(archive.indexOf('PK\x01\x02'));
    const head = archive.subarray(0, archive.length - directory.length);
    fc.assert(
      fc.property(damage, fc.boolean(), (broken, inDirectory) =>
        readArchive(inDirectory ? Buffer.concat([head, broken(directory)]) : broken(archive)),
      ),
      { numRuns: 1000 },
    );
  });
});

describe('Large hostile files are refused in time', () => {
  const start = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
  const million = 1_000_000;
  test.each([
    ['a million wrong bytes', Buffer.alloc(million, 1)],
    ['nothing but openings', latin1(start + '<VAL>'.repeat(million / 5))],
    ['one endless name', latin1(`${start}<${'A'.repeat(million)}`)],
    ['one endless value', latin1(`${start}<VAL A="${'&amp;'.repeat(million / 5)}`)],
    ['an element of a hundred thousand attributes', latin1(`${start}<VAL ${attributes(100_000)}/>`)],
    ['the same attribute time and again', latin1(`${start}<VAL ${'A="1" '.repeat(million / 6)}/>`)],
    ['closings without openings', latin1(`${start}<VAL>${'</A>'.repeat(million / 4)}`)],
    ['letters that look like UTF-8 and are not', Buffer.alloc(million, 0xc3)],
  ])('%s', (_, bytes) => readFile(NIGHT_NAME, bytes));

  test('as many districts as fit, all the same', () => {
    const [district = ''] = / *<VALDISTRIKT KOD="23990101"[^]*?<\/VALDISTRIKT>\n/.exec(nightText()) ?? [];
    readFile(
      NIGHT_NAME,
      latin1(nightText(['    </KRETS_KOMMUN>', `${district.repeat(1000)}    </KRETS_KOMMUN>`])),
    );
  });

  test('more bytes than a result file may have', () => {
    const read = readResultFile(NIGHT_NAME, new Uint8Array(XML_LIMITS.bytes + 1), { electionDate: null });
    expect(read).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
  });

  function attributes(number: number): string {
    return Array.from({ length: number }, (_, i) => `A${i}="1"`).join(' ');
  }
});

describeWithReference('No damage to genuine files makes the reader throw or hang', () => {
  const memberOf = (path: string, name: string): Buffer => {
    const archive = openArchive(readReference(path), path);
    const member = archive.ok ? archive.value.members.find((one) => one.name === name) : undefined;
    const read = member?.read();
    if (read?.ok !== true) throw new Error(`no ${name}`);
    return Buffer.from(read.value);
  };

  test.each([
    ['night-2014/valnatt-20140914T231352.zip', 'valnatt_2380L.xml', 150],
    ['night-2014/valnatt-20140914T231352.zip', 'valnatt_00R.xml', 20],
    ['final-xml/slutresultat-2014-jamtland.zip', 'slutresultat_2303K.xml', 100],
  ])('%s %s', (path, name, numRuns) => {
    const genuine = memberOf(path, name);
    fc.assert(
      fc.property(damage, (broken) => readFile(name, broken(genuine))),
      { numRuns },
    );
  });

  test('the archive of a night', () => {
    const genuine = readReference('night-2014/valnatt-20140914T231352.zip');
    fc.assert(
      fc.property(damage, (broken) => readArchive(broken(genuine))),
      { numRuns: 25 },
    );
  });
});
