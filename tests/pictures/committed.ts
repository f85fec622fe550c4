/**
 * One committed picture of each scene at 1920×1080 in its busiest state, and the browser that made them: another major
 * version of it draws text another way.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { openScreen, showScene } from '../support/scene-page.ts';
import { SCENE_STATES, type SceneNights, type SceneState } from '../support/scene-states.ts';

const FOLDER = 'tests/pictures/committed';
const MADE_WITH = join(FOLDER, 'made-with.json');

/** In the order of the states; an odd night, whose times are those of the machine, has no picture that stays. */
export const PICTURES: readonly (readonly [state: SceneState, scene: string])[] = [
  ['corrected', 'lopp-RD-23'],
  ['corrected', 'karta'],
  ['corrected', 'senast'],
  ['corrected', 'besked'],
  ['stale', 'kommuner'],
  ['down', 'lopp-RF-23'],
  ['final', 'mal'],
  ['final', 'mandat'],
  ['final', 'natten-RD-23'],
  ['final', 'natten-RF-23'],
];

const majorOf = (browser: Browser): string => browser.version().split('.')[0] ?? '';
const pathOf = (scene: string): string => join(FOLDER, `${scene}.png`);

/** Why the pictures cannot be compared under this browser; `null`: they can. */
export async function notComparable(browser: Browser): Promise<string | null> {
  const text = await readFile(MADE_WITH, 'utf8').catch(() => null);
  if (text === null) return 'no pictures are committed yet: npm run pictures -- --renew';
  const { chromium } = JSON.parse(text) as { chromium: string };
  const major = majorOf(browser);
  return chromium === major ? null : `the pictures were made with Chromium ${chromium}, this is ${major}`;
}

/** Each picture as it is now, in the order of the states. */
async function* picturesNow(browser: Browser, nights: SceneNights) {
  const { page } = await openScreen(browser);
  // One night, gone through in its order: a state follows from the one before it.
  for (const state of SCENE_STATES.slice(0, SCENE_STATES.indexOf('final') + 1)) {
    const night = await nights.enter(state);
    for (const [, scene] of PICTURES.filter(([of]) => of === state)) {
      await showScene(page, night, { id: scene });
      yield { scene, png: await page.screenshot() };
    }
  }
  await page.context().close();
}

export async function renewPictures(browser: Browser, nights: SceneNights): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  let made = 0;
  for await (const { scene, png } of picturesNow(browser, nights)) {
    await writeFile(pathOf(scene), png);
    made += 1;
  }
  await writeFile(MADE_WITH, `${JSON.stringify({ chromium: majorOf(browser) })}\n`);
  return made;
}

/** The part of the picture's points that differ from the committed one, by scene. */
export async function differences(
  browser: Browser,
  nights: SceneNights,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for await (const { scene, png } of picturesNow(browser, nights)) {
    found.set(scene, differing(png, await readFile(pathOf(scene))));
  }
  return found;
}

/** The part of the points that differ; all of them when the sizes do. */
export function differing(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 }) / (a.width * a.height);
}
