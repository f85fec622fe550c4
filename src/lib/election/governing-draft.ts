/** Checks what someone says about who governs, before it becomes a fact on record. */
import { factsOf, type Entry } from './entry.ts';
import { fault, textFaults, type EntryFault } from './entry-fault.ts';
import { earliestOf, factKey, readMoment, termBegins, type GoverningFact, type Moment } from './governing.ts';
import { municipalityKey, type Known } from './known.ts';
import type { PartyCode } from './model.ts';
import { fail, ok, type Result } from './parse/error.ts';
import type { ContestPlan, Plan } from './plan.ts';
import { countContests } from './snapshot.ts';

/** As typed; empty texts mean that nothing was said. */
export interface GoverningDraft {
  readonly area: string;
  /** The year in which the term begins; empty: the term that `from` lies in. */
  readonly term: string;
  readonly from: string;
  readonly to: string;
  readonly parties: readonly string[];
  readonly complete: boolean;
  readonly without: readonly string[];
  readonly majority: boolean | null;
  /** One source a line. */
  readonly source: string;
  /** Key of the fact that this one takes the place of; empty: it stands beside the others. */
  readonly replaces: string;
}

export interface KnownToPlan {
  readonly known: Known;
  readonly plan: Plan;
}

/** Years of a council's term. */
const TERM_YEARS = 4;

/** The entries that a draft makes (one; two when another fact gives way), or every fault in it. */
export function governingEntries(
  draft: GoverningDraft,
  { known, plan }: KnownToPlan,
): Result<readonly Entry[], readonly EntryFault[]> {
  const contest = governedContest(plan, draft.area);
  if (!contest) return fail([fault('area', 'unknownArea', draft.area)]);
  const facts = factsOf(plan.governing, known.entries);
  const { fact, faults } = factOf(draft, contest, { known, plan });
  const gone = draft.replaces ? facts.find((other) => factKey(other) === draft.replaces) : undefined;
  const all = [
    ...faults,
    ...(draft.replaces && !gone ? [fault('replaces', 'unknownFact', draft.replaces)] : []),
    ...(fact
      ? overlaps(
          fact,
          facts.filter((other) => other !== gone),
        )
      : []),
  ];
  if (all.length > 0 || !fact) return fail(all);
  const key = factKey(fact);
  const entry: Entry = { kind: 'governing', key, value: fact };
  return ok(
    gone && factKey(gone) !== key ? [{ kind: 'governing', key: factKey(gone), value: null }, entry] : [entry],
  );
}

/** The entry that takes a fact back. */
export function governingWithdrawal(
  key: string,
  reason: string,
  { known, plan }: KnownToPlan,
): Result<readonly Entry[], readonly EntryFault[]> {
  const held = factsOf(plan.governing, known.entries).some((fact) => factKey(fact) === key);
  const faults = [
    ...(held ? [] : [fault('key', 'unknownFact', key)]),
    ...textFaults('reason', reason, 'missingReason'),
  ];
  return faults.length > 0 ? fail(faults) : ok([{ kind: 'governing', key, value: null }]);
}

/** The council that governs an area: the Riksdag governs none. */
export const governedContest = (plan: Plan, area: string): ContestPlan | null =>
  plan.contests.find((contest) => contest.type !== 'RD' && contest.area.code === area) ?? null;

/** Parties that may be named: those on the contest's ballots, and those that facts on record name. */
export function partiesOf(contest: ContestPlan, { known, plan }: KnownToPlan): readonly string[] {
  const ballots = contest.municipalities.flatMap((municipality) =>
    (['night', 'final'] as const).flatMap(
      (count) =>
        known.municipalities.get(municipalityKey({ type: contest.type, count, municipality }))?.parties ?? [],
    ),
  );
  const named = factsOf(plan.governing, known.entries)
    .filter(({ area }) => area === contest.area.code)
    .flatMap(({ parties, without }) => [...parties, ...without]);
  return [...new Set([plan.party.code, ...named, ...ballots.map(({ code }) => code)])].sort();
}

/** Terms that a fact can belong to: four years each, counted from the plan's election. */
export function termsOf(plan: Plan): readonly GoverningFact['term'][] {
  const first = Number(plan.electionDate.slice(0, 4));
  return [-1, 0, 1, 2].map((step) => termFrom(String(first + step * TERM_YEARS)));
}

const termFrom = (year: string) => ({ from: year, to: String(Number(year) + TERM_YEARS) });

interface Read {
  readonly fact: GoverningFact | null;
  readonly faults: readonly EntryFault[];
}

function factOf(draft: GoverningDraft, contest: ContestPlan, context: KnownToPlan): Read {
  const since = momentOf(draft.from);
  const until = momentOf(draft.to);
  const term = termOf(draft, since, context.plan);
  const faults = [
    ...(since === undefined ? [fault('from', 'notADate', draft.from)] : []),
    ...(until === undefined ? [fault('to', 'notADate', draft.to)] : []),
    ...(typeof term === 'string' ? [fault('term', term, draft.term || null)] : []),
    ...partyFaults(draft, partiesOf(contest, context)),
    ...sourceFaults(draft, contest, context),
  ];
  if (since === undefined || until === undefined || typeof term === 'string') return { fact: null, faults };
  const fact: GoverningFact = {
    area: draft.area,
    term,
    since,
    until,
    parties: draft.parties as readonly PartyCode[],
    complete: draft.complete,
    without: draft.without as readonly PartyCode[],
    majority: draft.majority,
    sources: sourcesOf(draft),
  };
  return { fact, faults: [...faults, ...orderFaults(fact)] };
}

/** `null`: nothing was said; `undefined`: no date. */
const momentOf = (text: string): Moment | null | undefined =>
  text.trim() === '' ? null : (readMoment(text.trim()) ?? undefined);

function termOf(
  { term }: GoverningDraft,
  since: Moment | null | undefined,
  plan: Plan,
): GoverningFact['term'] | 'missing' | 'unknownTerm' {
  const terms = termsOf(plan);
  const found = terms.find(({ from }) => from === term.trim());
  if (found) return found;
  if (term.trim() !== '') return 'unknownTerm';
  if (!since) return 'missing';
  return (
    terms.find(({ from, to }) => since.latest >= termBegins(from) && since.latest < termBegins(to)) ??
    'unknownTerm'
  );
}

function partyFaults(
  { parties, complete, without }: GoverningDraft,
  known: readonly string[],
): readonly EntryFault[] {
  const repeated = parties.filter((code, index) => parties.indexOf(code) !== index);
  const unknown = (field: string, codes: readonly string[]) =>
    codes.filter((code) => !known.includes(code)).map((code) => fault(field, 'unknownParty', code));
  return [
    ...(parties.length === 0 && (complete || without.length === 0) ? [fault('parties', 'noParty')] : []),
    ...unknown('parties', parties),
    ...unknown('without', without),
    ...[...new Set(repeated)].map((code) => fault('parties', 'duplicateParty', code)),
    ...without
      .filter((code) => parties.includes(code))
      .map((code) => fault('without', 'partyBothInAndOut', code)),
  ];
}

/** A source is required, unless one party governs by a majority that its final seats give it. */
function sourceFaults(
  draft: GoverningDraft,
  contest: ContestPlan,
  context: KnownToPlan,
): readonly EntryFault[] {
  if (draft.source.trim() === '' && followsFromSeats(draft, contest, context)) return [];
  return textFaults('source', draft.source, 'missingSource');
}

function followsFromSeats(draft: GoverningDraft, { id }: ContestPlan, { known, plan }: KnownToPlan): boolean {
  const [only] = draft.parties;
  if (draft.parties.length !== 1 || !draft.complete) return false;
  const contest = countContests(known, plan).find((count) => count.contest.id === id)?.contest;
  const held = contest?.seats?.parties.find(({ code }) => code === only)?.seats ?? 0;
  return contest?.stage === 'final' && contest.seats !== null && held >= contest.seats.majority;
}

/** What stands as the source of a fact that the seats alone show. */
const BY_SEATS = 'följer av mandaten i det slutliga resultatet';

function sourcesOf({ source }: GoverningDraft): readonly string[] {
  const lines = source
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > 0 ? lines : [BY_SEATS];
}

function orderFaults(fact: GoverningFact): readonly EntryFault[] {
  const { since, until, term } = fact;
  const [begins, ends] = [termBegins(term.from), termBegins(term.to)];
  return [
    ...(since && (since.latest < begins || earliestOf(fact) >= ends)
      ? [fault('from', 'outsideTerm', since.text)]
      : []),
    ...(until && until.latest < earliestOf(fact) ? [fault('to', 'endBeforeStart', until.text)] : []),
    ...(until && until.earliest > ends ? [fault('to', 'outsideTerm', until.text)] : []),
  ];
}

/**
 * Facts of the same term that surely hold at the same time: the same beginning, or an end after the next beginning.
 * One that says the very same is the same fact.
 */
function overlaps(fact: GoverningFact, others: readonly GoverningFact[]): readonly EntryFault[] {
  const begin = ({ since, term }: GoverningFact) => since?.latest ?? termBegins(term.from);
  const endsAfter = (first: GoverningFact, second: GoverningFact) =>
    first.until !== null && first.until.earliest > begin(second);
  return others
    .filter((other) => other.area === fact.area && other.term.from === fact.term.from)
    .filter((other) => JSON.stringify(other) !== JSON.stringify(fact))
    .flatMap((other) => {
      if (begin(other) === begin(fact) && earliestOf(other) === earliestOf(fact))
        return [fault('from', 'overlap', factKey(other))];
      if (begin(other) <= begin(fact))
        return endsAfter(other, fact) ? [fault('from', 'overlap', factKey(other))] : [];
      return endsAfter(fact, other) ? [fault('to', 'overlap', factKey(other))] : [];
    });
}
