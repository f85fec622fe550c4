import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { badJsonFiles, readAs } from '../../../../../tests/fixtures/write-bad-json.ts';
import { faultOf, readMember } from '../../../../../tests/support/read-json.ts';
import type { FeedErrorKind } from '../error.ts';

const FOLDER = fileURLToPath(new URL('../../../../../tests/fixtures/bad-json/', import.meta.url));
const DISTRICT = 'valdistrikt 23990101';
const VALID = `${DISTRICT} > rostfordelning > rosterPaverkaMandat`;
const VOTES_OF_S = `${VALID} > partiRoster S > antalRoster`;

/** What is wrong in a file: its place, what was found, what was expected. */
type Fault = readonly [place: string, found: string, expected: string];

/** Kinds that need more than one member (combine.test.ts), or belong to the XML files, archives and the poller. */
type Elsewhere =
  | 'archive'
  | 'memberChecksum'
  | 'archiveChecksum'
  | 'tooManyMembers'
  | 'tooLarge'
  | 'compressionRatio'
  | 'encoding'
  | 'malformedXml'
  | 'unknownRoot'
  | 'unknownElement'
  | 'olderState'
  | 'unknownFile'
  | 'archiveIndex'
  | 'signature'
  | 'outOfStep';

/** Every kind of fault that one JSON member can show, with the files that show it. */
const FAULTS: Record<Exclude<FeedErrorKind, Elsewhere>, Readonly<Record<string, Fault>>> = {
  castAboveElectorate: {
    'districts-cast-above-electorate.json': [DISTRICT, '202 cast', 'at most 201 entitled to vote'],
  },
  invalidValue: {
    'districts-code-of-another-municipality.json': [
      'valdistrikt 23980101 > valdistriktskod',
      '"23980101"',
      '8 or 6 digits that begin with 2399',
    ],
    'districts-constituency.json': [
      `${DISTRICT} > kommunvalkretsKod`,
      '"239801"',
      'one or two digits, or six that begin with 2399',
    ],
    'districts-invalid-code.json': [
      'valdistrikt 2399010 > valdistriktskod',
      '"2399010"',
      '8 or 6 digits that begin with 2399',
    ],
    'districts-kind-contradicted.json': [
      `${DISTRICT} > valdistriktstyp`,
      '"uppsamlingsdistrikt"',
      'an ordinary district, by its code',
    ],
    'districts-number-beyond-belief.json': [VOTES_OF_S, '9007199254740992', 'a number of at most 15 digits'],
    'districts-party-number.json': [`${VALID} > partiRoster S > partikod`, '"2"', 'four digits'],
    'districts-party-twice.json': [`${VALID} > partiRoster M`, 'partikod 0001 twice', 'each party once'],
    'districts-previous-code.json': [
      'valdistrikt 23990103 > valdistriktskodForegaendeVal',
      '"2399"',
      '8 digits',
    ],
    'districts-time-without-votes.json': [
      `${DISTRICT} > rostfordelning`,
      'null, and a time',
      'votes where a time is told',
    ],
    'districts-time-with-zone.json': [
      `${DISTRICT} > rapporteringsTid`,
      '"2026-09-13T21:12:13Z"',
      'a local time as yyyy-mm-ddThh:mm:ss',
    ],
    'districts-update-time-with-zone.json': [
      'file > senasteUppdateringstid',
      '"2026-09-13T22:49:49+02:00"',
      'a local time as yyyy-mm-ddThh:mm:ss',
    ],
    'districts-votes-without-time.json': [
      `${DISTRICT} > rapporteringsTid`,
      'null, and votes',
      'a time where votes are counted',
    ],
    'districts-cast-where-uncounted.json': [
      'valdistrikt 23990103 > totaltAntalRoster',
      '7',
      '0 where nothing is counted',
    ],
    'seats-counted-above-all.json': ['valomrade 2399 > antalValdistriktRaknade', '5', 'at most 4'],
    'seats-counted-without-votes.json': [
      'valomrade 2399 > rostfordelning',
      'null, and 2 districts of 303 votes counted',
      'votes where districts are counted',
    ],
    'seats-party-twice.json': [
      'valomrade 2399 > mandatfordelning > partiLista M',
      'partikod 0001 twice',
      'each party once',
    ],
    'summary-votes-without-time.json': [
      'kommun 2399',
      'votes, and no time of a report',
      'a time where votes are counted',
    ],
  },
  missingAttribute: {
    'districts-count-missing.json': [`${DISTRICT} > totaltAntalRoster`, 'nothing', 'a whole number'],
    'districts-electorate-missing.json': [`${DISTRICT} > antalRostberattigade`, 'null', 'a whole number'],
    'districts-null-for-a-count.json': [VOTES_OF_S, 'null', 'a whole number'],
    'districts-key-missing.json': [VOTES_OF_S, 'nothing', 'a whole number'],
  },
  notAnInteger: {
    'districts-decimal.json': [VOTES_OF_S, '100.5', 'a whole number'],
    'districts-number-as-text.json': [VOTES_OF_S, '"100"', 'a whole number'],
  },
  duplicateDistrict: {
    'districts-duplicate.json': ['valdistrikt 23990102', '23990102 a second time', 'each district once'],
    'seats-constituency-twice.json': [
      'valomrade 2399 > valkretsLista',
      '239900 a second time',
      'each constituency once',
    ],
    'summary-municipality-twice.json': ['kommun 2399', '2399 a second time', 'each municipality once'],
  },
  missingElement: {
    'districts-list-missing.json': ['file > valdistrikt', 'nothing', 'a list'],
    'districts-none.json': ['kommun 2399', 'nothing', 'valdistrikt'],
    'districts-others-missing-at-night.json': [`${VALID} > rosterOvrigaPartier`, 'null', 'an object'],
    'districts-parties-empty.json': [`${VALID} > partiRoster`, 'a list', 'a party'],
    'districts-votes-missing.json': [`${DISTRICT} > rostfordelning`, 'nothing', 'an object'],
    'seats-area-missing.json': ['file > valomrade', 'nothing', 'an object'],
    'seats-constituencies-missing.json': ['valomrade 2399 > valkretsLista', 'nothing', 'a list'],
    'summary-municipality-missing.json': ['kommun 2398', 'nothing', 'a municipality'],
  },
  negative: {
    'districts-negative.json': [VOTES_OF_S, '-100', 'a number from 0 on'],
  },
  wrongType: {
    'districts-of-another-area.json': ['valdistrikt 23980101 > kommunkod', '"2398"', 'in 2399'],
    'districts-wrong-area.json': [`${DISTRICT} > valomradeskod`, '"2398"', '2399'],
    'districts-wrong-count.json': ['file > rakningstillfalle', '"slutlig"', 'preliminär'],
    'districts-wrong-type.json': ['file > valtyp', '"RF"', 'KF'],
    'seats-wrong-area.json': ['valomrade 2399 > kod', '"2398"', '2399'],
  },
  testData: {
    'districts-rehearsal-by-occasion.json': ['file > valtillfalle', '"Genrep_2026"', 'a real election'],
    'districts-rehearsal-by-name.json': ['file name', 'Genrep_2026', 'a real election'],
    'districts-test-data.json': ['file > test', 'true', 'a real election'],
  },
  sumMismatch: {
    'districts-sum-of-cast.json': [DISTRICT, 'valid and invalid of 202', 'totaltAntalRoster 203'],
    'districts-sum-of-previous.json': [VALID, 'previous parties of 191', 'antalRosterForegaendeVal 190'],
    'districts-sum-of-valid.json': [VALID, 'parties and others of 201', 'antalRoster 200'],
    'seats-fixed-and-adjustment.json': [
      'valomrade 2399 > mandatfordelning > partiLista S',
      'fixed and adjustment seats of 12',
      'antalMandat 11',
    ],
    'seats-sum.json': ['valomrade 2399 > mandatfordelning', 'seats of 21', 'totaltAntalMandat 23'],
    'seats-sum-of-constituencies.json': [
      'valomrade 2399 > valkretsLista',
      'counted districts of 1',
      'antalValdistriktRaknade 2',
    ],
    'seats-sum-of-valid.json': [
      'valomrade 2399 > rostfordelning > rosterPaverkaMandat',
      'parties and others of 300',
      'antalRoster 301',
    ],
    'summary-sum-of-cast.json': ['kommun 2399', 'valid and invalid of 303', 'totaltAntalRoster 304'],
  },
  wrongElectionDate: {
    'districts-wrong-election-date.json': ['file > valdatum', '2022-09-11', '2026-09-13'],
  },
  malformedJson: {
    'districts-empty.json': ['file', 'the end of the file', 'well-formed JSON'],
    'districts-key-twice.json': ['test', 'test twice', 'each key once'],
    'districts-latin1.json': ['rakningstillfalle', 'bytes that are not UTF-8', 'well-formed JSON'],
    'districts-not-json.json': ['file', '<', 'well-formed JSON'],
    'districts-trailing-comma.json': ['valtyp', ',', 'well-formed JSON'],
    'districts-truncated.json': [
      'valdistrikt no. 2 > rostfordelning > rosterPaverkaMandat > partiRoster no. 1 > partikod',
      'the end of the file',
      'well-formed JSON',
    ],
  },
  tooDeep: {
    'districts-too-deep.json': [`bilaga${' no. 1'.repeat(31)}`, '33 levels', 'at most 32'],
  },
};

const expectations = Object.entries(FAULTS).flatMap(([kind, files]) =>
  Object.entries(files).map(([file, fault]) => ({ kind: kind as FeedErrorKind, file, fault })),
);

describe('Each faulty file is refused with its own reason', () => {
  test.each(expectations)('$file: $kind', ({ kind, file, fault }) => {
    const [place, found, expected] = fault;
    const read = readMember(readAs(file), readFileSync(FOLDER + file));
    expect(faultOf(read)).toEqual({ kind, file: readAs(file), place, found, expected });
  });
});

test('Every faulty file is among them, and is as the script writes it', () => {
  const written = badJsonFiles();
  const files = readdirSync(FOLDER).sort();
  expect(files).toEqual(expectations.map(({ file }) => file).sort());
  expect([...written.keys()].sort()).toEqual(files);
  for (const [name, bytes] of written) expect(readFileSync(FOLDER + name).equals(bytes), name).toBe(true);
});
