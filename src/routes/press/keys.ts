/** What the keys of the press page mean. Pure, so that the page only obeys. */

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Ctrl+K or ⌘K, from anywhere; `/` unless something is being written. */
export const leadsToSearch = (event: Key, writing: boolean): boolean =>
  ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') ||
  (!writing && !event.ctrlKey && !event.metaKey && !event.altKey && event.key === '/');

/** A sign that would be written, were a field focused; the space bar presses buttons. */
export const isWritten = ({ key, ctrlKey, metaKey, altKey }: Key): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;

/** Where a key leads from a line of so many; `null`: nowhere. */
export function lineAfter(key: string, from: number, count: number): number | null {
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: count - 1 }[key];
  return to === undefined || to < 0 || to >= count ? null : to;
}

/** Which hit a key leads to; `null`: none. */
export function hitAfter(key: string, from: number, count: number): number | null {
  const to = { PageDown: from + 1, PageUp: from - 1 }[key];
  return to === undefined || to < 0 || to >= count ? null : to;
}
