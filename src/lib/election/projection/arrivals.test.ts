import { describe, expect, test } from 'vitest';
import type { DistrictCode, ElectionType, MunicipalityCode, Report } from '../model.ts';
import type { Place } from '../tally.ts';
import { expectedReports, onCurve, type ArrivalGround } from './arrivals.ts';
import type { ArrivalTable } from './parameters.ts';

const table: ArrivalTable = {
  from: '2026-09-13',
  lag: { RF: [70, 80, 90], KF: [40, 50, 60] },
  percent: [10, 50, 90],
  curve: { RD: [1260, 1300, 1340], RF: [null, null, null], KF: [null, null, null] },
};
const at = (clock: string): string => `2030-09-08T${clock}:00+02:00`;
const ms = (clock: string): number => Date.parse(at(clock));

function place(type: ElectionType, times: Record<string, string | null>): Place {
  const ordinary = Object.entries(times).map(
    ([code, clock]) =>
      ({
        district: code as DistrictCode,
        reportedAt: clock && at(clock),
        votes: clock ? { valid: 1, parties: [], other: 1, invalid: 0, cast: 1 } : null,
      }) as unknown as Report,
  );
  return { type, municipality: '9901' as MunicipalityCode, ordinary, collection: [] } as unknown as Place;
}
const ground = (places: readonly Place[], now: string): ArrivalGround => ({
  table,
  places,
  electionDate: '2030-09-08',
  now: ms(now),
});
const clocks = (expected: ReadonlyMap<string, readonly [number, number, number]>) =>
  Object.fromEntries(
    [...expected].map(([key, times]) => [
      key.split('/')[1],
      times.map((time) => new Date(time + 2 * 3_600_000).toISOString().slice(11, 16)).join(' '),
    ]),
  );

describe('the curve of an earlier night', () => {
  test('is straight between its points, and goes on beyond them', () => {
    expect([0.1, 0.3, 0.5, 0.9].map((part) => onCurve(table, part))).toEqual([1260, 1280, 1300, 1340]);
    expect(onCurve(table, 1)).toBe(1350);
    expect(onCurve(table, 0)).toBe(1250);
  });
});

describe('expected reports', () => {
  test('of a council come so long after the district’s Riksdag report as in the earlier night', () => {
    const places = [place('RD', { a: '21:00', b: '21:20' }), place('KF', { a: '21:45', b: null })];
    expect(clocks(expectedReports('KF', ground(places, '21:50')))).toEqual({
      b: '22:00 22:10 22:20',
    });
  });

  test('follow tonight’s own lag once five pairs are in', () => {
    const times = { a: '21:00', b: '21:00', c: '21:00', d: '21:00', e: '21:00' };
    const slow = { a: '22:10', b: '22:10', c: '22:10', d: '22:10', e: '22:10' };
    const places = [place('RD', { ...times, f: '21:30' }), place('KF', { ...slow, f: null })];
    expect(clocks(expectedReports('KF', ground(places, '22:12'))).f).toBe('22:30 22:40 22:50');
  });

  test('of the Riksdag are laid along the county’s curve, later when tonight is behind it, and never in the past', () => {
    // Two of four in: half of the curve, which the earlier night had at 21.40.
    const places = [place('RD', { a: '21:00', b: '21:30', c: null, d: null })];
    expect(clocks(expectedReports('RD', ground(places, '21:40')))).toEqual({
      c: '22:05 22:05 22:05',
      d: '22:30 22:30 22:30',
    });
    expect(clocks(expectedReports('RD', ground(places, '22:00'))).c).toBe('22:25 22:25 22:25');
  });
});
