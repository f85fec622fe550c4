import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLabels, type Box, type Wish } from './map-labels.ts';

const FRAME = { width: 300, height: 400 };
const wish = (x: number, y: number, more: Partial<Wish> = {}): Wish => ({
  x,
  y,
  width: 60,
  height: 30,
  above: false,
  ...more,
});
const anyWish = fc.record({
  x: fc.double({ min: 0, max: 300, noNaN: true }),
  y: fc.double({ min: 0, max: 400, noNaN: true }),
  width: fc.integer({ min: 10, max: 150 }),
  height: fc.integer({ min: 10, max: 50 }),
  above: fc.boolean(),
});
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('a label with room stands on the middle of its place, or just above it', () => {
  expect(placeLabels([wish(100, 100), wish(200, 300, { above: true })], FRAME)).toEqual([
    { x: 70, y: 85, width: 60, height: 30 },
    { x: 170, y: 270, width: 60, height: 30 },
  ]);
});

test('one in the way of an earlier one moves a little, and is dropped where that is not enough', () => {
  const [first, moved, dropped] = placeLabels([wish(100, 100), wish(100, 116), wish(100, 101)], FRAME);
  expect(first?.y).toBe(85);
  expect(moved?.y).toBe(116);
  expect(dropped).toBeNull();
});

test('one at the edge is moved inside, sideways', () => {
  expect(placeLabels([wish(10, 100), wish(295, 200)], FRAME).map((box) => box?.x)).toEqual([0, 240]);
});

test('what must stay visible is left free', () => {
  const kept = { x: 90, y: 80, width: 20, height: 60 };
  expect(placeLabels([wish(100, 100)], FRAME, [kept])).toEqual([null]);
});

test('never does one cover another, a kept box or the edge', () => {
  fc.assert(
    fc.property(fc.array(anyWish, { minLength: 1, maxLength: 25 }), anyWish, (wishes, { x, y }) => {
      const kept = { x, y, width: 20, height: 20 };
      const placed = placeLabels(wishes, FRAME, [kept]).flatMap((box) => box ?? []);
      const all = [...placed, kept];
      for (const box of placed) {
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(FRAME.width);
        expect(box.y + box.height).toBeLessThanOrEqual(FRAME.height);
      }
      for (const [index, box] of all.entries())
        for (const other of all.slice(index + 1)) expect(apart(box, other)).toBe(true);
    }),
  );
});
