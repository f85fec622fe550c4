import { describe, expect, test } from 'vitest';
import type { ContestAreas, MapArea, MunicipalityChange } from './election/map-areas.ts';
import {
  areaWords,
  gapsSentence,
  hasPreliminary,
  isWithoutDistricts,
  mapSentence,
  municipalityFigure,
} from './map-words.ts';

const area = (change: number | null, more: Partial<MapArea> = {}): MapArea => ({
  state: change === null ? 'notComparable' : 'counted',
  counted: 1,
  of: 1,
  own: 312,
  valid: 890,
  ownBefore: null,
  validBefore: null,
  change,
  reasons: [],
  reportedAt: '2018-09-09T22:41:00+02:00',
  ...more,
});
const uncounted = area(null, { state: 'uncounted', counted: 0, own: null, valid: null, reportedAt: null });
const plain = (text: string) => text.replace(/\s/g, ' ');
const sentence = (...areas: readonly (MapArea | null)[]) => plain(mapSentence(areas, 'Alfa', '2014'));

test('the sentence counts falls and rises, the more frequent first, and what takes no part not at all', () => {
  expect(sentence(area(-0.1), area(-0.2), area(0.1), null)).toBe(
    'Alfa minskar i 2 och ökar i 1 av de 3 områden som går att jämföra med 2014',
  );
  expect(sentence(area(0.1), area(0.2), area(-0.1))).toMatch(/^Alfa ökar i 2 och minskar i 1 /);
  expect(sentence(area(-0.1), area(0), uncounted)).toMatch(/^Alfa minskar i 1 av de 2 områden/);
  expect(sentence(area(0), area(0))).toMatch(/^Alfa står stilla i alla av de 2 områden/);
});

test('it tells nothing counted from nothing to compare', () => {
  expect(sentence(uncounted, null)).toBe('Inga distrikt räknade ännu');
  expect(sentence(uncounted, area(null))).toBe('Inget räknat distrikt går att jämföra med 2014 ännu');
});

test('what has no colour is counted up', () => {
  const partly = area(-0.1, { state: 'partly', of: 2 });
  expect(plain(gapsSentence([uncounted, uncounted, partly, area(null), area(0.1), null]))).toBe(
    '2 områden är inte räknade, 1 område är delvis räknat, 1 område går inte att jämföra.',
  );
  expect(gapsSentence([area(0.1)])).toBe('');
});

test('a shape is told by its change, its share and its time, and why it has no change', () => {
  expect(plain(areaWords(area(-0.0623)))).toBe('−6,2 procentenheter, 35,06 % av rösterna, rapporterat 22.41');
  expect(areaWords(uncounted)).toBe('inte räknat');
  expect(plain(areaWords(area(null, { reasons: ['comparedAsGroup'] })))).toBe(
    'räknat, går inte att jämföra, 35,06 % av rösterna, har ändrade gränser och jämförs bara som grupp i kommunen, rapporterat 22.41',
  );
  expect(plain(areaWords(area(0.1, { state: 'partly', counted: 1, of: 2 })))).toMatch(
    /^delvis räknat, 1 av 2 distrikt, \+10,0 procentenheter/,
  );
});

test('a municipality without a comparison has a dash, not a zero', () => {
  expect(municipalityFigure({ likeForLike: null })).toBe('–');
});

describe('a final count that comes without districts', () => {
  const place = (code: string, final: boolean): MunicipalityChange => ({
    ...{ code, final, state: 'counted', counted: 1, of: 1, likeForLike: null },
  });
  const row = (municipality: string, count: 'night' | 'final', valid: number | null) =>
    ({ municipality, count, valid }) as ContestAreas['districts'][number];
  const shown = (municipalities: readonly MunicipalityChange[], ...districts: ContestAreas['districts']) => [
    { municipalities, districts },
  ];
  const night = [{ stage: 'night' }] as const;
  const final = [{ stage: 'final' }] as const;

  test('leaves the preliminary districts on the map, and they are called so', () => {
    expect(hasPreliminary(shown([place('9901', true)], row('9901', 'night', 100)), final)).toBe(true);
    // Some municipalities are final, and others are not.
    const mixed = shown(
      [place('9901', true), place('9902', false)],
      row('9901', 'final', 100),
      row('9902', 'night', 100),
    );
    expect(hasPreliminary(mixed, night)).toBe(false);
    expect(hasPreliminary(shown([place('9901', true)], row('9901', 'night', 100)), night)).toBe(true);
  });

  test('says nothing of districts that it tells itself', () => {
    expect(hasPreliminary(shown([place('9901', true)], row('9901', 'final', 100)), final)).toBe(false);
    expect(isWithoutDistricts(shown([place('9901', true)], row('9901', 'final', 100)), final)).toBe(false);
  });

  test('is told where no district ever came; before it is final nothing is', () => {
    expect(isWithoutDistricts(shown([place('9901', true)]), final)).toBe(true);
    expect(isWithoutDistricts(shown([place('9901', false)], row('9901', 'night', null)), final)).toBe(true);
    expect(isWithoutDistricts(shown([place('9901', false)]), [{ stage: 'none' }])).toBe(false);
    // Some councils are final so, and of the others nothing has come.
    expect(isWithoutDistricts(shown([place('9901', true)]), [...final, { stage: 'none' }])).toBe(true);
  });
});
