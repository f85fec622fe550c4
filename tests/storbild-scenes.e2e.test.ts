/** Every scene of the big screen in every state and size, measured as somebody at twelve metres would see it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { contrastFaults, contrastOf, layoutFaults } from './support/measure-scene.ts';
import { openScreen, scenesOn, setSize, setTheme, SIZES } from './support/scene-page.ts';
import { SCENE_STATES, SceneNights } from './support/scene-states.ts';

let started: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  started = await startBrowser();
});
afterAll(async () => {
  if ('browser' in started) await started.browser.close();
});

function browserOf(context: TestContext): Browser {
  if ('missing' in started) context.skip(started.missing);
  return (started as { browser: Browser }).browser;
}

describe('every scene, in all sizes, dark and light', () => {
  const nights = new SceneNights();
  beforeAll(() => nights.start());
  afterAll(() => nights.close());

  test.each(SCENE_STATES)('%s: nothing outside, cut, over another, small or pale', async (state) => {
    const context = { skip: (why?: string) => expect.fail(why) };
    const night = await nights.enter(state);
    const { page, errors } = await openScreen(browserOf(context as unknown as TestContext));
    const found: string[] = [];
    const note = (where: string, faults: readonly string[]) =>
      found.push(...faults.map((fault) => `${where}: ${fault}`));
    for await (const { id } of scenesOn(page, night)) {
      for (const size of SIZES) {
        await setSize(page, size);
        note(`${id} ${size.join('×')}`, await layoutFaults(page));
      }
      for (const theme of ['light', 'dark'] as const) {
        await setTheme(page, theme);
        note(`${id} ${theme}`, await contrastFaults(page));
      }
    }
    await page.context().close();
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('the measure itself', () => {
  /** A screen of one scene whose sound text can be made to fail in one way. */
  const screen = (text: string, style = '') => `<!doctype html><style>
    * { margin: 0 }
    .storbild { position: fixed; inset: 0; padding: 5vh 5vw; background: #111; color: #eee; font: 4vh/1.2 sans-serif }
    ${style}</style><div class="storbild"><main><p class="one">${text}</p><p class="other">Alla distrikt</p></main></div>`;
  const BREAKS: readonly (readonly [name: string, style: string, found: RegExp])[] = [
    ['text in the overscan margin', '.one { margin-left: -3vw }', /^outside the frame: Målen$/],
    ['text below the screen', '.one { position: absolute; top: 99vh }', /^outside the frame: Målen$/],
    ['text cut by its box', '.one { width: 2vw; overflow: hidden }', /^cut: Målen$/],
    [
      'text cut with an ellipsis',
      '.one { width: 2vw; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }',
      /^cut: Målen$/,
    ],
    ['text over text', '.other { margin-top: -4vh }', /^over each other: Målen \| Alla distrikt$/],
    ['small text', '.one { font-size: 2.5vh }', /^2\.50 % of the height: Målen$/],
    ['text of another part', 'main { height: 4vh }', /^outside its part: Alla distrikt$/],
  ];

  async function measured(context: TestContext, html: string) {
    const { page } = await openScreen(browserOf(context));
    await page.setContent(html);
    const found = { layout: await layoutFaults(page), contrast: await contrastFaults(page) };
    await page.context().close();
    return found;
  }

  test('finds nothing on a sound page', async (context) => {
    expect(await measured(context, screen('Målen'))).toEqual({ layout: [], contrast: [] });
  });

  test.each(BREAKS)('finds %s', async (_name, style, found) => {
    const context = { skip: (why?: string) => expect.fail(why) } as unknown as TestContext;
    const { layout } = await measured(context, screen('Målen', style));
    expect(layout).toContainEqual(expect.stringMatching(found));
  });

  test('finds a state and a figure that are too small for what they are', async (context) => {
    const html = screen(
      '<b data-read="state">Nått</b> <b data-read="figure">31,4</b>',
      'b { font-size: 5.9vh }',
    );
    expect((await measured(context, html)).layout).toEqual([
      'figure of 5.90 %: 31,4',
      'state of 5.90 %: Nått',
    ]);
  });

  test('finds pale text, also where only what lies beneath or a part of its opacity makes it so', async (context) => {
    const pale = async (style: string) => (await measured(context, screen('Målen', style))).contrast;
    expect(await pale('.one { color: #777 }')).toEqual([expect.stringMatching(/^contrast 4\.\d\d: Målen$/)]);
    expect(await pale('.one { opacity: 0.5 }')).toEqual([
      expect.stringMatching(/^contrast \d\.\d\d: Målen$/),
    ]);
    const beneath =
      'main::before { content: none } .one { position: relative } .other { position: absolute; inset: 5vh 5vw; background: #ddd; color: #111; z-index: -1; font-size: 30vh }';
    expect(await pale(beneath)).toContainEqual(expect.stringMatching(/^contrast 1\.\d\d: Målen$/));
    expect(await pale('.one { background: linear-gradient(red, blue) }')).toEqual(['on a pattern: Målen']);
  });

  test('contrast is that of WCAG, on layers as they are composited', () => {
    expect(contrastOf(['#000', 1], [['#fff', 1]])).toBeCloseTo(21);
    // Half black on white is mid-grey (128), whose contrast with white WCAG's formula gives as 3.95 to 4.
    expect(contrastOf(['#000', 0.5], [['#fff', 1]])).toBeCloseTo(3.98, 1);
    expect(
      contrastOf(
        ['#fff', 1],
        [
          ['rgba(0, 0, 0, 0.5)', 1],
          ['#fff', 1],
        ],
      ),
    ).toBeCloseTo(3.98, 1);
  });
});
