import { describe, expect, test } from 'vitest';
import {
  minuteAfter,
  minuteInList,
  minuteNameOf,
  minutesBetween,
  readMinute,
  stopsAround,
} from './minute.ts';

describe('A minute of an address', () => {
  test('is read on the Swedish clock, from its first second to its last', () => {
    expect(readMinute('2018-09-09T22.41')).toEqual({
      name: '2018-09-09T22.41',
      from: '2018-09-09T22:41:00+02:00',
      to: '2018-09-09T22:41:59+02:00',
    });
    expect(readMinute('2018-09-09T22:41')?.name).toBe('2018-09-09T22.41');
    expect(readMinute('2019-01-31T08.05')?.from).toBe('2019-01-31T08:05:00+01:00');
  });

  test.each([
    'abc',
    '',
    '22.41',
    '2018-09-09',
    '2018-09-09T24.00',
    '2018-09-09T22.60',
    '2018-02-30T12.00',
    '2018-13-01T12.00',
    '2018-09-09T22.41Z',
    '2018-03-25T02.30',
  ])('%j is none', (text) => expect(readMinute(text)).toBeNull());

  test('goes on over midnight, and back', () => {
    expect(minuteAfter('2018-09-09T23.59', 1)).toBe('2018-09-10T00.00');
    expect(minuteAfter('2018-09-10T00.00', -1)).toBe('2018-09-09T23.59');
    expect(minutesBetween('2018-09-09T22.41', '2018-09-10T00.41')).toBe(120);
    expect(minuteNameOf(Date.parse('2018-09-09T20:41:59Z'))).toBe('2018-09-09T22.41');
  });

  test('stands bare in a list of the night, with its day after it', () => {
    expect(minuteInList('2018-09-10T00.41', '2018-09-09')).toBe('00.41');
    expect(minuteInList('2018-09-12T16.05', '2018-09-09')).toBe('Ons\u00a012\u00a0sep 16.05');
  });

  test('has stops on both sides, never itself', () => {
    const stop = (minute: string) => ({ minute, turned: true, corrected: false, words: [] });
    const line = {
      from: '2018-09-09T20.40',
      to: '2018-09-10T02.00',
      stops: [stop('2018-09-09T21.32'), stop('2018-09-09T22.41'), stop('2018-09-10T00.10')],
    };
    expect(stopsAround(line, '2018-09-09T22.41')).toMatchObject({
      before: { minute: '2018-09-09T21.32' },
      after: { minute: '2018-09-10T00.10' },
    });
    expect(stopsAround(line, '2018-09-10T00.10').after).toBeNull();
    expect(stopsAround(line, '2018-09-09T20.40').before).toBeNull();
  });
});
