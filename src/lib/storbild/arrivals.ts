/** The board of what came last: reports and corrections, the newest first. Pure. */
import type { CorrectionEvent, ReportEvent, StoredEvent } from '../election/event.ts';
import type { ShownFinding } from '../election/snapshot-shape.ts';

export interface Arrival extends StoredEvent {
  readonly event: ReportEvent | CorrectionEvent;
  /** A check or the desk has doubts about the district's report: "Kontrolleras". */
  readonly doubted: boolean;
}

/**
 * The newest so many: by revision, then by the districts' own report time, so that of all that a catch-up brings at
 * once the latest reports stand first; then by number.
 */
export function arrivalsOf(
  events: readonly StoredEvent[],
  findings: readonly ShownFinding[],
  most: number,
): readonly Arrival[] {
  const doubted = new Set(
    findings.flatMap(({ contests, district }) => contests.map((id) => `${id}/${district}`)),
  );
  return events
    .flatMap(({ event, ...stored }) =>
      event.kind === 'report' || event.kind === 'correction'
        ? { ...stored, event, doubted: doubted.has(`${event.contest}/${event.district}`) }
        : [],
    )
    .sort(newestFirst)
    .slice(0, most);
}

const newestFirst = (a: Arrival, b: Arrival): number =>
  (b.revision ?? 0) - (a.revision ?? 0) ||
  Date.parse(b.event.reportedAt) - Date.parse(a.event.reportedAt) ||
  b.id - a.id;
