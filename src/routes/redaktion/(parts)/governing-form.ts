/** The form of a governing fact: what it starts with, and what it sends. */
import type { GoverningFact } from '$lib/election/governing.ts';
import type { GoverningWords, Snapshot } from '$lib/election/snapshot-shape.ts';
import type { Typed } from './form-state.ts';
import { momentOf, typedMoment } from './moment-words.ts';

/** A fact on record, as the API gives it. */
export interface FactOnRecord extends GoverningFact {
  readonly key: string;
  /** By hand; otherwise it is of the programme's own data. */
  readonly entered: boolean;
}

/** `GET /api/governing/:area`. */
export interface GoverningOfArea {
  readonly area: string;
  readonly name: string;
  readonly terms: readonly GoverningFact['term'][];
  /** Parties that may be named. */
  readonly parties: readonly string[];
  readonly facts: readonly FactOnRecord[];
}

/** A fact as the sentences about it take it. */
export const wordsOf = (fact: GoverningFact): GoverningWords => ({
  ...fact,
  since: fact.since?.text ?? null,
  until: fact.until?.text ?? null,
});

/** The facts in the order in which they are looked for: the latest term and change on top. */
export function newestFirst(facts: readonly FactOnRecord[]): readonly FactOnRecord[] {
  const begins = ({ term, since }: FactOnRecord) => term.from + (since?.latest ?? '');
  return [...facts].sort((a, b) => (begins(b) < begins(a) ? -1 : 1));
}

/** The councils that somebody governs: region and municipalities, in the programme's order. */
export const areasOf = ({
  contests,
}: Pick<Snapshot, 'contests'>): readonly { code: string; name: string }[] =>
  contests.filter(({ type }) => type !== 'RD').map(({ area }) => area);

export const FACT_LABELS = {
  term: 'Mandatperiod',
  from: 'Från',
  to: 'Till',
  parties: 'Partier i styret',
  complete: 'Är det alla?',
  without: 'Partier som säkert inte ingår',
  majority: 'Majoritet eller minoritet',
  source: 'Källa',
} as const;

/** What stands in the form before anyone has typed: a fact to change, or a new one of the term after the election. */
export function factStart(fact: FactOnRecord | null, term: string): Typed {
  if (!fact) return { term: [term], complete: ['ja'], majority: [''] };
  return {
    replaces: [fact.key],
    term: [fact.term.from],
    from: [typedMoment(fact.since?.text ?? '')],
    to: [typedMoment(fact.until?.text ?? '')],
    parties: fact.parties,
    complete: [fact.complete ? 'ja' : 'nej'],
    without: fact.without,
    majority: [fact.majority === null ? '' : fact.majority ? 'ja' : 'nej'],
    source: [fact.sources.join('\n')],
  };
}

/** What was typed, as the API takes it; nothing is judged here. */
export function factBody(typed: Typed): Record<string, unknown> {
  const one = (name: string) => typed[name]?.[0] ?? '';
  return {
    term: one('term'),
    from: momentOf(one('from')),
    to: momentOf(one('to')),
    parties: typed.parties ?? [],
    complete: one('complete') !== 'nej',
    without: typed.without ?? [],
    majority: one('majority') === '' ? null : one('majority') === 'ja',
    source: one('source'),
    ...(one('replaces') ? { replaces: one('replaces') } : {}),
  };
}
