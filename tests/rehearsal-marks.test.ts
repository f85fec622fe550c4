/**
 * The authority's rehearsal (`genrep2026`) through the real web process: whatever leaves it, a page, a copy or a file,
 * says that it is no result of an election, and names everyone whose figures last time's are.
 */
import AdmZip from 'adm-zip';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { NightClock } from '../src/feed/clock.ts';
import { startFeed, type ListeningFeed } from '../src/feed/listen.ts';
import { openNight } from '../src/feed/nights/index.ts';
import { timelineOf } from '../src/feed/start.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { cardContent } from '../src/lib/press/card-content.ts';
import { cardSvg } from '../src/lib/press/card.ts';
import { embedHtml } from '../src/lib/press/card-embed.ts';
import { bareCopy, sentenceCopy, type Copy, type CopyContext } from '../src/lib/press/copy.ts';
import { figuresOf } from '../src/lib/press/figures.ts';
import { lengthsOf } from '../src/lib/press/sentence.ts';
import { statementCopy } from '../src/lib/press/statement.ts';
import { contestsTable, goalsTable, partiesTable, rowCopy, tableCopy } from '../src/lib/press/table.ts';
import type { FigureAnswer, FiguresAnswer } from '../src/lib/server/api/figures.ts';
import { scenesOf } from '../src/lib/storbild/scenes.ts';
import { reader, startDeskServer } from './support/desk.ts';
import { newest, until, type TestServer } from './support/server.ts';

const LABEL = 'TEST – EJ VALRESULTAT';
const CREDIT = 'Källa: SCB, Valmyndigheten';

let feed: ListeningFeed;
let server: TestServer;
let snapshot: Snapshot;

beforeAll(async () => {
  const night = openNight('genrep2026');
  const startAt = Date.parse('2026-10-01T12:00:00+02:00');
  feed = await startFeed({
    night,
    clock: new NightClock({ timeline: timelineOf(night), startAt, speed: 1 }),
  });
  server = await startDeskServer({
    FEED_URL: feed.baseUrl ?? '',
    FEED_INTERVAL: '1',
    PROGRAMME: 'jamtland-2026',
  });
  await until(async () => {
    snapshot = await newest(server);
    return snapshot.contests.every(({ stage }) => stage === 'final');
  }, 240_000);
});
afterAll(async () => {
  await server?.stop();
  await feed?.close();
});

const ask = async (path: string): Promise<Response> => {
  const response = await fetch(`${server.url}${path}`);
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return response;
};
const json = async <T>(path: string): Promise<T> => (await (await ask(path)).json()) as T;

/** What a reader without script sees, and the title. */
function read(html: string) {
  const body = html.slice(html.indexOf('<body')).replaceAll(/<(script|style)\b.*?<\/\1>/gs, '');
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '';
  return { title, text: body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') };
}
function expectMarked(path: string, html: string): void {
  const { title, text } = read(html);
  expect(title, path).toMatch(new RegExp(`^${LABEL} · .`));
  expect(text, path).toContain(LABEL);
  for (const [, words] of html.matchAll(/<meta (?:property="og:\w+"|name="description") content="([^"]*)"/g))
    expect(words, path).toContain(LABEL);
}

test('the feed is a rehearsal, and what came of it is a test', () => {
  expect(feed.baseUrl).toContain('/genrep2026/');
  expect(snapshot.night).toMatchObject({ mode: 'test', label: LABEL });
  expect(snapshot.programme.credit).toBe(CREDIT);
});

describe('every page', () => {
  const PAGES = [
    '/',
    '/kommun/2303',
    '/kommun/2380?valtyp=regionval',
    '/region/23',
    '/lan',
    '/karta',
    '/press',
    '/efter',
    '/efter/natten',
    '/efter/aren',
    '/efter/rapport',
    '/efter/rapport/2303',
    '/sa-raknar-vi',
  ];

  const DESK = [
    '',
    '/siffror',
    '/filer',
    '/styre',
    '/styre/2303',
    '/muntligt',
    '/kontroll',
    '/storbild',
    '/logg',
  ].map((path) => `/redaktion${path}`);

  test.each(PAGES)('%s says so in its title and in its text', async (path) => {
    const html = await (await ask(path)).text();
    expectMarked(path, html);
    // Past elections have credits of their own.
    if (path !== '/efter/aren') expect(read(html).text).not.toContain('Källa: Valmyndigheten');
    expect(read(html).text).toContain(CREDIT);
  });

  test('the region’s final result is told for the region only, where the feed told no municipality’s', async () => {
    const words = 'Det slutliga regionresultatet är hämtat för hela regionen, inte per kommun.';
    for (const path of ['/kommun/2303', '/kommun/2303?valtyp=regionval', '/lan']) {
      const html = await (await ask(path)).text();
      expect(read(html).text, path).toContain(words);
      expect(/<a href="[./]*\/region\/23"[^>]*>Region Jämtland Härjedalen</.test(html), path).toBe(true);
      expect(read(html).text, path).not.toMatch(/inga uppgifter ännu|Inga distrikt räknade ännu|har kommit/);
    }
  });

  test('the report of a mere comparison speaks of no adopted goal', async () => {
    const report = read(await (await ask('/efter/rapport')).text()).text;
    expect(report).toContain('Jämförelse med 2022, inga antagna mål.');
    expect(report).not.toContain('resultatmål');
  });

  test('every scene of the big screen', async () => {
    const scenes = scenesOf(snapshot).map(({ id }) => id);
    expect(scenes.length).toBeGreaterThan(5);
    for (const path of ['/storbild', ...scenes.map((id) => `/storbild/${id}`)])
      expectMarked(path, await (await ask(path)).text());
  });

  test('a copied figure at its address, and every goal’s card for other sites', async () => {
    const { figures } = await json<FiguresAnswer>('/api/figures');
    const ofEachKind = new Map(figures.map((figure) => [figure.kind, figure])).values();
    for (const { permalink } of ofEachKind) {
      const { pathname } = new URL(permalink);
      expectMarked(pathname, await (await ask(pathname)).text());
    }
    expect(snapshot.targets.length).toBeGreaterThan(0);
    for (const { id } of snapshot.targets)
      expectMarked(id, await (await ask(`/kort/${encodeURIComponent(id)}`)).text());
  });

  test('a page that is not there', async () => {
    for (const path of ['/finns-inte', '/kommun/9999', '/kort/finns-inte'])
      expectMarked(path, await (await fetch(`${server.url}${path}`)).text());
  });

  test.each(DESK)('of the desk: %s, signed in or not', async (path) => {
    const desk = reader(server);
    expectMarked(path, (await desk.get(path)).html);
    expect((await desk.signIn()).status).toBe(303);
    expectMarked(path, (await desk.get(path)).html);
  });
});

describe('every copy', () => {
  const context = (): CopyContext => ({
    snapshot,
    publicUrl: server.url,
    lostSince: null,
    decimals: 2,
  });
  const expectCopyMarked = (copy: Copy | null, what: string): void => {
    expect(copy?.plain.split('\n')[0], what).toBe(LABEL);
    expect(copy?.html.slice(0, 120), what).toContain(LABEL);
  };

  test('of a figure: the bare one and its sentences, with everyone who is to be named', () => {
    const figures = figuresOf(snapshot);
    expect(new Set(figures.map(({ kind }) => kind)).size).toBeGreaterThan(4);
    for (const figure of figures) {
      expectCopyMarked(bareCopy(figure, context()), figure.id);
      for (const length of lengthsOf(figure)) {
        const copy = sentenceCopy(figure, length, context());
        expectCopyMarked(copy, `${figure.id} ${length}`);
        for (const text of [copy?.plain, copy?.html]) expect(text, figure.id).toContain(`${CREDIT}.`);
      }
    }
  });

  test('of a table, of one row of it, and of a statement', () => {
    const tables = [
      contestsTable(snapshot),
      goalsTable(snapshot),
      ...snapshot.contests.map((contest) => partiesTable(contest, snapshot.programme)),
    ];
    for (const table of tables) {
      expectCopyMarked(tableCopy(table, context()), 'table');
      expectCopyMarked(rowCopy(table, table.rows[0]?.id ?? '', context()), 'row');
      expect(tableCopy(table, context()).plain).not.toContain('Källa: Valmyndigheten');
    }
    const statement = statementCopy(
      snapshot.targets.map(({ id }) => id),
      snapshot,
      context(),
    );
    expectCopyMarked(statement, 'statement');
    expect(statement?.plain).toContain(CREDIT);
  });

  test('of a goal’s card for other sites, and of a picture, which the clipboard takes as PNG', () => {
    for (const target of snapshot.targets)
      expect(embedHtml(target, server.url, snapshot.night.label)).toContain(`title="${LABEL} · `);
    for (const figure of figuresOf(snapshot)) {
      const svg = cardSvg(cardContent(figure, snapshot), { theme: 'light', font: '' });
      // The title, the band, and across the figure.
      expect(svg.split(LABEL).length, figure.id).toBe(4);
      expect(svg, figure.id).toContain(`${CREDIT}.</desc>`);
    }
  });
});

describe('every file', () => {
  const CSV = [
    '/api/contests/RD-23/districts?format=csv',
    '/api/contests/RD-23/districts?format=csv&kommun=2303',
    '/api/figures?format=csv',
    '/api/figures/RD-23.andel?format=csv',
    '/efter/tabell/valen',
    '/efter/tabell/partierna',
    '/efter/tabell/aren',
    '/efter/tabell/rakningarna',
  ];
  test.each(CSV)('%s says so in every row', async (path) => {
    const [head, ...rows] = (await (await ask(path)).text()).trimEnd().split('\n');
    expect(head).toContain('märkning');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toContain(LABEL);
  });

  test('JSON: in its label, and in a header of every answer of the API', async () => {
    const { label } = (await json<Snapshot>('/api/snapshot')).night;
    expect(label).toBe(LABEL);
    const labelled = [
      '/api/contests/RD-23/districts',
      '/api/contests/RF-23/seats',
      '/api/contests/RD-23/curve',
      '/api/places',
      '/api/places/2303',
      '/api/aftermath',
      '/api/figures',
      '/api/figures/RD-23.andel',
    ];
    for (const path of labelled)
      expect(await json(path), path).toMatchObject({ label: LABEL, source: CREDIT });
    const { figure } = await json<FigureAnswer>('/api/figures/RD-23.andel');
    expect(figure).toMatchObject({ source: CREDIT, ground: expect.stringContaining(`${CREDIT}.`) });
    const lists = ['events', 'files', 'findings', 'oral', 'counts', 'screen', 'aftermath/years', 'health'];
    for (const path of [...labelled, ...lists.map((name) => `/api/${name}`)])
      expect((await ask(path)).headers.get('x-malvakt-label'), path).toBe('TEST - EJ VALRESULTAT');
  });

  test('a figure as a picture', async () => {
    const svg = await (await ask('/api/figures/RD-23.andel/card.svg')).text();
    expect(svg).toContain(LABEL);
    expect(svg).toContain(CREDIT);
  });

  test('every sheet of the spreadsheet', async () => {
    const zip = new AdmZip(Buffer.from(await (await ask('/api/report.xlsx')).arrayBuffer()));
    const strings = zip.readAsText('xl/sharedStrings.xml');
    const sheets = zip.getEntries().filter(({ entryName }) => /worksheets\/sheet\d+\.xml$/.test(entryName));
    const titles = [...strings.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].filter(([, text]) =>
      text?.startsWith(`${LABEL} · `),
    );
    expect(sheets.length).toBeGreaterThan(3);
    expect(titles.length).toBe(sheets.length);
    expect(strings).toContain(`${CREDIT}. `);
    expect(strings).not.toContain('Källa: Valmyndigheten. ');
  });

  test('every page of the printed report', async (context) => {
    const response = await fetch(`${server.url}/api/report.pdf`);
    if (response.status === 503) context.skip('no Chromium prints here');
    const pages = await pagesOf(context, Buffer.from(await response.arrayBuffer()));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, index) => expect(page, `page ${index + 1}`).toContain(LABEL));
  });

  test('the archive of the night: its name, what it says of itself, and its manifest', async () => {
    const response = await fetch(`${server.url}/api/archive`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(response.headers.get('content-disposition')).toContain('malvakt-test-2026-09-13.zip');
    const zip = new AdmZip(Buffer.from(await response.arrayBuffer()));
    const readme = zip.readAsText('malvakt.txt');
    expect(readme.split('\n')[0]).toBe(LABEL);
    expect(readme).toContain(CREDIT);
    expect(JSON.parse(zip.readAsText('manifest.json'))).toMatchObject({
      rights: CREDIT,
      night: { mode: 'test', label: LABEL },
    });
  });
});

/** The PDF's text, page by page. */
async function pagesOf(context: TestContext, pdf: Buffer): Promise<readonly string[]> {
  const PDFTOTEXT = '/usr/bin/pdftotext';
  await access(PDFTOTEXT).catch(() => context.skip('pdftotext is not installed'));
  const folder = await mkdtemp(join(tmpdir(), 'malvakt-pdf-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'report.pdf'), pdf);
  const { stdout } = await promisify(execFile)(PDFTOTEXT, ['-layout', join(folder, 'report.pdf'), '-']);
  return stdout.split('\f').filter((page) => page.trim() !== '');
}
