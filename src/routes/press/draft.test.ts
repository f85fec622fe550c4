import { expect, test } from 'vitest';
import { writtenCopy } from './draft.ts';

test('blank lines part paragraphs, and the label comes first whatever was cut', () => {
  const copy = writtenCopy('Rubrik\n\n  Mål & <siffror>.\nRad två\n\n\n', 'REPRIS 2018');
  expect(copy.plain).toBe('REPRIS 2018\n\nRubrik\n\nMål & <siffror>.\nRad två');
  expect(copy.html).toBe(
    '<p><strong>REPRIS 2018</strong></p><p>Rubrik</p><p>Mål &amp; &lt;siffror&gt;.<br>Rad två</p>',
  );
});

test('the label is not said twice, and there is none on the real night', () => {
  expect(writtenCopy('REPRIS 2018\n\nText', 'REPRIS 2018').plain).toBe('REPRIS 2018\n\nText');
  expect(writtenCopy('Text', '').plain).toBe('Text');
});

test('addresses are links', () => {
  expect(writtenCopy('Se https://m.example/p/180909-1-abcd/KF-2326.andel', '').html).toBe(
    '<p>Se <a href="https://m.example/p/180909-1-abcd/KF-2326.andel">https://m.example/p/180909-1-abcd/KF-2326.andel</a></p>',
  );
});
