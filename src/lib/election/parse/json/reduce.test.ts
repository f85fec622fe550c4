import { describe, expect, test } from 'vitest';
import {
  areaOf,
  bytesOf,
  COUNCIL,
  districtOf,
  districtsFile,
  DISTRICTS_NAME,
  EXPECTED,
  municipalityOf,
  PERSON,
  rootOf,
  seatsFile,
  SEATS_NAME,
  summaryFile,
  SUMMARY_NAME,
  TOTAL,
} from '../../../../../tests/support/json-example.ts';
import { badJsonFiles, readAs } from '../../../../../tests/fixtures/write-bad-json.ts';
import { readArchive, readMember } from '../../../../../tests/support/read-json.ts';
import { holdsJsonFiguresOnly } from './figures-only.ts';
import { reduceJson } from './reduce.ts';

const persons = true;
/** Final files, in which persons stand at every place where they do in the feed's. */
const FINAL = {
  'Val_2026_slutlig_rostfordelning_2399_KF.json': {
    ...rootOf('KF', 'slutlig'),
    valdistrikt: [
      districtOf({
        code: '23990101',
        municipality: '2399',
        area: '2399',
        eligible: 260,
        at: '2026-09-16T12:00:00',
        figures: { S: 1, M: 2, LP: 3, other: 4, invalid: 5 },
        persons,
      }),
    ],
  },
  'Val_2026_slutlig_mandatfordelning_2399_KF.json': {
    ...rootOf('KF', 'slutlig'),
    valomrade: areaOf({ ...COUNCIL, persons }, [{ ...COUNCIL, persons }]),
  },
};
const FINAL_SUMMARY = {
  'Val_2026_slutlig_summering_RF.json': {
    ...rootOf('RF', 'slutlig'),
    kommuner: ['2398', '2399'].map((code) => municipalityOf(code, 'By', { ...TOTAL, persons })),
  },
};
const NIGHT = { [DISTRICTS_NAME]: districtsFile(), [SEATS_NAME]: seatsFile(), [SUMMARY_NAME]: summaryFile() };

const reduced = (name: string, bytes: Uint8Array): Buffer => {
  const written = reduceJson(name, bytes);
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  return Buffer.from(written.value);
};

describe('Persons in final files', () => {
  const finals = Object.entries({ ...FINAL, ...FINAL_SUMMARY });

  test('stand in every example', () => {
    for (const [name, file] of finals) expect(bytesOf(file).toString(), name).toContain(PERSON);
  });

  test('appear nowhere in a result', () => {
    const readings = [...readArchive(FINAL), ...readArchive(FINAL_SUMMARY)];
    expect(readings.map(({ result }) => result.ok)).toEqual([true, true, true]);
    expect(JSON.stringify(readings)).not.toContain(PERSON);
  });

  test.each(finals)('appear nowhere in what is kept of %s', (name, file) => {
    const kept = reduced(name, bytesOf(file)).toString();
    for (const word of [PERSON, 'Hemlig', 'valda"', 'listRoster', 'summeradePersonroster', 'kvalificerade'])
      expect(kept).not.toContain(word);
  });

  test('in the place of figures go no further either', () => {
    const hidden = { ...districtsFile(), test: [{ namn: PERSON }], valtyp: { namn: PERSON } };
    expect(reduced(DISTRICTS_NAME, bytesOf(hidden)).toString()).not.toContain(PERSON);
    expect(JSON.stringify(readMember(DISTRICTS_NAME, bytesOf(hidden)))).not.toContain(PERSON);
  });
});

describe('What is kept of a file', () => {
  const files = Object.entries({ ...NIGHT, ...FINAL, ...FINAL_SUMMARY }).map(
    ([name, file]) => [name, bytesOf(file)] as const,
  );

  test.each(files)('%s reads as the original', (name, bytes) => {
    const expected = { ...EXPECTED, finalDistricts: true };
    expect(readMember(name, reduced(name, bytes), { expected })).toEqual(
      readMember(name, bytes, { expected }),
    );
  });

  test.each(files)('%s is kept once and for all', (name, bytes) => {
    const kept = reduced(name, bytes);
    expect(reduced(name, kept).equals(kept)).toBe(true);
    expect(holdsJsonFiguresOnly(kept)).toBe(true);
  });

  test.each(Object.entries({ ...FINAL }))('%s, with persons, is not figures only as it is', (_, file) =>
    expect(holdsJsonFiguresOnly(bytesOf(file))).toBe(false),
  );

  test('a faulty file that can be kept has the same fault', () => {
    for (const [file, bytes] of badJsonFiles()) {
      const name = readAs(file);
      const written = reduceJson(name, bytes);
      const original = readMember(name, bytes);
      if (!written.ok) expect(original, file).toEqual(written);
      else expect(readMember(name, written.value), file).toEqual(original);
    }
  });

  test('a file under another name is unknown', () =>
    expect(reduceJson('valnatt_2303K.xml', Buffer.from('{}'))).toMatchObject({
      error: { kind: 'unknownFile' },
    }));
});

describe('Figures only', () => {
  test.each([
    ['something under a key that is not known', '{"valda":[{}]}'],
    ['a text under one', '{"meddelandetext":"Anna"}'],
    ['a list of texts under one', '{"valda":[ "Anna"]}'],
    ['a key written with escapes', '{"v\\u0061lda":["Anna"]}'],
    ['words outside texts', '{"namn":Anna}'],
    ['a comment', '{} // Anna'],
    ['an open text', '{"namn":"Anna'],
    ['a key with a space behind it', '{"valda" :1}'],
  ])('not with %s', (_, text) => expect(holdsJsonFiguresOnly(Buffer.from(text))).toBe(false));

  test('with nothing under the keys of persons, as on the night', () =>
    expect(
      holdsJsonFiguresOnly(Buffer.from('{"valda":[],"listRoster": null,"meddelandetext":null,"test":false}')),
    ).toBe(true));

  test('with numbers, words and texts of JSON', () =>
    expect(
      holdsJsonFiguresOnly(
        Buffer.from('{"namn":"By \\"norra\\"","antalRoster":-1.5e3,"test":[true,false,null]}'),
      ),
    ).toBe(true));
});
