import type { FeedError, FeedErrorKind } from './error.ts';

/** Longest piece of a file that a fault repeats: enough to recognise it, too short to carry a page along. */
const LONGEST = { found: 60, place: 200, file: 100, expected: 100 };

/** A fault whose texts are safe to store and show: one line each, not long, and visible when empty. */
export const feedError = ({ kind, file, place, found, expected }: FeedError): FeedError => ({
  kind,
  file: oneLine(file, LONGEST.file),
  place: oneLine(place, LONGEST.place),
  found: oneLine(found, LONGEST.found),
  expected: oneLine(expected, LONGEST.expected),
});

const oneLine = (text: string, longest: number): string => {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line === '') return '""';
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

/**
 * The faults of one file, of which only the first is kept: reading goes on in small steps that each look whether
 * something was noted, as one looks at the error flag of a stream. So a reader of one attribute needs no `Result`,
 * and nothing is thrown.
 */
export class Faults {
  first: FeedError | null = null;

  constructor(readonly file: string) {}

  /** Notes a fault unless there is one already. */
  note(kind: FeedErrorKind, place: string, found: string, expected: string): void {
    this.first ??= feedError({ kind, file: this.file, place, found, expected });
  }
}
