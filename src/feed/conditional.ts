/** Is the client's copy still good? RFC 9110, as Apache does it. */
import type { Standing } from './slot.ts';

export interface Conditions {
  readonly ifNoneMatch: string | null;
  readonly ifModifiedSince: string | null;
}

/**
 * If-None-Match decides alone when it is there, unless ETags are not honoured; then, as some report of the real
 * server, only If-Modified-Since counts. A time in the server's future is no valid condition: it comes from before
 * the night was set back.
 */
export function isNotModified(
  standing: Standing,
  { ifNoneMatch, ifModifiedSince }: Conditions,
  { etagHonoured, nightMs }: { etagHonoured: boolean; nightMs: number },
): boolean {
  if (ifNoneMatch !== null && etagHonoured) return matches(ifNoneMatch, standing.etag);
  const since = Date.parse(ifModifiedSince ?? '');
  return since >= standing.modified && since <= Math.max(nightMs, standing.modified);
}

const matches = (list: string, etag: string): boolean =>
  list.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
