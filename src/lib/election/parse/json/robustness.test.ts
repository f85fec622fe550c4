import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  changed,
  districtsFile,
  DISTRICTS_NAME,
  EXPECTED,
  NIGHT_DISTRICTS,
  seatsFile,
  SEATS_NAME,
  summaryFile,
  SUMMARY_NAME,
} from '../../../../../tests/support/json-example.ts';
import { readMember } from '../../../../../tests/support/read-json.ts';
import { combineParts } from './combine.ts';
import { holdsJsonFiguresOnly } from './figures-only.ts';
import { reduceJson } from './reduce.ts';
import type { Report } from '../../model.ts';

const FILES = [
  [DISTRICTS_NAME, bytesOf(districtsFile())],
  [SEATS_NAME, bytesOf(seatsFile())],
  [SUMMARY_NAME, bytesOf(summaryFile())],
] as const;
/** No fault may take longer than this, however the file is broken: the reader must not hang. */
const LONGEST_MS = 5000;

/** What holds in every district that was read, from whatever bytes. */
function expectLawful({ reportedAt, votes, eligible, kind, district }: Report): void {
  expect(votes === null).toBe(reportedAt === null);
  expect(eligible === null).toBe(kind === 'collection');
  expect(district).toMatch(/^(\d{6}|\d{8})$/);
  if (votes === null) return;
  const { valid, parties, other, invalid, cast } = votes;
  for (const count of [valid, other, invalid, cast, ...parties.map(([, number]) => number)])
    expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  expect(parties.reduce((sum, [, number]) => sum + number, other)).toBe(valid);
  expect(cast).toBe(valid + invalid);
  expect(cast).toBeLessThanOrEqual(eligible ?? cast);
}

/** Reads bytes whatever they are: a result or a whole fault, in time, the same whatever the pieces. */
function readWhatever(name: string, bytes: Uint8Array, size: number): void {
  const before = performance.now();
  const read = readMember(name, bytes);
  expect(readMember(name, bytes, { size })).toEqual(read);
  const kept = reduceJson(name, bytes);
  if (kept.ok) {
    expect(readMember(name, kept.value)).toEqual(read);
    expect(holdsJsonFiguresOnly(kept.value)).toBe(true);
  } else expect(read.ok).toBe(false);
  for (const { result } of combineParts([{ file: name, result: read }], EXPECTED)) {
    if (result.ok) result.value.reports.forEach(expectLawful);
    else for (const part of Object.values(result.error)) expect(String(part).length).toBeGreaterThan(0);
  }
  expect(performance.now() - before).toBeLessThan(LONGEST_MS);
}

/** One way to break bytes; places are fractions of the length, so that they fit every file. */
type Damage = (bytes: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (bytes: Buffer, fraction: number): number => Math.floor(fraction * bytes.length);
const inserted = (bytes: Buffer, to: number, insert: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at(bytes, to)), insert, bytes.subarray(at(bytes, to))]);

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
const transplant = fc.tuple(place, place, place).map(([a, b, to]): Damage => (bytes) => {
  const [from, end] = [Math.min(a, b), Math.max(a, b)];
  return inserted(bytes, to, bytes.subarray(at(bytes, from), at(bytes, end)));
});
const markup = fc
  .tuple(
    place,
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\\u00',
      'null',
      '-',
      '1e999',
      '\ufeff',
      '\\ud800',
      '\0',
      '__proto__',
    ),
  )
  .map(
    ([to, text]): Damage =>
      (bytes) =>
        inserted(bytes, to, Buffer.from(text)),
  );
const bytes = fc.tuple(place, fc.uint8Array({ maxLength: 20 })).map(
  ([to, insert]): Damage =>
    (file) =>
      inserted(file, to, insert),
);
const damage = fc.oneof(truncation, flips, transplant, markup, bytes);
const pieces = fc.integer({ min: 1, max: 300 });
const file = fc.constantFrom(...FILES);

describe('No bytes make the reader throw or hang, and no pieces change what it says', () => {
  test('bytes that are nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), file, pieces, (any, [name], size) =>
        readWhatever(name, any, size),
      ),
      { numRuns: 500 },
    );
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.json(), file, pieces, (json, [name], size) =>
        readWhatever(name, Buffer.from(json), size),
      ),
      { numRuns: 300 },
    );
  });

  test('damaged files', () => {
    fc.assert(
      fc.property(
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        file,
        pieces,
        (all, [name, whole], size) =>
          readWhatever(
            name,
            all.reduce((one, broken) => broken(one), whole),
            size,
          ),
      ),
      { numRuns: 800 },
    );
  });

  test('any value in the place of any other', () => {
    const values = /:("[^"]*"|-?[\d.]+|true|false|null)/g;
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.jsonValue({ maxDepth: 2 }),
        pieces,
        ([name, whole], which, value, size) => {
          const text = whole.toString();
          const all = [...text.matchAll(values)];
          const { index, 0: old } = all[which % all.length] as RegExpMatchArray & { index: number };
          const broken = `${text.slice(0, index)}:${JSON.stringify(value)}${text.slice(index + old.length)}`;
          readWhatever(name, Buffer.from(broken), size);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('a byte order mark inside a text, in whatever pieces it comes', () => {
    const whole = bytesOf(changed(districtsFile(), 'valdistrikt.23990101.namn', 'é\ufeffby'));
    expect(readMember(DISTRICTS_NAME, whole, { size: 1 })).toEqual(readMember(DISTRICTS_NAME, whole));
  });

  test('minus zero is nothing but 0', () => {
    const text = bytesOf(districtsFile())
      .toString()
      .replace('"antalUppdateringar":8', '"antalUppdateringar":-0');
    const read = readMember(DISTRICTS_NAME, Buffer.from(text));
    expect(read.ok && Object.is(read.value.head.updates, 0)).toBe(true);
  });

  test('every piece of one byte, every end of the file', () => {
    for (const [name, whole] of FILES) {
      expect(readMember(name, whole, { size: 1 })).toEqual(readMember(name, whole));
      for (let end = 0; end < whole.length; end += 37)
        expect(readMember(name, whole.subarray(0, end))).toMatchObject({ error: { kind: 'malformedJson' } });
    }
  });
});

describe('Order changes nothing', () => {
  /** The same value with the keys of all its objects in another order. */
  const shuffled = (value: unknown, turn: number): unknown => {
    if (Array.isArray(value)) return value.map((item) => shuffled(item, turn));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner, turn)] as const);
    const from = turn % Math.max(entries.length, 1);
    return Object.fromEntries([...entries.slice(from), ...entries.slice(0, from)].reverse());
  };

  test('of keys', () => {
    fc.assert(
      fc.property(file, fc.nat(40), ([name, whole], turn) => {
        const other = bytesOf(shuffled(JSON.parse(whole.toString()), turn));
        expect(readMember(name, other)).toEqual(readMember(name, whole));
      }),
      { numRuns: 60 },
    );
  });

  test('of districts', () => {
    const original = readMember(DISTRICTS_NAME, bytesOf(districtsFile()));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...NIGHT_DISTRICTS], { minLength: NIGHT_DISTRICTS.length }),
        (valdistrikt) => {
          const read = readMember(DISTRICTS_NAME, bytesOf({ ...districtsFile(), valdistrikt }));
          expect(read).toEqual(original);
        },
      ),
      { numRuns: 24 },
    );
  });
});

describe('Large hostile files are refused in time', () => {
  const million = 1_000_000;
  test.each([
    ['a million wrong bytes', Buffer.alloc(million, 1)],
    ['nothing but openings', Buffer.alloc(million, '[')],
    ['one endless text', Buffer.from(`{"namn":"${'å'.repeat(million)}`)],
    ['one endless number', Buffer.from(`{"antalUppdateringar":${'9'.repeat(million)}}`)],
    ['the same key time and again', Buffer.from(`{${'"test":true,'.repeat(million / 12)}"test":true}`)],
    [
      'a hundred thousand keys',
      Buffer.from(
        JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`a${i}`, i]))),
      ),
    ],
    ['districts that are none', Buffer.from(`{"valdistrikt":[${'1,'.repeat(million / 4)}1]}`)],
    [
      'the same district time and again',
      Buffer.from(`{"valdistrikt":[${`${JSON.stringify(NIGHT_DISTRICTS[1])},`.repeat(300)}1]}`),
    ],
  ])('%s', (_, hostile) => {
    const before = performance.now();
    expect(readMember(DISTRICTS_NAME, hostile).ok).toBe(false);
    expect(performance.now() - before).toBeLessThan(LONGEST_MS);
  });
});
