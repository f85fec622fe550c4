import { range, scaleThreshold } from 'd3';
import { formatInteger, formatSigned } from '../format.ts';

/**
 * The map's scale: change like for like in percentage points, diverging around 0 (never around the mean), in fixed
 * steps, so that a colour means the same in every contest and all night. Falls and rises are told apart by hue, their
 * size by lightness; the tones stand in tokens.css.
 */
export const CHANGE_STEPS: readonly number[] = [2, 5, 10];

/** Classes on each side of 0. */
export const CLASSES = CHANGE_STEPS.length + 1;

/** How large a change is; a limit belongs to the larger class, as do its decimals. */
const size = scaleThreshold<number, number>()
  .domain(CHANGE_STEPS.map((points) => points / 100))
  .range(range(1, CLASSES + 1));

/** The class of a change of share: −4 … −1 falls, 0 exactly as last time, 1 … 4 rises. */
export const changeClass = (change: number): number =>
  change === 0 ? 0 : Math.sign(change) * size(Math.abs(change));

/** All classes from the largest fall to the largest rise; 0 is seldom met and in the key only then. */
export const CHANGE_CLASSES: readonly number[] = range(-CLASSES, CLASSES + 1);

/** A class's tone, as a value of CSS. */
export function toneOf(changeClass: number): string {
  if (changeClass === 0) return 'var(--change-none)';
  return `var(--change-${changeClass < 0 ? 'fall' : 'rise'}-${Math.abs(changeClass)})`;
}

/** `−10 eller mer`, `−10 till −5`, `0 till +2`: percentage points, from the lower to the higher. */
export function classWords(changeClass: number): string {
  if (changeClass === 0) return 'oförändrat';
  const sign = Math.sign(changeClass);
  const [near, far] = [limit(sign, Math.abs(changeClass) - 1), limit(sign, Math.abs(changeClass))];
  if (far === null) return `${near} eller mer`;
  return sign < 0 ? `${far} till ${near}` : `${near} till ${far}`;
}

function limit(sign: number, index: number): string | null {
  if (index === 0) return formatInteger(0);
  const points = CHANGE_STEPS[index - 1];
  return points === undefined ? null : formatSigned(sign * points);
}
