import { expect, test } from 'vitest';
import type { DistrictFigure, Ground } from './figure.ts';
import { nowWords } from './now-words.ts';

const ground = (stage: Ground['stage']) => ({ stage }) as Ground;
const district = (stage: Ground['stage']) =>
  ({ kind: 'district', contest: 'RD-23', ground: ground(stage) }) as DistrictFigure;
const RIKSDAG = { id: 'RD-23', type: 'RD', area: { code: '23', name: 'Jämtlands län' } } as const;

const holdsBeside = (stage: Ground['stage'], of: Ground['stage'] = 'night') =>
  nowWords(
    { outcome: 'holds' },
    { figure: district(of), contests: [{ ...RIKSDAG, stage }], evening: '2026-09-13' },
  ).text;

test('of a district’s preliminary figure only the counts by district speak', () => {
  expect(holdsBeside('night')).toBe('Den är densamma i den senaste räkning som är hämtad per valdistrikt.');
  expect(holdsBeside('wednesday')).toBe(holdsBeside('night'));
  expect(holdsBeside('final')).toContain('Det slutliga resultatet är hämtat utan valdistrikt.');
});

test('a district’s final figure is the newest count’s', () => {
  expect(holdsBeside('final', 'final')).toBe('Den är densamma i den senaste räkningen.');
});
