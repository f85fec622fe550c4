import { describe, expect, test } from 'vitest';
import type { TableRow } from './district-table.ts';
import type { AreaResult } from './election/place-results.ts';
import type { LikeForLike, ShownFinding } from './election/snapshot-shape.ts';
import { MINUS, NBSP } from './format.ts';
import {
  againstWords,
  checkedDistricts,
  comparedHere,
  countySentence,
  districtNotes,
  isWholeOnly,
  partyChange,
  typeNamed,
  wholeOnlyWords,
} from './place-words.ts';

const compared: LikeForLike = {
  districts: 4,
  collection: 0,
  own: 30,
  valid: 100,
  share: 0.3,
  ownBefore: 40,
  validBefore: 100,
  shareBefore: 0.4,
  change: -0.1,
};
const area = (more: Partial<AreaResult> = {}): AreaResult =>
  ({ stage: 'night', likeForLike: compared, ...more }) as AreaResult;
const row = (more: Partial<TableRow>): TableRow =>
  ({ kind: 'ordinary', boundary: 'same', valid: 100, validBefore: 90, leftOut: null, ...more }) as TableRow;
const plain = (text: string) => text.replaceAll(NBSP, ' ');

describe('on what ground a municipality is compared', () => {
  test('its districts while it is counted, all of it when that is final', () => {
    expect(plain(comparedHere(area(), 'hela kommunen'))).toBe('nu, i 4 jämförda distrikt');
    expect(comparedHere(area({ stage: 'final' }), 'hela kommunen')).toBe('slutligt, hela kommunen');
    expect(comparedHere(area({ stage: 'final', likeForLike: null }), 'hela kommunen')).toBe('');
    expect(plain(againstWords(area(), '2014'))).toBe('procentenheter mot 40,00 % i samma distrikt 2014');
    expect(plain(againstWords(area({ stage: 'final' }), '2014'))).toBe('procentenheter mot 2014 (40,00 %)');
  });

  test('a party is new, compared, or neither', () => {
    expect(partyChange({ likeForLike: compared, isNew: false })).toBe(`${MINUS}10,0`);
    expect(partyChange({ likeForLike: null, isNew: true })).toBe('ny');
    expect(partyChange({ likeForLike: null, isNew: false })).toBe('–');
  });
});

describe('an election that is final as a whole', () => {
  const region = { type: 'RF', contests: ['RF-23'] } as const;
  const stages = (stage: 'night' | 'final') => [{ id: 'RF-23', stage } as const];

  test('and was not told by municipality is said to be so, whether there are figures of the night or none', () => {
    for (const stage of ['none', 'night', 'wednesday'] as const)
      expect(wholeOnlyWords({ ...region, stage }, stages('final'))).toBe(
        'Det slutliga regionresultatet är hämtat för hela regionen, inte per kommun.',
      );
  });

  test('or is not final yet, or is final here too, is told as it is', () => {
    expect(wholeOnlyWords({ ...region, stage: 'none' }, stages('night'))).toBe('');
    expect(wholeOnlyWords({ ...region, stage: 'final' }, stages('final'))).toBe('');
  });

  test('of several councils added up every one has to be final', () => {
    const both = { stage: 'night', contests: ['RF-23', 'KF-9901'] } as const;
    const other = (stage: 'night' | 'final') => [...stages('final'), { id: 'KF-9901', stage } as const];
    expect(isWholeOnly(both, other('night'))).toBe(false);
    expect(isWholeOnly(both, other('final'))).toBe(true);
  });
});

describe('what stands beside a district', () => {
  test('nothing where it is counted and compared', () => {
    expect(districtNotes(row({}), false)).toEqual([]);
  });

  test('that it is out, checked, or why it cannot be compared', () => {
    expect(districtNotes(row({ valid: null, validBefore: null }), false)).toEqual(['Inte räknat ännu']);
    expect(districtNotes(row({}), true)).toEqual(['Kontrolleras']);
    expect(districtNotes(row({ validBefore: null, leftOut: 'noPreviousFigures' }), true)).toEqual([
      'Kontrolleras',
      'Saknar siffror från förra valet',
    ]);
  });

  test('that it is compared together with others, once it is', () => {
    expect(districtNotes(row({ validBefore: null, boundary: 'changed' }), false)).toEqual([
      'Har ändrade gränser och jämförs som grupp',
    ]);
    expect(districtNotes(row({ validBefore: null, kind: 'collection' }), false)).toEqual([
      'Jämförs för hela kommunen',
    ]);
  });

  test('checked is what a finding holds in this election here', () => {
    const finding = { held: true, municipality: '9901', district: '1', contests: ['RF-99', 'KF-9901'] };
    const findings = [
      finding,
      { ...finding, district: '2', held: false },
      { ...finding, district: '3', municipality: '9902' },
    ] as unknown as ShownFinding[];
    expect([...checkedDistricts(findings, '9901', ['KF-9901'])]).toEqual(['1']);
    expect([...checkedDistricts(findings, '9901', ['RD-99'])]).toEqual([]);
  });
});

test('an election is found by its word in the address', () => {
  expect([typeNamed('regionval'), typeNamed('presidentval'), typeNamed(null)]).toEqual(['RF', null, null]);
});

test('the county’s sentence counts what can be compared', () => {
  const up = area({ likeForLike: { ...compared, change: 0.01 } });
  const none = area({ likeForLike: null });
  expect(countySentence([[none]], '2014')).toBe('Inget går att jämföra ännu');
  expect(countySentence([[area(), none]], '2014')).toBe('Inget av 1 jämförbara resultat ligger över 2014');
  expect(countySentence([[area(), up]], '2014')).toBe('1 av 2 resultat ligger över 2014');
});
