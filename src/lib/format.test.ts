import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatCount,
  formatDate,
  formatDay,
  formatDistricts,
  formatInteger,
  formatNumberWord,
  formatPercent,
  formatPercentOf,
  formatPoints,
  formatPointsInWords,
  formatQuotient,
  formatShare,
  formatShareOf,
  formatSigned,
  formatTenths,
  formatTime,
  formatVotes,
  formatWhen,
  MINUS,
  NBSP,
} from './format.ts';

describe('integers', () => {
  test('thousands stand apart by a no-break space, four digits too', () => {
    expect(formatInteger(1748)).toBe('1\u00a0748');
    expect(formatInteger(35_051)).toBe('35\u00a0051');
    expect(formatInteger(1_234_567)).toBe('1\u00a0234\u00a0567');
    expect(formatInteger(999)).toBe('999');
    expect(formatInteger(0)).toBe('0');
  });
  test('minus is U+2212, and there is no minus zero', () => {
    expect(formatInteger(-1748)).toBe('\u22121\u00a0748');
    expect(formatInteger(-0)).toBe('0');
  });
  test('signed votes carry their sign', () => {
    expect([12, -5, 0].map(formatSigned)).toEqual(['+12', `${MINUS}5`, '±0']);
  });
});

describe('shares', () => {
  test('the 2014 shares of the programme', () => {
    expect(formatShare(33_303, 83_714)).toBe('39,78\u00a0%');
    expect(formatShare(31_430, 81_485)).toBe('38,57\u00a0%');
    expect(formatShare(1782, 3486)).toBe('51,12\u00a0%');
    expect(formatShare(1869, 4604)).toBe('40,60\u00a0%');
  });
  test('84 of 4201 is 2,00, not 1,999…', () => {
    expect(formatPercent(84, 4201)).toBe('2,00');
    expect(formatPercentOf(84 / 4201)).toBe('2,00');
  });
  test('an exact tie goes up, from integers and from a number', () => {
    expect(formatPercent(1, 8, 0)).toBe('13');
    expect(formatPercent(1, 800)).toBe('0,13');
    expect(formatPercent(7957, 20_000)).toBe('39,79');
    expect(formatPercentOf(7957 / 20_000)).toBe('39,79');
    expect(formatPercentOf(1.005 / 100)).toBe('1,01');
    expect(formatPercent(1, 2, 0)).toBe('50');
  });
  test('just below a tie stays down', () => {
    expect(formatPercent(3_978_499, 10_000_000)).toBe('39,78');
    expect(formatPercentOf(0.3978499)).toBe('39,78');
  });
  test('nothing and everything', () => {
    expect(formatShare(0, 100)).toBe('0,00\u00a0%');
    expect(formatShare(100, 100)).toBe('100,00\u00a0%');
    expect(formatShareOf(0.3978)).toBe('39,78\u00a0%');
    expect(formatPercent(9999, 10_000, 0)).toBe('100');
  });
  test('nothing counted is no figure, never 0,0 %', () => {
    expect(formatShare(0, 0)).toBe('–');
    expect(formatPercent(0, 0)).toBe('–');
  });
  test('the number form agrees with the exact one for every pair a count can give', () => {
    const pair = fc
      .integer({ min: 1, max: 8_000_000 })
      .chain((valid) => fc.tuple(fc.nat(valid), fc.constant(valid)));
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 2 }), ([votes, valid], decimals) => {
        expect(formatPercentOf(votes / valid, decimals)).toBe(formatPercent(votes, valid, decimals));
      }),
    );
  });
  test('the number form lifts every tie', () => {
    fc.assert(
      fc.property(fc.nat(9999), (n) => {
        const exact = formatPercent(2 * n + 1, 20_000);
        expect(formatPercentOf((2 * n + 1) / 20_000)).toBe(exact);
      }),
    );
  });
});

describe('percentage points', () => {
  test('signed, one decimal, from the unrounded difference', () => {
    expect(formatPoints(25_022 / 72_710 - 29_369 / 72_279)).toBe('\u22126,2');
    expect(formatPointsInWords(-0.0718)).toBe('\u22127,2\u00a0procentenheter');
    expect(formatPoints(0.0185, 2)).toBe('+1,85');
  });
  test('a tie goes away from zero on both sides', () => {
    expect(formatPoints(0.0125)).toBe('+1,3');
    expect(formatPoints(-0.0125)).toBe('\u22121,3');
  });
  test('a hair is shown, and only nothing is ±0', () => {
    expect(formatPoints(-0.0002)).toBe('\u22120,02');
    expect(formatPoints(0.000004)).toBe('+0,0004');
    expect(formatPoints(0)).toBe('±0');
  });
});

describe('words beside figures', () => {
  test('one and many', () => {
    expect(formatDistricts(1)).toBe('1\u00a0distrikt');
    expect(formatDistricts(2)).toBe('2\u00a0distrikt');
    expect(formatVotes(1)).toBe('1\u00a0röst');
    expect(formatVotes(1748)).toBe('1\u00a0748\u00a0röster');
    expect(formatCount(0, 'fil', 'filer')).toBe('0\u00a0filer');
  });
  test('a comparison number is rounded from its exact quotient, its divisor told as it is', () => {
    // 1239/1.2 = 1032.5; 20360/45 = 452.44…; 2/3 to one, two and three decimals.
    expect(formatQuotient(1239, 12)).toBe('1\u00a0032,50');
    expect(formatQuotient(20360, 450)).toBe('452,44');
    expect([1, 2, 3].map((decimals) => formatQuotient(2, 30, decimals))).toEqual(['0,7', '0,67', '0,667']);
    expect([12, 14, 30, 1010].map(formatTenths)).toEqual(['1,2', '1,4', '3', '101']);
  });
  test('small numbers as words', () => {
    expect([1, 8, 12, 13].map(formatNumberWord)).toEqual(['ett', 'åtta', 'tolv', '13']);
  });
});

describe('times', () => {
  test('a time is the Swedish clock, with a full stop', () => {
    expect(formatTime('2018-09-09T22:41:07+02:00')).toBe('22.41');
    expect(formatTime('2018-01-09T09:05:00.250+01:00')).toBe('09.05');
    expect(formatTime(null)).toBe('–');
  });
  test('a time told in UTC is turned into Swedish time, summer and winter', () => {
    expect(formatTime('2018-09-09T20:41:00Z')).toBe('22.41');
    expect(formatTime('2018-12-31T23:30:00.000Z')).toBe('00.30');
  });
  test('another day gets its date, past midnight does not', () => {
    const night = '2018-09-10T00:30:00+02:00';
    expect(formatWhen('2018-09-09T22:41:00+02:00', night)).toBe('22.41');
    expect(formatWhen('2018-09-12T16:05:00+02:00', night)).toBe('ons 12 sep 16.05'.replaceAll(' ', NBSP));
    expect(formatWhen('2019-01-17T08:00:00+01:00', night)).toBe(
      'tor 17 jan 2019 08.00'.replaceAll(' ', NBSP),
    );
    expect(formatWhen('2018-09-12T16:05:00+02:00', null)).toBe('16.05');
    expect(formatWhen(null, night)).toBe('–');
  });
  test('days in full', () => {
    expect(formatDay('2018-09-09')).toBe('söndag 9 september 2018');
  });
  test('a date is told as exactly as it is known', () => {
    expect(['2021', '2024-04', '2024-04-07'].map(formatDate)).toEqual(['2021', 'april 2024', '7 april 2024']);
  });
  test('ages are rounded down and never negative', () => {
    expect([-3, 35.9, 60, 3599, 3600, 7500, 172_800].map(formatAge)).toEqual(
      ['0 s', '35 s', '1 min', '59 min', '1 tim', '2 tim 5 min', '2 dygn'].map((age) =>
        age.replaceAll(' ', NBSP),
      ),
    );
  });
});
