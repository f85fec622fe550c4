/** Checks a figure that the party counts itself. */
import { countKey, countsOfTarget, withEntries, type Entries, type Entry, type HandCount } from './entry.ts';
import { fault, numberFaults, readNumber, textFaults, type EntryFault } from './entry-fault.ts';
import { isDay } from './governing.ts';
import type { KnownToPlan } from './governing-draft.ts';
import { fail, ok, type Result } from './parse/error.ts';
import type { CountGoal, Plan } from './plan.ts';

/** As typed. */
export interface CountDraft {
  readonly target: string;
  readonly value: string;
  /** `2018-06-30` */
  readonly date: string;
  readonly source: string;
}

/** Percentages are taken with one decimal; all else is counted in whole numbers. */
const PERCENT = 'procent';

export const countGoals = (plan: Plan): readonly CountGoal[] =>
  plan.goals.filter((goal): goal is CountGoal => goal.kind === 'count');

/** A goal that the party counts itself, with its figures, oldest day first. */
export interface CountedGoal {
  readonly target: string;
  readonly label: string;
  readonly goal: number;
  readonly unit: string;
  /** The last day that counts; `null`: the programme names none. */
  readonly until: string | null;
  /** Only what has been done is counted: it cannot fall. */
  readonly grows: boolean;
  /** The programme's own line. */
  readonly source: string;
  readonly entries: readonly Omit<HandCount, 'target'>[];
}

/** Every such goal of a programme, in its order, with what is entered. */
export const countedGoals = (plan: Plan, entries: Pick<Entries, 'count'>): readonly CountedGoal[] =>
  countGoals(plan).map(({ id, label, goal, unit, until, grows, source }) => ({
    target: id,
    label,
    goal,
    unit,
    until,
    grows,
    source,
    entries: countsOfTarget(entries, id).map(({ target: _target, ...figure }) => figure),
  }));

/** The entry that a draft makes, or every fault in it; `today` is the newest day that a figure can be of. */
export function countEntries(
  draft: CountDraft,
  { known, plan }: KnownToPlan,
  today: string,
): Result<readonly Entry[], readonly EntryFault[]> {
  const read = readDraft(draft, plan, today);
  if (!read.ok) return read;
  const { goal, entry } = read.value;
  const faults = growthFaults(
    goal,
    entry.value,
    countsOfTarget(withEntries(known.entries, [entry]), goal.id),
  );
  return faults.length > 0 ? fail(faults) : ok([entry]);
}

/** A row of a file: its line there, and what stands in it; `target` is the goal's id or its label. */
export interface CountRow {
  readonly line: number;
  readonly draft: CountDraft;
}

/** The entries that a file's rows make, or every fault in every row, with its line: all rows or none. */
export function countRowEntries(
  rows: readonly CountRow[],
  { known, plan }: KnownToPlan,
  today: string,
): Result<readonly Entry[], readonly EntryFault[]> {
  const read = rows.map(({ line, draft }) => {
    const target = countGoals(plan).find(({ label }) => label === draft.target)?.id ?? draft.target;
    return { line, read: readDraft({ ...draft, target }, plan, today) };
  });
  const faults = read.flatMap(({ line, read: row }) => (row.ok ? [] : row.error.map(atLine(line))));
  const taken = read.flatMap(({ line, read: row }) => (row.ok ? [{ line, ...row.value }] : []));
  const entries = taken.map(({ entry }) => entry);
  const after = withEntries(known.entries, entries);
  const among = taken.flatMap(({ line, goal, entry }, index) => {
    const first = taken.slice(0, index).find((other) => other.entry.key === entry.key);
    const twice = first ? [fault('date', 'twice', String(first.line))] : [];
    return [...twice, ...growthFaults(goal, entry.value, countsOfTarget(after, goal.id))].map(atLine(line));
  });
  const all = [...faults, ...among].sort((a, b) => a.line - b.line);
  return all.length > 0 ? fail(all) : ok(entries);
}

const atLine = (line: number) => (one: EntryFault) => ({ ...one, line });

interface ReadDraft {
  readonly goal: CountGoal;
  readonly entry: { readonly kind: 'count'; readonly key: string; readonly value: HandCount };
}

/** A draft by itself, without what stands on other days. */
function readDraft(draft: CountDraft, plan: Plan, today: string): Result<ReadDraft, readonly EntryFault[]> {
  const goal = countGoals(plan).find(({ id }) => id === draft.target);
  if (!goal) return fail([fault('target', 'unknownTarget', draft.target)]);
  const decimals = goal.unit === PERCENT ? 1 : 0;
  const value = readNumber(draft.value, decimals);
  const date = draft.date.trim();
  const faults = [
    ...numberFaults('value', draft.value, decimals),
    ...(decimals > 0 && value !== null && value > 100 ? [fault('value', 'outOfRange', draft.value)] : []),
    ...dateFaults(date, today),
    ...textFaults('source', draft.source, 'missingSource'),
  ];
  if (faults.length > 0 || value === null) return fail(faults);
  const count = { target: goal.id, date, value, source: draft.source.trim() };
  return ok({ goal, entry: { kind: 'count', key: countKey(count), value: count } });
}

/** A count that only grows lies between its neighbours in time; `series` holds all days, oldest first, this one too. */
function growthFaults(
  { grows }: CountGoal,
  { date, value }: HandCount,
  series: readonly HandCount[],
): readonly EntryFault[] {
  if (!grows) return [];
  const earlier = series.findLast((one) => one.date < date);
  const later = series.find((one) => one.date > date);
  return [
    ...(earlier && value < earlier.value ? [fault('value', 'belowEarlier', neighbour(earlier))] : []),
    ...(later && value > later.value ? [fault('value', 'aboveLater', neighbour(later))] : []),
  ];
}

const neighbour = ({ date, value }: HandCount): string => `${value} (${date})`;

/** The entry that takes a figure back. */
export function countWithdrawal(
  { target, date }: Pick<CountDraft, 'target' | 'date'>,
  reason: string,
  { known }: Pick<KnownToPlan, 'known'>,
): Result<readonly Entry[], readonly EntryFault[]> {
  const key = countKey({ target, date });
  const faults = [
    ...(known.entries.count.has(key) ? [] : [fault('date', 'unknownFact', date)]),
    ...textFaults('reason', reason, 'missingReason'),
  ];
  return faults.length > 0 ? fail(faults) : ok([{ kind: 'count', key, value: null }]);
}

function dateFaults(date: string, today: string): readonly EntryFault[] {
  if (date === '') return [fault('date', 'missing')];
  if (!isDay(date)) return [fault('date', 'notADate', date)];
  return date > today ? [fault('date', 'dateInFuture', date)] : [];
}
