/** The report where things are missing: no Chromium, no figures, no such place. */
import { describe, expect, test } from 'vitest';
import { countTitle } from '../src/lib/hand-counts.ts';
import { createPrintPdf } from '../src/lib/server/print-pdf.ts';
import { pagesOfAnchors } from '../src/lib/server/pdf-anchors.ts';
import { liveNight } from './support/live-night.ts';

test('without a Chromium the answer is a sentence that leads to the page to print', async () => {
  const { api } = await liveNight();
  const response = await api.request('/api/report.pdf');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    fault: 'noBrowser',
    error: expect.stringMatching(/Ingen Chromium.*Skriv ut sidan \/efter\/rapport/),
  });
  expect((await api.request('/api/report.pdf?kommun=abcd')).status).toBe(400);
  expect((await api.request('/api/report.pdf?kommun=9999')).status).toBe(404);
});

test('a Chromium that is not where it should be, or gives no PDF, is a named fault', async () => {
  const address = 'http://127.0.0.1:9/efter/rapport';
  const absent = await createPrintPdf('/no/such/chromium')(address);
  expect(absent).toEqual({ ok: false, error: { kind: 'noBrowser', looked: ['/no/such/chromium'] } });
  const another = await createPrintPdf(process.execPath)(address);
  expect(another).toMatchObject({ ok: false, error: { kind: 'failed' } });
});

test('a spreadsheet is there before the first figure, and not of a revision that is not', async () => {
  const { api } = await liveNight();
  const response = await api.request('/api/report.xlsx');
  expect(response.status).toBe(200);
  expect(new Uint8Array(await response.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
  expect((await api.request('/api/report.xlsx?revision=7')).status).toBe(404);
});

test('a place in a PDF is found on its page, whatever order the pages’ objects have in the file', () => {
  const pdf = [
    '%PDF-1.4',
    '40 0 obj\n<</Type /Page\n/Parent 1 0 R>>\nendobj',
    '7 0 obj\n<</Type /Page\n/Parent 1 0 R>>\nendobj',
    '50 0 obj\n<<\n/malen [7 0 R /XYZ 0 841.9 0]\n/kommun-2305 [40 0 R /XYZ 0 841.9 0]\n/borta [99 0 R /XYZ 0 1 0]>>',
  ].join('\n');
  expect([...pagesOfAnchors(Buffer.from(pdf))]).toEqual([
    ['malen', 1],
    ['kommun-2305', 2],
  ]);
  expect(pagesOfAnchors(Buffer.from('no PDF')).size).toBe(0);
});

describe('a hand-counted goal in words', () => {
  const goal = {
    target: 'recruited',
    label: '310 nya medlemmar',
    goal: 310,
    unit: 'medlemmar',
    until: '2018-12-31',
    grows: true,
    source: 'rad 184',
  };
  const at = (date: string, value: number) => ({ date, value, source: 'registret' });
  const words = (entries: readonly ReturnType<typeof at>[], until: string | null = goal.until) =>
    countTitle({ ...goal, until, entries }).replaceAll('\u{a0}', ' ');

  test.each([
    [[], 'Ingen siffra är införd; målet är minst 310 medlemmar, senast 31 december 2018'],
    [
      [at('2018-05-31', 120)],
      '120 medlemmar den 31 maj 2018: 190 kvar till målet 310, senast 31 december 2018',
    ],
    [
      [at('2018-05-31', 120), at('2018-12-31', 287)],
      '287 medlemmar den 31 december 2018: 23 under målet 310',
    ],
    [[at('2018-12-31', 310)], '310 medlemmar den 31 december 2018: målet 310 är nått'],
  ])('%#', (entries, told) => expect(words(entries)).toBe(told));

  test('names no last day where the programme names none', () => {
    expect(words([], null)).toBe('Ingen siffra är införd; målet är minst 310 medlemmar');
    expect(words([at('2018-12-31', 12.5)], null)).toBe(
      '12,5 medlemmar den 31 december 2018: 297,5 kvar till målet 310',
    );
  });
});
