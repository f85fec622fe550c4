/** What happened to the districts of a copied figure since: which were in it and have been corrected, which came later. */
import type { CorrectionEvent, ElectionEvent, ReportEvent, StoredEvent } from '../election/event.ts';
import type { Remembered } from './recall.ts';

/** All corrections of one district that was in the copy, added up. Votes. */
export interface DistrictCorrection {
  readonly district: Pick<CorrectionEvent, 'district' | 'districtName' | 'districtKind' | 'municipality'>;
  /** When the newest came, on the night's clock. */
  readonly at: string;
  readonly revisions: readonly number[];
  /** By how much the programme's party and all valid votes changed. */
  readonly own: number;
  readonly valid: number;
  /** By how much each party changed; `null`: not known (withdrawn, and reported again). */
  readonly parties: ReadonlyMap<string, number> | null;
  /** It is counted still, or again. */
  readonly counted: boolean;
}

export interface SinceCopy {
  readonly corrections: readonly DistrictCorrection[];
  /** A district came that was not in the copy. */
  readonly arrived: boolean;
  /** The final count of a municipality came. */
  readonly finals: boolean;
  /** Goals that turned together with a correction. */
  readonly turned: ReadonlySet<string>;
  /** Seats moved in the same revision as a correction. */
  readonly seatsTurned: boolean;
}

/** `since`: events in any order; those that the copy knew of are passed over. */
export function sinceCopy({ figure, lastEvent }: Remembered, since: readonly StoredEvent[]): SinceCopy {
  const events = since
    .filter(({ id, event }) => id > lastEvent && 'contest' in event && event.contest === figure.contest)
    .toSorted((a, b) => a.id - b.id);
  const inFigure = ({ event }: StoredEvent): boolean =>
    figure.kind !== 'district' || !('district' in event) || event.district === figure.district;
  const { corrections, arrived, finals } = byDistrict(events.filter(inFigure));
  const revisions = new Set(corrections.flatMap((correction) => correction.revisions));
  return {
    corrections,
    arrived,
    finals,
    turned: new Set(
      events.flatMap(({ event }) => (event.kind === 'target' && event.because ? [event.target] : [])),
    ),
    seatsTurned: events.some(
      ({ event, revision }) => event.kind === 'seats' && revision !== null && revisions.has(revision),
    ),
  };
}

/**
 * One after the other: a district that is reported first came after the copy, one that is corrected first was in it. What
 * comes after a municipality's final count is about that count, not about the one that was copied.
 */
function byDistrict(events: readonly StoredEvent[]) {
  const corrections = new Map<string, DistrictCorrection>();
  const arrived = new Set<string>();
  const finals = new Set<string>();
  for (const stored of events) {
    const { event } = stored;
    if (event.kind === 'final') finals.add(event.municipality);
    if (!isOfDistrict(event) || finals.has(event.municipality) || arrived.has(event.district)) continue;
    const held = corrections.get(event.district);
    if (event.kind === 'correction') corrections.set(event.district, corrected(held, stored, event));
    else if (held) corrections.set(event.district, again(held, stored, event));
    else arrived.add(event.district);
  }
  return { corrections: [...corrections.values()], arrived: arrived.size > 0, finals: finals.size > 0 };
}

const isOfDistrict = (event: ElectionEvent): event is CorrectionEvent | ReportEvent =>
  event.kind === 'correction' || event.kind === 'report';

const UNCHANGED = { revisions: [], own: 0, valid: 0, parties: new Map<string, number>() };

function corrected(
  held: Omit<DistrictCorrection, 'district' | 'at' | 'counted'> = UNCHANGED,
  { at, revision }: StoredEvent,
  event: CorrectionEvent,
): DistrictCorrection {
  const { before, after } = event;
  return {
    district: event,
    at,
    revisions: revision === null ? held.revisions : [...held.revisions, revision],
    own: held.own - before.own + (after?.own ?? 0),
    valid: held.valid - before.valid + (after?.valid ?? 0),
    parties: held.parties && withChanges(held.parties, event.changes),
    counted: after !== null,
  };
}

function withChanges(held: ReadonlyMap<string, number>, changes: CorrectionEvent['changes']) {
  const parties = new Map(held);
  for (const [code, by] of changes) parties.set(code, (parties.get(code) ?? 0) + by);
  return parties;
}

/** Withdrawn, and reported again: the report tells the votes of the programme's party alone. */
const again = (held: DistrictCorrection, { at }: StoredEvent, event: ReportEvent): DistrictCorrection => ({
  ...held,
  at,
  own: held.own + event.own,
  valid: held.valid + event.valid,
  parties: null,
  counted: true,
});
