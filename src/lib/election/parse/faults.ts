import type { FeedError, FeedErrorKind } from './error.ts';

/** Longest piece of a file that a fault repeats: enough to recognise it, too short to carry a page along. */
const LONGEST_QUOTE = 60;

/**
 * The faults of one file, of which only the first is kept: reading goes on in small steps that each look whether
 * something was noted, as one looks at the error flag of a stream. So a reader of one attribute needs no `Result`,
 * and nothing is thrown.
 */
export class Faults {
  first: FeedError | null = null;

  constructor(readonly file: string) {}

  /** Notes a fault unless there is one already. `found` is cut to sixty characters. */
  note(kind: FeedErrorKind, place: string, found: string, expected: string): void {
    this.first ??= { kind, file: this.file, place, found: quote(found), expected };
  }
}

/** The words of a file as a fault repeats them: one line, sixty characters at most, and visible when empty. */
const quote = (text: string): string => {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  if (line === '') return '""';
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
};
