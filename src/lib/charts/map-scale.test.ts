import { readFileSync } from 'node:fs';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  lab,
  parse,
  rgb,
  type Color,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { CHANGE_CLASSES, changeClass, classWords, toneOf } from './map-scale.ts';

describe('the classes', () => {
  test('go around 0, whatever the mean of the changes is', () => {
    const changes = [-0.3, -0.1, -0.07, -0.05, -0.03, -0.02, -1e-9];
    expect(changes.map(changeClass)).toEqual([-4, -4, -3, -3, -2, -2, -1]);
    expect(changes.map((change) => changeClass(-change))).toEqual([4, 4, 3, 3, 2, 2, 1]);
    expect(changeClass(0)).toBe(0);
  });

  test('have exact limits where the change comes from integers', () => {
    // 45 of 100 after 50 of 100, and one vote of ten thousand less than that fall.
    expect(changeClass((45 * 100 - 50 * 100) / (100 * 100))).toBe(-3);
    expect(changeClass((4501 * 100 - 50 * 10_000) / (10_000 * 100))).toBe(-2);
  });

  test('have words for the key, from the largest fall to the largest rise', () => {
    expect(CHANGE_CLASSES.map(classWords)).toEqual([
      '−10 eller mer',
      '−10 till −5',
      '−5 till −2',
      '−2 till 0',
      'oförändrat',
      '0 till +2',
      '+2 till +5',
      '+5 till +10',
      '+10 eller mer',
    ]);
  });
});

const tokens = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The colour that a theme gives a token. */
function colour(name: string, theme: Theme): Color {
  const [, light, dark] = new RegExp(`${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? [];
  const found = parse((theme === 'light' ? light : dark) ?? '');
  if (!found) throw new Error(`tokens.css has no ${name}`);
  return found;
}
const tones = (theme: Theme): readonly Color[] =>
  CHANGE_CLASSES.map((each) => colour(toneOf(each).slice(4, -1), theme));

/** A washed-out projector: black raised to 35 % grey. */
function projected(tone: Color): Color {
  const { r, g, b } = rgb(tone);
  const raised = (light: number) => 0.35 + 0.65 * light;
  return { mode: 'rgb', r: raised(r), g: raised(g), b: raised(b) };
}

const EYES: Readonly<Record<string, (tone: Color) => Color>> = {
  all: (tone) => tone,
  'no red': (tone) => filterDeficiencyProt(1)(tone),
  'no green': (tone) => filterDeficiencyDeuter(1)(tone),
  'no blue': (tone) => filterDeficiencyTrit(1)(tone),
};
const apart = differenceCiede2000();
const lightness = (tone: Color): number => lab(tone).l;

describe.each(THEMES)('the tones on %s ground', (theme) => {
  test.each(Object.entries(EYES))('are told apart by eyes that see %s', (_, seen) => {
    const all = tones(theme).map(seen);
    const near = all.flatMap((a, index) =>
      all.slice(index + 1).map((b, step) => ({
        classes: `${CHANGE_CLASSES[index]} ${CHANGE_CLASSES[index + 1 + step]}`,
        difference: apart(a, b),
      })),
    );
    expect(near.filter(({ difference }) => difference < 7)).toEqual([]);
  });

  test.each(Object.entries(EYES))('a rise is never taken for a fall by eyes that see %s', (_, seen) => {
    const all = tones(theme).map(seen);
    const sides = [1, 2, 3, 4].map((step) => apart(all[4 - step] as Color, all[4 + step] as Color));
    // Of the palest ones less is asked: they stand for next to no change.
    expect(sides[0]).toBeGreaterThan(10);
    expect(Math.min(...sides.slice(1))).toBeGreaterThan(20);
  });

  test('are told apart on a washed-out projector', () => {
    const all = tones(theme).map(projected);
    const neighbours = all.slice(1).map((tone, index) => apart(tone, all[index] as Color));
    expect(Math.min(...neighbours)).toBeGreaterThan(4);
    expect(apart(all[2] as Color, all[6] as Color)).toBeGreaterThan(15);
  });

  test('get further from the paper with the size of the change, on both sides', () => {
    const paper = lightness(colour('--paper', theme));
    const distance = tones(theme).map((tone) => Math.abs(lightness(tone) - paper));
    for (const side of [distance.slice(0, 5).reverse(), distance.slice(4)]) {
      expect(side).toEqual([...side].sort((a, b) => a - b));
    }
  });
});
