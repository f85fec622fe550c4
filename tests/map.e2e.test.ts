import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { startEndedServer, type TestServer } from './support/server.ts';

/** The map page in a real browser after the night 2018; figures from Valmyndigheten's final results 2014 and 2018. */

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

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const rowOf = async (page: Page, name: string) =>
  plain(
    await page
      .locator('tbody tr')
      .filter({ has: page.getByRole('rowheader', { name, exact: true, includeHidden: true }) })
      .first()
      .innerText(),
  );

describe('the map page', () => {
  test('is reached from the overview and shows every shape in the state it is in', async (context) => {
    const page = await open(browserOf(context), '/');
    await page.getByRole('link', { name: 'Karta' }).click();
    await page.getByRole('heading', { level: 1, name: /områden som går att jämföra med 2014$/ }).waitFor();
    const county = page.locator('.county .district');
    expect(await county.count()).toBe(80);
    expect(await page.locator('.county [data-state=uncounted]').count()).toBe(0);
    // A tone where there is a change, a pattern where there is none.
    const counted = page.locator('.county [data-state=counted] use[style*="--change-"]');
    expect(await counted.count()).toBe(await page.locator('.county [data-state=counted]').count());
    const apart = page.locator('.county [data-state=notComparable] use[fill*="dots"]');
    expect(await apart.count()).toBe(await page.locator('.county [data-state=notComparable]').count());
    // The Riksdag's count was done in September; one council's was decided anew the year after.
    expect(await page.locator('main > header').innerText()).toMatch(/senaste rapport fre\s14\ssep/);
    expect(await page.getByRole('img', { name: /^Socialdemokraterna minskar i \d+ / }).count()).toBe(1);
  });

  test('tells the same without script, contest by contest', async (context) => {
    const page = await open(browserOf(context), '/karta', false);
    await page.getByRole('link', { name: 'Kommunval' }).click();
    await page.waitForURL(`${server.url}/karta?val=KF`);
    // 1 239 of 3 482 against 1 782 of 3 486: 35,58 % − 51,12 %.
    expect(await rowOf(page, 'Ragunda')).toBe('Ragunda −15,5 35,58 % 51,12 % 4 av 4 distrikt');
    // 1 869 of 4 604 against 1 803 of 4 653: the only council where the share rose.
    expect(await rowOf(page, 'Berg')).toBe('Berg +1,8 40,60 % 38,75 % 5 av 5 distrikt');
    expect(await page.locator('nav [aria-current=page]').innerText()).toBe('Kommunval');
    await page.getByText('områden som tabell').click();
    expect(await page.locator('.areas tbody tr').count()).toBe(80);
    const text = plain(await page.locator('main').innerText());
    expect(text).toContain('Kommunval · Slutligt · 82 av 82 distrikt');
    expect(text).toContain('Rekonstruerade distriktsgränser');
    expect(text).toContain('Valdistrikt: Valmyndigheten (gränser: länsstyrelserna)');
  });

  test('fits a phone, and enlarges the town below the county', async (context) => {
    const page = await open(browserOf(context), '/karta');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const county = await page.locator('.county').boundingBox();
    const town = await page.locator('.enlarged').boundingBox();
    expect(town?.y).toBeGreaterThan((county?.y ?? 0) + (county?.height ?? 0));
  });

  test('has nothing that axe finds fault with, in light and dark', async (context) => {
    const page = await open(browserOf(context), '/karta?val=RF');
    await page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
    expect(await page.locator('.county .district').count()).toBe(80);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const faults = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
      );
      expect(faults).toEqual([]);
    }
  });

  test('says so when there is no such contest', async (context) => {
    const page = await open(browserOf(context), '/karta?val=EU');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Valet finns inte här');
    expect((await fetch(`${server.url}/karta?val=EU`)).status).toBe(404);
  });
});
