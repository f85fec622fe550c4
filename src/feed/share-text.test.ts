import { describe, expect, it } from 'vitest';
import { changeText, shareText } from './share-text.ts';

describe('shareText', () => {
  it('rounds half up on the exact quotient, with a decimal comma', () => {
    expect(shareText(1192, 3119, 1)).toBe('38,2');
    expect(shareText(1, 8, 1)).toBe('12,5');
    expect(shareText(1, 16, 1)).toBe('6,3');
    expect(shareText(1239, 3482, 2)).toBe('35,58');
    expect(shareText(3, 3, 2)).toBe('100,00');
    expect(shareText(0, 7, 2)).toBe('0,00');
  });

  it('is empty when there is nothing to divide by', () => {
    expect(shareText(0, 0, 1)).toBe('');
  });

  it('never reaches a threshold by rounding alone, though the print does', () => {
    expect(shareText(84, 4201, 2)).toBe('2,00');
    expect(100 * 84 < 2 * 4201).toBe(true);
  });
});

describe('changeText', () => {
  const now = { part: 13, whole: 100 };

  it('subtracts the unrounded shares', () => {
    expect(changeText({ part: 36_850, whole: 100_000 }, { part: 40_949, whole: 100_000 }, 1)).toBe('-4,1');
    expect([shareText(36_850, 100_000, 1), shareText(40_949, 100_000, 1)]).toEqual(['36,9', '40,9']);
  });

  it('keeps the sign of a change too small to see, and gives none to no change', () => {
    expect(changeText({ part: 130_001, whole: 1_000_000 }, now, 1)).toBe('+0,0');
    expect(changeText({ part: 129_999, whole: 1_000_000 }, now, 1)).toBe('-0,0');
    expect(changeText({ part: 26, whole: 200 }, now, 1)).toBe('0,0');
  });

  it('is empty where one of the shares does not exist', () => {
    expect(changeText(now, { part: 0, whole: 0 }, 1)).toBe('');
    expect(changeText({ part: 0, whole: 0 }, now, 1)).toBe('');
  });
});
