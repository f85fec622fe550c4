/** The committed pictures of the big screen: what is drawn is what somebody has looked at. */
import { PNG } from 'pngjs';
import { afterAll, expect, test } from 'vitest';
import { differences, differing, notComparable, PICTURES } from './pictures/committed.ts';
import { startBrowser } from './support/browser.ts';
import { SceneNights } from './support/scene-states.ts';

const started = await startBrowser();
const nights = new SceneNights();
afterAll(async () => {
  await nights.close();
  if ('browser' in started) await started.browser.close();
});

/** So many of the points may differ: another version draws letters a little otherwise. */
const TOLERANCE = 0.01;

test('every committed picture is what the screen shows, within 1 %', async (context) => {
  if ('missing' in started) return context.skip(started.missing);
  const reason = await notComparable(started.browser);
  if (reason !== null) return context.skip(reason);
  const found = await differences(started.browser, nights);
  expect([...found.keys()]).toEqual(PICTURES.map(([, scene]) => scene));
  expect([...found].filter(([, part]) => part > TOLERANCE)).toEqual([]);
});

test('a picture that differs in a tenth of its points is told from its like', () => {
  const plain = (dark: number) => {
    const png = new PNG({ width: 10, height: 10 });
    png.data.fill(255);
    for (let at = 0; at < dark; at += 1) png.data.set([0, 0, 0, 255], 4 * at);
    return PNG.sync.write(png);
  };
  expect(differing(plain(0), plain(0))).toBe(0);
  expect(differing(plain(0), plain(10))).toBeCloseTo(0.1);
  expect(differing(plain(0), PNG.sync.write(new PNG({ width: 5, height: 5 })))).toBe(1);
});
