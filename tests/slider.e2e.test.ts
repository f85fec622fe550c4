/** Any minute of the night of 2018, on every page that shows the night: by address, by link, by hand. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { formatInteger, formatTime } from '../src/lib/format.ts';
import { startBrowser } from './support/browser.ts';
import { contestIn } from './support/night.ts';
import { startEndedServer, until, type TestServer } from './support/server.ts';

const MINUTES = ['2018-09-09T21.10', '2018-09-09T22.05', '2018-09-09T22.41', '2018-09-10T00.20'];
const PAGES = ['/', '/lan', '/karta', '/kommun/2326', '/region/23', '/efter/natten'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: TestServer;
let started: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  started = await startBrowser();
  server = await startEndedServer();
});
afterAll(async () => {
  if (started && 'browser' in started) await started.browser.close();
  await server?.stop();
});

const json = async <T>(path: string): Promise<T> => (await (await fetch(`${server.url}${path}`)).json()) as T;
/** The last second that a clock shows the minute. */
const endOf = (minute: string): string => `${minute.replace('.', ':')}:59%2B02:00`;
const snapshotAt = (minute: string) => json<Snapshot>(`/api/snapshot?at=${endOf(minute)}`);

const plain = (text: string): string =>
  text
    .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/[\s\u00a0]+/g, ' ');

async function read(path: string): Promise<{ status: number; html: string; text: string }> {
  const answer = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
  const html = await answer.text();
  return { status: answer.status, html, text: plain(html) };
}

const votesIn = (snapshot: Snapshot, id: string): string => {
  const { own, valid } = contestIn(snapshot, id);
  return plain(`${formatInteger(own.votes)} av ${formatInteger(valid)} giltiga`);
};

describe('An address with a minute', () => {
  test.each(MINUTES)('%s shows the figures of the API at that time, and says so', async (minute) => {
    const snapshot = await snapshotAt(minute);
    const newest = await json<Snapshot>('/api/snapshot');
    expect(snapshot.revision).toBeLessThan(newest.revision);
    for (const [path, ids] of [
      ['/', ['RD-23', 'RF-23']],
      ['/kommun/2326', ['KF-2326']],
      ['/region/23', ['RF-23']],
    ] as const) {
      const { text } = await read(`${path}?vid=${minute}`);
      for (const id of ids) {
        const { stage } = contestIn(snapshot, id);
        expect(text).toContain(stage === 'none' ? 'Inga distrikt räknade ännu' : votesIn(snapshot, id));
        expect(text).not.toContain(votesIn(newest, id));
      }
    }
    for (const path of PAGES) {
      const { text } = await read(`${path}?vid=${minute}`);
      expect(text).toContain(`Så här såg det ut ${minute.slice(11)}, `);
      expect(text).toContain('Till nu');
      expect(text).not.toContain('Ladda om den för nya siffror');
    }
  });

  test('gives the map and the county that minute’s districts', async () => {
    const minute = '2018-09-09T22.05';
    const { contests } = await snapshotAt(minute);
    const counted = (type: string) =>
      contests.filter((each) => each.type === type).reduce((all, { counted: of }) => all + of.districts, 0);
    expect((await read(`/karta?vid=${minute}`)).text).toContain(`· ${counted('RD')} av 82 distrikt`);
    expect((await read(`/karta?val=KF&vid=${minute}`)).text).toContain(`· ${counted('KF')} av 82 distrikt`);
    expect(counted('KF')).toBeGreaterThan(0);
    const { revision } = await snapshotAt(minute);
    for (const path of ['/api/places', '/api/places/2326', '/api/contests/RD-23/districts'])
      expect(await json(`${path}?at=${endOf(minute)}`)).toEqual(await json(`${path}?revision=${revision}`));
  });

  test('lists what had happened by then, and nothing later', async () => {
    const all = await json<StoredEvent[]>('/api/events?limit=1000&kind=target');
    for (const minute of MINUTES) {
      const { revision } = await snapshotAt(minute);
      const then = await json<StoredEvent[]>(`/api/events?limit=1000&kind=target&at=${endOf(minute)}`);
      expect(then).toEqual(all.filter((event) => (event.revision ?? 0) <= revision));
    }
    expect((await fetch(`${server.url}/api/events?revision=99999`)).status).toBe(404);
    expect(await json('/api/events?revision=0')).toEqual([]);
  });

  test('keeps the minute in every link to a page of the night', async () => {
    for (const path of PAGES) {
      const { html } = await read(`${path}?vid=2018-09-09T22.41`);
      const links = [...html.matchAll(/<a\b[^>]*?href="([^"]*)"/g)].map(
        ([, href = '']) =>
          new URL(href.replaceAll('&amp;', '&'), `${server.url}${path}?vid=2018-09-09T22.41`),
      );
      const nights = links.filter(
        ({ pathname, hash }) => /^\/(|lan|karta|kommun\/\d+|region\/\d+)$/.test(pathname) && hash === '',
      );
      expect(nights.length).toBeGreaterThan(1);
      // Only the way back to now leads there.
      const lost = nights.filter(({ searchParams }) => !searchParams.has('vid'));
      expect(lost.map(({ pathname }) => pathname)).toEqual(path === '/efter/natten' ? [] : [path]);
    }
  });
});

describe('A minute that has no figures', () => {
  test('before the first publication says that nothing was there', async () => {
    for (const path of PAGES) {
      const { status, text } = await read(`${path}?vid=2018-09-09T19.00`);
      expect(status).toBe(200);
      expect(text).toContain('Inget var publicerat ännu; det första kom 20.00.');
      expect(text).toContain('Inga distrikt räknade ännu');
      expect(text).not.toMatch(/\d av [\d ]+ giltiga/);
    }
  });

  test.each([
    [
      '2018-09-08T21.00',
      'Valnatten hade inte börjat',
      'Det finns inga siffror från 21.00, lördag 8 september 2018',
    ],
    ['2030-01-01T12.00', 'Dit har räkningen inte kommit', 'Det finns inga siffror från 12.00'],
    ['halvelva', 'Tiden går inte att läsa', 'halvelva'],
    ['2018-09-09T25.00', 'Tiden går inte att läsa', '2018-09-09T25.00'],
  ])('%s is told with its reason where the page would be', async (minute, title, reason) => {
    for (const path of PAGES) {
      const { status, text } = await read(`${path}?vid=${minute}`);
      expect([status, text]).toEqual([404, expect.stringContaining(title)]);
      expect(text).toContain(reason);
      expect(text).not.toMatch(/\d %/);
    }
  });

  test('after the night has what the night ended with, until more came', async () => {
    const { text } = await read('/?vid=2018-09-11T12.00');
    expect(text).toContain('Så här såg det ut 12.00, tisdag 11 september 2018');
    expect(text).toContain(votesIn(await snapshotAt('2018-09-11T12.00'), 'RD-23'));
    expect(text).toContain('Valnatt, preliminärt');
  });
});

describe('When we could have known', () => {
  test('has every goal of votes with its first answer as the events have it, and what was true', async () => {
    const { text } = await read('/efter/natten');
    const { targets } = await json<Snapshot>('/api/snapshot');
    const told = (await json<StoredEvent[]>('/api/events?limit=1000&kind=target')).reverse();
    const goals = targets.filter(({ kind }) => kind === 'share' || kind === 'votes');
    expect(goals).toHaveLength(12);
    for (const { id, label } of goals) {
      const first = told.find(
        ({ event }) =>
          event.kind === 'target' && event.target === id && (event.to === 'reached' || event.to === 'missed'),
      );
      const isNight = Date.parse(first?.at ?? '') < Date.parse('2018-09-10T04:00:00+02:00');
      const said = first?.event.kind === 'target' && first.event.to === 'reached' ? 'Nått' : 'Inte nått';
      const words = isNight ? `${said} ${formatTime(first?.at ?? null)}` : 'Avgjordes inte under natten';
      expect(text).toContain(plain(`${label} ${words}`));
    }
    // The official outcome of 2018.
    for (const truth of [
      '33,60 % slutligt',
      '28 632 röster slutligt',
      '31,40 % slutligt',
      '40,60 % slutligt',
    ])
      expect(text).toContain(truth);
  });

  test('knows no truth while the night goes on', async () => {
    const { text } = await read('/efter/natten?vid=2018-09-09T22.41');
    expect(text).toContain('facit ritas in när räkningen är slutlig');
    expect(text).not.toContain('33,60 %');
    expect(text).toContain('Inte avgjort ännu');
  });
});

describe('In a browser', () => {
  async function open(
    context: TestContext,
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    if ('missing' in started) context.skip(started.missing);
    const { browser } = started as Extract<typeof started, { browser: unknown }>;
    const opened = await browser.newContext({ reducedMotion: 'reduce', ...options });
    onTestFinished(() => opened.close());
    opened.setDefaultTimeout(120_000);
    const page = await opened.newPage();
    await page.goto(`${server.url}${path}`);
    return page;
  }
  const minuteOf = (page: Page) => new URL(page.url()).searchParams.get('vid');
  const says = (page: Page) => page.locator('.slider .says strong').innerText();
  const shows = (page: Page, minute: string) =>
    until(async () => minuteOf(page) === minute && (await says(page)).includes(minute.slice(11)));

  test('the slider goes by minute and by page, the figures with it, and back to now', async (context) => {
    const page = await open(context, '/?vid=2018-09-09T22.41');
    const slider = page.getByRole('slider', { name: 'Minut' });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await shows(page, '2018-09-09T22.40');
    await page.keyboard.press('PageDown');
    await shows(page, '2018-09-09T22.25');
    expect(await slider.getAttribute('aria-valuetext')).toBe('22.25');
    const body = plain(await page.locator('main').innerText());
    expect(body).toContain(votesIn(await snapshotAt('2018-09-09T22.25'), 'RD-23'));
    expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('link', { name: 'Till nu' }).click();
    const newest = votesIn(await json<Snapshot>('/api/snapshot'), 'RD-23');
    await until(async () => plain(await page.locator('main').innerText()).includes(newest));
    expect(await page.locator('.slider').count()).toBe(0);
    await until(async () => (await page.locator('.masthead').innerText()).includes('Räkningen är klar'));
  });

  test('it plays on by itself until it is paused', async (context) => {
    const page = await open(context, '/efter/natten?vid=2018-09-09T21.30');
    await page.getByLabel('Hastighet').selectOption('600');
    await page.getByRole('button', { name: 'Spela' }).click();
    await until(() => (minuteOf(page) ?? '') >= '2018-09-09T22.00');
    await page.getByRole('button', { name: 'Paus' }).click();
    await until(async () => (await says(page)).includes((minuteOf(page) ?? '').slice(11)));
    expect(await page.getByRole('button', { name: 'Spela' }).count()).toBe(1);
  });

  test('without script links and a form lead to other minutes', async (context) => {
    const page = await open(context, '/kommun/2326?vid=2018-09-09T22.41', { javaScriptEnabled: false });
    await page.getByRole('link', { name: /^Nästa händelse/ }).click();
    expect((minuteOf(page) ?? '') > '2018-09-09T22.41').toBe(true);
    expect(page.url()).toContain('/kommun/2326');
    await page.getByLabel('Dag och minut').fill('2018-09-09T21:10');
    await page.getByRole('button', { name: 'Visa' }).click();
    expect(await says(page)).toContain('21.10');
  });

  test('has nothing that axe finds fault with, in light and dark', async (context) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const path of ['/?vid=2018-09-09T22.41', '/efter/natten']) {
        const page = await open(context, path, { colorScheme });
        await page.getByRole('slider', { name: 'Minut' }).waitFor();
        await page.evaluate(axe);
        const faults = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))',
        );
        expect(faults).toEqual([]);
      }
    }
  });
});
