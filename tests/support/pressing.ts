/** The press page as its tests open it, and what lies in the clipboard afterwards. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, type TestContext } from 'vitest';
import { startBrowser } from './browser.ts';
import { until } from './server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MAY_COPY = ['clipboard-read', 'clipboard-write'];

/** One browser for a file's tests; a test is skipped, with the reason, where there is none. */
export function oneBrowser(): (context: Pick<TestContext, 'skip'>) => Browser {
  let started: Awaited<ReturnType<typeof startBrowser>> = { missing: 'the browser was not started' };
  beforeAll(async () => {
    started = await startBrowser();
  });
  afterAll(async () => {
    if ('browser' in started) await started.browser.close();
  });
  return (context) => ('browser' in started ? started.browser : context.skip(started.missing));
}

export interface Wish extends BrowserContextOptions {
  /** What the browser permits; everything else it refuses. */
  readonly may?: string[];
}

/** Opens an address and waits until its keys work. */
export async function openPress(browser: Browser, url: string, { may = MAY_COPY, ...options }: Wish = {}) {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    ...options,
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(60_000);
  await context.grantPermissions(may);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await scripted(page);
  return { context, page, errors };
}

/** The page listens to keys. */
export const scripted = (page: Page) => page.waitForSelector('.press[data-scripted]');

/** Text with ordinary spaces. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

export const textOf = async (page: Page): Promise<string> => plain(await page.locator('body').innerText());

export const shows = (page: Page, words: string | RegExp): Promise<void> =>
  until(async () => {
    const text = await textOf(page);
    return typeof words === 'string' ? text.includes(words) : words.test(text);
  });

export const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.id);

/** What lies in the clipboard, as a page that may read it sees it. */
export async function clipboardOf(page: Page) {
  // The browser refuses to go on reading what it takes to be another content by now.
  const held = await readClipboard(page).catch(() => readClipboard(page));
  return { ...held, plain: plain(held.plain), paragraphs: held.paragraphs.map(plain) };
}

const readClipboard = (page: Page) =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const of = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : '');
    const parsed = new DOMParser().parseFromString(await of('text/html'), 'text/html');
    const texts = (elements: Iterable<Element>) => [...elements].map((each) => each.textContent ?? '');
    return {
      types: [...(item?.types ?? [])],
      plain: await of('text/plain'),
      paragraphs: texts(parsed.querySelectorAll('p')),
      cells: [...parsed.querySelectorAll('tr')].map((row) => texts(row.children)),
      links: [...parsed.querySelectorAll('a')].map(({ href }) => href),
    };
  });

/** What axe finds: `rule: element`. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
