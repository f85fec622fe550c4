/** Elections through the years: one area's rows with what is not on record told as unknown, and its sentence. */
import { pastSeats, pastVotes, type PastElection } from './election/history.ts';
import type { GoverningWords, Target } from './election/snapshot-shape.ts';
import { changeBetween, UNKNOWN, type Part } from './figures-table.ts';
import { formatPoints, formatShare, formatShareOf, formatVotes } from './format.ts';
import { partiesWords } from './governing-words.ts';

/** What the pages need of who governed: the fact and the area it holds for. */
export interface GoverningRecord extends GoverningWords {
  readonly area: string;
  readonly without: readonly string[];
}

/** One area's election of one year; every `null` is not on record. */
export interface YearOfArea {
  readonly year: string;
  readonly result: Part | null;
  readonly turnout: Part | null;
  readonly turnoutPreliminary: boolean;
  readonly seats: { readonly held: number; readonly of: number } | null;
  readonly seatsBy: 'official' | 'computed' | 'fixed' | null;
  /** Facts of the term that this election began, in their order. */
  readonly governing: readonly GoverningRecord[];
}

/** One area through all years of the record. */
export function yearsOfArea(
  elections: readonly PastElection[],
  contest: string,
  {
    years,
    code,
    governing,
  }: { years: readonly string[]; code: string; governing: readonly GoverningRecord[] },
): readonly YearOfArea[] {
  return years.map((year) => {
    const past = elections.find((each) => each.contest === contest && each.year === year);
    const own = past ? pastVotes(past, code) : null;
    const held = past ? pastSeats(past, code) : null;
    return {
      year,
      result: past && own !== null ? { own, valid: past.valid } : null,
      turnout: past?.turnout ? { own: past.turnout.cast, valid: past.turnout.eligible } : null,
      turnoutPreliminary: past?.turnout?.stage === 'preliminary',
      seats: past?.seats && held !== null ? { held, of: past.seats.of } : null,
      seatsBy: past?.seats?.by ?? null,
      governing: governing.filter(
        ({ area, term }) => past !== undefined && area === past.area.code && term.from === year,
      ),
    };
  });
}

/** Whether a party governs by a fact: `I styret`, `Inte i styret`, or unknown; absence alone says nothing. */
export function partWords({ parties, complete, without }: GoverningRecord, code: string): string {
  if (parties.includes(code)) return 'I styret';
  return complete || without.includes(code) ? 'Inte i styret' : UNKNOWN;
}

/** `S, V → C, M, L`: who governed through a term; unknown without a fact. */
export const termWords = (governing: readonly GoverningRecord[]): string =>
  governing.length === 0 ? UNKNOWN : governing.map(partiesWords).join(' → ');

/** The area's story in a sentence: its best and its worst year, and the newest change. */
export function yearsTitle(name: string, rows: readonly YearOfArea[], code: string): string {
  const known = rows.flatMap(({ year, result }) => (result ? [{ year, result }] : []));
  const ranked = [...known].sort((a, b) => changeBetween(b.result, a.result) ?? 0);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (!best || !worst || best === worst) return `${name}: ${UNKNOWN} hur ${code} gått genom åren`;
  const [before, newest] = known.slice(-2);
  const change = before && newest ? changeBetween(newest.result, before.result) : null;
  const last =
    newest && change !== null ? `; ${newest.year} ${formatPoints(change)} mot ${before?.year}` : '';
  const told = (row: typeof best) => `${formatShare(row.result.own, row.result.valid, 1)} ${row.year}`;
  return `${name}: som högst ${told(best)}, som lägst ${told(worst)}${last}`;
}

/** A goal of votes or of share as a line: its place, its year and its words; `null`: the goal has no figure. */
export const goalLine = (target: Target | undefined, year: string) =>
  target && target.goal !== null
    ? {
        year,
        value: target.goal,
        words:
          target.kind === 'votes'
            ? `mål ${year}: minst ${formatVotes(target.goal)}`
            : `mål ${year}: mer än ${formatShareOf(target.goal)}`,
      }
    : null;
