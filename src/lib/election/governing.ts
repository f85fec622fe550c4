/**
 * Who governs, as dated and sourced facts. Votes decide seats; parties negotiate who governs. Nothing is inferred from
 * blocs, seats or a chair's party (only a majority of one's own follows from seats), and what is not on record is
 * unknown, never "no" (election-rules §8).
 */
import type { PartyCode } from './model.ts';

export interface GoverningFact {
  readonly area: string;
  /** The councils' term: `2018`–`2022`. */
  readonly term: { readonly from: string; readonly to: string };
  /** When it began, exactly as far as known; `null`: with the term. */
  readonly since: Moment | null;
  /** When it ended, the last day included; `null`: with the next change, or with the term. */
  readonly until: Moment | null;
  readonly parties: readonly PartyCode[];
  /** Are those all of them? */
  readonly complete: boolean;
  /** Parties of which it is known that they take no part, where the rest is not. */
  readonly without: readonly PartyCode[];
  readonly majority: boolean | null;
  readonly sources: readonly string[];
}

/** A date as exactly as it is known: the words, and the first and last day that they can mean. */
export interface Moment {
  readonly text: string;
  readonly earliest: string;
  readonly latest: string;
}

/** New councils take office on 15 October of the election year. */
const TAKES_OFFICE = '-10-15';

/** The first day of a term. */
export const termBegins = (year: string): string => year + TAKES_OFFICE;

/** A fact is known by its area, its term and its beginning as it was worded. */
export const factKey = ({ area, term, since }: Pick<GoverningFact, 'area' | 'term' | 'since'>): string =>
  `${area}/${term.from}/${since?.text ?? 'term'}`;

/** Reads `2021`, `2024-04`, `2024-04-17`, `by 2026-01` or `before 2026-09`; `null` for anything else. */
export function readMoment(text: string): Moment | null {
  const match = /^(by |before )?(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, bound, year = '', month, day] = match;
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const last = `${year}-${month ?? '12'}-${day ?? lastDay(year, month ?? '12')}`;
  if (!isDay(first) || !isDay(last)) return null;
  if (bound === 'before ') return { text, earliest: '', latest: first };
  return { text, earliest: bound ? '' : first, latest: last };
}

/** A day of the calendar, as `2018-06-30`; 31 February is none. */
export function isDay(text: string): boolean {
  const read = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return read !== null && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}

const lastDay = (year: string, month: string): string =>
  String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()).padStart(2, '0');

/** Who governed on a day. `uncertain`: a change whose date is not known well enough may or may not have come before. */
export interface GoverningAt {
  readonly fact: GoverningFact | null;
  readonly uncertain: readonly GoverningFact[];
  /** Changes later in the same term. */
  readonly later: readonly GoverningFact[];
  /** The fact's end is not known well enough to say whether it still held; who came after it is not on record. */
  readonly mayHaveEnded: boolean;
}

export function governingAt(facts: readonly GoverningFact[], area: string, day: string): GoverningAt {
  const inTerm = facts.filter(
    (fact) => fact.area === area && day >= termBegins(fact.term.from) && day < termBegins(fact.term.to),
  );
  const begun = inTerm.filter(({ since }) => since === null || since.latest <= day);
  const newest = [...begun].sort((a, b) => ((a.since?.latest ?? '') < (b.since?.latest ?? '') ? 1 : -1))[0];
  const open = inTerm.filter(({ since }) => since !== null && since.latest > day);
  const until = newest?.until ?? null;
  return {
    fact: newest && !(until && until.latest < day) ? newest : null,
    uncertain: open.filter((fact) => earliestOf(fact) <= day),
    later: open.filter((fact) => earliestOf(fact) > day),
    mayHaveEnded: until !== null && until.earliest !== until.latest && until.earliest <= day,
  };
}

/** The first day on which a fact may have begun. */
export const earliestOf = ({ since, term }: Pick<GoverningFact, 'since' | 'term'>): string =>
  since?.earliest || termBegins(term.from);

/** Whether a party takes part; `null`: not known. */
export function takesPart({ parties, complete, without }: GoverningFact, party: PartyCode): boolean | null {
  if (parties.includes(party)) return true;
  return complete || without.includes(party) ? false : null;
}

/** The answer for one party on a day, when every fact that may hold then says the same. */
export function tookPart(at: GoverningAt, party: PartyCode): boolean | null {
  if (!at.fact || at.mayHaveEnded) return null;
  const answers = new Set([at.fact, ...at.uncertain].map((fact) => takesPart(fact, party)));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : null;
}
