/** The press page in a real browser: what its keys put into the clipboard, and how it calls a copy back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clipboardOf,
  faultsOf,
  focused,
  oneBrowser,
  openPress,
  plain,
  shows,
  textOf,
} from './support/pressing.ts';
import { startEndedServer, until, type TestServer } from './support/server.ts';

const browserOf = oneBrowser();

/** 1 869 of 4 604 valid votes, 1 803 of 4 653 in 2014: the official final results of Berg. */
const BERG =
  'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, 1,85 procentenheter mer än 2014 (38,75 procent).';

describe('when all is final', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startEndedServer();
  });
  afterAll(() => server?.stop());
  const press = (query = '') => `${server.url}/press${query}`;

  test('“berg” and one key put Berg beside 2014 into the clipboard, as text and as HTML', async (context) => {
    const { page, errors } = await openPress(browserOf(context), press());
    expect(await focused(page)).toBe('sok');
    await page.keyboard.type('berg');
    await page.keyboard.press('Enter');
    await shows(page, 'Kopierat: Berg, kommunval');
    const held = await clipboardOf(page);
    const [label, sentence, link, ...more] = held.plain.split('\n');
    expect(label).toBe('REPRIS 2018');
    expect(sentence?.startsWith(`${BERG} Slutligt resultat, alla `)).toBe(true);
    expect(sentence?.endsWith('Källa: Valmyndigheten.')).toBe(true);
    expect(link).toMatch(/^http:\/\/localhost:\d+\/p\/180909-\d+-[0-9a-z]{4}\/KF-2326\.andel$/);
    expect(more).toEqual([]);
    expect(held.paragraphs).toEqual([label, sentence, link]);
    expect(held.links).toEqual([link]);
    expect(errors).toEqual([]);
  });

  test('the arrows choose another line, a key leads back to the field, and a tap copies the same', async (context) => {
    const { page } = await openPress(browserOf(context), press());
    await page.keyboard.type('berg');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await shows(page, 'Kopierat: Berg, kommunval: Andel, kort');
    const short = 'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg. Slutligt resultat';
    expect((await clipboardOf(page)).plain).toContain(short);
    await page.keyboard.press('Control+k');
    expect(await focused(page)).toBe('sok');
    await page.keyboard.type('bräcke');
    await shows(page, 'Bräcke, kommunval');
    await page.locator('button.line', { hasText: 'Kort' }).first().click();
    await shows(page, 'Kopierat: Bräcke, kommunval: Andel, kort');
    // 1 448 of 4 131.
    expect((await clipboardOf(page)).plain).toContain(
      'Socialdemokraterna fick 35,05 procent i kommunvalet i Bräcke.',
    );
  });

  test('finds the region, a goal and a district', async (context) => {
    const { page } = await openPress(browserOf(context), press());
    const best = async (query: string) => {
      await page.locator('#sok').fill(query);
      await page.waitForSelector('button.line');
      return plain(await page.locator('button.line .text').first().innerText());
    };
    expect(await best('region')).toContain('i regionvalet i Jämtland Härjedalen');
    expect(await best('riksdag')).toContain('i riksdagsvalet i Jämtlands län');
    await until(async () => (await best('storsjö')).includes('Storsjö'));
  });

  test('one decimal is one decimal, from the same integers', async (context) => {
    const { page } = await openPress(browserOf(context), press('?visa=KF-2326'));
    await page.getByLabel('1 decimal').check();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Enter');
    await shows(page, 'Kopierat');
    expect((await clipboardOf(page)).plain).toContain(
      '40,6 procent i kommunvalet i Berg, 1,8 procentenheter mer än 2014 (38,7 procent)',
    );
  });

  test('the contests as a table: tabs in the text, the same cells in the HTML, plain numbers', async (context) => {
    const { page } = await openPress(browserOf(context), press('?visa=KF-2326'));
    await page.getByRole('button', { name: 'Alla val', exact: true }).click();
    await shows(page, 'Kopierat');
    const held = await clipboardOf(page);
    const rows = held.plain.split('\n').map((row) => row.split('\t'));
    const berg = rows.find((row) => row.some((cell) => cell.includes('Berg')));
    for (const cell of ['1869', '4604', '40,60']) expect(berg).toContain(cell);
    const html = held.cells.find((row) => row.some((cell) => cell.includes('Berg')));
    expect(html).toEqual(berg);
    expect(held.plain.split('\n')[0]).toContain('REPRIS 2018');
  });

  test('every figure of the overview is a button', async (context) => {
    const { page } = await openPress(browserOf(context), press());
    const row = page.getByRole('row').filter({ hasText: 'Berg, kommunval' });
    await row.getByRole('button').first().click();
    await shows(page, 'Kopierat');
    expect((await clipboardOf(page)).plain).toContain(BERG);
  });

  test('picked goals become a draft; what is written into it is copied, under the label whatever is cut', async (context) => {
    const { page } = await openPress(browserOf(context), press());
    await page.getByText('Utkast till uttalande').click();
    await page.getByLabel('Minst 1 748 fler röster i riksdagsvalet').check();
    await page.getByLabel('Bättre resultat i riksdagsvalet än 2014').check();
    const draft = page.getByRole('textbox', { name: 'Text' });
    await until(async () => plain(await draft.inputValue()).includes('33,60 procent'));
    const written = (await draft.inputValue())
      .replace('[Rubrik]', 'Vi tackar alla')
      .replace(/^REPRIS 2018\s+/, '');
    await draft.fill(written);
    await page.getByRole('button', { name: 'Kopiera utkastet' }).click();
    await shows(page, 'Kopierat: utkast till uttalande');
    const held = await clipboardOf(page);
    expect(held.plain.startsWith('REPRIS 2018\n\nVi tackar alla\n\n')).toBe(true);
    expect(held.paragraphs.slice(0, 2)).toEqual(['REPRIS 2018', 'Vi tackar alla']);
    expect(held.links.length).toBeGreaterThan(0);
  });

  test('copies of another night, or of another run, are set aside', async (context) => {
    const { page } = await openPress(browserOf(context), press());
    await page.keyboard.type('berg');
    await page.keyboard.press('Enter');
    await shows(page, /Kopierat här\s+Berg, kommunval/);
    for (const [name, other] of [
      ['night', 'live-2018-09-09'],
      ['revision', 999_999],
    ] as const) {
      await page.evaluate(
        ([field, value]) => {
          const held = JSON.parse(localStorage.getItem('malvakt.press') ?? '');
          held.copies[0][field] = value;
          localStorage.setItem('malvakt.press', JSON.stringify(held));
        },
        [name, other] as const,
      );
      await page.reload();
      await shows(page, 'En kopia från en annan kväll eller en annan körning bevakas inte.');
      expect(await textOf(page)).not.toMatch(/Kopierat här\s+Berg/);
    }
  });

  test('a browser that forbids it: the marked text is copied the old way, in both forms', async (context) => {
    const { page } = await openPress(browserOf(context), press(), { may: ['clipboard-read'] });
    await page.keyboard.type('berg');
    await page.keyboard.press('Enter');
    await shows(page, 'så texten kopierades härifrån');
    const held = await clipboardOf(page);
    expect(held.plain).toContain(BERG);
    expect(held.paragraphs[1]).toContain(BERG);
    expect(await focused(page)).toBe('sok');
  });

  test('a browser that forbids the old way too: the text stands marked, and the page says what to press', async (context) => {
    const { page } = await openPress(browserOf(context), press(), { may: ['clipboard-read'] });
    await page.evaluate(() => (document.execCommand = () => false));
    await page.keyboard.type('berg');
    await page.keyboard.press('Enter');
    await shows(page, 'Inte kopierat än');
    await shows(page, 'Ctrl+C');
    const marked = await page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement;
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    expect(plain(marked)).toContain(BERG);
    // Nothing is remembered as copied before it is.
    expect(await textOf(page)).not.toMatch(/Kopierat här\s+Berg/);
    await page.keyboard.press('Control+c');
    await shows(page, 'Kopierat: Berg, kommunval');
    const held = await clipboardOf(page);
    expect([held.plain, held.paragraphs[1]].every((each) => each?.includes(BERG))).toBe(true);
  });

  test('reads as a page without any script', async (context) => {
    const browser = browserOf(context);
    const overview = await openPress(browser, press(), { javaScriptEnabled: false });
    const all = await textOf(overview.page);
    for (const words of ['REPRIS 2018', '33,60 %', '31,40 %', '40,60 %', 'Källa: Valmyndigheten'])
      expect(all).toContain(words);
    const found = await openPress(browser, press('?q=berg'), { javaScriptEnabled: false });
    expect(await textOf(found.page)).toContain(BERG);
  });

  test.for(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme, context) => {
    const { page } = await openPress(browserOf(context), press(), { colorScheme });
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.type('berg');
    await page.keyboard.press('Enter');
    await shows(page, 'Kopierat');
    expect(await faultsOf(page)).toEqual([]);
  });

  test.for([
    [1920, 1080],
    [1366, 768],
    [390, 844],
  ] as const)('fits %i×%i', async ([width, height], context) => {
    const { page } = await openPress(browserOf(context), press(), { viewport: { width, height } });
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await wider()).toBeLessThanOrEqual(0);
    await page.keyboard.type('berg');
    await page.waitForSelector('.line.active');
    expect(await wider()).toBeLessThanOrEqual(0);
    const line = await page.locator('.line.active').boundingBox();
    expect((line?.y ?? height) + (line?.height ?? 0)).toBeLessThanOrEqual(height);
  });
});
