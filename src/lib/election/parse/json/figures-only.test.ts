import { describe, expect, test } from 'vitest';
import { bytesOf, districtsFile } from '../../../../../tests/support/json-example.ts';
import { holdsJsonFiguresOnly, JsonFiguresCheck } from './figures-only.ts';

/** What the check says of bytes that come in pieces of a size. */
function inPieces(bytes: Uint8Array, size: number): boolean {
  const check = new JsonFiguresCheck();
  for (let at = 0; at < bytes.length; at += size) check.write(bytes.subarray(at, at + size));
  return check.end();
}

describe('The check of a member that comes in pieces', () => {
  test.each<[string, boolean, string]>([
    [
      'numbers, words and texts',
      true,
      '{"test": false, "namn": "Östra \\"By\\" 😀", "antalRoster": -12.5e+3, "kod": null}',
    ],
    ['nothing under the keys of persons', true, '{"valda" : [ ], "listRoster":\n null,  "test":true}'],
    ['a byte order mark', true, '\ufeff{"test":true}'],
    ['a person', false, '{"test":true,"valda":[{"namn":"Anna"}]}'],
    ['a list of persons', false, '{"valda":[\n"Anna"],"test":true}'],
    ['a key written with escapes', false, '{"v\\u0061lda" :["Anna"]}'],
    ['a word outside texts', false, '{"namn":trueAnna,"test":true}'],
    ['a comment at the end', false, '{"test":true}//Anna'],
    ['an open text', false, '{"test":true,"namn":"Anna'],
    ['a word cut off', false, '{"test":tru'],
  ])('says the same of %s wherever it is cut', (_, figures, text) => {
    const bytes = Buffer.from(text);
    expect(holdsJsonFiguresOnly(bytes)).toBe(figures);
    for (let size = 1; size <= bytes.length; size += 1)
      expect([size, inPieces(bytes, size)]).toEqual([size, figures]);
  });

  test('says it of a whole file', () => {
    const bytes = bytesOf(districtsFile());
    const figures = holdsJsonFiguresOnly(bytes);
    for (const size of [7, 64, 1000]) expect(inPieces(bytes, size)).toBe(figures);
  });

  test('gives up on a text that does not end, and looks at it only so often', () => {
    const check = new JsonFiguresCheck();
    const piece = Buffer.alloc(64 * 1024, 'a');
    check.write(Buffer.from('{"namn":"'));
    let pieces = 0;
    while (check.write(piece) && pieces < 100) pieces += 1;
    expect(pieces).toBe(15);
    expect(check.write(Buffer.from('"}'))).toBe(false);
  });
});
