import { pointRadial, range, scaleLinear, sum } from 'd3';
import type { Member } from '../council.ts';

/** Units of the picture: an upper half circle around (0, 0) with the outermost seats' centres at `OUTER`. */
export const OUTER = 100;
const INNER = 42;

export interface Place {
  readonly x: number;
  readonly y: number;
  /** From −π/2 (left) to π/2 (right). */
  readonly angle: number;
}
export interface Hemicycle {
  /** From left to right; the next seat of a party stands beside its last, across the rows. */
  readonly places: readonly Place[];
  readonly radius: number;
}

/** As many rows as make seats stand about as far from each other along a row as across rows. */
function rowsFor(seats: number): number {
  const spread = (rows: number) => {
    const gap = rows > 1 ? (OUTER - INNER) / (rows - 1) : OUTER - INNER;
    const along = (Math.PI * rows * (OUTER + INNER)) / 2 / seats;
    return Math.abs(Math.log(gap / along));
  };
  return range(1, 16).reduce((best, rows) => (spread(rows) < spread(best) ? rows : best), 1);
}

/** Whole seats for each row by its length; what rounding leaves goes to the rows that it cut most. */
function shareOut(seats: number, radii: readonly number[]): readonly number[] {
  const total = sum(radii);
  const exact = radii.map((radius) => (seats * radius) / total);
  const whole = exact.map(Math.floor);
  const byRest = range(radii.length).sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || b - a);
  for (const row of byRest.slice(0, seats - sum(whole))) whole[row] = (whole[row] ?? 0) + 1;
  return whole;
}

export function hemicycle(seats: number): Hemicycle {
  if (seats <= 0) return { places: [], radius: 0 };
  const rows = rowsFor(seats);
  const radiusOf = scaleLinear([0, Math.max(1, rows - 1)], rows > 1 ? [INNER, OUTER] : [OUTER, OUTER]);
  const radii = range(rows).map((row) => radiusOf(row));
  const counts = shareOut(seats, radii);
  const places = radii.flatMap((radius, row) => rowOf(radius, counts[row] ?? 0));
  places.sort((a, b) => a.angle - b.angle || Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  const across = rows > 1 ? (OUTER - INNER) / (rows - 1) : OUTER;
  const along = Math.min(
    ...radii.map((radius, row) => (Math.PI * radius) / Math.max(1, (counts[row] ?? 1) - 1)),
  );
  return { places, radius: Math.min(10, 0.41 * Math.min(across, along)) };
}

function rowOf(radius: number, count: number): Place[] {
  const angleOf = scaleLinear([0, Math.max(1, count - 1)], [-Math.PI / 2, Math.PI / 2]);
  return range(count).map((index) => {
    const angle = count === 1 ? 0 : angleOf(index);
    const [x, y] = pointRadial(angle, radius);
    return { x, y, angle };
  });
}

/** The angle of the line that so many seats reach up to. */
export function lineAfter({ places }: Hemicycle, seats: number): number {
  const [last, next] = [places[seats - 1], places[seats]];
  if (!last) return -Math.PI / 2;
  return next ? (last.angle + next.angle) / 2 : Math.PI / 2;
}

/** `chosen`: filled; `other`: outlined; `lot`: nobody's until it is drawn. */
export type SeatLook = 'chosen' | 'other' | 'lot';
export interface SeatBlock {
  readonly code: string;
  readonly seats: number;
  readonly look: SeatLook;
}

/** Who sits where from the left: the chosen by size, then what a lot leaves open, then the others by size. */
export function blocksOf(
  members: readonly Member[],
  chosen: readonly string[],
  lotSeats: number,
): readonly SeatBlock[] {
  const block = (look: SeatLook) => (member: Member) => ({ code: member.code, seats: member.seats, look });
  const isIn = ({ code }: Member) => chosen.includes(code);
  const blocks: SeatBlock[] = [
    ...members.filter(isIn).map(block('chosen')),
    { code: '', seats: lotSeats, look: 'lot' },
    ...members.filter((member) => !isIn(member)).map(block('other')),
  ];
  return blocks.filter(({ seats }) => seats > 0);
}

export interface SeatLabel {
  /** Under each other at either end of the half circle, where there is room below; otherwise a single line. */
  readonly lines: readonly string[];
  readonly look: SeatLook;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}
/** Names that stand closer than this along the outer edge would cover each other; at the top they need their width. */
const NEAR = { side: 10, top: 20 };
const SLANT = 0.35;
const END = 1.2;

/** Names at the outer edge, in the middle of their seats; neighbours without room for two share one. */
export function labelsOf(layout: Hemicycle, blocks: readonly SeatBlock[]): readonly SeatLabel[] {
  const labels: { texts: string[]; look: SeatLook; angle: number }[] = [];
  let seated = 0;
  for (const { code, seats, look } of blocks) {
    const angle = middleOf(layout, seated, seats);
    seated += seats;
    const text = look === 'lot' ? '?' : code;
    const last = labels.at(-1);
    const room = Math.abs(angle) < SLANT ? NEAR.top : NEAR.side;
    if (last?.look === look && (angle - last.angle) * OUTER < room) last.texts.push(text);
    else labels.push({ texts: [text], look, angle });
  }
  return labels.map(({ texts, look, angle }, index) => {
    const [x, y] = pointRadial(angle, OUTER + layout.radius + 5);
    const atEnd = index === 0 || index === labels.length - 1;
    const lines = atEnd && Math.abs(angle) > END ? texts : [texts.join(' · ')];
    return { lines, look, x, y, anchor: Math.abs(angle) < SLANT ? 'middle' : angle < 0 ? 'end' : 'start' };
  });
}

const middleOf = ({ places }: Hemicycle, from: number, seats: number): number =>
  ((places[from]?.angle ?? 0) + (places[from + seats - 1]?.angle ?? 0)) / 2;
