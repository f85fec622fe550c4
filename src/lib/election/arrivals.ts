/** In what order that which came is the newest. */
import type { StoredEvent } from './event.ts';

/**
 * Newest first: by revision, then by the districts' own report time, so that of all that one catch-up brings the latest
 * reports stand first; then by number. A sort's comparison.
 */
export const byArrival = (a: StoredEvent, b: StoredEvent): number =>
  (b.revision ?? 0) - (a.revision ?? 0) || reported(b) - reported(a) || b.id - a.id;

/** Milliseconds; what is no district's report came when we learnt of it. */
const reported = ({ event, at }: StoredEvent): number =>
  Date.parse('reportedAt' in event ? event.reportedAt : at);
