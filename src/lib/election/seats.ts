/**
 * Seats of one undivided area, or of one constituency that stands alone: the bar, then the adjusted odd-number method
 * (election-rules §3). Only parties go in: small parties in a lump and handwritten ballots are part of `valid`, on
 * which the bar is measured, and never get a seat.
 */
import type { PartyCode, PartyVotes } from './model.ts';
import { award, type Award, type Lot, type PartySeats } from './odd-numbers.ts';
import { reachesBar, type SeatRules } from './seat-rules.ts';

/** What is counted in an area, and the seats it elects. */
export interface SeatCount {
  /** Parties told apart, each code once; their votes sum to at most `valid`. */
  readonly parties: readonly PartyVotes[];
  readonly valid: number;
  readonly seats: number;
  readonly rules: Pick<SeatRules, 'firstDivisor' | 'barPercent'>;
}

/** `seats` and `lot.seats` sum to the area's seats; all are 0 as long as nobody has votes over the bar. */
export type Allocation = Award;

/** Seats as one draw of the lot would leave them. */
export interface Outcome {
  /** Who the lot falls on; empty where there is none. */
  readonly drawn: readonly PartyCode[];
  readonly seats: readonly PartySeats[];
}

export function allocate(count: SeatCount): Allocation {
  const { parties, valid, seats, rules } = checked(count);
  const { firstDivisor, barPercent } = rules;
  const isIn = (votes: number) => reachesBar(votes, valid, barPercent);
  const allocation = award(
    parties.filter(([, votes]) => isIn(votes)),
    seats,
    firstDivisor,
  );
  return { ...allocation, seats: inOrderOf(parties, allocation.seats) };
}

/** Figures that no count can give are a bug of the caller, not a result. */
function checked(count: SeatCount): SeatCount {
  const numbers = [count.valid, count.seats, ...count.parties.map(([, votes]) => votes)];
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
    throw new RangeError('Votes and seats are whole numbers, 0 or more');
  }
  if (count.parties.reduce((sum, [, votes]) => sum + votes, 0) > count.valid) {
    throw new RangeError('The parties have more votes than there are valid votes');
  }
  return count;
}

/** One pair for every party of the input, in its order; those without a seat get 0. */
export function inOrderOf(
  parties: readonly PartyVotes[],
  seats: readonly PartySeats[],
): readonly PartySeats[] {
  const held = new Map(seats);
  return parties.map(([party]) => [party, held.get(party) ?? 0] as const);
}

/** Seats of one party; 0 for one that did not stand. */
export const seatsOf = (seats: readonly PartySeats[], party: string): number =>
  seats.find(([candidate]) => candidate === party)?.[1] ?? 0;

/**
 * Every way the lot can fall, in a fixed order, each as likely as the next; one outcome where there is no lot. Lazy: a
 * handful of votes may tie many parties for many seats.
 */
export function* outcomesOf({ seats, lot }: Pick<Allocation, 'seats' | 'lot'>): Generator<Outcome> {
  for (const drawn of lot ? drawsOf(lot) : [[]]) {
    yield { drawn, seats: withDrawn(seats, drawn) };
  }
}

/** `seats` with one more for each of `drawn`. */
export const withDrawn = (seats: readonly PartySeats[], drawn: readonly PartyCode[]): readonly PartySeats[] =>
  seats.map(([party, held]) => [party, held + (drawn.includes(party) ? 1 : 0)] as const);

/** Every choice of `seats` among the tied, in the order of their codes. */
export function* drawsOf<T extends string>({
  parties,
  seats,
}: {
  readonly parties: readonly T[];
  readonly seats: number;
}): Generator<readonly T[]> {
  if (seats === 0) {
    yield [];
    return;
  }
  for (const [index, first] of parties.entries()) {
    const rest = parties.slice(index + 1);
    if (rest.length < seats - 1) return;
    for (const others of drawsOf({ parties: rest, seats: seats - 1 })) yield [first, ...others];
  }
}

/** Least and most seats that a party can end with, whichever way the lots fall. */
export function seatRange(
  seats: readonly PartySeats[],
  lots: readonly Lot[],
  party: string,
): readonly [least: number, most: number] {
  const sure = seatsOf(seats, party);
  const chances = lots.filter(({ parties }) => parties.some((tied) => tied === party)).length;
  return [sure, sure + chances];
}
