import { topology } from 'topojson-server';
import { describe, expect, it } from 'vitest';
import { commonAreas, type DistrictTopology } from './shapes.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

const ring = ([west, south, east, north]: Box) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** Districts of rectangles; the second rectangle of one is a hole in the first. */
function shapes(districts: Readonly<Record<string, readonly Box[]>>): DistrictTopology {
  const features = Object.entries(districts).map(([code, boxes]) => ({
    type: 'Feature' as const,
    properties: { code },
    geometry: { type: 'Polygon' as const, coordinates: boxes.map(ring) },
  }));
  const collection = { type: 'FeatureCollection' as const, features };
  return topology({ valdistrikt: collection }) as unknown as DistrictTopology;
}

const shared = (before: readonly Box[], now: readonly Box[]): number | undefined =>
  commonAreas(shapes({ a: before }), shapes({ a: now })).get('a');

describe('the area that two elections have in common', () => {
  it('is all of a district that did not change', () => {
    expect(shared([[14, 63, 14.2, 63.1]], [[14, 63, 14.2, 63.1]])).toBeCloseTo(1, 9);
  });

  it('is measured against the larger of the two, whichever grew', () => {
    const [half, whole]: [Box[], Box[]] = [[[14, 63, 14.1, 63.1]], [[14, 63, 14.2, 63.1]]];
    expect(shared(half, whole)).toBeCloseTo(0.5, 9);
    expect(shared(whole, half)).toBeCloseTo(0.5, 9);
  });

  it('is nothing where the code moved elsewhere', () => {
    expect(shared([[14, 63, 14.1, 63.1]], [[15, 63, 15.1, 63.1]])).toBe(0);
  });

  it('leaves out holes', () => {
    // The hole is a quarter of the square.
    const holed: Box[] = [
      [14, 63, 14.2, 63.2],
      [14.05, 63.05, 14.15, 63.15],
    ];
    expect(shared([[14, 63, 14.2, 63.2]], holed)).toBeCloseTo(0.75, 3);
  });

  it('goes by area on the globe: a degree is wider in the south', () => {
    // Of one degree from 62 to 64 the southern half has sin 63 - sin 62 of sin 64 - sin 62.
    const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
    const south = (sine(63) - sine(62)) / (sine(64) - sine(62));
    expect(shared([[14, 62, 15, 64]], [[14, 62, 15, 63]])).toBeCloseTo(south, 9);
    expect(south).toBeGreaterThan(0.508);
  });

  it('is told for codes of both elections only', () => {
    const box: Box[] = [[14, 63, 14.1, 63.1]];
    const areas = commonAreas(shapes({ old: box, both: box }), shapes({ both: box, new: box }));
    expect([...areas.keys()]).toEqual(['both']);
  });
});
