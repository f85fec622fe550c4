import { describe, expect, test } from 'vitest';
import type { Contest, Projection } from './election/snapshot-shape.ts';
import { decisionWords, noProjectionWords, pointsTo, projectionGround } from './projection-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const projection: Projection = {
  share: 0.334,
  band80: [0.326, 0.342],
  band95: [0.322, 0.346],
  votes: 28_300,
  votes95: [27_600, 29_000],
  nightShare: 0.336,
  districts: 45,
  change: -0.062,
  restValid: 12_000,
  collectionOut: true,
  onlyRecount: false,
  parameters: { from: '2010–2014', widening: 1.3 },
};
const evening = '2018-09-09T21:00:00+02:00';

describe('where it points', () => {
  test('with its band, and that Wednesday’s votes are counted in until they are in', () => {
    expect(plain(pointsTo(projection))).toBe(
      'Pekar mot 33,4 % (80 %-spann 32,6–34,2), onsdagens röster inräknade.',
    );
    expect(plain(pointsTo({ ...projection, collectionOut: false }))).toBe(
      'Pekar mot 33,4 % (80 %-spann 32,6–34,2).',
    );
  });

  test('on what ground', () => {
    const ground = plain(projectionGround(projection));
    expect(ground).toContain('45 jämförda distrikt (−6,2 procentenheter)');
    expect(ground).toContain('2010–2014');
  });

  test('says why it does not, where something is counted', () => {
    const contest = (unavailable: string, stage: Contest['stage']) =>
      ({ projection: { unavailable }, stage }) as unknown as Contest;
    expect(noProjectionWords(contest('tooFew', 'night'), '2014-09-14')).toMatch(/^För tidigt/);
    expect(noProjectionWords(contest('nothingComparable', 'night'), '2014-09-14')).toContain('2014');
    expect(noProjectionWords(contest('nothingCounted', 'none'), '2014-09-14')).toBe('');
    expect(noProjectionWords(contest('final', 'final'), '2014-09-14')).toBe('');
  });
});

describe('when we will know', () => {
  const words = (earliest: string, latest: string) =>
    decisionWords({ decision: { on: 'night', earliest, latest } }, evening);
  test('as an estimate, on the Swedish clock', () => {
    expect(words('2018-09-09T20:50:00.000Z', '2018-09-09T21:10:00.000Z')).toBe(
      'Avgörs tidigast 22.50–23.10 (uppskattat)',
    );
    expect(words('2018-09-09T20:50:00.000Z', '2018-09-09T20:50:00.000Z')).toBe(
      'Avgörs tidigast 22.50 (uppskattat)',
    );
  });
  test('on Wednesday, or nothing at all', () => {
    const decision = { on: 'wednesday', earliest: null, latest: null } as const;
    expect(decisionWords({ decision }, evening)).toBe('Avgörs tidigast på onsdag (uppskattat)');
    expect(decisionWords({ decision: null }, evening)).toBe('');
  });
});
