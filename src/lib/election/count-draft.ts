/** Checks a figure that the party counts itself. */
import { countKey, type Entry } from './entry.ts';
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

/** The entry that a draft makes, or every fault in it; `today` is the newest day that a figure can be of. */
export function countEntries(
  draft: CountDraft,
  { plan }: Pick<KnownToPlan, 'plan'>,
  today: string,
): Result<readonly Entry[], readonly EntryFault[]> {
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
  return ok([{ kind: 'count', key: countKey(count), value: count }]);
}

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
