/** The congress report of 2018 as it leaves the house: the page to print, the PDF, the spreadsheet. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import AdmZip from 'adm-zip';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { mainOf } from './support/desk.ts';
import { startEndedServer, type TestServer } from './support/server.ts';

/** Valmyndigheten's final figures of 2018 and the programme's of 2014 (mission), as they are read in Swedish. */
const SHARES = ['33,60 %', '31,40 %', '40,60 %', '39,78 %', '38,57 %', '38,75 %', '51,12 %'];
const VOTES = ['28 632', '26 278', '35 051', '33 178'];
const HAND_COUNTS =
  'mål;datum;värde;källa\nrecruited;2018-05-31;120;registret\nrecruited;2018-12-31;287;registret\n';
const GOALS = 29;

let server: TestServer;
beforeAll(async () => {
  server = await startEndedServer();
  const response = await fetch(`${server.url}/api/counts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'text/csv' },
    body: HAND_COUNTS,
  });
  if (!response.ok) throw new Error(await response.text());
});
afterAll(() => server?.stop());

const plain = (text: string): string => text.replaceAll(/[\s\u{a0}]+/gu, ' ');
const page = async (path: string) => (await fetch(`${server.url}${path}`)).text();

describe('the page to print', () => {
  test('holds every goal’s figure, the label in every margin, and no navigation on paper', async () => {
    const html = await page('/efter/rapport');
    const text = plain(mainOf(html));
    for (const figure of [...SHARES, ...VOTES, '287 medlemmar', '120']) expect(text).toContain(figure);
    const goals = /id="malen"[\s\S]*?<\/table>/.exec(html)?.[0] ?? '';
    expect(goals.match(/<tr[ >]/g)).toHaveLength(1 + GOALS);
    expect(html).toContain('@top-left { content: "REPRIS 2018"; font-weight: 700; }');
    expect(html).toContain('counter(page)');
    expect(html).not.toContain('<script');
  });

  test('names every part in its contents, and each is there', async () => {
    const html = await page('/efter/rapport');
    const contents = /<nav class="contents[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
    const parts = [...contents.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id);
    expect(parts).toHaveLength(8 + 8);
    for (const id of parts) expect(html).toContain(`id="${id}"`);
  });

  test('of one municipality holds its own and nobody else’s', async () => {
    const text = plain(mainOf(await page('/efter/rapport/2305')));
    for (const figure of ['36,81 %', '767 av 4 131', 'Bräcke', 'S, M, V']) expect(text).toContain(figure);
    expect(text).not.toContain('Strömsund');
    expect((await fetch(`${server.url}/efter/rapport/9999`)).status).toBe(404);
  });
});

describe('the spreadsheet', () => {
  test('has a sheet for each kind, the label on all of them, and numbers as numbers', async () => {
    const response = await fetch(`${server.url}/api/report.xlsx`);
    const zip = new AdmZip(Buffer.from(await response.arrayBuffer()));
    const sheets = sheetsIn(zip);
    expect(Object.keys(sheets)).toEqual(
      expect.arrayContaining([
        'Målens utfall',
        'Valen då och nu',
        'Mandat då och nu',
        'Mål som räknas för hand',
      ]),
    );
    for (const [name, rows] of Object.entries(sheets)) expect(rows[0]?.[0], name).toContain('REPRIS 2018');
    const goals = sheets['Målens utfall'] ?? [];
    expect(goals).toHaveLength(3 + GOALS);
    const share = goals.find(([label]) => label === 'Bättre resultat i riksdagsvalet än 2014');
    expect(share?.[2]).toBeCloseTo((100 * 28_632) / 85_223, 10);
    expect(share?.[3]).toBeCloseTo((100 * 33_303) / 83_714, 10);
    const votes = goals.find(([label]) => plain(String(label)) === 'Minst 1 748 fler röster i riksdagsvalet');
    expect(votes?.slice(2, 6)).toEqual([28_632, 35_051, 'röster', 28_632 - 35_051]);
    const byHand = sheets['Mål som räknas för hand']?.filter(([label]) =>
      String(label).startsWith('310 nya'),
    );
    expect(byHand?.map((row) => row[2])).toEqual([120, 287]);
    const council = sheets['Mandat då och nu']?.find(([area, party]) => area === 'Bräcke' && party === 'S');
    expect(council?.slice(2, 7)).toEqual([14, 39, 11, 31, -3]);
  });
});

describe('the PDF', () => {
  test('is tagged A4 with every goal’s figure in it, the label on every page', async (context) => {
    const pdf = await printed(context, '/api/report.pdf');
    const text = await textOf(context, pdf);
    const pages = text.split('\f').filter((one) => one.trim() !== '');
    expect(pages.length).toBeGreaterThan(10);
    for (const [index, one] of pages.entries()) {
      expect(one).toContain('REPRIS 2018');
      expect(plain(one)).toContain(`Sida ${index + 1} av ${pages.length}`);
    }
    for (const figure of [...SHARES, ...VOTES, '287 medlemmar']) expect(plain(text)).toContain(figure);
    expect(pdf.toString('latin1')).toMatch(/\/Marked true/);
    const listed = /Innehåll(.*)Delens nummer/.exec(plain(pages[0] ?? ''))?.[1] ?? '';
    const contents = [...listed.matchAll(/(\d+ [A-ZÅÄÖ][\p{L}, ()]+?) (\d+)(?= |$)/gu)];
    expect(contents).toHaveLength(8 + 8);
    for (const [, part = '', number] of contents) {
      const before = plain(pages[Number(number) - 2] ?? '');
      const there = plain(pages[Number(number) - 1] ?? '');
      expect([part, there.includes(part), before.includes(`${part} Sida`)]).toEqual([part, true, false]);
    }
  });

  test('of one municipality is its own', async (context) => {
    const pdf = await printed(context, '/api/report.pdf?kommun=2326');
    expect(plain(await textOf(context, pdf))).toContain('40,60 %');
    expect((await fetch(`${server.url}/api/report.pdf?kommun=9999`)).status).toBe(404);
  });
});

async function printed(context: TestContext, path: string): Promise<Buffer> {
  const response = await fetch(`${server.url}${path}`);
  if (response.status === 503) {
    const { error, fault } = (await response.json()) as { error: string; fault: string };
    expect(error).toContain('/efter/rapport');
    if (fault === 'noBrowser') context.skip(error);
  }
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** The PDF's text, pages parted by form feeds. */
async function textOf(context: TestContext, pdf: Buffer): Promise<string> {
  const PDFTOTEXT = '/usr/bin/pdftotext';
  await access(PDFTOTEXT).catch(() => context.skip('pdftotext is not installed'));
  const folder = await mkdtemp(join(tmpdir(), 'malvakt-pdf-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'report.pdf'), pdf);
  const { stdout } = await promisify(execFile)(PDFTOTEXT, ['-layout', join(folder, 'report.pdf'), '-'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

type Value = string | number | null;

/** Every sheet's rows by its name, read apart from what wrote them: a number only where the file has one. */
function sheetsIn(zip: AdmZip): Readonly<Record<string, readonly (readonly Value[])[]>> {
  const always = new Set(['row', 'c', 'si', 'sheet']);
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    isArray: (name) => always.has(name),
  });
  const read = (name: string) => parser.parse(zip.readAsText(name)) as Record<string, never>;
  const shared = (
    (read('xl/sharedStrings.xml') as never)['sst']['si'] as { t: string | { '#text': string } }[]
  ).map(({ t }) => String(typeof t === 'object' ? t['#text'] : t));
  const names = (
    (read('xl/workbook.xml') as never)['workbook']['sheets']['sheet'] as { '@_name': string }[]
  ).map((sheet) => sheet['@_name']);
  return Object.fromEntries(
    names.map((name, index) => {
      const sheet = read(`xl/worksheets/sheet${index + 1}.xml`) as never;
      const rows = sheet['worksheet']['sheetData']['row'] as { c?: CellXml[] }[];
      return [name, rows.map(({ c = [] }) => rowOf(c, shared))];
    }),
  );
}

interface CellXml {
  readonly '@_r': string;
  readonly '@_t'?: string;
  readonly v?: string | number;
}

function rowOf(cells: readonly CellXml[], shared: readonly string[]): Value[] {
  const row: Value[] = [];
  for (const cell of cells) {
    const letters = /^[A-Z]+/.exec(cell['@_r'])?.[0] ?? '';
    const column = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
    while (row.length < column) row.push(null);
    if (cell.v === undefined) row.push(null);
    else row.push(cell['@_t'] === 's' ? (shared[Number(cell.v)] ?? null) : Number(cell.v));
  }
  return row;
}
