import { describe, expect, test } from 'vitest';
import {
  changed,
  districtOf,
  districtsFile,
  DISTRICTS_NAME,
  EXPECTED,
  NIGHT_DISTRICTS,
  rootOf,
} from '../../../../../tests/support/json-example.ts';
import { outcomes, readArchive, resultOf } from '../../../../../tests/support/read-json.ts';
import type { MunicipalityResult, Report } from '../../model.ts';

const readDistricts = (file: unknown): MunicipalityResult =>
  resultOf(readArchive({ [DISTRICTS_NAME]: file }), '2399');
const reportOf = (file: unknown, code: string): Report => {
  const found = readDistricts(file).reports.find(({ district }) => district === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};
const ofFirst = (path: string, value: unknown): Report =>
  reportOf(changed(districtsFile(), `valdistrikt.23990101.${path}`, value), '23990101');

describe('A council on its night', () => {
  test('a counted district, with its previous figures', () => {
    expect(reportOf(districtsFile(), '23990101')).toEqual({
      type: 'KF',
      count: 'night',
      municipality: '2399',
      constituency: '239900',
      district: '23990101',
      kind: 'ordinary',
      name: 'Norra byn',
      boundary: 'same',
      eligible: 260,
      reportedAt: '2026-09-13T21:12:13+02:00',
      votes: {
        valid: 200,
        parties: [
          ['LP', 38],
          ['M', 60],
          ['S', 100],
        ],
        other: 2,
        invalid: 2,
        cast: 202,
      },
      previous: {
        valid: 190,
        parties: [
          ['M', 70],
          ['S', 90],
        ],
        cast: 195,
        eligible: 255,
      },
    });
  });

  test('an uncounted district, with the districts it is the sum of', () => {
    expect(reportOf(districtsFile(), '23990103')).toMatchObject({
      boundary: 'merged',
      eligible: 120,
      reportedAt: null,
      votes: null,
      previous: null,
      predecessors: ['23990103', '23990104'],
    });
  });

  test('a collection district has no electorate, and an area as before', () => {
    const report = reportOf(districtsFile(), '239900');
    expect(report).toMatchObject({ kind: 'collection', constituency: '239900', boundary: 'same' });
    expect([report.eligible, report.reportedAt, report.votes, report.previous]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(report).not.toHaveProperty('predecessors');
  });

  test('what the head says, and the parties under their labels', () => {
    const result = readDistricts(districtsFile());
    expect(result).toMatchObject({
      electionDate: '2026-09-13',
      previousDate: '2022-09-11',
      publishedAt: '2026-09-13T22:49:49+02:00',
      updates: 8,
      seats: [],
      stated: [],
    });
    expect(result).not.toHaveProperty('whole');
    expect(result.reports.map(({ district }) => district)).toEqual([
      '239900',
      '23990101',
      '23990102',
      '23990103',
    ]);
    expect(result.parties).toEqual([
      { code: 'LP', name: 'Lokala partiet', colour: '#0a0b0c', partikod: '1500' },
      { code: 'M', name: 'Moderaterna', colour: '#52bdec', partikod: '0001' },
      { code: 'S', name: 'Arbetarepartiet-Socialdemokraterna', colour: '#ed1b34', partikod: '0002' },
    ]);
  });
});

describe('A collection district that is counted', () => {
  const counted = districtOf({
    code: '239900',
    municipality: '2399',
    area: '2399',
    eligible: null,
    at: '2026-09-16T11:00:00',
    figures: { S: 9, M: 8, LP: 7, other: 6, invalid: 5 },
    previous: { S: 4, M: 3, other: 2, invalid: 1 },
    status: 'Ej jämförbart',
  });
  const report = (): Report =>
    reportOf(
      {
        ...districtsFile(),
        valdistrikt: [...NIGHT_DISTRICTS.filter((one) => one.valdistriktskod !== '239900'), counted],
      },
      '239900',
    );

  test('is compared with the last one, whatever statusJamforelse says, without a turnout', () => {
    expect(report().votes).toMatchObject({ valid: 30, cast: 35 });
    expect(report().previous).toEqual({
      valid: 9,
      parties: [
        ['M', 3],
        ['S', 4],
      ],
      cast: null,
      eligible: null,
    });
  });
});

describe('The council constituency', () => {
  test.each([
    ['239901', '239901'],
    ['1', '239901'],
    ['02', '239902'],
    [null, '239900'],
    [undefined, '239900'],
    ['', '239900'],
  ])('%s is %s', (stated, constituency) =>
    expect(ofFirst('kommunvalkretsKod', stated).constituency).toBe(constituency),
  );
});

test('A collection district that names no constituency lies in that of its own code', () => {
  const collection = districtOf({
    code: '239901',
    municipality: '2399',
    area: '2399',
    eligible: null,
    at: null,
  });
  const file = { ...districtsFile(), valdistrikt: [collection] };
  expect(reportOf(file, '239901')).toMatchObject({ constituency: '239901', boundary: 'same' });
});

test('A collection district names no districts of last time', () => {
  const file = changed(districtsFile(), 'valdistrikt.239900.valdistriktskodForegaendeVal', ['23990101']);
  expect(reportOf(file, '239900')).not.toHaveProperty('predecessors');
});

describe('Previous figures', () => {
  const comparedAs = (status: unknown): Report => ofFirst('statusJamforelse', status);

  test('of a district that is the same, or the sum of old ones', () => {
    expect(comparedAs('Kan jämföras')).toMatchObject({ boundary: 'same', previous: { valid: 190 } });
    expect(comparedAs('Jämförs mot summerat')).toMatchObject({
      boundary: 'merged',
      previous: { valid: 190 },
    });
  });

  test('are left out of a district that cannot be compared, and old codes with them', () => {
    const report = comparedAs('Ej jämförbart');
    expect(report).toMatchObject({ boundary: 'changed', previous: null });
    expect(report).not.toHaveProperty('predecessors');
  });

  test('make the list of old districts needless', () =>
    expect(comparedAs('Kan jämföras')).not.toHaveProperty('predecessors'));

  test('are none without valid votes, and then the old districts are named', () => {
    const key = 'rostfordelning.rosterPaverkaMandat.antalRosterForegaendeVal';
    expect(ofFirst(key, null)).toMatchObject({ previous: null, predecessors: ['23990101'] });
  });

  test('are none where no party has any', () => {
    const parties = 'valdistrikt.23990101.rostfordelning.rosterPaverkaMandat.partiRoster';
    const file = ['S', 'M', 'LP'].reduce(
      (one, party) => changed(one, `${parties}.${party}.antalRosterForegaendeVal`, null),
      districtsFile(),
    );
    expect(reportOf(file, '23990101').previous).toBeNull();
  });
});

describe('The national file', () => {
  const NATIONAL = 'Val_2026_preliminar_rostfordelning_00_RD.json';
  const of = (code: string, municipality: string): Record<string, unknown> =>
    districtOf({
      code,
      municipality,
      area: '00',
      eligible: 500,
      at: '2026-09-13T21:00:00',
      figures: { S: 10, M: 20, LP: 0, other: 1, invalid: 0 },
      status: 'Kan jämföras',
    });
  const file = {
    ...rootOf('RD'),
    valdistrikt: [of('01800101', '0180'), of('23980101', '2398'), of('23990101', '2399')],
  };
  const outcomesOf = (changedFile: unknown): unknown => outcomes(readArchive({ [NATIONAL]: changedFile }));

  test('gives the municipalities that are followed, each by itself', () =>
    expect(outcomesOf(file)).toEqual([
      [NATIONAL, '2398'],
      [NATIONAL, '2399'],
    ]));

  test('a fault in one municipality refuses that one only', () =>
    expect(outcomesOf(changed(file, 'valdistrikt.23980101.totaltAntalRoster', 32))).toEqual([
      [NATIONAL, 'sumMismatch'],
      [NATIONAL, '2399'],
    ]));

  test('a fault in a municipality that nobody follows is nobody’s', () =>
    expect(outcomesOf(changed(file, 'valdistrikt.01800101', { kommunkod: '0180' }))).toHaveLength(2));

  test('a followed district that is filed under another municipality is missed, not lost', () =>
    expect(outcomesOf(changed(file, 'valdistrikt.23980101.kommunkod', '0180'))).toEqual([
      [NATIONAL, 'invalidValue'],
      [NATIONAL, '2399'],
    ]));

  test('a district without any municipality refuses the file', () =>
    expect(
      outcomesOf(
        changed(changed(file, 'valdistrikt.0.kommunkod', undefined), 'valdistrikt.0.valdistriktskod', null),
      ),
    ).toEqual([[NATIONAL, 'missingAttribute']]));

  test('in a rehearsal test data may come in', () => {
    const rehearsal = { ...file, test: true, valtillfalle: 'Genrep_2026' };
    const name = NATIONAL.replace('Val', 'Genrep');
    expect(readArchive({ [name]: rehearsal })[0]?.result).toMatchObject({ error: { kind: 'testData' } });
    const read = readArchive({ [name]: rehearsal }, { ...EXPECTED, rehearsal: true });
    expect(read.map(({ result }) => result.ok)).toEqual([true, true]);
  });
});
