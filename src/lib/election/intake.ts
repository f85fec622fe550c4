import { changesOf, isEmpty, targetEvents, type Changes } from './changes.ts';
import type { ElectionEvent, NoticeEvent } from './event.ts';
import { municipalityKey, type Known, type MunicipalityState } from './known.ts';
import { reportKey, type MunicipalityResult, type Report, type ResultDocument } from './model.ts';
import { shownAfter } from './latch.ts';
import type { FeedError, Result } from './parse/error.ts';
import { readJsonArchiveName, readJsonName } from './parse/json/name.ts';
import { readMemberName } from './parse/member-name.ts';
import { replacedOrals } from './oral.ts';
import { withEntries } from './entry.ts';
import { explainedReports, fallEntries } from './falls.ts';
import { findingEvents, findingsOf } from './findings.ts';
import type { TakenEntries } from './take-entries.ts';
import { contestOf, placeKey, type ContestPlan, type Plan } from './plan.ts';
import { seatEvents } from './seat-events.ts';
import { countContests, judgeAll, type TargetHistory } from './snapshot.ts';
import { checkNational, checkStated, checkWhole } from './totals.ts';
import { newest, placesOf } from './tally.ts';

/**
 * What one result file of an archive says of one area. A file with several areas has several readings, and the fault of
 * one of them stops no other.
 */
export interface Reading {
  readonly file: string;
  readonly result: Result<ResultDocument>;
  /** The same bytes were refused before: refused again, and not told again. */
  readonly toldBefore?: boolean;
}

/** What became of one result file. */
export interface Verdict {
  readonly file: string;
  readonly outcome: 'accepted' | 'unchanged' | 'refused';
  readonly error: FeedError | null;
  readonly publishedAt: string | null;
}

/** What a received file changes: rows to store, what to tell, and what is known afterwards. */
export interface Intake {
  /** `false`: nothing to store, so no revision. */
  readonly changed: boolean;
  readonly known: Known;
  readonly municipalities: readonly MunicipalityState[];
  readonly reports: readonly Report[];
  readonly removed: readonly Report[];
  /** What the checks keep on record: falls in votes, with what stood under their keys before. */
  readonly entries: TakenEntries['rows'];
  readonly events: readonly ElectionEvent[];
  readonly verdicts: readonly Verdict[];
  /** Newest export time among the accepted files. */
  readonly publishedAt: string | null;
}

/**
 * Takes in the result files of one archive. Their order changes nothing; a faulty one is refused with its reason and
 * stops no other; one that is older than the one held is refused.
 */
export function takeIn(
  known: Known,
  readings: readonly Reading[],
  plan: Plan,
  history: TargetHistory,
): Intake {
  const ordered = [...readings].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const told: Verdict[] = [];
  const toldBefore = new Set(readings.flatMap((reading) => (reading.toldBefore ? reading.file : [])));
  const notices: NoticeEvent[] = [];
  const taken: Taken[] = [];
  for (const { file, result } of ordered) {
    if (!result.ok) {
      told.push({ file, outcome: 'refused', error: result.error, publishedAt: null });
    } else if (result.value.kind === 'municipality') {
      const judged = takeMunicipality(known, file, result.value, plan);
      told.push(judged.verdict);
      if (judged.changes) {
        taken.push({ file, result: result.value, changes: judged.changes });
        notices.push(...checkStated(result.value, file, plan));
      }
    }
  }
  const accepted = taken.map(({ changes }) => changes);
  const after = applied(known, accepted);
  notices.push(...taken.flatMap(({ file, result }) => checkWhole(result, file, after, plan)));
  notices.push(...nationalNotices(ordered, told, after, plan));
  notices.unshift(...refusalsOf(told, toldBefore, plan));
  const verdicts = byFile(told);
  const changed = accepted.some((changes) => !isEmpty(changes));
  const events = taken.flatMap((one) => eventsOf(one, after, plan));
  const entries = changed ? fallsOf(known, after, accepted, plan) : [];
  const noted = {
    ...after,
    entries: withEntries(
      after.entries,
      entries.map(({ entry }) => entry),
    ),
  };
  return {
    changed,
    known: noted,
    municipalities: accepted.flatMap((changes) => changes.municipality ?? []),
    reports: accepted.flatMap((changes) => changes.reports),
    removed: accepted.flatMap((changes) => changes.removed),
    entries,
    events: [
      ...events,
      ...notices,
      ...(changed ? consequences({ known, after: noted, plan, history }, events) : []),
    ],
    verdicts,
    publishedAt: newest(
      verdicts.map((verdict) => (verdict.outcome === 'refused' ? null : verdict.publishedAt)),
    ),
  };
}

/** An area's results that are not older than those held, and what they change. */
interface Taken {
  readonly file: string;
  readonly result: MunicipalityResult;
  readonly changes: Changes;
}

/** One verdict for each file: refused when nothing of it was taken; the first fault in it is kept in any case. */
function byFile(told: readonly Verdict[]): Verdict[] {
  const files = new Map<string, Verdict[]>();
  for (const verdict of told) files.set(verdict.file, [...(files.get(verdict.file) ?? []), verdict]);
  return [...files].map(([file, verdicts]) => ({
    file,
    outcome: best(verdicts.map(({ outcome }) => outcome)),
    error: verdicts.find(({ error }) => error !== null)?.error ?? null,
    publishedAt: newest(verdicts.map(({ publishedAt }) => publishedAt)),
  }));
}

/** A file of which nothing was taken is told of once, one that was taken in part with the fault of each area. */
function refusalsOf(
  told: readonly Verdict[],
  toldBefore: ReadonlySet<string>,
  plan: Plan,
): readonly NoticeEvent[] {
  const faulty = byFile(told).filter(({ file, error }) => error !== null && !toldBefore.has(file));
  return faulty.flatMap(({ file, outcome }) => {
    const errors = told.flatMap((verdict) => (verdict.file === file && verdict.error) || []);
    return errors.slice(0, outcome === 'refused' ? 1 : undefined).map((error) => refusal(error, file, plan));
  });
}

const best = (outcomes: readonly Verdict['outcome'][]): Verdict['outcome'] =>
  (['accepted', 'unchanged', 'refused'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'refused';

/** A contest's whole area is told of, as final or as opened again, only where its municipalities are not told themselves. */
function eventsOf({ result, changes }: Taken, after: Known, plan: Plan): readonly ElectionEvent[] {
  const { type, count, municipality } = result;
  const contest = contestOf(plan, type, municipality);
  if (!contest || contest.municipalities.includes(municipality)) return changes.events;
  const places = placesOf(after, plan);
  if (contest.municipalities.every((code) => places.get(placeKey(type, code))?.final)) return [];
  const told = contest.municipalities.some((code) =>
    after.municipalities.has(municipalityKey({ type, count, municipality: code })),
  );
  return changes.events.filter(({ kind }) => kind !== 'notice' || !told);
}

interface Step {
  readonly known: Known;
  readonly after: Known;
  readonly plan: Plan;
  readonly history: TargetHistory;
}

/** What follows from the changed reports: seats, figures by phone that are now on file, findings, goals. */
function consequences(
  { known, after, plan, history }: Step,
  told: readonly ElectionEvent[],
): readonly ElectionEvent[] {
  const corrected = told.flatMap((event) => (event.kind === 'correction' ? [event] : []));
  const [countsBefore, counts] = [countContests(known, plan), countContests(after, plan)];
  const shown = shownAfter(
    history,
    judgeAll(plan, known.entries, countsBefore),
    judgeAll(plan, after.entries, counts),
  );
  return [
    ...seatEvents({ known, counts: countsBefore }, { known: after, counts }, plan),
    ...replacedOrals(known, after, plan.party.code),
    ...findingEvents(findingsOf(known, plan), findingsOf(after, plan)),
    ...targetEvents(history, shown, corrected),
  ];
}

/** Falls in votes among the changes that no other finding explains. */
function fallsOf(known: Known, after: Known, accepted: readonly Changes[], plan: Plan): Intake['entries'] {
  const explained = explainedReports(findingsOf(known, plan), findingsOf(after, plan));
  return accepted.flatMap((changes) =>
    fallEntries(known, changes, explained).map((entry) => ({
      entry,
      previous: known.entries.finding.get(entry.key) ?? null,
    })),
  );
}

function takeMunicipality(known: Known, file: string, result: MunicipalityResult, plan: Plan) {
  const held = known.municipalities.get(municipalityKey(result));
  const contest = contestOf(plan, result.type, result.municipality);
  if (held && Date.parse(result.publishedAt) < Date.parse(held.publishedAt)) {
    return older(olderState(file, 'export time', [result.publishedAt, held.publishedAt]));
  }
  if (held?.updates !== undefined && result.updates !== undefined && result.updates < held.updates) {
    return older(olderState(file, 'antalUppdateringar', [`${result.updates}`, `${held.updates}`]));
  }
  const changes = changesOf(known, result, { contest: contest?.id ?? null, own: plan.party.code });
  const outcome = isEmpty(changes) ? 'unchanged' : 'accepted';
  return { verdict: { file, outcome, error: null, publishedAt: result.publishedAt } as const, changes };

  function older(error: FeedError) {
    return {
      verdict: { file, outcome: 'refused', error, publishedAt: result.publishedAt } as const,
      changes: null,
    };
  }
}

const olderState = (file: string, place: string, [found, held]: readonly [string, string]): FeedError => ({
  kind: 'olderState',
  file,
  place,
  found,
  expected: `not before ${held}, the state held`,
});

/** National files are looked at last, against what is known once their archive is taken in. */
function nationalNotices(
  readings: readonly Reading[],
  verdicts: Verdict[],
  known: Known,
  plan: Plan,
): readonly NoticeEvent[] {
  const refused = new Set(
    verdicts.flatMap(({ file, outcome }) => {
      const name = readMemberName(file);
      return outcome === 'refused' && name ? placeKey(name.type, name.area) : [];
    }),
  );
  return readings.flatMap(({ file, result }) => {
    if (!result.ok || result.value.kind !== 'national') return [];
    verdicts.push({ file, outcome: 'accepted', error: null, publishedAt: result.value.publishedAt });
    return checkNational(result.value, file, known, { plan, leave: refused });
  });
}

/** The notice of a refused file or member. */
export function refusal(error: FeedError, file: string, plan: Plan): NoticeEvent {
  return {
    kind: 'notice',
    contest: contestOfFile(plan, file)?.id ?? null,
    notice: { about: 'refused', error },
  };
}

/** The contest that a file is about, by its name; `null`: it is about none, or about several. */
function contestOfFile(plan: Plan, file: string): ContestPlan | null {
  const name = readMemberName(file);
  if (name) return contestOf(plan, name.type, name.area);
  const json = readJsonName(file) ?? readJsonArchiveName(file);
  if (!json) return null;
  const ofType = plan.contests.filter(({ type }) => type === json.type);
  return (json.area === null || json.area === '00') && ofType.length === 1
    ? (ofType[0] ?? null)
    : contestOf(plan, json.type, json.area ?? '');
}

/** What is known after some changes; the revision's number is the next one. */
export function applied(known: Known, changes: readonly Changes[]): Known {
  const reports = new Map(known.reports);
  const municipalities = new Map(known.municipalities);
  for (const change of changes) {
    for (const report of change.removed) reports.delete(reportKey(report));
    for (const report of change.reports) reports.set(reportKey(report), report);
    if (change.municipality) municipalities.set(municipalityKey(change.municipality), change.municipality);
  }
  return { revision: known.revision + 1, reports, municipalities, entries: known.entries };
}
