/** A whole night on the big screen in a real browser; a server that dies and comes back; the way to a phone. */
import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import type { StoredEvent, TargetEvent } from '../src/lib/election/event.ts';
import { startBrowser } from './support/browser.ts';
import { freePort } from './support/port.ts';
import { heldBy, shownAt, turnsOf, watchedOn, watchScreen } from './support/screen-watch.ts';
import { newest, startServer, stopClock, until, untilOver, type TestServer } from './support/server.ts';

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

async function openPage(browser: Browser, reducedMotion: 'reduce' | 'no-preference' = 'reduce') {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  return { page, errors: await watchScreen(page) };
}

const direct = async (server: TestServer, change: object) => {
  const answer = await fetch(`${server.url}/api/screen`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  expect(answer.status).toBe(200);
};
const sceneOf = (page: Page) => new URL(page.url()).searchParams.get('scen');
const fresh = (page: Page) => page.locator('.fresh').innerText();

/** What the page holds while the goals stand on the screen: the same scene each time. */
async function heldAtGoals(page: Page, server: TestServer) {
  await direct(server, { pin: 'mal' });
  await until(() => sceneOf(page) === 'mal');
  await page.waitForTimeout(1500);
  const held = await heldBy(page);
  await direct(server, { pin: null });
  return held;
}

describe('a whole night', () => {
  let server: TestServer;
  beforeAll(async () => {
    // A second of it is a quarter of an hour of the night.
    server = await startServer({ env: { REPLAY_SPEED: '900' } });
  });
  afterAll(() => server?.stop());

  test('shows every change of a goal, moves nothing that is read, keeps no memory, makes no error', async (context) => {
    const { page, errors } = await openPage(browserOf(context), 'no-preference');
    await direct(server, { secondsPerScene: 4 });
    await page.goto(`${server.url}/storbild`);
    await until(
      async () => Date.parse((await newest(server)).asOf ?? '') > Date.parse('2018-09-09T22:00+02:00'),
    );
    const middle = await heldAtGoals(page, server);
    await untilOver(server);
    const end = await heldAtGoals(page, server);

    const events = (await (await fetch(`${server.url}/api/events?limit=1000`)).json()) as StoredEvent[];
    const snapshot = await newest(server);
    const turns = turnsOf(events);
    const never = async () => {
      const watched = await watchedOn(page);
      return turns.filter((turn) => shownAt(turn, snapshot, watched) === null);
    };
    await until(async () => (await never()).length === 0).catch(() => undefined);
    expect((await never()).map(({ at, event }) => `${at} ${(event as TargetEvent).target}`)).toEqual([]);
    // All the county's and the councils' goals were decided in 2018: that many turns at least.
    expect(turns.length).toBeGreaterThanOrEqual(snapshot.targets.filter(({ final }) => final).length);
    const { shifts, scenes } = await watchedOn(page);
    expect(shifts).toEqual([]);
    expect(new Set(scenes).size).toBeGreaterThan(5);
    expect(end.bytes - middle.bytes).toBeLessThan(2_000_000);
    expect(end.nodes - middle.nodes).toBeLessThan(500);
    expect(errors).toEqual([]);
  });
});

describe('a server that dies', () => {
  test('is told by an age that grows, and afterwards by what was caught up with; the scene stays', async (context) => {
    const { page } = await openPage(browserOf(context));
    const port = await freePort();
    const env = { REPLAY_START: '2018-09-09T22:40:00+02:00', REPLAY_SPEED: '0.01' };
    const first = await startServer({ env, port });
    onTestFinished(async () => void (await first.stop()));
    await stopClock(first);
    await page.goto(`${first.url}/storbild?scen=kommuner`);
    await until(async () => (await fresh(page)).includes('Uppgift från Valmyndigheten'));
    first.process.kill('SIGKILL');
    await until(async () => /Ingen kontakt sedan 22\.4\d\s+\d+\ss/.test(await fresh(page)), 60_000);
    expect(await page.locator('.storbild').getAttribute('data-fresh')).toBe('broken');
    const height = (await page.locator('.fresh').boundingBox())?.height ?? 0;
    expect(height).toBeGreaterThan(0.045 * 1080);
    const age = async () => Number(/(\d+)\ss/.exec(await fresh(page))?.[1]);
    const then = await age();
    await until(async () => (await age()) > then);
    const scene = sceneOf(page);

    const again = await startServer({ env, port, dataDir: first.dataDir });
    onTestFinished(async () => void (await again.stop()));
    await until(async () => (await page.locator('footer').innerText()).includes('allt är ikapp'), 120_000);
    expect(await page.locator('.storbild').getAttribute('data-fresh')).not.toBe('broken');
    expect(await page.locator('.celebration').count()).toBe(0);
    expect(sceneOf(page)).toBeTruthy();
    expect(scene).toBeTruthy();
    const before = sceneOf(page);
    await page.reload();
    expect(sceneOf(page)).toBe(before);
  });
});

describe('the way to a phone', () => {
  let server: TestServer;
  beforeAll(async () => {
    const env = { PUBLIC_URL: 'https://valkvall.example.se', REPLAY_START: 'end', REPLAY_SPEED: 'max' };
    server = await startServer({ env });
    await untilOver(server);
  });
  afterAll(() => server?.stop());

  test('is read off a picture of the screen, dark or light', async (context) => {
    const { page } = await openPage(browserOf(context));
    for (const path of ['senast', 'senast?ljus', 'mandat']) {
      await page.goto(`${server.url}/storbild/${path}`);
      const code = page.getByRole('img', { name: 'QR-kod till valkvall.example.se' });
      expect((await code.boundingBox())?.height).toBeGreaterThan(0.12 * 1080);
      expect(await page.getByLabel('Till telefonen').innerText()).toContain('valkvall.example.se');
      const { pixels, width, height } = await pixelsOf(page, await code.screenshot());
      expect(jsQR(Uint8ClampedArray.from(pixels), width, height)?.data).toBe('https://valkvall.example.se');
    }
  });

  test('is not shown where it would lead nowhere', async () => {
    const here = await startServer({ env: { REPLAY_SPEED: '0.01' } });
    onTestFinished(async () => void (await here.stop()));
    const shown = async ({ url }: TestServer) => (await fetch(`${url}/storbild/senast`)).text();
    expect(await shown(server)).toContain('QR-kod');
    expect(await shown(here)).not.toContain('QR-kod');
  });
});

/** The picture's colours, decoded by the browser itself. */
const pixelsOf = (page: Page, png: Buffer) =>
  page.evaluate(async (base64) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${base64}`;
    await picture.decode();
    const { width, height } = picture;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(picture, 0, 0);
    return { width, height, pixels: [...(drawing?.getImageData(0, 0, width, height).data ?? [])] };
  }, png.toString('base64'));
