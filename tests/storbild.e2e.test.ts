/** The big screen in a real browser: every scene measured in every size, the operator's direction, the keys. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { formatTime } from '../src/lib/format.ts';
import { startBrowser } from './support/browser.ts';
import { FULL_HD, type Size } from './support/scene-page.ts';
import { newest, startServer, stopClock, until, type TestServer } from './support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let started: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  started = await startBrowser();
});
afterAll(async () => {
  if ('browser' in started) await started.browser.close();
});

function browserOf(context: TestContext): Browser {
  if ('missing' in started) context.skip(started.missing);
  return (started as { browser: Browser }).browser;
}

async function open(browser: Browser, url: string, [width, height]: Size = FULL_HD) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, errors };
}

describe.each([
  ['in the middle of the night', '2018-09-09T22:40:00+02:00'],
  ['at the end', 'end'],
])('%s', (_when, start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      env: { REPLAY_START: start, REPLAY_SPEED: start === 'end' ? 'max' : '0.01' },
    });
    if (start === 'end') await until(async () => (await newest(server)).feed.state === 'complete', 120_000);
    else {
      await until(async () => (await newest(server)).revision > 0, 60_000);
      await stopClock(server);
    }
  });
  afterAll(() => server?.stop());

  test('axe finds nothing, dark or light', async (context) => {
    const browser = browserOf(context);
    const { page } = await open(browser, `${server.url}/storbild/mal`);
    const found: string[] = [];
    for (const path of ['mal', 'lopp-RD-23', 'kommuner?ljus', 'senast', 'mandat', 'besked?ljus']) {
      await page.goto(`${server.url}/storbild/${path}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(
        async () =>
          // @ts-expect-error axe is injected
          (await window.axe.run()) as { violations: { id: string; nodes: { html: string }[] }[] },
      );
      found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`));
    }
    expect(found).toEqual([]);
  }, 120_000);
});

describe('the screen in the hall', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { REPLAY_START: '2018-09-09T22:40:00+02:00', REPLAY_SPEED: '0.01' } });
    await stopClock(server);
  });
  afterAll(() => server?.stop());
  const shown = (page: Page) => new URL(page.url()).searchParams.get('scen');
  const direct = (change: object) =>
    fetch(`${server.url}/api/screen`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });

  test('obeys the operator: pins, shows a line, hides a goal; and the keys of its own machine', async (context) => {
    const { page, errors } = await open(browserOf(context), `${server.url}/storbild`);
    await until(() => shown(page) === 'mal');
    await page.keyboard.press('ArrowRight');
    await until(() => shown(page) === 'lopp-RD-23');
    await page.keyboard.press('PageUp');
    await until(() => shown(page) === 'mal');
    await page.keyboard.press(' ');
    await until(async () => (await page.locator('footer').innerText()).includes('Pausad'));
    await page.keyboard.press(' ');
    const goal = page.getByText('Minst 1 748 fler röster i riksdagsvalet', { exact: false });
    expect(await goal.count()).toBeGreaterThan(0);
    expect((await direct({ pin: 'mal', line: 'Korv i foajén 22.45', hidden: ['rd-votes'] })).status).toBe(
      200,
    );
    await until(async () => (await page.locator('footer').innerText()).includes('Korv i foajén 22.45'));
    await until(async () => (await goal.count()) === 0);
    expect(shown(page)).toBe('mal');
    await page.reload();
    await until(() => shown(page) === 'mal');
    expect((await direct({ pin: 'kommuner' })).status).toBe(200);
    await until(() => shown(page) === 'kommuner');
    expect(errors).toEqual([]);
  }, 120_000);

  test('has its figures in the HTML itself, and says over all of it that it is a replay', async () => {
    const html = await (await fetch(`${server.url}/storbild/lopp-RD-23`)).text();
    expect(html).toContain('REPRIS 2018');
    expect(html).toContain('data-theme="dark"');
    expect(html).toMatch(/33,\d\d|34,\d\d/);
    expect(
      (await (await fetch(`${server.url}/storbild/mal?ljus`)).text()).includes('data-theme="light"'),
    ).toBe(true);
  });

  test('of what came at once the latest reports stand first on the board of arrivals', async () => {
    const events = (await (await fetch(`${server.url}/api/events?kind=report&limit=1000`)).json()) as {
      event: { reportedAt: string };
    }[];
    const newest = events.map(({ event }) => Date.parse(event.reportedAt)).sort((a, b) => b - a);
    const html = await (await fetch(`${server.url}/storbild/senast`)).text();
    const board = html.slice(html.indexOf('data-board'));
    const shown = [...board.matchAll(/<li[^>]*><span[^>]*>(\d\d\.\d\d)</g)].map(([, time]) => time);
    expect(shown).toHaveLength(8);
    expect(shown).toEqual(newest.slice(0, 8).map((time) => formatTime(new Date(time).toISOString())));
  });

  test('what the operator has hidden is not in the page, and the key of a pinned screen shows nothing else', async (context) => {
    const { targets } = await newest(server);
    const label = targets.find(({ id }) => id === 'rd-share')?.label ?? '?';
    const html = async () => (await fetch(`${server.url}/storbild`)).text();
    expect(await html()).toContain(label);
    await direct({ hidden: ['rd-share'], pin: 'kommuner' });
    const bytes = await html();
    expect(bytes).not.toContain(label);
    expect(bytes).not.toMatch(/target:"rd-share"/);
    const { page } = await open(browserOf(context), `${server.url}/storbild`);
    await until(() => shown(page) === 'kommuner');
    await page.keyboard.press('ArrowRight');
    await until(async () => (await page.locator('footer').innerText()).includes('Låst av redaktionen'));
    expect(shown(page)).toBe('kommuner');
    await direct({ hidden: [], pin: null });
  });

  test('the map is not counted empty while its shapes or districts cannot be had, and comes when they can', async (context) => {
    const { page, errors } = await open(browserOf(context), 'about:blank');
    let gone = true;
    await page.route('**/map/*.json', (route) => (gone ? route.abort() : route.continue()));
    await page.goto(`${server.url}/storbild/karta`);
    await page.getByRole('heading', { level: 1, name: 'Kartan kan inte hämtas just nu' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/\d+\sav\s82\sdistrikt/);
    gone = false;
    await page.getByRole('heading', { level: 1, name: /går att jämföra med 2014$/ }).waitFor();
    const county = await page.locator('.county').boundingBox();
    expect(county?.width).toBeGreaterThan(0.25 * 1920);
    // Every municipality that has figures is named.
    expect(await page.locator('.county .label:visible').count()).toBe(8);
    expect(errors).toEqual([]);
  });

  test.each(['kommuner', 'karta', 'natten-RD-23', 'senast'])('%s is no wider than a phone', async (scene) => {
    const context = { skip: (why?: string) => expect.fail(why) } as unknown as TestContext;
    const { page } = await open(browserOf(context), `${server.url}/storbild/${scene}`, [390, 844]);
    await page.waitForFunction(() => !/Kartan kommer när/.test(document.body.textContent ?? ''));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('an unknown scene says so and leads back', async () => {
    const answer = await fetch(`${server.url}/storbild/finns-inte`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Scenen finns inte');
  });
});
