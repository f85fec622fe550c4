import { describe, expect, test } from 'vitest';
import type { Pointing } from '../charts/night-curve.ts';
import type { Contest } from '../election/snapshot-shape.ts';
import { nightWords } from './night-words.ts';

const bands = (share: number) => ({
  share,
  band80: [share - 0.01, share + 0.01] as const,
  band95: [share - 0.02, share + 0.02] as const,
});
const point = (clock: string, share: number): Pointing => ({
  revision: 1,
  time: Date.parse(`2018-09-09T${clock}:00+02:00`),
  counted: 1,
  of: 9,
  ...bands(share),
});
const contest = (stage: string, share: number | null): Contest =>
  ({
    stage,
    baseline: { share: 0.4 },
    projection: share === null ? { unavailable: 'tooFew' } : bands(share),
  }) as unknown as Contest;
const said = (of: Contest, ...points: readonly Pointing[]) => {
  const { title, figure, when } = nightWords({
    contest: of,
    points,
    year: '2014',
    now: '2018-09-09T22:41:00+02:00',
  });
  return [title, figure?.share ?? null, when.replace(/\s/g, ' ')];
};

describe('while the night goes on', () => {
  test('the figure and "nu" are of the newest snapshot, not of an older curve', () => {
    const curve = [point('21:30', 0.39), point('22:10', 0.41)];
    expect(said(contest('night', 0.35), ...curve)).toEqual([
      'Nu pekar räkningen under 2014',
      0.35,
      'dit pekar räkningen nu',
    ]);
    expect(said(contest('night', 0.41), ...curve, point('22:31', 0.41))).toEqual([
      'Sedan 22.10 har räkningen pekat över 2014',
      0.41,
      'dit pekar räkningen nu',
    ]);
  });

  test('an old point is never "nu": without a projection there is no figure, and the curve says its time', () => {
    expect(said(contest('night', null), point('21:30', 0.39), point('22:10', 0.413))).toEqual([
      '',
      null,
      'räkningen pekade senast 22.10, på 41,3 %',
    ]);
  });

  test('a figure without a curve is said all the same', () => {
    expect(said(contest('night', 0.35))).toEqual([
      'Räkningen pekar under 2014',
      0.35,
      'dit pekar räkningen nu',
    ]);
    expect(nightWords({ contest: contest('night', 0.35), points: [], year: '', now: '' }).hasCurve).toBe(
      false,
    );
  });
});

test.each(['wednesday', 'final'])('after the night (%s) it is where the night ended', (stage) => {
  const [title, figure, when] = said(contest(stage, 0.38), point('22:10', 0.41), point('23:46', 0.39));
  expect([title, figure, when]).toEqual([
    'Sedan 23.46 har räkningen pekat under 2014',
    0.39,
    'dit pekade räkningen 23.46',
  ]);
});
