const HOUR = 60 * 60 * 1000;

/** The full hours in a stretch of time, its ends included: milliseconds since 1970, as its start is; so is its length. */
export function fullHours(from: number, length: number): readonly number[] {
  const first = Math.ceil(from / HOUR) * HOUR;
  const count = Math.max(0, Math.floor((from + length - first) / HOUR) + 1);
  return Array.from({ length: count }, (_, index) => first + index * HOUR);
}
