/** Where copies are remembered between visits: this browser's own store, bounded, and silent where there is none. */
import type { Remembered } from '$lib/press/recall.ts';

/** One copy as it is kept. JSON-safe. */
export interface Kept extends Remembered {
  readonly key: string;
  /** One for all figures of one copy: a table has many. */
  readonly copy: string;
  /** What was copied, in words: `Berg, kommunval: Andel, kort`. */
  readonly what: string;
  /** The outcome that its maker has seen ("Uppfattat"), or `''`. */
  readonly seen: string;
}

const NAME = 'malvakt.press';
/** Another shape of the figures is another version: old copies are then forgotten. */
const VERSION = 1;
const MOST_COPIES = 200;
/** Characters; a browser gives a site some five million. */
const MOST_TEXT = 400_000;

/** The newest copies, so many that they can be kept. */
export function bounded(copies: readonly Kept[]): readonly Kept[] {
  const kept: Kept[] = [];
  let size = 0;
  for (const copy of copies.slice(0, MOST_COPIES)) {
    size += JSON.stringify(copy).length;
    if (size > MOST_TEXT && kept.length > 0) break;
    kept.push(copy);
  }
  return kept;
}

/** What was kept, newest first; nothing where it cannot be read. */
export function readCopies(text: string | null): readonly Kept[] {
  try {
    const held = JSON.parse(text ?? 'null') as { version?: unknown; copies?: unknown } | null;
    if (held?.version !== VERSION || !Array.isArray(held.copies)) return [];
    return held.copies.filter(isKept);
  } catch {
    return [];
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { key, copy, night, revision, lastEvent, copiedAt, figure } = value as Partial<Kept>;
  return (
    [key, copy, night, copiedAt, figure?.id, figure?.kind].every((text) => typeof text === 'string') &&
    [revision, lastEvent].every(Number.isInteger)
  );
}

export const writeCopies = (copies: readonly Kept[]): string => JSON.stringify({ version: VERSION, copies });

export function loadCopies(): readonly Kept[] {
  return readCopies(stored());
}

export function saveCopies(copies: readonly Kept[]): void {
  try {
    localStorage.setItem(NAME, writeCopies(copies));
  } catch {
    // Full or forbidden: the copies are remembered until the page is closed.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

/** Another tab has copied. */
export const isCopies = ({ key, storageArea }: StorageEvent): boolean =>
  key === NAME && storageArea === localStorage;
