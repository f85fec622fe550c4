import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest';
import { rangeWords } from '../src/lib/council.ts';
import type { SeatsAt } from '../src/lib/election/projection/seat-draws.ts';
import { startBrowser } from './support/browser.ts';
import {
  newest,
  startServer,
  stopClock,
  tell,
  until,
  untilTakenIn,
  type TestServer,
} from './support/server.ts';

/** Projected seats on a council's page while the night of 2018 is on: Strömsund has 8 of 11 districts at 23.00. */

let started: Awaited<ReturnType<typeof startBrowser>>;
let server: TestServer;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATH = '/kommun/2313';

beforeAll(async () => {
  started = await startBrowser();
  server = await startServer({
    env: { REPLAY_START: '2018-09-09T23:00:00+02:00', REPLAY_SPEED: '0.01' },
  });
  await stopClock(server);
});
afterAll(async () => {
  if (started && 'browser' in started) await started.browser.close();
  await server?.stop();
});

function browserOf(context: TestContext): Browser {
  if ('missing' in started) context.skip(started.missing);
  return (started as { browser: Browser }).browser;
}

async function open(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', javaScriptEnabled });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${server.url}${PATH}`);
  return page;
}

const section = (page: Page) => page.locator('section[aria-labelledby="mandatspann"]');
const words = async (page: Page) => (await section(page).innerText()).replace(/\s+/g, ' ');

/** What the page must say, from the API. */
async function told(): Promise<{ readonly title: string; readonly counted: string }> {
  const answer = await fetch(`${server.url}/api/contests/KF-2313/seats`);
  const { seats, counted } = (await answer.json()) as SeatsAt;
  if (!('parties' in seats)) throw new Error(seats.unavailable);
  const own = seats.parties.find(({ code }) => code === 'S');
  if (!own) throw new Error('no seats of S');
  return {
    title: `S pekar mot ${rangeWords(own.range80)} av 35 mandat (beräknat)`,
    counted: `${counted.districts} av 11 valdistrikt`,
  };
}

test('stand on the page without script, with their ground and a majority in words', async (context) => {
  const page = await open(browserOf(context), false);
  const { title, counted } = await told();
  const shown = await words(page);
  expect(shown).toContain(title);
  expect(shown).toContain(counted);
  expect(shown).toContain('beräknat av Målvakt');
  // 16 of 35 seats in the end, 18 are a majority: by 23.00 it is not likely any more.
  expect(shown).toMatch(/Egen majoritet: (möjlig|mycket osannolik) \(.* av 1 000 möjliga utfall\)/);
  expect(shown.replace(/(80|95) %-spann|spärr 2 %/g, '')).not.toContain('%');
});

test('follow the next revision by themselves, and are readable by machines', async (context) => {
  const page = await open(browserOf(context), true);
  await section(page).locator('summary').click();
  expect(await section(page).locator('tbody tr').count()).toBeGreaterThanOrEqual(6);
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(on: string): Promise<{ violations: object[] }> } };
    return (await axe.run('section[aria-labelledby="mandatspann"]')).violations;
  });
  expect(faults).toEqual([]);
  const before = (await told()).counted;
  const { revision } = await newest(server);
  while ((await told()).counted === before) {
    await tell(server.control, 'step', { publications: 1 });
    await untilTakenIn(server);
  }
  expect((await newest(server)).revision).toBeGreaterThan(revision);
  const { title, counted } = await told();
  await until(async () => (await words(page)).includes(counted));
  expect(await words(page)).toContain(title);
});
