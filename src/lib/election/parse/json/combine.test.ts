import { describe, expect, test } from 'vitest';
import {
  areaOf,
  bytesOf,
  changed,
  COUNCIL,
  districtOf,
  districtsFile,
  DISTRICTS_NAME,
  EXPECTED,
  NIGHT_DISTRICTS,
  rootOf,
  seatsFile,
  SEATS_NAME,
  summaryFile,
  SUMMARY_NAME,
} from '../../../../../tests/support/json-example.ts';
import {
  faultOf,
  outcomes,
  readArchive,
  readMember,
  resultOf,
} from '../../../../../tests/support/read-json.ts';
import { combineParts, type AreaReading } from './combine.ts';

const COUNCIL_NIGHT = { [DISTRICTS_NAME]: districtsFile(), [SEATS_NAME]: seatsFile() };
/** A region's night: its two municipalities' districts, its seats, its summering. */
const REGION_DISTRICTS = 'Val_2026_preliminar_rostfordelning_23_RF.json';
const REGION_SEATS = 'Val_2026_preliminar_mandatfordelning_23_RF.json';
const ofRegion = (district: Record<string, unknown>): Record<string, unknown> => ({
  ...district,
  valomradeskod: '23',
});
const REGION = {
  ...COUNCIL,
  code: '23',
  name: 'Region Prov',
  of: 6,
  eligible: 607,
  council: 55,
  seats: null,
};
const REGION_NIGHT = {
  [REGION_DISTRICTS]: {
    ...rootOf('RF'),
    valdistrikt: [
      ...NIGHT_DISTRICTS.map(ofRegion),
      districtOf({ code: '23980101', municipality: '2398', area: '23', eligible: 77, at: null }),
    ],
  },
  [REGION_SEATS]: { ...rootOf('RF'), valomrade: areaOf(REGION, [REGION]) },
  [SUMMARY_NAME]: summaryFile(),
};

describe('A council’s archive', () => {
  test('is one result: districts, the whole, seats', () => {
    const readings = readArchive(COUNCIL_NIGHT);
    expect(outcomes(readings)).toEqual([[DISTRICTS_NAME, '2399']]);
    const result = resultOf(readings, '2399');
    expect(result).toMatchObject({ name: 'Provköping', stated: [] });
    expect(result.reports).toHaveLength(4);
    expect(result.whole).toEqual({
      reportedAt: '2026-09-13T21:30:00+02:00',
      votes: {
        valid: 300,
        parties: [
          ['LP', 48],
          ['M', 100],
          ['S', 150],
        ],
        other: 2,
        invalid: 3,
        cast: 303,
      },
      eligible: 530,
      counted: 2,
      of: 4,
    });
    expect(result.seats).toEqual([
      {
        area: '2399',
        of: 21,
        decidedAt: null,
        parties: [
          ['LP', 3],
          ['M', 7],
          ['S', 11],
        ],
      },
    ]);
  });

  test('of a divided council has the seats of its constituencies, too', () => {
    const half = { ...COUNCIL, counted: 1, of: 2, eligible: 265 };
    const parts = [
      {
        ...half,
        code: '2',
        figures: { S: 100, M: 50, LP: 24, other: 1, invalid: 2 },
        seats: { S: 7, M: 4, LP: 2 },
      },
      {
        ...half,
        code: '239901',
        figures: { S: 50, M: 50, LP: 24, other: 1, invalid: 1 },
        seats: { S: 4, M: 3, LP: 1 },
      },
    ];
    const seats = { ...rootOf('KF'), valomrade: areaOf(COUNCIL, parts) };
    const result = resultOf(readArchive({ ...COUNCIL_NIGHT, [SEATS_NAME]: seats }), '2399');
    expect(result.seats.map(({ area, of }) => [area, of])).toEqual([
      ['2399', 21],
      ['239901', 8],
      ['239902', 13],
    ]);
  });

  test('goes on without its seats where those are refused', () => {
    const seats = changed(seatsFile(), 'valomrade.totaltAntalMandat', 23);
    const readings = readArchive({ ...COUNCIL_NIGHT, [SEATS_NAME]: seats });
    expect(outcomes(readings)).toEqual([
      [DISTRICTS_NAME, '2399'],
      [SEATS_NAME, 'sumMismatch'],
    ]);
    const result = resultOf(readings, '2399');
    expect(result.seats).toEqual([]);
    expect(result).not.toHaveProperty('whole');
  });

  test('without its districts is incomplete on the night, and enough in a final count', () => {
    expect(outcomes(readArchive({ [SEATS_NAME]: seatsFile() }))).toEqual([[SEATS_NAME, 'missingElement']]);
    const FINAL = SEATS_NAME.replace('preliminar', 'slutlig');
    const final = { ...seatsFile(), rakningstillfalle: 'slutlig' };
    const result = resultOf(readArchive({ [FINAL]: final }), '2399');
    expect(result).toMatchObject({
      count: 'final',
      reports: [],
      whole: { counted: 2, votes: { valid: 300 } },
    });
    expect(result.seats).toHaveLength(1);
  });

  test('whose districts are faulty is not replaced by its totals', () => {
    const [districts, seats] = [DISTRICTS_NAME, SEATS_NAME].map((name) =>
      name.replace('preliminar', 'slutlig'),
    );
    const final = { rakningstillfalle: 'slutlig' };
    const readings = readArchive({
      [districts as string]: { ...districtsFile(), ...final, valdistrikt: [] },
      [seats as string]: { ...seatsFile(), ...final },
    });
    expect(outcomes(readings)).toEqual([[districts, 'missingElement']]);
  });

  test('in which nothing is counted', () => {
    const nothing = { ...COUNCIL, counted: 0, figures: null, seats: null, at: null };
    const seats = { ...rootOf('KF'), valomrade: areaOf(nothing, [nothing]) };
    const districts = {
      ...rootOf('KF'),
      valdistrikt: [
        districtOf({ code: '23990101', municipality: '2399', area: '2399', eligible: 260, at: null }),
      ],
    };
    const result = resultOf(readArchive({ [DISTRICTS_NAME]: districts, [SEATS_NAME]: seats }), '2399');
    expect(result.whole).toEqual({ reportedAt: null, votes: null, eligible: 530, counted: 0, of: 4 });
    expect(result.seats).toEqual([{ area: '2399', of: 21, decidedAt: null, parties: null }]);
    expect(result.parties).toEqual([]);
  });

  test('in which nothing is counted, told with zeros', () => {
    const zeros = { ...COUNCIL, counted: 0, figures: {}, seats: {}, at: null };
    const seats = { ...rootOf('KF'), valomrade: areaOf(zeros, [zeros]) };
    const result = resultOf(readArchive({ ...COUNCIL_NIGHT, [SEATS_NAME]: seats }), '2399');
    expect(result.whole).toEqual({ reportedAt: null, votes: null, eligible: 530, counted: 0, of: 4 });
  });

  test('whose constituencies do not sum to its valid votes is refused', () => {
    const part = { ...COUNCIL, code: '239900', figures: { S: 150, M: 100, LP: 47, other: 2, invalid: 4 } };
    const seats = { ...rootOf('KF'), valomrade: areaOf(COUNCIL, [part]) };
    expect(faultOf(readMember(SEATS_NAME, bytesOf(seats)))).toMatchObject({
      kind: 'sumMismatch',
      found: 'valid votes of 299',
      expected: 'antalRoster 300',
    });
  });

  test('with seats although nothing is counted is refused', () => {
    const nothing = { ...COUNCIL, counted: 0, figures: null, at: null };
    const seats = { ...rootOf('KF'), valomrade: areaOf(nothing, []) };
    expect(faultOf(readMember(SEATS_NAME, bytesOf(seats)))).toMatchObject({
      kind: 'invalidValue',
      place: 'valomrade 2399 > mandatfordelning',
      found: '21 seats',
    });
  });
});

describe('A region’s archive', () => {
  test('is a result by municipality, checked against its summering, and one of the whole', () => {
    const readings = readArchive(REGION_NIGHT);
    expect(outcomes(readings)).toEqual([
      [REGION_DISTRICTS, '2398'],
      [REGION_DISTRICTS, '2399'],
      [REGION_SEATS, '23'],
    ]);
    const { name, stated, seats } = resultOf(readings, '2399');
    expect([name, seats]).toEqual(['Provköping', []]);
    expect(stated).toEqual([
      {
        area: '2399',
        level: 'municipality',
        valid: 300,
        cast: 303,
        eligible: 530,
        counted: 2,
        of: 4,
        parties: [
          ['LP', 48],
          ['M', 100],
          ['S', 150],
        ],
      },
    ]);
    expect(resultOf(readings, '2398').stated).toMatchObject([
      { valid: 0, cast: 0, counted: 0, of: 2, parties: [] },
    ]);
    const whole = resultOf(readings, '23');
    expect(whole).toMatchObject({ name: 'Region Prov', reports: [], whole: { counted: 2, of: 6 } });
    expect(whole.seats).toEqual([{ area: '23', of: 55, decidedAt: null, parties: null }]);
  });

  test('a fault in one municipality’s total leaves its districts as they are', () => {
    const summary = changed(summaryFile(), 'kommuner.0.totaltAntalRoster', 304);
    const readings = readArchive({ ...REGION_NIGHT, [SUMMARY_NAME]: summary });
    expect(outcomes(readings)).toContainEqual([SUMMARY_NAME, 'sumMismatch']);
    expect(resultOf(readings, '2399').stated).toEqual([]);
    expect(resultOf(readings, '2398').stated).toHaveLength(1);
  });

  test('with a municipality of another county is refused', () => {
    const summary = changed(summaryFile(), 'kommuner.1.kommunkod', '2498');
    const name = SUMMARY_NAME.replace('_RF', '_23_RF');
    expect(faultOf(readMember(name, bytesOf(summary)))).toMatchObject({ kind: 'wrongType', found: '"2498"' });
  });

  test('a final without districts is a whole by municipality', () => {
    const FINAL = SUMMARY_NAME.replace('preliminar', 'slutlig');
    const readings = readArchive({ [FINAL]: { ...summaryFile(), rakningstillfalle: 'slutlig' } });
    expect(outcomes(readings)).toEqual([
      [FINAL, '2398'],
      [FINAL, '2399'],
    ]);
    expect(resultOf(readings, '2399')).toMatchObject({
      reports: [],
      stated: [],
      whole: { counted: 2, of: 4 },
    });
    expect(resultOf(readings, '2398').whole?.votes).toBeNull();
  });
});

describe('Members that do not belong together', () => {
  test('were written at different updates: all are out of step', () => {
    const readings = readArchive({
      ...COUNCIL_NIGHT,
      [SEATS_NAME]: { ...seatsFile(), antalUppdateringar: 9 },
    });
    expect(outcomes(readings)).toEqual([
      [DISTRICTS_NAME, 'outOfStep'],
      [SEATS_NAME, 'outOfStep'],
    ]);
    expect(readings[0]?.result).toMatchObject({ error: { found: 'antalUppdateringar 8 and 9' } });
  });

  test('were written a minute apart, at one update: they are in step', () => {
    const later = { ...seatsFile(), senasteUppdateringstid: '2026-09-13T22:50:49' };
    const result = resultOf(readArchive({ ...COUNCIL_NIGHT, [SEATS_NAME]: later }), '2399');
    expect(result.publishedAt).toBe('2026-09-13T22:49:49+02:00');
  });

  test('are of different elections', () =>
    expect(
      outcomes(readArchive({ [DISTRICTS_NAME]: districtsFile(), [SUMMARY_NAME]: summaryFile() })),
    ).toEqual([
      [DISTRICTS_NAME, 'wrongType'],
      [SUMMARY_NAME, 'wrongType'],
    ]));

  test('a member that was refused stops no other', () => {
    const parts = [
      { file: DISTRICTS_NAME, result: readMember(DISTRICTS_NAME, bytesOf(districtsFile())) },
      { file: SEATS_NAME, result: readMember(SEATS_NAME, Buffer.from('{')) },
    ];
    expect(outcomes(combineParts(parts, EXPECTED))).toEqual([
      [SEATS_NAME, 'malformedJson'],
      [DISTRICTS_NAME, '2399'],
    ]);
  });
});

test('The order of members changes no result', () => {
  const sorted = (readings: readonly AreaReading[]): string[] =>
    readings.map((one) => JSON.stringify(one)).sort();
  const backwards = Object.fromEntries(Object.entries(REGION_NIGHT).reverse());
  expect(sorted(readArchive(backwards))).toEqual(sorted(readArchive(REGION_NIGHT)));
});
