import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { newest, startServer, untilOver, type TestServer } from './support/server.ts';

/** A municipality's page in a real browser, after the night 2018: Bräcke's council has C 12 and S 11 of 31. */

let started: Awaited<ReturnType<typeof startBrowser>>;
let server: TestServer;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  started = await startBrowser();
  server = await startServer({ env: { REPLAY_START: 'end' } });
  await untilOver(server);
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
const tap = (page: Page, code: string) =>
  page.locator('.parties').getByRole('button', { name: new RegExp(`^${code}\\b`) });

describe('a municipality’s page', () => {
  test('is reached from the overview and shows every party, votes summing to the valid', async (context) => {
    const page = await open(browserOf(context), '/');
    await page.getByRole('link', { name: 'Bräcke' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kommunvalet i Bräcke' }).waitFor();
    const votes = await page.locator('tbody td:nth-of-type(1)').allInnerTexts();
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

  test('has nothing that axe finds fault with, in light and dark', async (context) => {
    const page = await open(browserOf(context), '/kommun/2380?val=S,C');
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const faults = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id }) => id))',
      );
      expect(faults).toEqual([]);
    }
  });

  test('an unknown code says so and leads back', async (context) => {
    const page = await open(browserOf(context), '/kommun/9999');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Kommunen finns inte här');
    await page.getByRole('link', { name: 'Till översikten' }).click();
    await page.waitForURL(`${server.url}/`);
    expect((await fetch(`${server.url}/kommun/9999`)).status).toBe(404);
  });
});
