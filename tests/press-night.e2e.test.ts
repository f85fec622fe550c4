/** The press page during a night: nothing counted, copies called back, other machines, a server that is gone. */
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openNight } from '../src/feed/nights/index.ts';
import type { Contest, Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { memberOf, votesIn, withDistrict, withVotes } from './support/edited-files.ts';
import { clipboardOf, oneBrowser, openPress, plain, scripted, shows, textOf } from './support/pressing.ts';
import {
  newest,
  startServer,
  stopClock,
  tell,
  until,
  untilTakenIn,
  type TestServer,
} from './support/server.ts';

const browserOf = oneBrowser();

test('before the first district nothing is offered, and the page says what will come', async (context) => {
  const server = await startServer({ env: { REPLAY_SPEED: '0.01' } });
  onTestFinished(async () => void (await server.stop()));
  await stopClock(server);
  const { page } = await openPress(browserOf(context), `${server.url}/press`);
  await shows(page, 'De första distrikten brukar komma omkring 20.45.');
  await page.keyboard.type('berg');
  await shows(page, 'inget är räknat');
  expect(await page.locator('button.line').allInnerTexts()).toEqual([]);
  expect(await textOf(page)).not.toMatch(/0,0|NaN/);
  await page.keyboard.press('Enter');
  expect(await page.getByText('Kopierat:').count()).toBe(0);
});

const AT = '2018-09-09T22:40:00+02:00';

/** The night's file of this name as it is out by a moment. */
function fileAt(at: string, name: string): Buffer {
  const out = openNight('2018').publications.filter(
    (each) => each.address === 'night' && Date.parse(each.at) <= Date.parse(at),
  );
  return memberOf(out.at(-1)?.files() ?? [], name);
}

function contestOf({ contests }: Snapshot): Contest {
  const found = contests.find(({ id }) => id === 'RD-23');
  if (!found) throw new Error('no contest of the Riksdag');
  return found;
}

const upload = (server: TestServer, name: string, bytes: Buffer) =>
  fetch(`${server.url}/api/ingest/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });

async function standing(env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startServer({ env: { REPLAY_START: AT, REPLAY_SPEED: '0.01', ...env } });
  onTestFinished(async () => void (await server.stop()));
  await until(async () => (await newest(server)).revision > 0);
  await stopClock(server);
  return server;
}

/** What the page asks the browser to show over other windows. */
async function noticesOf(page: Page): Promise<() => readonly string[]> {
  const told: string[] = [];
  await page.exposeFunction('tellOfNotice', (body: string) => void told.push(body));
  await page.evaluate(() => {
    const { tellOfNotice } = window as unknown as { tellOfNotice: (body: string) => void };
    const taken = (_title: string, { body = '' }: NotificationOptions) => tellOfNotice(body);
    Object.assign(window, {
      Notification: function (...said: Parameters<typeof taken>) {
        taken(...said);
      },
    });
  });
  return () => told;
}

describe('in the middle of the night', () => {
  test('a copy that only grew is no alarm; one that a correction was made in is called back at once', async (context) => {
    const server = await standing();
    const { page, context: browsing } = await openPress(browserOf(context), `${server.url}/press`, {
      may: ['clipboard-read', 'clipboard-write', 'notifications'],
    });
    await shows(page, 'Webbläsaren säger till även när fönstret ligger bakom.');
    const notices = await noticesOf(page);
    await page.keyboard.type('riksdag');
    await page.waitForSelector('.line.active');
    await page.keyboard.press('Enter');
    await shows(page, 'Kopierat: ');
    // The same figure once more, in a table with its votes.
    await page.getByRole('button', { name: 'Alla val', exact: true }).click();
    await shows(page, 'Kopierat: Tabell: alla val');
    const before = await newest(server);
    while (contestOf(await newest(server)).own.votes === contestOf(before).own.votes) {
      await tell(server.control, 'step', { publications: 1 });
      await untilTakenIn(server);
    }
    await shows(page, /mer är räknat|nu \d\d,\d\d/i);
    expect(await page.getByRole('alert').filter({ hasText: 'gäller inte längre' }).count()).toBe(0);
    expect(notices()).toEqual([]);

    const now = (await (await fetch(`${server.url}/api/health`)).json()) as { feed: { now: string } };
    const name = 'valnatt_2303R.xml';
    const wrong = withDistrict(fileAt(now.feed.now, name), '23030101', (element) =>
      withVotes(element, 'S', votesIn(element, 'S') - 60),
    );
    expect((await upload(server, name, wrong)).status).toBe(200);
    await shows(page, 'Kopierade siffror gäller inte längre');
    const said = await page.locator('.alarms').innerText();
    const { own, valid } = contestOf(before);
    const percent = (votes: number, of: number) => ((100 * votes) / of).toFixed(2).replace('.', ',');
    expect(plain(said)).toContain(`Du kopierade ${percent(own.votes, valid)} % kl. 22.40.`);
    const right = percent(own.votes - 60, valid - 60);
    expect(plain(said)).toContain(
      `Det skulle ha varit ${right} %, efter rättelse i Döviken i Ragunda kl. 22.4`,
    );
    expect(notices().map(plain)).toContainEqual(expect.stringContaining(`Det skulle ha varit ${right} %`));
    // It is heard of after a reload too, until somebody says so.
    await page.reload();
    await shows(page, 'Kopierade siffror gäller inte längre');
    expect(await page.locator('.alarms li').count()).toBe(2);
    await page.getByRole('button', { name: 'Kopiera den rätta' }).click();
    // What has gone to the clipboard anew is settled; the table's votes are still to be heard of.
    await shows(page, 'En kopierad siffra gäller inte längre');
    expect(await page.locator('.alarms li').allInnerTexts()).toEqual([expect.stringContaining('Röster')]);
    expect((await clipboardOf(page)).plain).toContain('i riksdagsvalet i Jämtlands län');
    await page.getByRole('button', { name: 'Uppfattat' }).click();
    await until(async () => (await page.locator('.alarms h2').count()) === 0);
    await page.reload();
    await scripted(page);
    await shows(page, 'Kopierat här');
    expect(await page.locator('.alarms h2').count()).toBe(0);
    expect(browsing.pages()).toHaveLength(1);
  });

  test('over http from another machine: both forms are copied the old way, and the label comes first', async (context) => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((each) => each && each.family === 'IPv4' && !each.internal)?.address;
    if (!address) return context.skip('this machine has no address but the loopback');
    const server = await standing({ HOST: '0.0.0.0' });
    const { page, context: browsing } = await openPress(
      browserOf(context),
      `http://${address}:${server.port}/press`,
    );
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await page.keyboard.type('riksdag');
    await page.waitForSelector('.line.active');
    await page.keyboard.press('Enter');
    await shows(page, 'så texten kopierades härifrån');
    const reader = await browsing.newPage();
    await reader.goto(server.url);
    const held = await clipboardOf(reader);
    expect(held.plain.startsWith('REPRIS 2018\n')).toBe(true);
    expect(held.plain).toMatch(/Preliminärt, \d+ av 82 valdistrikt räknade kl\. 22\.\d\d/);
    expect(held.paragraphs[0]).toBe('REPRIS 2018');
  });

  test('without its server it keeps the figures, and copies say since when', async (context) => {
    const server = await standing();
    const { page } = await openPress(browserOf(context), `${server.url}/press`);
    await page.keyboard.type('riksdag');
    await page.waitForSelector('.line.active');
    await server.stop('SIGKILL');
    await shows(page, /Ingen kontakt sedan 22\.4\d/);
    await page.keyboard.press('Enter');
    await shows(page, 'Kopierat: ');
    expect((await clipboardOf(page)).plain).toMatch(/Hämtat kl\. 22\.4\d, därefter ingen kontakt\./);
  });
});
