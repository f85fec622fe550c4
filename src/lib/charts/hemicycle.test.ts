import { describe, expect, test } from 'vitest';
import { blocksOf, hemicycle, labelsOf, lineAfter, OUTER } from './hemicycle.ts';

/** From a single seat to the country's largest councils and beyond. */
const SIZES = [1, 2, 3, 5, 21, 31, 39, 55, 61, 75, 81, 101, 149, 349];

describe.each(SIZES)('a half circle of %i seats', (seats) => {
  const layout = hemicycle(seats);
  test('has one place for each seat', () => {
    expect(layout.places).toHaveLength(seats);
  });
  test('goes from left to right', () => {
    const angles = layout.places.map(({ angle }) => angle);
    expect(angles).toEqual([...angles].sort((a, b) => a - b));
  });
  test('stays in the upper half, within the outermost row', () => {
    for (const { x, y } of layout.places) {
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(OUTER + 1e-9);
      expect(y).toBeLessThanOrEqual(1e-9);
    }
  });
  test('lets no two seats touch', () => {
    const { places, radius } = layout;
    const distances = places.flatMap((a, index) =>
      places.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)),
    );
    expect(Math.min(Infinity, ...distances)).toBeGreaterThan(2 * radius);
  });
  test('has its majority line after as many seats as it takes', () => {
    const majority = Math.floor(seats / 2) + 1;
    const line = lineAfter(layout, majority);
    expect(layout.places.filter(({ angle }) => angle <= line + 1e-9).length).toBeGreaterThanOrEqual(majority);
    expect(layout.places.filter(({ angle }) => angle < line - 1e-9).length).toBeLessThanOrEqual(majority);
  });
});

test('no seats are no picture', () => {
  expect(hemicycle(0)).toEqual({ places: [], radius: 0 });
});

test('the chosen sit from the left by size, then the lot, then the others by size', () => {
  const member = (code: string, seats: number) => ({ code, seats, inLot: false });
  const blocks = blocksOf(
    [member('S', 11), member('C', 9), member('M', 4), member('V', 4), member('L', 0)],
    ['V', 'C'],
    1,
  );
  expect(blocks.map(({ code, seats, look }) => `${look} ${code} ${seats}`)).toEqual([
    'chosen C 9',
    'chosen V 4',
    'lot  1',
    'other S 11',
    'other M 4',
  ]);
});

describe('names beside the seats', () => {
  const block = (code: string, seats: number) => ({ code, seats, look: 'other' as const });
  test('each party has its own where there is room', () => {
    const labels = labelsOf(hemicycle(31), [block('S', 11), block('C', 12), block('M', 8)]);
    expect(labels.map(({ lines, anchor }) => `${lines.join()} ${anchor}`)).toEqual([
      'S end',
      'C middle',
      'M start',
    ]);
  });
  test('neighbours with a seat each share one, and none is lost', () => {
    const codes = ['S', 'C', 'JVB', 'V', 'L'];
    const labels = labelsOf(hemicycle(31), [
      block('S', 14),
      block('C', 14),
      ...codes.slice(2).map((code) => block(code, 1)),
    ]);
    expect(labels.length).toBeLessThan(codes.length);
    expect(labels.flatMap(({ lines }) => lines)).toEqual(codes);
  });
  test('an open lot is a question mark', () => {
    const labels = labelsOf(hemicycle(3), [
      block('S', 1),
      { code: '', seats: 1, look: 'lot' },
      block('C', 1),
    ]);
    expect(labels.flatMap(({ lines }) => lines)).toEqual(['S', '?', 'C']);
  });
});
