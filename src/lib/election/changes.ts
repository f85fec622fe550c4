import type { CorrectionEvent, ElectionEvent, FinalEvent, NoticeEvent, ReportEvent } from './event.ts';
import { municipalityKey, type Known, type MunicipalityState } from './known.ts';
import {
  reportKey,
  type ContestId,
  type MunicipalityResult,
  type PartyCode,
  type PartyVotes,
  type Report,
  type Votes,
  type WholeCount,
} from './model.ts';
import { ownAndValid } from './compare.ts';
import type { OwnAndValid } from './plan.ts';
import type { Target, TargetState } from './snapshot-shape.ts';
import { isComplete, isCounted, sum, type CountedReport } from './tally.ts';
import { standingWhole } from './whole-count.ts';

/** What one municipality file changes in what is known: only the rows that differ, and what is worth telling. */
export interface Changes {
  /** New or differing reports, corrections downward included. */
  readonly reports: readonly Report[];
  /** Districts that the file no longer lists. */
  readonly removed: readonly Report[];
  /** The file's head, when it differs from the one held. */
  readonly municipality: MunicipalityState | null;
  readonly events: readonly ElectionEvent[];
}

interface Tellings {
  readonly contest: ContestId | null;
  readonly own: PartyCode;
}

/**
 * The only diff there is: feed, log and alerts all read its events (failures.md, house rule 11). A report again in which
 * no valid vote changed (a new time stamp; Svansjö 2014: other invalid ballots too) is stored and not told (F5).
 */
export function changesOf(known: Known, result: MunicipalityResult, tellings: Tellings): Changes {
  const reports = result.reports.filter((report) => {
    const held = known.reports.get(reportKey(report));
    return !held || !sameReport(held, report);
  });
  const removed = removedBy(known, result);
  const head = headOf(result);
  const held = known.municipalities.get(municipalityKey(head));
  return {
    reports,
    removed,
    municipality: held && sameHead(held, head) ? null : head,
    events: result.count === 'final' ? finalEvents() : districtEvents(),
  };

  function districtEvents(): readonly ElectionEvent[] {
    return [
      ...reports.flatMap((report) =>
        eventsOf(known.reports.get(reportKey(report)) ?? null, report, tellings),
      ),
      ...removed.filter(isCounted).map((report) => correction(report, null, tellings)),
    ];
  }

  /** A final count is told once, when all of it is counted; until then it decides nothing, and the desk hears of it. */
  function finalEvents(): readonly ElectionEvent[] {
    if (result.reports.length === 0) return wholeFinalEvents();
    if (!isComplete(result.reports))
      return reports.length > 0 ? [incompleteFinal(result, progressOf(result), tellings)] : [];
    const before = [...known.reports.values()].filter(
      (report) => municipalityKey(report) === municipalityKey(result),
    );
    return isComplete(before)
      ? districtEvents()
      : [finalEvent(result, partsOf(result.reports, tellings.own), tellings)];
  }

  /**
   * A final count without districts is told when all of it is counted, again when it says something else, and when it
   * is opened again: then it no longer stands, and the desk hears of it.
   */
  function wholeFinalEvents(): readonly ElectionEvent[] {
    const [now, before] = [standingWhole(result), standingWhole(held)];
    if (!now) return before && result.whole ? [incompleteFinal(result, result.whole, tellings)] : [];
    if (before && sameValidVotes(before.votes, now.votes)) return [];
    return [finalEvent(result, [ownAndValid(now.votes, tellings.own)], tellings)];
  }
}

/** Nothing to store: the same districts, the same votes, the same times, the same head. */
export const isEmpty = (changes: Changes): boolean =>
  changes.reports.length === 0 && changes.removed.length === 0 && changes.municipality === null;

function removedBy(known: Known, result: MunicipalityResult): readonly Report[] {
  // A file that tells no districts says nothing of those that are known.
  if (result.reports.length === 0) return [];
  const listed = new Set(result.reports.map(reportKey));
  return [...known.reports.values()].filter(
    (report) =>
      report.type === result.type &&
      report.count === result.count &&
      report.municipality === result.municipality &&
      !listed.has(reportKey(report)),
  );
}

function eventsOf(before: Report | null, after: Report, tellings: Tellings): readonly ElectionEvent[] {
  if (isCounted(after)) {
    if (!before || !isCounted(before)) return [firstReport(after, tellings)];
    return sameValidVotes(before.votes, after.votes) ? [] : [correction(before, after, tellings)];
  }
  return before && isCounted(before) ? [correction(before, null, tellings)] : [];
}

const inDistrict = (report: CountedReport, contest: ContestId | null) => ({
  contest,
  type: report.type,
  municipality: report.municipality,
  district: report.district,
  districtKind: report.kind,
  districtName: report.name,
  reportedAt: report.reportedAt,
});

const firstReport = (report: CountedReport, { contest, own }: Tellings): ReportEvent => ({
  kind: 'report',
  ...inDistrict(report, contest),
  ...ownAndValid(report.votes, own),
  before: report.previous && ownAndValid(report.previous, own),
});

function correction(
  before: CountedReport,
  after: CountedReport | null,
  { contest, own }: Tellings,
): CorrectionEvent {
  return {
    kind: 'correction',
    ...inDistrict(after ?? before, contest),
    before: ownAndValid(before.votes, own),
    after: after && ownAndValid(after.votes, own),
    changes: differences(before.votes.parties, after?.votes.parties ?? []),
  };
}

/** Party by party, by how much the votes changed; parties that did not change are left out. */
function differences(
  before: readonly PartyVotes[],
  after: readonly PartyVotes[],
): CorrectionEvent['changes'] {
  const by = new Map<PartyCode, number>(before.map(([code, votes]) => [code, -votes]));
  for (const [code, votes] of after) by.set(code, (by.get(code) ?? 0) + votes);
  return [...by].filter(([, change]) => change !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

const partsOf = (reports: readonly Report[], own: PartyCode): readonly OwnAndValid[] =>
  reports.filter(isCounted).map((report) => ownAndValid(report.votes, own));

function finalEvent(
  result: MunicipalityResult,
  counted: readonly OwnAndValid[],
  { contest }: Tellings,
): FinalEvent {
  return {
    kind: 'final',
    contest,
    type: result.type,
    municipality: result.municipality,
    municipalityName: result.name,
    own: sum(counted, (part) => part.own),
    valid: sum(counted, (part) => part.valid),
  };
}

const progressOf = ({ reports }: MunicipalityResult) => ({
  counted: reports.filter(isCounted).length,
  of: reports.length,
});

const incompleteFinal = (
  result: MunicipalityResult,
  { counted, of }: Pick<WholeCount, 'counted' | 'of'>,
  { contest }: Tellings,
): NoticeEvent => ({
  kind: 'notice',
  contest,
  notice: { about: 'incompleteFinal', municipality: result.name, counted, of },
});

const headOf = (result: MunicipalityResult): MunicipalityState => ({
  type: result.type,
  count: result.count,
  municipality: result.municipality,
  name: result.name,
  electionDate: result.electionDate,
  previousDate: result.previousDate,
  publishedAt: result.publishedAt,
  parties: result.parties,
  seats: result.seats,
  stated: result.stated,
  ...(result.whole ? { whole: result.whole } : {}),
  ...(result.updates === undefined ? {} : { updates: result.updates }),
});

/** Field by field, in a fixed order, so that two stores and the reader agree on what differs. */
const sameHead = (a: MunicipalityState, b: MunicipalityState): boolean => fields(a) === fields(b);

const fields = (head: MunicipalityState): string =>
  JSON.stringify([
    head.name,
    head.electionDate,
    head.previousDate,
    head.publishedAt,
    head.parties.map(({ code, name, colour, partikod }) => [code, name, colour, partikod]),
    head.seats.map(({ area, of, decidedAt, parties }) => [area, of, decidedAt, parties]),
    head.stated.map((total) => [
      total.area,
      total.level,
      total.valid,
      total.cast,
      total.eligible,
      total.counted,
      total.of,
      total.parties,
    ]),
    head.updates,
    wholeFields(head.whole),
  ]);

const wholeFields = (whole: MunicipalityState['whole']) =>
  whole && [
    whole.reportedAt,
    whole.eligible,
    whole.counted,
    whole.of,
    whole.votes && [
      whole.votes.valid,
      whole.votes.parties,
      whole.votes.other,
      whole.votes.invalid,
      whole.votes.cast,
    ],
  ];

/** The same district with the same time, votes, electorate, name, and previous figures. */
export function sameReport(a: Report, b: Report): boolean {
  return (
    a.reportedAt === b.reportedAt &&
    a.eligible === b.eligible &&
    a.name === b.name &&
    a.boundary === b.boundary &&
    a.constituency === b.constituency &&
    a.kind === b.kind &&
    (a.predecessors ?? []).join() === (b.predecessors ?? []).join() &&
    sameCounts(a, b) &&
    samePrevious(a.previous, b.previous)
  );
}

function sameCounts(a: Report, b: Report): boolean {
  if (!a.votes || !b.votes) return a.votes === b.votes;
  return (
    a.votes.invalid === b.votes.invalid && a.votes.cast === b.votes.cast && sameValidVotes(a.votes, b.votes)
  );
}

const sameValidVotes = (a: Votes, b: Votes): boolean =>
  a.valid === b.valid && a.other === b.other && differences(a.parties, b.parties).length === 0;

function samePrevious(a: Report['previous'], b: Report['previous']): boolean {
  if (!a || !b) return a === b;
  return (
    a.valid === b.valid &&
    a.cast === b.cast &&
    a.eligible === b.eligible &&
    differences(a.parties, b.parties).length === 0
  );
}

/**
 * The latch shows a turn one revision after what caused it: a goal that goes back on its answer names the districts
 * that were corrected in the revision before, too.
 */
export function withCauses(
  events: readonly ElectionEvent[],
  earlier: readonly CorrectionEvent[],
): readonly ElectionEvent[] {
  return events.map((event) => {
    if (event.kind !== 'target' || (event.from !== 'reached' && event.from !== 'missed')) return event;
    const names = earlier
      .filter(({ contest }) => contest !== null && contest === event.contest)
      .map(({ districtName }) => districtName);
    const because = [...new Set([...names, ...(event.because ?? [])])];
    return because.length > 0 ? { ...event, because } : event;
  });
}

/**
 * A state change of a goal is news, but not its first "too early" or "unknown"; and so is that an answer given on the
 * night has become the final one.
 */
export function targetEvents(
  before: ReadonlyMap<string, { readonly state: TargetState; readonly final: boolean }>,
  after: readonly Omit<Target, 'since'>[],
  corrected: readonly CorrectionEvent[] = [],
): readonly ElectionEvent[] {
  return after.flatMap((target) => {
    const because = corrected
      .filter(({ contest }) => contest !== null && contest === target.contest)
      .map(({ districtName }) => districtName);
    const from = before.get(target.id)?.state ?? null;
    if (from === target.state && before.get(target.id)?.final === target.final) return [];
    if (from === null && (target.state === 'tooEarly' || target.state === 'unknown')) return [];
    return [
      {
        kind: 'target' as const,
        contest: target.contest as ContestId | null,
        target: target.id,
        label: target.label,
        from,
        to: target.state,
        final: target.final,
        ...(because.length > 0 ? { because } : {}),
      },
    ];
  });
}
