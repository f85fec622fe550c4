import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import type { PlaceElection, PlaceParty } from '../src/lib/election/place-results.ts';
import type { CountyAnswer, PlaceAnswer } from '../src/lib/server/api/places.ts';
import { startBrowser } from './support/browser.ts';
import { newest, startEndedServer, type TestServer } from './support/server.ts';

/** Municipalities in all elections and the county beside each other, in a real browser after the night 2018. */

let started: Awaited<ReturnType<typeof startBrowser>>;
let server: TestServer;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

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
  const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(120_000);
  return context.newPage();
}
async function open(browser: Browser, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await blank(browser, options);
  await page.goto(`${server.url}${path}`);
  return page;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const ask = async <T>(path: string): Promise<T> => (await (await fetch(`${server.url}${path}`)).json()) as T;
const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
const changes = async (page: Page) =>
  (await page.locator('#distrikten tbody .change').allInnerTexts()).map((text) =>
    Number(text.replace('−', '-').replace(',', '.')),
  );

describe('the county’s page', () => {
  test('is reached from the overview, and leads to a municipality with its three elections', async (context) => {
    const page = await open(browserOf(context), '/');
    await page.getByRole('link', { name: 'alla val i alla kommuner' }).click();
    await page.getByRole('heading', { level: 1, name: 'Jämtlands län, kommun för kommun' }).waitFor();
    const last = plain(await page.locator('tfoot').innerText());
    // 27 084 of 85 070 in the eight councils together.
    const { totals } = await ask<CountyAnswer>('/api/places');
    expect(totals[2]?.likeForLike).toMatchObject({ own: 27_084, valid: 85_070 });
    expect(last).toMatch(/33,60 %.*31,40 %.*31,84 %.*summan av kommunvalen/);
    expect(await page.locator('tbody tr').count()).toBe(8);
    await page.getByRole('link', { name: 'Ragunda' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ragunda' }).waitFor();
    expect(await page.locator('article h3').allInnerTexts()).toEqual([
      'Kommunval',
      'Regionval',
      'Riksdagsval',
    ]);
    // The final files: S 1 239 of 3 482 in the council; the Riksdag's votes here are only Ragunda's.
    const council = plain(await page.locator('article[aria-labelledby=val-KF]').innerText());
    expect(council).toMatch(/35,58 % .*−15,5 .*51,12 %.* S Arbetarepartiet\S* 1 239 35,58 −15,5 15 9 /);
    const shown = plain(await page.locator('article[aria-labelledby=val-RD] tfoot').innerText());
    const { elections } = await ask<PlaceAnswer>('/api/places/2303');
    expect(shown.replace(/\D/g, '')).toBe(String(elections[0]?.valid));
  });
});

describe('the table of districts', () => {
  test('is sorted by links without script, and turned by the same heading', async (context) => {
    const page = await open(browserOf(context), '/kommun/2380', { javaScriptEnabled: false });
    const heading = page.locator('#distrikten thead').getByRole('link', { name: 'Ändring' });
    await heading.click();
    await page.waitForURL(/sort=andring/);
    const falling = (await changes(page)).filter((value) => !Number.isNaN(value));
    expect(falling.length).toBeGreaterThan(20);
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    await heading.click();
    await page.waitForURL(/sort=-andring/);
    const rising = (await changes(page)).filter((value) => !Number.isNaN(value));
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(await page.locator('#distrikten th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  });

  test('changes its order and its election without a reload where there is script', async (context) => {
    const page = await blank(browserOf(context));
    await Promise.all([
      page.waitForRequest(`${server.url}/api/live`),
      page.goto(`${server.url}/kommun/2305?val=S,C`),
    ]);
    await page.evaluate('globalThis.stays = true');
    await page.locator('#distrikten').getByRole('link', { name: 'regionval' }).click();
    await page.getByRole('heading', { name: 'Distrikten i Bräcke, regionval' }).waitFor();
    await page.locator('#distrikten thead').getByRole('link', { name: 'Röster S' }).click();
    await page.locator('#distrikten th[aria-sort=descending]').waitFor();
    expect(await page.evaluate('globalThis.stays')).toBe(true);
    expect(new URL(page.url()).search).toBe('?val=S,C&valtyp=regionval&sort=roster');
    const csv = await page.getByRole('link', { name: 'Hämta som CSV' }).getAttribute('href');
    const rows = (await (await fetch(`${server.url}${csv}`)).text()).trim().split('\n').slice(1);
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => row.split(';')[2] === '2305')).toBe(true);
  });
});

test('the county’s cells hold what stands in them, on a phone too', async (context) => {
  for (const viewport of [DESK, PHONE]) {
    const page = await open(browserOf(context), '/lan', { viewport });
    const cells = (await page.evaluate(
      `[...document.querySelectorAll('td')].map((cell) => [
        cell.getBoundingClientRect().bottom,
        Math.max(...[...cell.querySelectorAll('*')].map((part) => part.getBoundingClientRect().bottom)),
      ])`,
    )) as [cell: number, lowest: number][];
    expect(cells).toHaveLength(27);
    expect(cells.filter(([cell, lowest]) => lowest > cell + 1)).toEqual([]);
  }
});

/** Fourteen parties, one with a very long name and no colour, one new; a changed and a checked district. */
async function madeUp(): Promise<PlaceAnswer> {
  const answer = await ask<PlaceAnswer>('/api/places/2305');
  const [model] = answer.elections[2]?.parties ?? [];
  if (!model) throw new Error('no party to go by');
  const parties = Array.from({ length: 14 }, (_, index): PlaceParty => ({ ...model, code: `P${index}` }));
  const long: PlaceParty = {
    ...model,
    code: 'FRAMTIDEN',
    name: `${'Landsbygdspartiet för en levande framtid i hela kommunen '.repeat(3)}Byalagsföreningarnassamverkansgrupp`,
    colour: null,
    likeForLike: null,
    isNew: true,
  };
  const elections = answer.elections.map((election): PlaceElection => ({
    ...election,
    stage: 'night',
    parties: [long, ...parties],
    districts: election.districts.map((row, index) =>
      index === 0 ? { ...row, change: null, validBefore: null, leftOut: 'changedAwaitsGroup' } : row,
    ),
  }));
  return { ...answer, revision: answer.revision + 1, elections };
}

describe('what a night may bring', () => {
  test.for([DESK, PHONE])('stands within the page: $width wide', async (viewport, context) => {
    const page = await blank(browserOf(context), { viewport });
    const place = await madeUp();
    const snapshot = await newest(server);
    const district = place.elections[2]?.districts[1];
    const finding = {
      id: 'half/KF/2305',
      check: 'half',
      contest: 'KF-2305',
      contests: ['KF-2305'],
      municipality: '2305',
      district: district?.district,
      name: district?.name,
      status: 'open',
      held: true,
    };
    const next = { ...snapshot, revision: place.revision, asOf: null, findings: [finding] };
    await page.route('**/api/live', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        body: `event: snapshot\ndata: ${JSON.stringify(next)}\nid: ${next.revision}\n\n`,
      }),
    );
    await page.route('**/api/places/2305', (route) => route.fulfill({ json: place }));
    await page.goto(`${server.url}/kommun/2305`);
    const council = page.locator('article[aria-labelledby=val-KF]');
    await council.getByText('Byalagsföreningarnas').waitFor();
    expect(await council.locator('tbody tr').count()).toBeGreaterThanOrEqual(15);
    expect(plain(await council.locator('tbody tr').first().innerText())).toMatch(/ ny –? ?–?$/);
    expect(plain(await council.innerText())).toContain('1 distrikt kontrolleras');
    const table = plain(await page.locator('#distrikten tbody').innerText());
    expect(table).toContain('Har ändrade gränser och jämförs som grupp när alla i gruppen är räknade');
    expect(table).toContain(`${district?.name} Kontrolleras`);
    expect(await overflow(page)).toBe(0);
  });

  test('without an answer the figures stand, and the page says from when', async (context) => {
    const page = await blank(browserOf(context));
    const snapshot = await newest(server);
    const next = { ...snapshot, revision: snapshot.revision + 1, asOf: null };
    await page.route('**/api/live', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        body: `event: snapshot\ndata: ${JSON.stringify(next)}\nid: ${next.revision}\n\n`,
      }),
    );
    await page.route('**/api/places**', (route) => route.abort());
    await page.goto(`${server.url}/lan`);
    await page.getByText('Siffrorna här kunde inte hämtas på nytt.').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(8);
  });
});

test.for(['/lan', '/kommun/2303', '/kommun/2361?sort=andring&valtyp=riksdagsval'])(
  'axe finds no fault, in light and dark, wide and narrow, and nothing is wider than the page: %s',
  async (path, context) => {
    for (const viewport of [DESK, PHONE]) {
      const page = await open(browserOf(context), path, { viewport });
      await page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const faults = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
        );
        expect(faults).toEqual([]);
      }
      expect(await overflow(page)).toBe(0);
    }
  },
);
