import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { freePort } from './support/port.ts';
import {
  newest,
  startEndedServer,
  startServer,
  stopClock,
  tell,
  until,
  untilTakenIn,
  type TestServer,
} from './support/server.ts';

/** The pages in a real browser against the built server, fed by the simulator over HTTP. */

let started: Awaited<ReturnType<typeof startBrowser>>;
const servers: TestServer[] = [];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  started = await startBrowser();
});
afterAll(async () => {
  if (started && 'browser' in started) await started.browser.close();
  for (const server of servers) await server.stop();
});

async function serve(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

function browserOf(context: TestContext): Browser {
  if ('missing' in started) context.skip(started.missing);
  return (started as { browser: Browser }).browser;
}

interface Opened {
  readonly page: Page;
  readonly errors: string[];
}

async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    ...options,
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  return { page, errors };
}

const text = (page: Page): Promise<string> =>
  page
    .locator('body')
    .innerText()
    .then((all) => all.replaceAll('\u00a0', ' '));
const shows = (page: Page, words: string | RegExp) =>
  until(async () =>
    typeof words === 'string' ? (await text(page)).includes(words) : words.test(await text(page)),
  );
/** Moves the standing clock on by played seconds. */
const step = (server: TestServer, seconds: number) => tell(server.control, 'step', { seconds });
/** Moves it on to the next publication, and waits until that was fetched. */
async function toNextFile(server: TestServer): Promise<void> {
  await tell(server.control, 'step', { publications: 1 });
  await untilTakenIn(server);
}

describe('the overview during a night', () => {
  test('begins with nothing counted, and the first district comes by itself', async (context) => {
    const browser = browserOf(context);
    // So slow that it is as good as standing until it stands.
    const server = await serve({ env: { REPLAY_SPEED: '0.01' } });
    await stopClock(server);
    const { page, errors } = await open(browser, server.url);
    expect(await page.title()).toContain('Målvakt');
    await shows(page, 'REPRIS 2018');
    await shows(page, 'Inga distrikt räknade ännu');
    // A night starts a minute before its first report.
    await step(server, 60);
    await shows(page, /(?<!\d)1 av 82 valdistrikt/);
    await shows(page, /Uppgift från Valmyndigheten 20\.4\d/);
    expect(await text(page)).not.toContain('NaN');
    expect(errors).toEqual([]);
    await tell(server.control, 'speed', { speed: 600 });
    await tell(server.control, 'pause', { paused: false });
    await shows(page, /[2-9] av 82 valdistrikt/);
    await server.stop();
  });

  test('has its first figures in the HTML itself, without any script', async (context) => {
    const browser = browserOf(context);
    const server = await serve({ env: { REPLAY_START: '2018-09-09T22:00:00+02:00', REPLAY_SPEED: '1' } });
    await until(async () => (await newest(server)).revision > 0);
    await stopClock(server);
    const { page } = await open(browser, server.url, { javaScriptEnabled: false });
    const own = (await newest(server)).contests[0]?.own.votes ?? 0;
    expect(own).toBeGreaterThan(1000);
    expect(await text(page)).toContain(`${Math.floor(own / 1000)} ${String(own % 1000).padStart(3, '0')}`);
    await server.stop();
  });

  test('never looks live when the server is gone, and catches up when it is back', async (context) => {
    const browser = browserOf(context);
    const env = { REPLAY_START: '2018-09-09T22:00:00+02:00', REPLAY_SPEED: '60' };
    const server = await serve({ env, port: await freePort() });
    const { page } = await open(browser, server.url);
    await shows(page, /Uppgift från Valmyndigheten/);
    await server.stop('SIGKILL');
    await shows(page, /Ingen kontakt sedan \d\d\.\d\d/);
    expect(await text(page)).not.toMatch(/Uppgift från Valmyndigheten \d\d\.\d\d, hämtad/);
    const again = await serve({ env, port: server.port });
    await shows(page, /Uppgift från Valmyndigheten/);
    await stopClock(again);
    const { contests } = await newest(again);
    expect(contests[0]?.counted.districts).toBeGreaterThan(0);
    await shows(page, `${contests[0]?.counted.districts} av 82 valdistrikt`);
    await again.stop();
  });

  test('shows a failing source as such, keeps the last figures, and tells of a refused file', async (context) => {
    const browser = browserOf(context);
    const server = await serve({ env: { REPLAY_START: '2018-09-09T22:10:00+02:00', REPLAY_SPEED: '60' } });
    const { page } = await open(browser, server.url);
    await shows(page, /Uppgift från Valmyndigheten/);
    await stopClock(server);
    await tell(server.control, 'fault', { name: 'badMember', requests: 1 });
    await toNextFile(server);
    // The sound file after it is a revision, with which readers hear of the other.
    await toNextFile(server);
    await shows(page, /valnatt_\d{4}[RLK]\.xml/);
    const before = await newest(server);
    await tell(server.control, 'fault', { name: 'serverError', requests: 500 });
    await tell(server.control, 'fault', { name: 'serverError', requests: 500, address: 'final' });
    // Three polls missed are old news, five are no contact.
    await step(server, 4 * 60);
    await shows(page, /Inget nytt sedan/);
    await step(server, 2 * 60);
    await shows(page, /Ingen kontakt med källan sedan \d\d\.\d\d/);
    expect((await newest(server)).contests[0]?.own.votes).toBe(before.contests[0]?.own.votes ?? 0);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(503);
    await server.stop();
  });
});

describe('the overview when all is final', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startEndedServer();
    servers.push(server);
  });

  test('says which goals were reached, with the official figures', async (context) => {
    const { page, errors } = await open(browserOf(context), server.url);
    const all = await text(page);
    expect(all).toMatch(/33,60/);
    expect(all).toMatch(/31,40/);
    expect(all).toContain('28 632');
    expect(all).toContain('26 278');
    expect(all).toMatch(/Slutligt/);
    expect(all).toContain('REPRIS 2018');
    expect(all).toContain('Källa: Valmyndigheten');
    expect(errors).toEqual([]);
  });

  test('tells by what rule districts are compared, and what must be known of this night', async () => {
    const html = await (await fetch(`${server.url}/sa-raknar-vi`)).text();
    const rule = /<section id="jamforbara".*?<\/section>/s.exec(html)?.[0] ?? '';
    expect(rule).toContain('Vilka distrikt som jämförs');
    const { night } = await newest(server);
    expect(night.remarks.length).toBeGreaterThan(1);
    for (const remark of night.remarks) expect(rule).toContain(remark);
  });

  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1366, height: 768 },
    { width: 390, height: 844 },
  ]) {
    test(`fits ${size.width}×${size.height} without scrolling sideways`, async (context) => {
      const { page } = await open(browserOf(context), server.url, { viewport: size });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility fault that axe finds, ${colorScheme}`, async (context) => {
      const { page } = await open(browserOf(context), server.url, { colorScheme });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await (
          window as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(found).toEqual([]);
    });
  }
});

describe('the night of 2014', () => {
  test('moves, says where the record ends, and that its goals are only a comparison', async (context) => {
    const server = await serve({ env: { REPLAY: '2014', REPLAY_SPEED: '600' } });
    const { page } = await open(browserOf(context), server.url);
    await shows(page, 'REPRIS 2014');
    await shows(page, /[1-9] av 89 valdistrikt/);
    const all = (await text(page)).toLowerCase();
    expect(all).toContain('23.13.52');
    expect(all).toContain('jämförelse');
    await server.stop();
  });
});
