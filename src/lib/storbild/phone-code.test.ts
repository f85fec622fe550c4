import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { phoneCode, type PhoneCode } from './phone-code.ts';

const SCALE = 4;

/** What a camera sees: the path's bars filled on a light ground. */
function photographed({ path, size }: PhoneCode) {
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1)
      for (let at = Number(x) * SCALE; at < (Number(x) + Number(width)) * SCALE; at += 1)
        pixels.fill(0, 4 * (row * side + at), 4 * (row * side + at) + 3);
  }
  return { pixels, side };
}

describe('the code that leads a phone to the page', () => {
  test.each([
    ['https://valkvall.example.se', 'https://valkvall.example.se', 'valkvall.example.se'],
    ['https://valkvall.example.se/', 'https://valkvall.example.se', 'valkvall.example.se'],
    ['http://192.168.1.20:3000', 'http://192.168.1.20:3000', '192.168.1.20:3000'],
    [
      'https://ett-langt-namn.valnatten.i.jamtlands-lan.example.se/malvakt/',
      'https://ett-langt-namn.valnatten.i.jamtlands-lan.example.se/malvakt',
      'ett-langt-namn.valnatten.i.jamtlands-lan.example.se/malvakt',
    ],
  ])('of %s is read by a decoder that is not ours', (publicUrl, url, words) => {
    const code = phoneCode(publicUrl);
    const { pixels, side } = photographed(code);
    expect(jsQR(pixels, side, side)?.data).toBe(url);
    expect(code).toMatchObject({ url, words });
  });

  test('has four light modules on every side', () => {
    const { path, size } = phoneCode('https://valkvall.example.se');
    const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => ({
      left: Number(x),
      right: Number(x) + Number(width),
      row: Number(y),
    }));
    expect(Math.min(...bars.map(({ left }) => left))).toBe(4);
    expect(Math.max(...bars.map(({ right }) => right))).toBe(size - 4);
    expect(Math.min(...bars.map(({ row }) => row))).toBe(4);
    expect(Math.max(...bars.map(({ row }) => row))).toBe(size - 5);
  });
});
