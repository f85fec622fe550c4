import { targetEvents } from './changes.ts';
import { factsOf, withEntries, type Entry } from './entry.ts';
import type { ElectionEvent } from './event.ts';
import { findingEvents, findingsOf } from './findings.ts';
import { factKey } from './governing.ts';
import type { Known } from './known.ts';
import { shownAfterEntries } from './latch.ts';
import { statedOrals } from './oral.ts';
import type { Plan } from './plan.ts';
import { countContests, judgeAll, type TargetHistory } from './snapshot.ts';

/** What entries change: what is known afterwards, what stood before each of them, and what is worth telling. */
export interface TakenEntries {
  readonly known: Known;
  readonly rows: readonly { readonly entry: Entry; readonly previous: Entry['value'] }[];
  readonly events: readonly ElectionEvent[];
}

/** Takes in what was entered by hand; an entry that says what stands already is left out. */
export function takeEntries(
  known: Known,
  added: readonly Entry[],
  plan: Plan,
  history: TargetHistory,
): TakenEntries {
  const rows = added
    .map((entry) => ({ entry, previous: standing(entry, known, plan) }))
    .filter(({ entry, previous }) => JSON.stringify(entry.value) !== JSON.stringify(previous));
  const entries = withEntries(
    known.entries,
    rows.map(({ entry }) => entry),
  );
  const after: Known = { ...known, revision: known.revision + 1, entries };
  return {
    known: after,
    rows,
    events: [
      ...statedOrals(known.entries, entries),
      ...findingEvents(findingsOf(known, plan), findingsOf(after, plan)),
      ...targetEvents(history, shownAfterEntries(history, judged(known, plan), judged(after, plan))),
    ],
  };
}

const judged = (known: Known, plan: Plan) => judgeAll(plan, known.entries, countContests(known, plan));

function standing({ kind, key }: Entry, { entries }: Known, plan: Plan): Entry['value'] {
  if (kind === 'count') return entries.count.get(key) ?? null;
  if (kind === 'oral') return entries.oral.get(key) ?? null;
  if (kind === 'finding') return entries.finding.get(key) ?? null;
  if (kind === 'screen') return entries.screen.get(key) ?? null;
  return factsOf(plan.governing, entries).find((fact) => factKey(fact) === key) ?? null;
}
