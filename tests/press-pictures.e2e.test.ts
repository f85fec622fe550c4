/** What the press page hands out besides words: pictures, addresses, a card for other pages. In a real browser. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clipboardOf, oneBrowser, openPress, shows, textOf } from './support/pressing.ts';
import { startEndedServer, type TestServer } from './support/server.ts';

const browserOf = oneBrowser();
let server: TestServer;
beforeAll(async () => {
  server = await startEndedServer();
});
afterAll(() => server?.stop());
const press = () => `${server.url}/press`;

test('a figure as a PNG in the clipboard: its size, and ink of several kinds on it', async (context) => {
  const { page, errors } = await openPress(browserOf(context), `${server.url}/press`);
  await page.keyboard.type('berg');
  await shows(page, 'Berg, kommunval');
  await page.getByRole('button', { name: 'Bild', exact: true }).first().click();
  await shows(page, 'Kopierat: Berg, kommunval');
  const picture = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    if (!item?.types.includes('image/png')) return null;
    const bitmap = await createImageBitmap(await item.getType('image/png'));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(bitmap, 0, 0);
    const { data } = drawing?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    const colours = new Set<number>();
    for (let dot = 0; dot < data.length; dot += 4 * 97) {
      colours.add(((data[dot] ?? 0) << 16) | ((data[dot + 1] ?? 0) << 8) | (data[dot + 2] ?? 0));
    }
    return { width: bitmap.width, height: bitmap.height, colours: colours.size };
  });
  expect(picture).toMatchObject({ width: 2400, height: 1350 });
  expect(picture?.colours).toBeGreaterThan(8);
  expect(errors).toEqual([]);
});

test('the addresses that it hands out lead somewhere: permalink, JSON, CSV, SVG', async (context) => {
  const { page } = await openPress(browserOf(context), press());
  await page.keyboard.type('berg');
  await page.keyboard.press('Enter');
  await shows(page, 'Kopierat: Berg, kommunval');
  const link = (await clipboardOf(page)).plain.split('\n').at(-1) ?? '';
  const frozen = await fetch(server.url + new URL(link).pathname);
  expect(frozen.status).toBe(200);
  expect((await frozen.text()).replaceAll('\u00a0', ' ')).toContain('40,60');
  const paths = ['', '?format=csv', '/card.svg'].map(
    (end) => `${server.url}/api/figures/KF-2326.andel${end}`,
  );
  const answers = await Promise.all(paths.map((path) => fetch(path)));
  expect(answers.map(({ status, headers }) => [status, headers.get('content-type')?.split(';')[0]])).toEqual([
    [200, 'application/json'],
    [200, 'text/csv'],
    [200, 'image/svg+xml'],
  ]);
});

test('a goal’s card for another page is an iframe that shows the goal', async (context) => {
  const { page } = await openPress(browserOf(context), `${server.url}/press?visa=kf-share-2326`);
  await page.getByRole('button', { name: 'Inbäddning' }).first().click();
  await shows(page, 'Kopierat');
  const src = /src="([^"]+)"/.exec((await clipboardOf(page)).plain)?.[1] ?? '';
  await page.goto(server.url + new URL(src).pathname);
  const text = await textOf(page);
  expect(text).toContain('Bättre resultat i kommunvalet i Berg än 2014');
  expect(text).toContain('Nått');
  expect(text).toContain('REPRIS 2018');
});
