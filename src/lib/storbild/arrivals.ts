/** The board of what came last: reports and corrections, the newest first. Pure. */
import { byArrival } from '../election/arrivals.ts';
import type { CorrectionEvent, ReportEvent, StoredEvent } from '../election/event.ts';
import type { ShownFinding } from '../election/snapshot-shape.ts';

export interface Arrival extends StoredEvent {
  readonly event: ReportEvent | CorrectionEvent;
  /** A check or the desk has doubts about the district's report: "Kontrolleras". */
  readonly doubted: boolean;
}

/** The newest so many. */
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
    .sort(byArrival)
    .slice(0, most);
}
