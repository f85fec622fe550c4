import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { startDeskServer } from './support/desk.ts';
import { newest, stopClock, tell, until, untilOver, type TestServer } from './support/server.ts';

/** The desk in a real browser, with script and without. Early on the night of 2018, until a test lets it run on. */

let started: Awaited<ReturnType<typeof startBrowser>>;
let server: TestServer;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  started = await startBrowser();
  server = await startDeskServer({ REPLAY_START: '2018-09-09T21:00:00+02:00', REPLAY_SPEED: '1' });
  await until(async () => (await newest(server)).revision > 0);
  await stopClock(server);
});
afterAll(async () => {
  if (started && 'browser' in started) await started.browser.close();
  await server?.stop();
});

interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
}

async function openDesk(test: TestContext, javaScriptEnabled: boolean): Promise<Desk> {
  if ('missing' in started) test.skip(started.missing);
  const { browser } = started as { browser: Browser };
  const viewport = { width: 1366, height: 768 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', javaScriptEnabled });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.goto(`${server.url}/redaktion`);
  return { context, page };
}

const plain = async (page: Page) => (await page.locator('main').innerText()).replace(/\s+/g, ' ');
const outcome = (page: Page) => page.locator('.outcome');

async function signIn(page: Page, token = server.token): Promise<void> {
  await page.getByLabel('Namn').fill('Åsa Öberg');
  await page.getByLabel('Skrivnyckel').fill(token);
  await page.getByRole('button', { name: 'Logga in' }).click();
}

async function signedIn(test: TestContext, javaScriptEnabled: boolean): Promise<Desk> {
  const desk = await openDesk(test, javaScriptEnabled);
  const { page } = desk;
  await signIn(page);
  await page.getByRole('heading', { level: 1, name: 'Läget' }).waitFor();
  return desk;
}

describe.each([
  ['with script', true, '2019-02'],
  ['without script', false, '2019-03'],
] as const)('the desk %s', (_how, script, from) => {
  test('a wrong token is told, the name stays, and the right one opens', async (context) => {
    const { page } = await openDesk(context, script);
    await signIn(page, 'not-the-token');
    await outcome(page).waitFor();
    expect(await outcome(page).innerText()).toContain('Fel skrivnyckel.');
    expect(await page.getByLabel('Namn').inputValue()).toBe('Åsa Öberg');
    expect(await page.getByLabel('Skrivnyckel').getAttribute('aria-invalid')).toBe('true');
    await signIn(page);
    await page.getByRole('button', { name: 'Logga ut' }).waitFor();
  });

  test('a fact that was refused keeps what was typed, then is saved and stands in the log', async (context) => {
    const { page } = await signedIn(context, script);
    await page.getByRole('link', { name: 'Styren' }).click();
    await page.getByRole('link', { name: 'Ändra och lägg till för Bräcke' }).click();
    const form = page.getByRole('region', { name: 'Ny uppgift' });
    const parties = form.getByRole('group', { name: 'Partier i styret' });
    await form.getByLabel('Från').fill(from);
    await parties.getByLabel('S', { exact: true }).check();
    await parties.getByLabel('V', { exact: true }).check();
    await form.getByLabel('Minoritet').check();
    await form.getByRole('button', { name: 'Spara' }).click();

    await outcome(page)
      .getByRole('link', { name: /Källa: Ange källan/ })
      .click();
    expect(await form.getByLabel('Källa').getAttribute('aria-invalid')).toBe('true');
    expect(await form.getByLabel('Från').inputValue()).toBe(from);
    expect(await parties.getByLabel('V', { exact: true }).isChecked()).toBe(true);
    expect(await form.getByLabel('Minoritet').isChecked()).toBe(true);

    await form.getByLabel('Källa').fill('Bräcke kommun');
    await form.getByRole('button', { name: 'Spara' }).click();
    await page.getByText(/Sparat \(revision/).waitFor();
    expect(await plain(page)).toMatch(/Sparat \(revision \d+\)\./);
    expect(await plain(page)).toContain('Källa: Bräcke kommun Inlagd för hand');
    await page.getByRole('link', { name: 'Logg', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Logg' }).waitFor();
    const latest = page.locator('main li').first();
    expect((await latest.innerText()).replace(/\s+/g, ' ')).toMatch(
      /^Styre, Bräcke: inlagt Åsa Öberg, .* Nu: 2018–2022: S, V, sedan \w+ 2019, minoritet\. Källa: Bräcke kommun$/,
    );
  });

  test('a form sent after the session’s end waits while one signs in', async (context) => {
    const { page, context: browsing } = await signedIn(context, script);
    await page.goto(`${server.url}/redaktion/styre/2361`);
    await page.getByRole('region', { name: 'Ny uppgift' }).getByLabel('Källa').fill('Härjedalens kommun');
    await browsing.clearCookies();
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('inget är sparat').waitFor();
    await signIn(page);
    await page.getByText('inte sparat').waitFor();
    await expect.poll(() => page.getByLabel('Källa').inputValue()).toBe('Härjedalens kommun');
  });
});

describe('the desk', () => {
  test('has nothing that axe finds fault with, in light and dark, also when a form is refused', async (context) => {
    const { page } = await signedIn(context, true);
    const faultsOf = async () => {
      await page.evaluate(axe);
      const found = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(
          ...(await page.evaluate<string[]>(
            'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))',
          )),
        );
      }
      return found;
    };
    for (const path of ['', '/styre', '/styre/2303', '/siffror', '/muntligt', '/filer', '/logg']) {
      await page.goto(`${server.url}/redaktion${path}`);
      expect([path, ...(await faultsOf())]).toEqual([path]);
    }
    await page.goto(`${server.url}/redaktion/styre/2303`);
    await page.getByRole('button', { name: 'Spara' }).click();
    await outcome(page).waitFor();
    expect(await faultsOf()).toEqual([]);
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.getByRole('button', { name: 'Logga in' }).waitFor();
    expect(await faultsOf()).toEqual([]);
  });

  test('keeps what is typed and chosen before the page’s script takes over', async (context) => {
    const { page } = await signedIn(context, true);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\.js$/, (route) => void held.then(() => route.continue()));
    await page.goto(`${server.url}/redaktion/styre/2326`, { waitUntil: 'commit' });
    const form = page.getByRole('region', { name: 'Ny uppgift' });
    const party = form.getByRole('group', { name: 'Partier i styret' }).getByLabel('V', { exact: true });
    const lines = form.locator('textarea');
    await form.getByLabel('Från').fill('2019-04');
    await lines.fill('Skrivet tidigt');
    await party.check();
    await form.getByLabel('Minoritet').check();
    release();
    await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
    expect(await form.getByLabel('Från').inputValue()).toBe('2019-04');
    expect(await lines.inputValue()).toBe('Skrivet tidigt');
    expect(await party.isChecked()).toBe(true);
    expect(await form.getByLabel('Minoritet').isChecked()).toBe(true);
  });

  test('takes no form from another site', async (context) => {
    const { page } = await signedIn(context, true);
    await page.route('http://evil.test/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${server.url}/redaktion/styre/2326?/save">
          <input name="from" value="2019-05"><input name="parties" value="S"><input name="source" value="evil">
          <button>Win</button></form>`,
      }),
    );
    await page.goto('http://evil.test/');
    const [answer] = await Promise.all([
      page.waitForResponse(`${server.url}/redaktion/styre/2326?/save`),
      page.getByRole('button', { name: 'Win' }).click(),
    ]);
    expect(answer.status()).toBe(403);
    const held = (await (await fetch(`${server.url}/api/governing/2326`)).json()) as {
      facts: { sources: string[] }[];
    };
    expect(held.facts.some(({ sources }) => sources.includes('evil'))).toBe(false);
  });

  test('a figure by phone gives way to the file, and the difference is shown', async (context) => {
    const { page } = await signedIn(context, false);
    await page.goto(`${server.url}/redaktion/muntligt?val=KF-2305`);
    const district = page.getByLabel('Distrikt, kommunvalet i Bräcke');
    const name = (await district.locator('optgroup option').first().innerText()).trim();
    await district.selectOption({ label: name });
    await page.getByLabel('Röster på partiet (S)').fill('1');
    await page.getByLabel('Giltiga röster').fill('2');
    await page.getByLabel('Uppgift från').fill('Bo');
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText(/Sparat \(revision/).waitFor();
    expect(await plain(page)).toMatch(/Kommunvalet i Bräcke: S 1 av 2 \(50,0 %\) muntlig uppgift/);
    const officially = async () => {
      const { contests } = await newest(server);
      return contests.find(({ id }) => id === 'KF-2305');
    };
    expect((await officially())?.counted.districts).toBe(0);
    expect((await officially())?.valid).toBe(0);

    await tell(server.control, 'speed', { speed: 'max' });
    await tell(server.control, 'pause', { paused: false });
    await untilOver(server);
    expect((await officially())?.stage).toBe('final');
    const { districts } = (await (await fetch(`${server.url}/api/contests/KF-2305/districts`)).json()) as {
      districts: { name: string; own: number; valid: number }[];
    };
    const counted = districts.find((row) => row.name === name);
    await page.goto(`${server.url}/redaktion/muntligt`);
    const shown = await plain(page);
    expect(shown).toContain('Inga muntliga uppgifter gäller.');
    const [, own, valid] = /Skillnad: S \+([\d ]+), giltiga \+([\d ]+)\./.exec(shown) ?? [];
    const figures = [own, valid].map((text) => Number(text?.replaceAll(' ', '')));
    expect(figures).toEqual([(counted?.own ?? 0) - 1, (counted?.valid ?? 0) - 2]);
  });

  // Last: from here on this machine is made to wait.
  test('after five wrong tokens even the right one waits', async (context) => {
    const { page } = await openDesk(context, false);
    for (let n = 0; n < 5; n += 1) {
      // What the last guess was told still stands on the page: the answer to this one is another page.
      const answered = page.waitForEvent('load');
      await signIn(page, `guess-${n}`);
      await answered;
    }
    expect(await outcome(page).innerText()).toMatch(/paus i 30 sekunder/);
    await signIn(page);
    await page.getByText('För många fel skrivnycklar.').waitFor();
    expect(await outcome(page).innerText()).toMatch(/paus i \d+ sekunder. Även rätt nyckel får vänta/);
  });
});
