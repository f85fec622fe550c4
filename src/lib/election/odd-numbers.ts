/**
 * The adjusted odd-number method (jämkade uddatalsmetoden; vallagen 14:3), on integers only. Denominators are in
 * tenths: a party without a seat is divided by the first divisor (12 or 14), one with `s` seats by 10·(2s + 1); the
 * largest comparison number takes the next seat. Numbers are compared by cross-multiplication, v₁·D₂ > v₂·D₁, which
 * stays far below 2⁵³ for any electorate.
 */
import type { PartyCode, PartyVotes } from './model.ts';

/** Seats of one party, as a pair; every party of the input has one, 0 included. */
export type PartySeats = readonly [code: PartyCode, seats: number];

/** A comparison number as the fraction it is: `votes` / (`divisor` / 10). */
export interface Quotient {
  readonly party: PartyCode;
  readonly votes: number;
  /** In tenths: 12 or 14, then 30, 50, 70 … */
  readonly divisor: number;
}

/** One awarded seat. Equal numbers that all fit share `tied`; their order among themselves then means nothing. */
export interface TraceSeat extends Quotient {
  /** 1 for the first seat awarded. */
  readonly seat: number;
  readonly tied: boolean;
}

/** Equal comparison numbers for fewer seats than parties: a lot decides (vallagen 14:2). */
export interface Lot {
  /** The tied parties, sorted by code units. */
  readonly parties: readonly PartyCode[];
  /** Seats to draw, fewer than the parties; each gets one at most. */
  readonly seats: number;
}

export interface Award {
  /** In the order of the input; the seats of an open lot are nobody's. */
  readonly seats: readonly PartySeats[];
  readonly lot: Lot | null;
  readonly trace: readonly TraceSeat[];
}

/** Denominator, in tenths, of a party that holds `seats` seats. */
export const divisorOf = (seats: number, firstDivisor: number): number =>
  seats === 0 ? firstDivisor : 10 * (2 * seats + 1);

/** Sign of a − b. */
export const compareQuotients = (
  a: Pick<Quotient, 'votes' | 'divisor'>,
  b: Pick<Quotient, 'votes' | 'divisor'>,
): number => a.votes * b.divisor - b.votes * a.divisor;

/** By code units, the same everywhere: for listing only, never to choose between parties. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Runner {
  readonly party: PartyCode;
  readonly votes: number;
  held: number;
  divisor: number;
}

/**
 * Awards `seats` among parties that are already known to take part. A party without votes never gets one. With fewer
 * seats than equals at the last, it stops there with a lot.
 */
export function award(parties: readonly PartyVotes[], seats: number, firstDivisor: number): Award {
  const runners = parties.map(([party, votes]): Runner => ({ party, votes, held: 0, divisor: firstDivisor }));
  const trace: TraceSeat[] = [];
  let lot: Lot | null = null;
  while (trace.length < seats) {
    const best = leaders(runners);
    if (best.length === 0) break;
    const left = seats - trace.length;
    if (best.length > left) {
      lot = { parties: best.map(({ party }) => party), seats: left };
      break;
    }
    const tied = best.length > 1;
    for (const { party, votes, divisor } of best) {
      trace.push({ seat: trace.length + 1, party, votes, divisor, tied });
    }
    for (const runner of best) {
      runner.held += 1;
      runner.divisor = divisorOf(runner.held, firstDivisor);
    }
  }
  return { seats: runners.map(({ party, held }) => [party, held] as const), lot, trace };
}

/** Those with the largest comparison number, all of them, sorted by code; none where nobody has votes. */
export function leaders<T extends Quotient>(quotients: readonly T[]): T[] {
  let best: T[] = [];
  for (const candidate of quotients) {
    if (candidate.votes === 0) continue;
    const first = best[0];
    const difference = first === undefined ? 1 : compareQuotients(candidate, first);
    if (difference > 0) best = [candidate];
    else if (difference === 0) best.push(candidate);
  }
  return best.length > 1 ? best.sort((a, b) => byCode(a.party, b.party)) : best;
}
