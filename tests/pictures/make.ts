/** Makes the pictures (see `main.ts`): no test of anything but that every scene can be shown. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { openScreen, scenesOn, setSize, SIZES } from '../support/scene-page.ts';
import { SCENE_STATES, SceneNights } from '../support/scene-states.ts';
import { renewPictures } from './committed.ts';

const FOLDER = process.env.PICTURES_FOLDER ?? 'pictures';
const RENEW = process.env.PICTURES_RENEW === '1';

const started = await startBrowser();
const nights = new SceneNights();
afterAll(async () => {
  await nights.close();
  if ('browser' in started) await started.browser.close();
});

test.skipIf('missing' in started)(RENEW ? 'the committed pictures' : `pictures in ${FOLDER}`, async () => {
  if (!('browser' in started)) return;
  if (RENEW) {
    expect(await renewPictures(started.browser, nights)).toBeGreaterThan(0);
    return;
  }
  await nights.start();
  await mkdir(FOLDER, { recursive: true });
  const { page } = await openScreen(started.browser);
  const made: string[] = [];
  for (const state of SCENE_STATES) {
    for await (const { id } of scenesOn(page, await nights.enter(state))) {
      for (const size of SIZES) {
        await setSize(page, size);
        const name = `${state}-${id}-${size.join('x')}.png`;
        await page.screenshot({ path: join(FOLDER, name) });
        made.push(name);
      }
    }
  }
  await writeFile(join(FOLDER, 'index.html'), sheetOf(made));
  expect(made.length).toBeGreaterThan(0);
});

/** All pictures 320 pixels wide: what matters must be readable even so. */
const sheetOf = (names: readonly string[]): string => `<!doctype html>
<meta charset="utf-8"><title>Storbild</title>
<style>body { display: flex; flex-wrap: wrap; gap: 12px; background: #777; font: 12px sans-serif } figure { margin: 0 }</style>
${names.map((name) => `<figure><a href="${name}"><img src="${name}" width="320" alt=""></a><figcaption>${name}</figcaption></figure>`).join('\n')}
`;
