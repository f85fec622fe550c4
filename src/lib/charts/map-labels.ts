import type { MapArea, MunicipalityChange } from '../election/map-areas.ts';
import { formatPoints } from '../format.ts';
import { municipalityFigure } from '../map-words.ts';
import type { MapDrawing } from './district-map.ts';

/** A name on the map with its figure, at a place in the drawing's units. */
export interface MapLabel {
  readonly key: string;
  readonly name: string;
  readonly figure: string;
  /** How much of it is counted, 0 to 1; `null`: it is one district. */
  readonly part: number | null;
  readonly x: number;
  readonly y: number;
  /** It stands above its place, not on it. */
  readonly above: boolean;
  /** What is larger is named first. */
  readonly size: number;
}

/** The municipalities that have figures. The town's frame must stay visible: its municipality's name stands above it. */
export function municipalityLabels(
  { municipalities, inset }: MapDrawing,
  changes: readonly MunicipalityChange[],
): readonly MapLabel[] {
  const byCode = new Map(changes.map((each) => [each.code, each]));
  return municipalities.flatMap(({ code, name, x, y }) => {
    const change = byCode.get(code);
    if (!change) return [];
    const above = inset?.code === code;
    return {
      key: code,
      name,
      figure: change.likeForLike ? municipalityFigure(change) : '',
      part: change.of > 0 ? change.counted / change.of : 0,
      x: above ? inset.x + inset.width / 2 : x,
      y: above ? inset.y - 4 : y,
      above,
      size: change.of,
    };
  });
}

/** Every district of the map; those in the enlarged part have theirs there, in the same units from its corner. */
export function districtLabels(
  { shapes, inset }: MapDrawing,
  areas: readonly (MapArea | null)[],
): { readonly whole: readonly MapLabel[]; readonly enlarged: readonly MapLabel[] } {
  const labels = shapes.map(({ codes, name, x, y, size }, index): MapLabel => {
    const change = areas[index]?.change ?? null;
    const figure = change === null ? '' : formatPoints(change);
    return { key: codes[0] ?? name, name, figure, part: null, x, y, above: false, size };
  });
  if (!inset) return { whole: labels, enlarged: [] };
  return {
    whole: labels.filter((label) => !holds(inset, label)),
    enlarged: labels
      .filter((label) => holds(inset, label))
      .map((label) => ({ ...label, x: label.x - inset.x, y: label.y - inset.y })),
  };
}

const holds = (box: Box, { x, y }: { readonly x: number; readonly y: number }): boolean =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A label's wish: its middle (`above`: the middle of its lower edge), and how large it is. */
export interface Wish extends Box {
  readonly above: boolean;
}

/** How far a label may stand from its place, in its own heights. */
const SHIFTS = [0, -0.5, 0.5];

/**
 * Where labels stand so that none covers another, a kept box, or the frame's edge: each in its turn, as near its place
 * as there is room; `null`: there is none. Gives boxes by their upper left corner, in the order of the wishes.
 */
export function placeLabels(
  wishes: readonly Wish[],
  frame: { readonly width: number; readonly height: number },
  kept: readonly Box[] = [],
): readonly (Box | null)[] {
  const taken = [...kept];
  return wishes.map(({ x, y, width, height, above }) => {
    const middle = above ? y - height / 2 : y;
    const left = Math.min(Math.max(0, x - width / 2), frame.width - width);
    const found = SHIFTS.map((shift) => ({ x: left, y: middle - height / 2 + shift * height, width, height }))
      .filter((box) => box.x >= 0 && box.y >= 0 && box.y + height <= frame.height)
      .find((box) => !taken.some((other) => overlap(box, other)));
    if (found) taken.push(found);
    return found ?? null;
  });
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
