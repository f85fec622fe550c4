import { describe, expect, it } from 'vitest';
import { referenceData, WHY_SKIPPED } from '../../../tests/support/reference.ts';
import type { MunicipalityFile } from '../result-data.ts';
import { buildTables } from './build.ts';
import { finalFile } from './final.ts';
import { TABLES } from './index.ts';
import { nightFile, nightFiles } from './night-file.ts';
import { tableText } from './table-text.ts';

type Year = keyof typeof TABLES;
const COUNCILS = ['2303', '2305', '2309', '2313', '2321', '2326', '2361', '2380'];

function finals(year: Year): MunicipalityFile[] {
  return TABLES[year].final.map((file) => finalFile(TABLES[year], file, file.exportedAt));
}

/** The recorded night as it stood at a time of day. */
function nightAt(time: string): MunicipalityFile[] {
  const table = TABLES['2014'];
  return nightFiles(table).map((file) => {
    const counted = file.reports.filter(([, at]) => at <= `20140914${time}`).length;
    return nightFile(table, file, { counted, exportedAt: `20140914${time}` });
  });
}

/** Votes for S and valid votes, summed over the municipalities of one election. */
function totals(files: readonly MunicipalityFile[], letter: string, codes = COUNCILS) {
  const chosen = files.filter((file) => file.letter === letter && codes.includes(file.municipality.code));
  const own = chosen.map(
    ({ municipality }) => municipality.parties.find(({ party }) => party === 'S')?.votes ?? 0,
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { own: sum(own), valid: sum(chosen.map(({ municipality }) => municipality.valid)) };
}

function council(files: readonly MunicipalityFile[], code: string): (number | undefined)[] {
  const area = files.find((file) => file.letter === 'K' && file.municipality.code === code)?.municipality;
  const own = area?.parties.find(({ party }) => party === 'S');
  return [own?.votes, area?.valid, own?.seats, area?.seatsTotal];
}

function countedDistricts(files: readonly MunicipalityFile[], letter: string): [counted: number, of: number] {
  const areas = files.filter((file) => file.letter === letter).map((file) => file.municipality);
  return [areas.reduce((sum, area) => sum + area.counted, 0), areas.reduce((sum, area) => sum + area.of, 0)];
}

describe('the final tables', () => {
  it('have the official totals of the Riksdag and the region', () => {
    expect(totals(finals('2014'), 'R')).toEqual({ own: 33_303, valid: 83_714 });
    expect(totals(finals('2018'), 'R')).toEqual({ own: 28_632, valid: 85_223 });
    expect(totals(finals('2014'), 'L')).toEqual({ own: 31_430, valid: 81_485 });
    expect(totals(finals('2018'), 'L')).toEqual({ own: 26_278, valid: 83_699 });
  });

  it('have the official totals of the eight councils together', () => {
    expect(totals(finals('2014'), 'K')).toEqual({ own: 30_552, valid: 82_506 });
    expect(totals(finals('2018'), 'K')).toEqual({ own: 27_084, valid: 85_070 });
  });

  it('have votes, valid votes and seats of S in each council of 2014', () => {
    const files = finals('2014');
    expect(COUNCILS.map((code) => council(files, code))).toEqual([
      [1782, 3486, 15, 27],
      [1569, 4262, 14, 39],
      [3123, 9086, 16, 45],
      [3660, 7733, 17, 35],
      [2023, 6781, 12, 37],
      [1803, 4653, 13, 31],
      [2476, 6719, 15, 39],
      [14_116, 39_786, 22, 61],
    ]);
  });

  it('have votes, valid votes and seats of S in each council of 2018', () => {
    const files = finals('2018');
    expect(COUNCILS.map((code) => council(files, code))).toEqual([
      [1239, 3482, 9, 25],
      [1448, 4131, 11, 31],
      [2907, 9389, 13, 41],
      [3407, 7543, 16, 35],
      [1590, 7401, 8, 37],
      [1869, 4604, 13, 31],
      [2225, 6677, 10, 31],
      [12_399, 41_843, 18, 61],
    ]);
  });

  it.each([
    ['2014', 98],
    ['2018', 90],
  ] as const)(
    'have every district of %s in each election, collection districts included',
    (year, districts) => {
      for (const letter of ['R', 'L', 'K']) {
        expect(countedDistricts(finals(year), letter)).toEqual([districts, districts]);
      }
    },
  );

  it('give no seats of the Riksdag or the region: none are on record', () => {
    const others = [...finals('2014'), ...finals('2018')].filter((file) => file.letter !== 'K');
    expect(others).toHaveLength(32);
    expect(others.some((file) => 'seatsAt' in file.municipality)).toBe(false);
  });
});

describe('the night table of 2014', () => {
  it.each([
    ['230952', 'R', 87, { own: 31_372, valid: 78_178 }],
    ['230952', 'K', 61, { own: 17_782, valid: 47_157 }],
    ['230952', 'L', 34, { own: 9154, valid: 22_107 }],
    ['231352', 'R', 87, { own: 31_372, valid: 78_178 }],
    ['231352', 'K', 63, { own: 19_083, valid: 49_705 }],
    ['231352', 'L', 36, { own: 9733, valid: 24_299 }],
  ])('at %s has the official figures of %s', (time, letter, districts, expected) => {
    const files = nightAt(time);
    expect(countedDistricts(files, letter)).toEqual([districts, 89]);
    expect(totals(files, letter)).toEqual(expected);
  });

  it('gives seats to the two councils that had them', () => {
    const seated = nightAt('231352').filter((file) => 'seatsAt' in file.municipality);
    expect(seated.map((file) => file.municipality.code + file.letter)).toEqual(['2303K', '2309K']);
    expect(council(seated, '2303')).toEqual([1745, 3408, 15, 27]);
    expect(council(seated, '2309')).toEqual([3021, 8784, 16, 45]);
  });
});

describe('the report times of 2018', () => {
  const reports = TABLES['2018'].reports ?? [];
  const night = reports.filter(([, , , , source]) => source !== 'own');
  const derived = night.filter(([, , , , source]) => source === 'derived');

  it('are those of 2014 for 163 of 246 districts and elections', () => {
    const recorded = (letter: string) =>
      night.filter((report) => report[0] === letter && report[4] === 'recorded').length;
    expect(night).toHaveLength(246);
    expect([recorded('R'), recorded('K'), recorded('L')]).toEqual([79, 55, 29]);
  });

  it('are never before the record ends where they are derived, nor after three in the night', () => {
    const times = derived.map(([, , time]) => time).sort();
    expect(times).toHaveLength(83);
    expect((times[0] ?? '') > '20180909231352').toBe(true);
    expect((times.at(-1) ?? '') < '20180910030000').toBe(true);
  });

  it('are later than those of the district’s elections counted before it, where they are derived', () => {
    const before = { R: [], K: ['R'], L: ['R', 'K'] };
    for (const [letter, code, time] of derived) {
      const earlier = night.filter(
        ([own, district]) => district === code && before[letter].includes(own as never),
      );
      expect(earlier).toHaveLength(before[letter].length);
      for (const [, , other] of earlier) expect(other < time, `${letter} ${code}`).toBe(true);
    }
  });

  it('are numbered upwards, each number once', () => {
    const serials = reports.map(([, , , serial]) => serial);
    expect(serials).toEqual([...new Set(serials)].sort((a, b) => a - b));
    expect(reports.map(([, , time]) => time)).toEqual(reports.map(([, , time]) => time).sort());
  });

  it('have the collection districts on the Wednesday from four o’clock, one a municipality', () => {
    const wednesday = reports.filter(([, , , , source]) => source === 'own');
    expect(wednesday).toHaveLength(24);
    for (const [, , time] of wednesday) expect(time).toMatch(/^201809121[67]/);
  });
});

describe('the committed tables', () => {
  it('name their origin and the authority', () => {
    for (const table of Object.values(TABLES)) {
      expect(table.origin).toContain('Valmyndigheten');
      expect(table.credit).toBe('Källa: Valmyndigheten');
    }
  });

  it('are what the script builds from the genuine files', async (context) => {
    if (referenceData === null) return context.skip(WHY_SKIPPED);
    const built = await buildTables(referenceData);
    expect(built['2014']).toBe(tableText(TABLES['2014']));
    expect(built['2018']).toBe(tableText(TABLES['2018']));
  });
});
