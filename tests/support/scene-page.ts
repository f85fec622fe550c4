/** The big screen in a browser, at rest: what the tests measure and the pictures show. */
import type { Browser, Page } from 'playwright-core';
import { scenesOf, type Scene } from '../../src/lib/storbild/scenes.ts';
import type { StatedNight } from './scene-states.ts';

export type Size = readonly [width: number, height: number];
export const SIZES: readonly Size[] = [
  [1280, 720],
  [1920, 1080],
  [1024, 768],
];
export const FULL_HD: Size = [1920, 1080];

export interface ScreenPage {
  readonly page: Page;
  /** What scripts threw so far. */
  readonly errors: readonly string[];
}

export async function openScreen(browser: Browser, [width, height]: Size = FULL_HD): Promise<ScreenPage> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors };
}

/** Goes to a scene and waits until it stands still: its typeface, its map, its word of the feed's state. */
export async function showScene(
  page: Page,
  { server }: StatedNight,
  { id }: Pick<Scene, 'id'>,
): Promise<void> {
  await page.goto(`${server.url}/storbild/${id}`, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => {
    const text = document.querySelector('.storbild')?.textContent ?? '';
    return document.fonts.status === 'loaded' && !/Läget \d|Kartan kommer när/.test(text);
  });
}

/** Every scene of a night in turn. */
export async function* scenesOn(page: Page, night: StatedNight): AsyncGenerator<Scene> {
  for (const scene of scenesOf(night.snapshot)) {
    await showScene(page, night, scene);
    yield scene;
  }
}

/** Charts lay themselves out anew for a new size: one frame to hear of it, one to draw. */
export async function setSize(page: Page, [width, height]: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(
    () =>
      new Promise<void>((drawn) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
      }),
  );
}

/** As `?ljus` does, without a new page. */
export const setTheme = (page: Page, theme: 'dark' | 'light'): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
