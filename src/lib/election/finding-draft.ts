/** Checks what the desk decides about a finding. */
import type { Entry } from './entry.ts';
import { fault, textFaults, type EntryFault } from './entry-fault.ts';
import { findingsOf, standingReport } from './findings.ts';
import { readFindingId, votesText, type FindingEntry, type FindingStatus } from './finding.ts';
import type { KnownToPlan } from './governing-draft.ts';
import { fail, ok, type Result } from './parse/error.ts';
import { placeKey } from './plan.ts';
import { isCounted, placesOf } from './tally.ts';

/** As typed. */
export interface FindingDraft {
  /** The finding's id; for a fault that no check sees, `knownFault/KF/2380/23800229` of any counted district. */
  readonly id: string;
  readonly status: string;
  readonly note: string;
}

const DECISIONS: readonly FindingStatus[] = ['acknowledged', 'knownFault', 'released'];

/** The entry that a decision makes, or every fault in it. Why a district is held or let back must be said. */
export function findingEntries(
  draft: FindingDraft,
  { known, plan }: KnownToPlan,
): Result<readonly Entry[], readonly EntryFault[]> {
  const about = subjectOf(draft.id, { known, plan });
  const status = DECISIONS.find((one) => one === draft.status);
  const possible = about.ok && about.value.byHand ? status !== 'acknowledged' : true;
  const faults = [
    ...(about.ok ? [] : [about.error]),
    ...(status && possible
      ? []
      : [fault('status', draft.status ? 'unknownStatus' : 'missing', draft.status)]),
    ...(status === 'acknowledged' && draft.note.trim() === ''
      ? []
      : textFaults('note', draft.note, 'missingReason')),
  ];
  if (faults.length > 0 || !about.ok || !status) return fail(faults);
  const { byHand, ...subject } = about.value;
  const key = subject.finding;
  if (byHand && status === 'released') return ok([{ kind: 'finding', key, value: null }]);
  return ok([{ kind: 'finding', key, value: { ...subject, status, note: draft.note.trim() } }]);
}

/** What is decided about: a finding that stands, or a counted district whose figures someone knows to be wrong. */
interface Subject extends Pick<FindingEntry, 'finding' | 'districtName' | 'votes' | 'fall'> {
  /** No check found it. */
  readonly byHand: boolean;
}

function subjectOf(id: string, { known, plan }: KnownToPlan): Result<Subject, EntryFault> {
  const places = placesOf(known, plan);
  const standing = findingsOf(known, plan, places).find((finding) => finding.id === id);
  const at = readFindingId(id);
  const byHand = at?.check === 'knownFault';
  if (standing) {
    const { districtName, votes } = standing;
    const fall = known.entries.finding.get(id)?.fall ?? null;
    return ok({ finding: id, districtName, votes, fall, byHand });
  }
  const type = at?.types[0];
  if (!at || !type) return fail(fault('finding', 'unknownDistrict', id));
  if (!byHand) return fail(fault('finding', 'unknownFinding', id));
  const place = places.get(placeKey(type, at.municipality));
  const report = place && standingReport(place, at.district);
  if (!report || at.types.length > 1) return fail(fault('finding', 'unknownDistrict', at.district));
  if (!isCounted(report)) return fail(fault('finding', 'notCounted', report.name));
  return ok({ finding: id, districtName: report.name, votes: votesText(report), fall: null, byHand });
}
