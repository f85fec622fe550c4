/** The record as the page reads it: one row a line, figures rounded to what is shown. */
import type { TrackRecord } from './record.ts';

const DIGITS = 10_000;

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? (Number.isFinite(value) ? Math.round(value * DIGITS) / DIGITS : null) : value;

export function asJson(record: TrackRecord): string {
  const parts = Object.entries(record).map(
    ([name, rows]: [string, readonly object[]]) =>
      `  "${name}": [\n${rows.map((row) => `    ${JSON.stringify(row, rounded)}`).join(',\n')}\n  ]`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}
