import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cksumAdd, cksumOfNothing, cksumValue } from './cksum.ts';

const sumOf = (...pieces: Uint8Array[]): string => {
  const sum = pieces.reduce(cksumAdd, cksumOfNothing);
  return `${cksumValue(sum)} ${sum.bytes}`;
};

test('The checksum is that of POSIX cksum', () => {
  // As GNU coreutils 9.1 prints them.
  expect(sumOf()).toBe('4294967295 0');
  expect(sumOf(Buffer.from('123456789'))).toBe('930766865 9');
  expect(sumOf(Buffer.from('valnatt_00K.xml\n'))).toBe('3493546318 16');
  expect(sumOf(Buffer.alloc(70_000, 0xff))).toBe('2060310866 70000');
});

test('It is the same in whatever pieces the bytes come', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), fc.nat(200), (bytes, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const pieces = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
      expect(sumOf(...pieces)).toBe(sumOf(bytes));
    }),
  );
});
