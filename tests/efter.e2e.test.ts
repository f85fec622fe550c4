import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { startEndedServer, type TestServer } from './support/server.ts';

/** The retrospective in a real browser after the night 2018. */

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

async function open(
  context: TestContext,
  path: string,
  width = 1366,
  javaScriptEnabled = true,
): Promise<Page> {
  if ('missing' in started) context.skip(started.missing);
  const { browser } = started as { browser: Browser };
  const fresh = await browser.newContext({
    viewport: { width, height: 768 },
    reducedMotion: 'reduce',
    javaScriptEnabled,
  });
  onTestFinished(() => fresh.close());
  fresh.setDefaultTimeout(120_000);
  const page = await fresh.newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

test('the answer, and Bräcke’s late votes in a heading of their own, without JavaScript', async (context) => {
  const page = await open(context, '/efter', 1366, false);
  const heads = (await page.locator('h2').allInnerTexts()).map(plain);
  expect(heads[0]).toBe('Ett av tolv resultatmål nåddes, fyra av nio mål att styra; åtta är okända');
  expect(heads).toContain(
    'De sena rösterna vägde tyngst i Bräcke: 767 av 4 131 röster sänkte S med 1,39 procentenheter och flyttade ett mandat från S till C',
  );
  expect(plain(await page.locator('main').innerText())).toContain(
    'Valnattens siffror finns inte bevarade; här skiljs bara mellan vallokaler och uppsamlingsdistrikt, båda slutligt räknade',
  );
  await page.getByRole('link', { name: 'kommunval', exact: true }).click();
  expect(page.url()).toContain('valtyp=kommunval');
  expect(plain(await page.locator('#distrikten h2').innerText())).toMatch(/jämförbara distrikt/);
});

test('the figures behind a picture come as a file that says what it is', async (context) => {
  if ('missing' in started) context.skip(started.missing);
  const answer = await fetch(`${server.url}/efter/tabell/valen`);
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const lines = (await answer.text()).trim().split('\n');
  expect(lines[0]).toContain('andel 2018, %');
  expect(lines.find((line) => line.includes(';Bräcke;'))).toMatch(
    /36,81;35,05;-1,76;.*REPRIS 2018;Källa: Valmyndigheten/,
  );
  expect((await fetch(`${server.url}/efter/tabell/omraknade`)).status).toBe(404);
});

test('every year: what is not on record is called unknown, the goal has its line', async (context) => {
  const page = await open(context, '/efter/aren');
  const words = plain(await page.locator('main').innerText());
  expect(words).toContain('mål 2018: mer än 39,78 %');
  expect(words).toContain('mål 2018: minst 35 051 röster');
  expect(words).toContain('Källa: SCB, Valmyndigheten');
  expect(await page.locator('.governing.unknown').count()).toBeGreaterThan(10);
});

test('how far off the count and the projection were, once the final count tells it', async (context) => {
  const page = await open(context, '/efter/natten', 1366, false);
  const part = page.locator('section.errors');
  expect(await part.locator('h3').count()).toBe(10);
  const riksdag = part.locator('section').first();
  await riksdag.locator('summary').click();
  const rows = (await riksdag.locator('tbody tr').allInnerTexts()).map(plain);
  // Sunday's 27 772 of 82 026 against the final 28 632 of 85 223: 33,858 and 33,597 %.
  expect(rows.at(-1)).toMatch(/^23\.38 82 av 82 distrikt 0,26 \d,\d\d$/);
  expect(rows[0]).toMatch(/–$/);
  const before = await open(context, '/efter/natten?vid=2018-09-09T23.59', 1366, false);
  expect(await before.locator('.goals').count()).toBe(1);
  expect(await before.locator('section.errors').count()).toBe(0);
});

test('pages read on a phone, and axe finds nothing', async (context) => {
  for (const path of ['/efter', '/efter/aren', '/efter/natten']) {
    for (const width of [390, 1920]) {
      const page = await open(context, path, width);
      const over = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([path, width, over]).toEqual([path, width, 0]);
      if (width !== 390) continue;
      await page.evaluate(axe);
      const found = (await page.evaluate(
        'axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 90)).slice(0, 3)]))',
      )) as unknown[];
      expect([path, found]).toEqual([path, []]);
    }
  }
});
