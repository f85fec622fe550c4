import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { newest, startEndedServer, type TestServer } from './support/server.ts';

/** The page of a council, municipal or regional, in a real browser after the night 2018: Bräcke has C 12, S 11 of 31. */

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

async function open(browser: Browser, path: string, javaScriptEnabled = true): Promise<Page> {
  const viewport = { width: 1366, height: 768 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', javaScriptEnabled });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.goto(new URL(path, server.url).href);
  return page;
}

/** Opens a page and waits until its script has taken over: then it listens for news. */
async function openAlive(browser: Browser, path: string): Promise<Page> {
  const page = await open(browser, 'about:blank');
  await Promise.all([page.waitForRequest(`${server.url}/api/live`), page.goto(`${server.url}${path}`)]);
  return page;
}

/** Presses what leads to another address, and waits until that is there. */
async function follow(page: Page, button: Locator): Promise<void> {
  const left = page.url();
  await button.click();
  await page.waitForURL(({ href }) => href !== left);
}

const plain = (text: string) => text.replace(/\s+/g, ' ');
const sum = async (page: Page) => plain(await page.locator('.sum').innerText());
/** Labels of the maps that are shown and cover each other. */
const labelsAcross = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.labels')].flatMap((box) => {
      const labels = [...box.querySelectorAll('.label:not(.dropped)')].map((label) => ({
        text: label.textContent,
        at: label.getBoundingClientRect(),
      }));
      return labels.flatMap(({ text, at }, index) =>
        labels
          .slice(index + 1)
          .filter(
            (other) =>
              at.left < other.at.right - 0.5 &&
              other.at.left < at.right - 0.5 &&
              at.top < other.at.bottom - 0.5 &&
              other.at.top < at.bottom - 0.5,
          )
          .map((other) => `${text} | ${other.text}`),
      );
    }),
  );
const tap = (page: Page, code: string) =>
  page.locator('.parties').getByRole('button', { name: new RegExp(`^${code}\\b`) });

describe('a municipality’s page', () => {
  test('is reached from the overview and shows every party, votes summing to the valid', async (context) => {
    const page = await open(browserOf(context), '/');
    await page.getByRole('link', { name: 'Bräcke' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bräcke' }).waitFor();
    const votes = await page
      .locator('article[aria-labelledby=val-KF] tbody td:nth-of-type(1)')
      .allInnerTexts();
    const numbers = votes.map((text) => Number(text.replace(/\D/g, '')));
    const contest = (await newest(server)).contests.find(({ id }) => id === 'KF-2305');
    expect(numbers.reduce((total, number) => total + number, 0)).toBe(contest?.valid);
    expect(await page.locator('circle.seat').count()).toBe(31);
  });

  test('counts a choice against the majority, by keyboard, and the address keeps it', async (context) => {
    const page = await openAlive(browserOf(context), '/kommun/2305');
    expect(await sum(page)).toBe('5 mandat saknas till majoritet 11 av 31 – majoritet 16');
    await tap(page, 'C').focus();
    await page.keyboard.press('Space');
    await tap(page, 'C').and(page.locator('[aria-pressed=true]')).waitFor();
    expect(await sum(page)).toBe('Majoritet 23 av 31 – majoritet 16');
    expect(await page.locator('circle.seat.chosen').count()).toBe(23);
    await page.reload();
    expect(await sum(page)).toBe('Majoritet 23 av 31 – majoritet 16');
  });

  test('does the same without script', async (context) => {
    const page = await open(browserOf(context), '/kommun/2305', false);
    await follow(page, tap(page, 'C'));
    expect(await sum(page)).toBe('Majoritet 23 av 31 – majoritet 16');
    await follow(page, page.locator('.combinations button').first());
    expect(await sum(page)).toMatch(/^Majoritet 16 av 31/);
  });

  test('tells who got the last seat and who is next, with the order behind it, without script too', async (context) => {
    const page = await open(browserOf(context), '/kommun/2305', false);
    const section = page.locator('section[aria-labelledby=nasta]');
    // C 1484/23 against S 1448/23; MP has 80 of 4131 and needs 2 %.
    expect(plain(await section.locator('.answer').innerText())).toBe(
      'Sista mandatet gick till C. Närmast på tur: S, 37 röster ifrån. Färre räcker för MP: 3 röster, som också lyfter partiet över spärren.',
    );
    expect(await section.locator('tbody').isVisible()).toBe(false);
    await section.locator('summary').click();
    const rows = (await section.locator('tbody tr').allInnerTexts()).map(plain);
    expect(rows).toHaveLength(9);
    expect(rows.slice(5, 7)).toEqual(['31 C 1 484 23 64,52', 'på tur 1 S 1 448 23 62,96']);
  });

  test('has its own districts on a map, in the election that is chosen, with no label over another', async (context) => {
    const page = await open(browserOf(context), '/kommun/2380?valtyp=kommunval#distrikten');
    const map = page.locator('#distrikten .map');
    // 36 districts in 2018, of which two and two cannot be told apart in the rebuilt shapes.
    const codes = (await newest(server)).contests.find(({ id }) => id === 'KF-2380')?.counted.of;
    expect(codes).toBe(36);
    const shapes = await map.locator('.county .district title').allTextContents();
    expect(new Set(shapes.map((title) => title.split(':')[0])).size).toBe(shapes.length);
    expect(shapes.length).toBeLessThanOrEqual(36);
    expect(shapes.length).toBeGreaterThan(30);
    for (const size of [
      { width: 1366, height: 768 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await expect.poll(() => labelsAcross(page)).toEqual([]);
    }
    const said = await map.locator('.drawn').getAttribute('aria-label');
    await page.locator('#distrikten').getByRole('link', { name: 'riksdagsval' }).click();
    await page.waitForURL(/valtyp=riksdagsval/);
    await expect.poll(() => map.locator('.drawn').getAttribute('aria-label')).not.toBe(said);
  });

  test('has the map without script too', async (context) => {
    const page = await open(browserOf(context), '/kommun/2326', false);
    const map = page.locator('#distrikten .map');
    expect(await map.locator('.county .district').count()).toBe(5);
    expect(await labelsAcross(page)).toEqual([]);
    expect(plain(await page.locator('#distrikten figcaption').innerText())).toMatch(/jämföra med 2014/);
  });

  test('tells who governs by the fact on record, with term and source', async (context) => {
    const page = await open(browserOf(context), '/kommun/2305');
    const section = page.locator('section[aria-labelledby=styret]');
    expect(await section.getByRole('heading').innerText()).toBe('S ingår i styret');
    expect(plain(await section.locator('dl').innerText())).toBe(
      "Styre S, M, V Mandatperiod 2018–2022, sedan mandatperiodens början Stöd Minoritet Bedömt som det var 31 januari 2019 Källa bracke.se 'Ny ledning för kommunstyrelsen utsedd'",
    );
  });

  test.for(['/kommun/2380?val=S,C', '/region/23'])(
    'has nothing that axe finds fault with, in light and dark: %s',
    async (path, context) => {
      const page = await open(browserOf(context), path);
      await page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const faults = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
        );
        expect(faults).toEqual([]);
      }
    },
  );

  test('an unknown code says so and leads back', async (context) => {
    const page = await open(browserOf(context), '/kommun/9999');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Kommunen finns inte här');
    await page.getByRole('link', { name: 'Till översikten' }).click();
    await page.waitForURL(`${server.url}/`);
    expect((await fetch(`${server.url}/kommun/9999`)).status).toBe(404);
  });
});

describe('the region’s page', () => {
  test('is reached from the overview; its seats stay ours after the final count', async (context) => {
    const page = await open(browserOf(context), '/');
    await page.getByRole('link', { name: 'Region Jämtland Härjedalen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Regionvalet, Region Jämtland Härjedalen' }).waitFor();
    expect(await page.locator('circle.seat').count()).toBe(55);
    expect(await sum(page)).toBe('10 mandat saknas till majoritet 18 av 55 – majoritet 28');
    const majorities = await page.locator('section[aria-labelledby=majoriteter]').innerText();
    expect(majorities).toContain('Mandat beräknat av Målvakt');
  });

  test('tells what changed later beside the fact that decided', async (context) => {
    const page = await open(browserOf(context), '/region/23');
    const text = plain(await page.locator('section[aria-labelledby=styret]').innerText());
    expect(text).toMatch(/^S ingår inte i styret .*Inte nått .*C, M, KD, L, MP .*2018–2022/);
    expect(text).toMatch(
      /Senare ändrat Styre C, M, L, MP, sedan 2021 Stöd Okänt om majoritet eller minoritet/,
    );
  });

  test('is no municipality’s, nor a municipality’s a region’s', async () => {
    expect((await fetch(`${server.url}/kommun/23`)).status).toBe(404);
    const answer = await fetch(`${server.url}/region/2305`);
    expect(answer.status).toBe(404);
    const text = await answer.text();
    expect(text).toContain('Regionen finns inte här');
    expect(/<title>(.*?)<\/title>/.exec(text)?.[1]).toMatch(/^REPRIS 2018/);
  });
});
