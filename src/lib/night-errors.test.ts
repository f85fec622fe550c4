import { describe, expect, test } from 'vitest';
import { drawErrors } from './charts/night-error.ts';
import { fullHours } from './charts/hours.ts';
import type { CurvePoint } from './election/curve.ts';
import type { Contest } from './election/snapshot-shape.ts';
import { errorSentence, errorsLead, formatError, nightErrors, type NightErrors } from './night-errors.ts';

const at = (clock: string): string => `2030-09-08T${clock}:00+02:00`;
const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');

/** Of a hundred votes each time; the projected share where there is one. */
const point = (clock: string, own: number, share: number | null, valid = 100): CurvePoint => ({
  revision: 1,
  at: at(clock),
  stage: 'night',
  counted: 1,
  of: 3,
  collection: 0,
  own,
  valid,
  compared: null,
  projection:
    share === null
      ? null
      : { share, band80: [0, 1], band95: [0, 1], votes: 0, votes95: [0, 1], onlyRecount: false },
});
const contest = (stage: Contest['stage'], id = 'RD-1') =>
  ({
    id,
    type: 'RD',
    area: { code: '1', name: 'Provlandet' },
    stage,
    own: { votes: 300, share: 0.3 },
  }) as unknown as Contest;
const errorsOf = (points: readonly CurvePoint[], stage: Contest['stage'] = 'final', to = at('23:00')) =>
  nightErrors([contest(stage)], new Map([['RD-1', { points, marks: [] }]]), to);

describe('The errors of a night', () => {
  test('are the distances from the final share, on whichever side', () => {
    const [only] = errorsOf([point('21:00', 0, null, 0), point('21:10', 38, null), point('22:00', 27, 0.31)]);
    expect(only?.points.map(({ raw, projected }) => [formatError(raw), formatError(projected)])).toEqual([
      ['–', '–'],
      ['8,00', '–'],
      ['3,00', '1,00'],
    ]);
  });

  test('are none before the final count is in, and none without a projection', () => {
    const points = [point('21:10', 38, null), point('22:00', 27, 0.31)];
    for (const stage of ['none', 'night', 'wednesday'] as const) expect(errorsOf(points, stage)).toEqual([]);
    expect(errorsOf(points.slice(0, 1))).toEqual([]);
    expect(errorsOf([])).toEqual([]);
    expect(nightErrors([contest('final')], new Map(), at('23:00'))).toEqual([]);
  });

  test('in the mean each figure weighs as long as it stood, and only where there are both', () => {
    // 15 minutes of 4 and 2 points, then 45 of 0 and 1.
    const [only] = errorsOf([point('21:00', 50, null), point('22:00', 34, 0.28), point('22:15', 30, 0.29)]);
    expect(only?.mean.raw).toBeCloseTo(0.01, 10);
    expect(only?.mean.projected).toBeCloseTo(0.0125, 10);
    // A projection that ends stops counting; a night that ends with its only figure has that figure.
    const [ended] = errorsOf([point('22:00', 34, 0.28), point('22:10', 90, null)]);
    expect(ended?.mean.raw).toBeCloseTo(0.04, 10);
    const [single] = errorsOf([point('23:00', 34, 0.28)]);
    expect(single?.mean.projected).toBeCloseTo(0.02, 10);
  });

  test('in words, the worse projection too', () => {
    const [only] = errorsOf([point('22:00', 34, 0.28)]);
    expect(plain(errorSentence(only as NightErrors))).toBe(
      'Prognosen i snitt 2,00 procentenheter fel, räkningen 4,00',
    );
    const of = (raw: number, projected: number) =>
      ({ contest: contest('final'), points: [], mean: { raw, projected } }) satisfies NightErrors;
    const rest = 'låg prognosen i snitt närmare det slutliga resultatet än räkningen.';
    expect(errorsLead([of(0.02, 0.01)])).toBeNull();
    expect(errorsLead([of(0.02, 0.01), of(0.02, 0.01)])).toBe(`I alla två val ${rest}`);
    expect(errorsLead([of(0.02, 0.01), of(0.01, 0.01), of(0.01, 0.02)])).toBe(`I ett av tre val ${rest}`);
    expect(errorsLead([of(0.01, 0.01), of(0.01, 0.02)])).toBe(`I inget av två val ${rest}`);
  });
});

describe('The picture of the errors', () => {
  const x = (time: number): number => (100 * (time - Date.parse(at('21:00')))) / (2 * 60 * 60 * 1000);
  const drawn = (points: readonly CurvePoint[]) =>
    drawErrors(errorsOf(points)[0]?.points ?? [], Date.parse(at('23:00')), x);

  test('reaches twice the largest error that both could have; what lies above is cut, and told so', () => {
    const cut = drawn([point('21:00', 70, null), point('22:00', 32, 0.29)]);
    // Twice two points are the height: the last count lies in the middle, the first above the top.
    expect(cut?.y(0.02)).toBeCloseTo(50, 6);
    expect(cut?.isCut).toBe(true);
    expect(cut?.raw.startsWith('M0,-900L')).toBe(true);
    expect(cut?.projected.startsWith('M50,75L')).toBe(true);
    expect(cut?.projected.endsWith('L100,75')).toBe(true);
    expect(drawn([point('21:00', 33, null), point('22:00', 32, 0.29)])?.isCut).toBe(false);
    expect(drawn([point('21:00', 33, null)])).toBeNull();
    // A projection is never cut, however much further off it is than the count.
    const worse = drawn([point('22:00', 31, 0.36)]);
    expect([worse?.isCut, (worse?.y(0.06) ?? -1) > 0]).toEqual([false, true]);
  });

  test('is never higher than a percentage point’s errors allow to be seen', () => {
    const small = drawn([point('22:00', 3001, 0.3001, 10_000)]);
    expect(small?.y(0.01)).toBeCloseTo(0, 6);
    expect(small?.ticks.at(0)).toBe(0);
  });

  test('its words keep clear of each other and inside, the upper line’s above', () => {
    for (const [own, share] of [
      [30, 0.3],
      [31, 0.312],
      [32, 0.3],
      [30, 0.32],
    ] as const) {
      const { words } = drawn([point('21:30', 40, 0.35), point('22:00', own, share)]) ?? {};
      const [raw, projected] = [words?.raw ?? NaN, words?.projected ?? NaN];
      expect(Math.abs(raw - projected)).toBeGreaterThan(12);
      expect(Math.max(raw, projected)).toBeLessThan(95);
      expect(Math.min(raw, projected)).toBeGreaterThan(5);
      if (own !== 30 || share !== 0.3)
        expect(raw < projected).toBe(Math.abs(own / 100 - 0.3) > Math.abs(share - 0.3));
    }
  });
});

test('the full hours in a stretch of time, its ends included', () => {
  const from = Date.parse(at('21:00'));
  const hour = 60 * 60 * 1000;
  expect(fullHours(from, 2 * hour)).toEqual([from, from + hour, from + 2 * hour]);
  expect(fullHours(from + 1, hour - 2)).toEqual([]);
  expect(fullHours(from + 1, hour - 1)).toEqual([from + hour]);
});
