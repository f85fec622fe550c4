/** Copied figures at their addresses, a goal's card in other people's pages, and cards as pictures, in a real browser. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { embedHtml } from '../src/lib/press/card-embed.ts';
import { cardSvg } from '../src/lib/press/card.ts';
import type { FigureAnswer, FiguresAnswer } from '../src/lib/server/api/figures.ts';
import { startBrowser } from './support/browser.ts';
import { mainOf } from './support/desk.ts';
import { startEndedServer, type TestServer } from './support/server.ts';

let started: Awaited<ReturnType<typeof startBrowser>>;
let server: TestServer;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  started = await startBrowser();
  server = await startEndedServer();
});
afterAll(async () => {
  if (started && 'browser' in started) await started.browser.close();
  await server?.stop();
});

function browserOf(context: TestContext): Browser {
  if ('missing' in started) context.skip(started.missing);
  return (started as { browser: Browser }).browser;
}
async function blank(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(60_000);
  return context.newPage();
}
const ask = async <T>(path: string): Promise<T> => (await (await fetch(`${server.url}${path}`)).json()) as T;
/** The path of a figure's permalink: the public address is another than the test's. */
const linkOf = async (id: string, asked = '') =>
  new URL((await ask<FigureAnswer>(`/api/figures/${id}${asked}`)).figure.permalink).pathname;
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe('a permalink', () => {
  test('shows without script the figure as it stood, its ground, its files, and what it is now', async (context) => {
    const page = await blank(browserOf(context), {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    const then = await ask<FigureAnswer>('/api/figures/RD-23.andel?revision=72');
    await page.goto(`${server.url}${await linkOf('RD-23.andel', '?revision=72')}`);
    const text = plain(await page.locator('main').innerText());
    expect(text).toContain(plain(then.figure.value));
    expect(text).toContain(plain(then.figure.sentences.statement ?? ''));
    expect(text).toContain(plain(then.figure.ground));
    for (const { file } of then.behind.files) expect(text).toContain(file.sha256);
    expect(then.behind.files.length).toBeGreaterThan(0);
    // The official final result: 28 632 of 85 223.
    expect(text).toContain('Räkningen har kommit längre');
    expect(text).toMatch(/Nu: 33,60 %/);
    expect(await page.locator('body').innerText()).toContain('REPRIS 2018');
    const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(wider)).toBe(0);
    await page.getByRole('link', { name: 'Siffran som den är nu' }).click();
    await page.getByRole('heading', { name: 'Siffran står sig' }).waitFor();
  });

  test('goes to a district’s figure, too, and to a fact that is in no file', async () => {
    const { figures } = await ask<FiguresAnswer>('/api/figures?contest=KF-2326');
    for (const figure of figures.filter(({ id }) => /\.\d{8}\.andel$|governing/.test(id))) {
      const response = await fetch(`${server.url}${new URL(figure.permalink).pathname}`);
      expect(response.status, figure.id).toBe(200);
      const text = plain(mainOf(await response.text()));
      expect(text).toContain(plain(figure.ground));
      expect(text.includes('Ingen resultatfil')).toBe(figure.basis === null);
    }
  });

  test.each([
    ['of another run', '/p/180909-72-0000/RD-23.andel', 'Länken hör till en annan körning'],
    [
      'of a revision that is not here',
      '/p/180909-99999-0000/RD-23.andel',
      'Länken hör till en annan körning',
    ],
    ['of a figure that never was', '/p/180909-72-0000/RD-99.andel', 'Länken hör till en annan körning'],
    [
      'of another election',
      '/p/140914-72-0000/RD-23.andel',
      'Länken hör till valet söndag 14 september 2014',
    ],
    ['that lost its end', '/p/180909-72/RD-23.andel', 'Länken är inte hel'],
    ['of a day that is none', '/p/189999-72-0000/RD-23.andel', 'Länken är inte hel'],
  ])('%s is a clear page', async (_what, path, title) => {
    const response = await fetch(`${server.url}${path}`);
    expect(response.status).toBe(404);
    expect(mainOf(await response.text())).toContain(title);
  });
});

test.for(['light', 'dark'] as const)(
  'copied figures and cards can be read by all: %s',
  async (scheme, context) => {
    const page = await blank(browserOf(context), { colorScheme: scheme });
    const link = await linkOf('RD-23.andel', '?revision=72');
    for (const path of [link, '/kort/rd-share', '/kort/kf-governing-2303']) {
      await page.goto(`${server.url}${path}`);
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
      );
      expect(found, path).toEqual([]);
    }
  },
);

describe('a goal’s card in another page', () => {
  /** A page of the party's own, with what the press page gives to copy: another port is another origin. */
  async function elsewhere(browser: Browser, html: string): Promise<Page> {
    const site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html>${html}`);
    });
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void site.close());
    const page = await blank(browser, { viewport: { width: 500, height: 900 } });
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    return page;
  }

  test('stands in its frame with answer, figure, ground and label; other pages of ours do not', async (context) => {
    const goal = { id: 'kf-share-2326', label: 'Berg' };
    const overview = `<iframe name="annan" src="${server.url}/"></iframe>`;
    const page = await elsewhere(browserOf(context), embedHtml(goal, server.url) + overview);
    const card = page.frameLocator('iframe[title="Målvakt: Berg"]').locator('main');
    await card.getByText('40,60').waitFor();
    const text = plain(await card.innerText());
    expect(text).toMatch(/REPRIS 2018 .*Nått 40,60 %.*Slutligt resultat.*Källa: Valmyndigheten/);
    const fits =
      'document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth';
    const frame = page.frames().find((each) => each.url().includes('/kort/'));
    expect(await frame?.evaluate(fits)).toBe(true);
    const annan = page.frame('annan');
    expect(await annan?.evaluate('document.body.innerText.includes("Målvakt")').catch(() => false)).toBe(
      false,
    );
    const [link] = await Promise.all([
      page.waitForEvent('popup'),
      card.getByRole('link', { name: 'Siffran och dess underlag' }).click(),
    ]);
    await link.getByRole('heading', { name: 'Siffran står sig' }).waitFor();
  });

  test('says of an unknown goal that there is none', async () => {
    const response = await fetch(`${server.url}/kort/rd-annat`);
    expect(response.status).toBe(404);
    expect(mainOf(await response.text())).toContain('Målet finns inte här');
  });
});

describe('a card as a picture', () => {
  /** Texts that stand outside the margins or reach into the line above the ground: what and by how much. */
  const OUTSIDE = `[...document.querySelectorAll('svg text')].flatMap((text) => {
    if (text.hasAttribute('transform')) return [];
    const { x, y, width, height } = text.getBBox();
    const low = Number(text.getAttribute('y')) < 590 ? 586 : 675;
    const baseline = Number(text.getAttribute('y'));
    return x >= 59 && x + width <= 1141 && y >= 0 && baseline <= low ? [] : [[text.textContent, x, x + width, baseline]];
  })`;

  test('keeps every text within its margins, however long the names are', async (context) => {
    const page = await blank(browserOf(context), { viewport: { width: 1200, height: 675 } });
    const { figures } = await ask<FiguresAnswer>('/api/figures?revision=72');
    const { figures: last } = await ask<FiguresAnswer>('/api/figures');
    const svgs: string[] = [];
    for (const { card } of [...figures, ...last].filter((_, index) => index % 6 === 0)) {
      const { pathname, search } = new URL(card);
      svgs.push(await (await fetch(`${server.url}${pathname}${search}`)).text());
    }
    const font = /src:url\((data:[^)]*)\)/.exec(svgs[0] ?? '')?.[1] ?? '';
    const long = 'Framtidsdemokraterna för Härjedalens och Jämtlands glesbygdskommuner i samverkan';
    svgs.push(
      cardSvg(
        {
          label: 'TEST – EJ VALRESULTAT',
          title: `Kommunvalet i ${long}`,
          subtitle: `Mål: ${long} ${long}`,
          state: 'leaningMissed',
          number: '1\u00a0234\u00a0567',
          unit: 'procentenheter',
          against: `${long} ${long} ${long}`,
          ground: `${long} ${long} ${long}`,
          colour: '#e8112d',
          picture: { kind: 'bar', from: 0, to: 1, now: 0.5, mark: { at: 1, label: '2014' } },
          said: long,
        },
        { theme: 'dark', font },
      ),
    );
    for (const svg of svgs) {
      await page.setContent(`<body style="margin:0">${svg}`);
      await page.evaluate('document.fonts.ready.then(() => undefined)');
      expect(await page.evaluate(OUTSIDE), /<title>([^<]*)/.exec(svg)?.[1]).toEqual([]);
      expect(await page.evaluate(`document.fonts.check('750 20px "Inter Card"')`)).toBe(true);
    }
  });

  test('becomes a PNG of twice its size, with the label’s band, the figure and the ground drawn', async (context) => {
    const page = await blank(browserOf(context));
    await page.goto(`${server.url}/kort/rd-share`);
    await page.addScriptTag({ content: await bundled('src/lib/press/card-png.ts') });
    const made = await page.evaluate(`(async () => {
      const svg = await (await fetch('/api/figures/kf-share-2326.lage/card.svg')).text();
      const png = await pictures.cardPng(svg);
      const bytes = new Uint8Array(await png.arrayBuffer());
      return { type: png.type, bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
    })()`);
    const { type, bytes } = made as { type: string; bytes: string };
    expect(type).toBe('image/png');
    const png = PNG.sync.read(Buffer.from(bytes, 'base64'));
    expect([png.width, png.height]).toEqual([2400, 1350]);
    const dark = (x: number, y: number) => (png.data[(y * png.width + x) * 4] ?? 0) < 60;
    /** How much of a part of the picture (in the card's units) is dark, 0 to 1. */
    const ink = (left: number, top: number, right: number, bottom: number) => {
      let found = 0;
      for (let y = top * 2; y < bottom * 2; y += 1)
        for (let x = left * 2; x < right * 2; x += 1) if (dark(x, y)) found += 1;
      return found / ((right - left) * (bottom - top) * 4);
    };
    expect(ink(400, 5, 1100, 50)).toBe(1);
    expect(ink(110, 290, 500, 400)).toBeGreaterThan(0.2);
    expect(ink(60, 440, 700, 480)).toBeGreaterThan(0.02);
    expect(ink(1040, 595, 1140, 625)).toBeGreaterThan(0.05);
    expect(ink(0, 60, 55, 670)).toBe(0);
  });

  /** A module of the browser's as one script that a page can be given. */
  async function bundled(entry: string): Promise<string> {
    const made = await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, lib: { entry, formats: ['iife'], name: 'pictures' } },
    });
    const [output] = Array.isArray(made) ? made : [made];
    if (!output || !('output' in output)) throw new Error(`${entry} made no script`);
    return output.output[0].code;
  }
});
