/** Every place where sources of the feed disagree, and both are read (docs: feed formats, part B, "Tolerant"). */
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  changed,
  COUNCIL,
  areaOf,
  districtsFile,
  DISTRICTS_NAME,
  rootOf,
  seatsFile,
  SEATS_NAME,
} from '../../../../../tests/support/json-example.ts';
import { faultOf, readArchive, readMember, resultOf } from '../../../../../tests/support/read-json.ts';
import type { MunicipalityResult, Report } from '../../model.ts';

const read = (districts: unknown, seats: unknown = seatsFile()): MunicipalityResult =>
  resultOf(readArchive({ [DISTRICTS_NAME]: districts, [SEATS_NAME]: seats }), '2399');
const district = (code: string, path: string, value: unknown): Report => {
  const result = read(changed(districtsFile(), `valdistrikt.${code}.${path}`, value));
  return result.reports.find((report) => report.district === code) as Report;
};
const VALID = 'rostfordelning.rosterPaverkaMandat';

describe('Tolerance: codes of the old districts are a text, a list, or nothing', () => {
  test.each([
    ['23990103', ['23990103']],
    [
      ['23990104', '23990103'],
      ['23990103', '23990104'],
    ],
    [[], undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j', (stated, predecessors) =>
    expect(district('23990103', 'valdistriktskodForegaendeVal', stated).predecessors).toEqual(predecessors),
  );
});

describe('Tolerance: any wording of statusJamforelse that is not known means not comparable', () => {
  test.each(['Kan ej jämföras', 'kan jämföras', '', null, undefined, 7])('%j', (status) =>
    expect(district('23990101', 'statusJamforelse', status)).toMatchObject({
      boundary: 'changed',
      previous: null,
    }),
  );
});

describe('Tolerance: partiforkortning and ordningsnummer may be missing', () => {
  test.each([undefined, null, '  '])('a party of the table keeps its label: %j', (abbreviation) => {
    const report = district('23990101', `${VALID}.partiRoster.S.partiforkortning`, abbreviation);
    expect(report.votes?.parties).toContainEqual(['S', 100]);
  });

  test('a local party without one is called by its number', () => {
    const codes = ['23990101', '23990102'].map((code) => `valdistrikt.${code}.${VALID}.partiRoster.LP`);
    const file = codes.reduce((one, path) => changed(one, `${path}.partiforkortning`, null), districtsFile());
    const withoutSeats = changed(seatsFile(), 'valomrade.mandatfordelning', null);
    const alone = resultOf(readArchive({ [DISTRICTS_NAME]: file }), '2399');
    expect(alone.parties.map(({ code }) => code)).toEqual(['1500', 'M', 'S']);
    expect(read(file, withoutSeats).parties.map(({ code }) => code)).toEqual(['LP', 'M', 'S']);
  });

  test('ordningsnummer', () =>
    expect(district('23990101', `${VALID}.partiRoster.S.ordningsnummer`, undefined).votes?.valid).toBe(200));
});

describe('Tolerance: rosterOvrigaPartier may be null or absent in a final file', () => {
  const NAME = DISTRICTS_NAME.replace('preliminar', 'slutlig');
  const final = (others: unknown, valid: number): unknown => {
    const file = { ...districtsFile(), rakningstillfalle: 'slutlig' };
    const path = `valdistrikt.23990101.${VALID}`;
    return changed(changed(file, `${path}.rosterOvrigaPartier`, others), `${path}.antalRoster`, valid);
  };
  const cast = (file: unknown, number: number): unknown =>
    changed(
      changed(file, 'valdistrikt.23990101.totaltAntalRoster', number),
      `valdistrikt.23990101.${VALID}.antalRosterForegaendeVal`,
      null,
    );

  test.each([null, undefined])('%j: nobody else has votes', (others) => {
    const { reports } = resultOf(readArchive({ [NAME]: cast(final(others, 198), 200) }), '2399');
    expect(reports.find(({ district: code }) => code === '23990101')?.votes).toMatchObject({
      valid: 198,
      other: 0,
      cast: 200,
    });
  });

  test('the sum still has to hold', () =>
    expect(faultOf(readMember(NAME, bytesOf(final(null, 200))))?.kind).toBe('sumMismatch'));
});

describe('Tolerance: capitals vary in the keys of seats', () => {
  const renamed = (from: string, to: string): unknown =>
    JSON.parse(JSON.stringify(seatsFile()).replaceAll(`"${from}":`, `"${to}":`)) as unknown;

  test.each([
    ['antalUtjamningsmandat', 'antalUtjamningsMandat'],
    ['antalFastaMandat', 'antalFastamandat'],
    ['totaltAntalMandat', 'totaltAntalmandat'],
    ['antalMandat', 'antalmandat'],
  ])('%s as %s', (from, to) =>
    expect(read(districtsFile(), renamed(from, to)).seats).toEqual(read(districtsFile()).seats),
  );

  test('a wrong sum is found under either spelling', () => {
    const wrong = changed(
      renamed('antalUtjamningsmandat', 'antalUtjamningsMandat'),
      'valomrade.mandatfordelning.partiLista.S.antalUtjamningsMandat',
      2,
    );
    expect(faultOf(readMember(SEATS_NAME, bytesOf(wrong)))?.kind).toBe('sumMismatch');
  });
});

describe('Tolerance: previous figures may be null, absent or empty (2022)', () => {
  test.each([null, undefined, ''])('%j', (figure) => {
    const keys = ['S', 'M', 'LP'].map((party) => `partiRoster.${party}.antalRosterForegaendeVal`);
    const paths = [...keys, 'antalRosterForegaendeVal', 'rosterOvrigaPartier.antalRosterForegaendeVal'];
    const file = paths.reduce(
      (one, path) => changed(one, `valdistrikt.23990101.${VALID}.${path}`, figure),
      changed(districtsFile(), 'valdistrikt.23990101.totaltAntalRosterForegaendeVal', figure),
    );
    const first = read(file).reports.find((report) => report.district === '23990101');
    expect(first).toMatchObject({ previous: null, boundary: 'same', predecessors: ['23990101'] });
  });
});

describe('Tolerance: until seats are allotted the list is null, empty, or last time’s parties with 0 seats', () => {
  test.each([
    ['null', null],
    ['empty', { partiLista: [] }],
    ['zeros', (areaOf({ ...COUNCIL, seats: {} }, []) as { mandatfordelning: unknown }).mandatfordelning],
  ])('%s', (_, seats) => {
    const file = changed(seatsFile(), 'valomrade.mandatfordelning', seats);
    expect(read(districtsFile(), file).seats).toEqual([
      { area: '2399', of: 21, decidedAt: null, parties: null },
    ]);
  });
});

test('Tolerance: a byte order mark is dropped', () => {
  const marked = Buffer.concat([Buffer.from('\ufeff', 'utf8'), bytesOf(districtsFile())]);
  expect(readMember(DISTRICTS_NAME, marked)).toEqual(readMember(DISTRICTS_NAME, bytesOf(districtsFile())));
});

test('Unknown keys are ignored, wherever they stand', () => {
  const file = {
    nytt: [{ a: [1] }],
    ...changed(districtsFile(), 'valdistrikt.23990101.nytt', { djupt: ['x'] }),
  };
  expect(read(file)).toEqual(read(districtsFile()));
});

test('A colour that is none is left out', () => {
  const parties = ['23990101', '23990102'].map(
    (code) => `valdistrikt.${code}.${VALID}.partiRoster.S.fargkod`,
  );
  const file = parties.reduce(
    (one, path, index) => changed(one, path, index === 0 ? 'röd' : null),
    districtsFile(),
  );
  const { parties: named } = resultOf(readArchive({ [DISTRICTS_NAME]: file }), '2399');
  expect(named.find(({ code }) => code === 'S')?.colour).toBeNull();
});

test('A root without its list is no night in which nothing is counted', () =>
  expect(faultOf(readMember(DISTRICTS_NAME, bytesOf(rootOf('KF'))))?.kind).toBe('missingElement'));
