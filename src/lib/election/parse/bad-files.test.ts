import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { badFiles, READ_AS } from '../../../../tests/fixtures/write-bad.ts';
import { openArchive, verifyChecksum } from './archive.ts';
import type { FeedError, FeedErrorKind } from './error.ts';
import { readResultFile } from './result-file.ts';

const FOLDER = fileURLToPath(new URL('../../../../tests/fixtures/bad/', import.meta.url));
const DISTRICT = 'KOMMUN 2399 > KRETS_KOMMUN 239900 > VALDISTRIKT 23990101';
const MEMBER = 'valnatt_2399K.xml';

/** What is wrong in a file: its place, what was found, what was expected; and the file, where not the usual one. */
type Fault = readonly [place: string, found: string, expected: string, file?: string];

/** Kinds that only the JSON reader (json/bad-json.test.ts) or the poller of an index can give. */
type JsonFeedOnly = 'malformedJson' | 'archiveIndex' | 'outOfStep' | 'signature';

/** Every kind of fault that one file can show, with the files that show it. Two need more than a file. */
const FAULTS: Record<
  Exclude<FeedErrorKind, 'olderState' | 'unknownFile' | JsonFeedOnly>,
  Readonly<Record<string, Fault>>
> = {
  archive: {
    'archive-truncated.zip': ['end of file', 'no end of a zip directory', 'the directory of a zip'],
    'archive-name-twice.zip': [
      'directory',
      `entry 2: the name ${MEMBER} a second time`,
      'whole entries with names of their own',
    ],
    'archive-encrypted.zip': ['member', 'encrypted', 'readable without a password', MEMBER],
    'archive-unknown-method.zip': ['member', 'method 99', 'stored or deflated', MEMBER],
  },
  memberChecksum: { 'member-checksum.zip': ['member', '8fa9cee3', 'CRC-32 0bad0bad', MEMBER] },
  archiveChecksum: {
    'archive-checksum.zip': ['checksum', '330139802 5316', '1 5316', 'Cksum'],
    'archive-checksum-missing.zip': ['checksum', 'no such member', 'a member Filer', 'Filer'],
  },
  tooManyMembers: { 'too-many-members.zip': ['directory', '2001', 'at most 2000'] },
  tooLarge: {
    'too-large.zip': ['member', '64000001 bytes', 'at most 64000000', MEMBER],
    'member-larger-than-declared.zip': ['member', 'more than declared', '100 bytes', MEMBER],
  },
  compressionRatio: {
    'compression-ratio.zip': ['member', '2000000 bytes from 1955', 'at most 200 to 1', MEMBER],
  },
  tooDeep: { 'too-deep.xml': ['13:270', '17 levels', 'at most 16'] },
  encoding: {
    'encoding-utf-8.xml': ['4:11', 'UTF-8 bytes', 'ISO-8859-1'],
    'encoding-declared-utf-8.xml': ['1:39', 'UTF-8', 'ISO-8859-1'],
    'encoding-not-declared.xml': ['3:213', 'no XML declaration', 'ISO-8859-1 declared'],
    'encoding-byte-order-mark.xml': ['1:1', 'a byte order mark', 'ISO-8859-1'],
  },
  malformedXml: {
    'malformed.xml': ['19:20', 'disallowed character in attribute name', 'well-formed XML'],
    'truncated.xml': ['40:29', 'unclosed tag', 'well-formed XML'],
    'entity-declaration.xml': ['3:152', 'declarations inside the document type', 'none'],
  },
  unknownRoot: {
    'unknown-root.xml': ['root', 'RESULTAT', 'VAL'],
    'web-page.xml': ['1:1', 'a web page', 'VAL'],
  },
  unknownElement: {
    'unknown-element.xml': [
      'KOMMUN 2399 > KRETS_KOMMUN 239900',
      'VALLOKAL',
      'GILTIGA, ÖVRIGA_GILTIGA, OGILTIGA, VALDELTAGANDE, VALDISTRIKT, ONSDAGSDISTRIKT',
    ],
    'two-municipalities.xml': ['VAL', 'a second KOMMUN', 'one'],
  },
  missingElement: {
    'missing-turnout.xml': [DISTRICT, 'nothing', 'VALDELTAGANDE'],
    'missing-districts.xml': ['KOMMUN 2399 > KRETS_KOMMUN 239900', 'nothing', 'VALDISTRIKT'],
    'missing-municipality.xml': ['VAL', 'nothing', 'KOMMUN'],
    'missing-parties.xml': ['VAL', 'nothing', 'PARTI'],
  },
  missingAttribute: { 'missing-attribute.xml': [`${DISTRICT} > VALDELTAGANDE`, 'nothing', 'SUMMA_RÖSTER'] },
  invalidValue: {
    'invalid-division.xml': [
      'KOMMUN 2399 > KRETS_KOMMUN 239900 > VALDISTRIKT 23990102',
      'INDELNING="Flyttad"',
      'Summerad, Modifierad, Ny',
    ],
    'invalid-time.xml': [DISTRICT, 'TID_RAPPORT="20140914254500"', 'a time as yyyymmddhhmmss'],
    'invalid-district-code.xml': [
      'KOMMUN 2399 > KRETS_KOMMUN 239900 > VALDISTRIKT 2399010',
      'KOD="2399010"',
      '8 digits that begin with 2399',
    ],
    'district-of-another-municipality.xml': [
      'KOMMUN 2399 > KRETS_KOMMUN 239900 > VALDISTRIKT 23980101',
      'KOD="23980101"',
      '8 digits that begin with 2399',
    ],
    'number-beyond-belief.xml': [
      `${DISTRICT} > GILTIGA S`,
      'RÖSTER="9007199254740993"',
      'a number of at most 15 digits',
    ],
    'party-not-in-head.xml': [`${DISTRICT} > GILTIGA lp`, 'PARTI="lp"', "a party of the file's head"],
    'party-twice.xml': [DISTRICT, 'M twice', 'each party once'],
    'votes-without-time.xml': [DISTRICT, 'votes, and TID_RAPPORT=""', 'a time where votes are counted'],
  },
  notAnInteger: {
    'not-an-integer.xml': [`${DISTRICT} > GILTIGA S`, 'RÖSTER="100,5"', 'a whole number'],
    'not-an-integer-empty.xml': [`${DISTRICT} > GILTIGA S`, 'RÖSTER=""', 'a whole number'],
  },
  negative: { 'negative.xml': [`${DISTRICT} > GILTIGA S`, 'RÖSTER="-100"', 'a number from 0 on'] },
  sumMismatch: {
    'sum-of-valid.xml': [DISTRICT, 'parties and others of 201', 'RÖSTER="200"'],
    'sum-of-nested.xml': [`${DISTRICT} > ÖVRIGA_GILTIGA`, 'parts of 3', 'RÖSTER="2"'],
    'sum-of-cast.xml': [DISTRICT, 'valid and invalid of 202', 'SUMMA_RÖSTER="203"'],
    'sum-of-previous.xml': [DISTRICT, 'previous parties of 201', 'RÖSTER_FGVAL="200"'],
  },
  duplicateDistrict: { 'duplicate-district.xml': [DISTRICT, '23990101 a second time', 'each area once'] },
  castAboveElectorate: {
    'cast-above-electorate.xml': [DISTRICT, '202 cast', 'at most 201 entitled to vote'],
  },
  wrongElectionDate: { 'wrong-election-date.xml': ['VAL', '2010-09-19', '2014-09-14'] },
  wrongType: {
    'wrong-count.xml': ['VAL', 'RAPPORTERING="SLUTLIG RÖSTRÄKNING RESULTAT"', 'VALNATTSRAPPORTERING'],
    'wrong-election-type.xml': ['VAL', 'VALTYP="Landstingsval"', 'Kommunfullmäktigval'],
    'wrong-file-name.xml': ['VAL', 'FILNAMN="valnatt_2398K.xml"', MEMBER],
    'wrong-municipality.xml': ['KOMMUN 2398', 'KOD="2398"', '2399'],
  },
  testData: {
    'rehearsal.xml': ['VAL', 'TILLFÄLLE="Genrep inför allmänna val 14 september 2014"', 'a real election'],
  },
};

const expectations = Object.entries(FAULTS).flatMap(([kind, files]) =>
  Object.entries(files).map(([file, fault]) => ({ kind: kind as FeedErrorKind, file, fault })),
);

/** The first fault of a file, wherever in the reader it shows. */
function faultOf(file: string, bytes: Uint8Array): FeedError | null {
  if (file.endsWith('.xml')) {
    const read = readResultFile(READ_AS(file), bytes, { electionDate: '2014-09-14' });
    return read.ok ? null : read.error;
  }
  const archive = openArchive(bytes, file);
  if (!archive.ok) return archive.error;
  for (const member of archive.value.members) {
    const content = member.read();
    if (!content.ok) return content.error;
  }
  const verified = verifyChecksum(archive.value);
  return verified.ok ? null : verified.error;
}

describe('Each faulty file is refused with its own reason', () => {
  test.each(expectations)('$file: $kind', ({ kind, file, fault }) => {
    const [place, found, expected, named] = fault;
    const usual = file.endsWith('.xml') ? READ_AS(file) : file;
    expect(faultOf(file, readFileSync(FOLDER + file))).toEqual({
      kind,
      file: named ?? usual,
      place,
      found,
      expected,
    });
  });
});

test('Every faulty file is among them, and none is missing', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(expectations.map(({ file }) => file).sort());
});

test('The faulty files are those that the script writes', () => {
  const written = badFiles();
  expect([...written.keys()].sort()).toEqual(readdirSync(FOLDER).sort());
  for (const [name, bytes] of written) {
    if (name.endsWith('.xml')) expect(readFileSync(FOLDER + name).equals(bytes), name).toBe(true);
  }
});

test('A file that is not called as result files are is unknown', () => {
  const read = readResultFile('valnatt.xml', Buffer.from(''), { electionDate: null });
  expect(read).toEqual({
    ok: false,
    error: {
      kind: 'unknownFile',
      file: 'valnatt.xml',
      place: 'file name',
      found: 'valnatt.xml',
      expected: 'valnatt_2303K.xml or the like',
    },
  });
});
