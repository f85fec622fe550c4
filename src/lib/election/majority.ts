/**
 * Majorities in a council: which combinations of parties hold more than half of its seats. Arithmetic only: who
 * governs is negotiated and never follows from seats (election-rules §8).
 */
import type { PartyCode } from './model.ts';
import { byCode, type Lot, type PartySeats } from './odd-numbers.ts';
import { majorityOf } from './seat-rules.ts';
import { seatRange, seatsOf } from './seats.ts';

/**
 * Seats of a council as far as they are settled. Open lots are independent of each other (one in each constituency);
 * lots that depend on each other are told as several `Seating`s, one for each outcome.
 */
export interface Seating {
  readonly seats: readonly PartySeats[];
  readonly lots: readonly Lot[];
}

/** `always`: in every outcome of the lots; `sometimes`: in one of them at least. */
export type Holds = 'always' | 'sometimes' | 'never';

export interface Combination {
  /** Sorted: most seats first, then by code. */
  readonly parties: readonly PartyCode[];
  /** Least and most seats together, whichever way the lots fall. */
  readonly seats: Range;
  readonly holds: Exclude<Holds, 'never'>;
  /** No member is superfluous: without any one of them it holds less surely. */
  readonly minimal: boolean;
}

export interface Council {
  /** Seats of the whole council, those of open lots included. */
  readonly of: number;
  /** At least one; all are equally possible. */
  readonly seatings: readonly Seating[];
}

type Range = readonly [least: number, most: number];

/** Least and most seats of several parties together: a lot gives each of its parties one seat at most. */
export function togetherOf({ seatings }: Council, parties: readonly string[]): Range {
  return widest(
    seatings.map(({ seats, lots }) =>
      plusDrawn(
        parties.reduce((sum, party) => sum + seatsOf(seats, party), 0),
        lots.map((lot) => drawnBy(lot.parties.filter((party) => parties.includes(party)).length, lot)),
      ),
    ),
  );
}

/** Least and most of a lot's seats that so many of its parties can draw. */
const drawnBy = (inside: number, lot: Lot): Range => [
  Math.max(0, lot.seats - (lot.parties.length - inside)),
  Math.min(lot.seats, inside),
];

const plusDrawn = (sure: number, drawn: readonly Range[]): Range => [
  drawn.reduce((sum, [least]) => sum + least, sure),
  drawn.reduce((sum, [, most]) => sum + most, sure),
];

const widest = (ranges: readonly Range[]): Range => [
  Math.min(...ranges.map(([least]) => least)),
  Math.max(...ranges.map(([, most]) => most)),
];

/** Whether these parties together have a majority: the coalition builder asks for whatever is tapped. */
export const holdsMajority = (council: Council, parties: readonly string[]): Holds =>
  holdsWith(togetherOf(council, parties), council.of);

function holdsWith([least, most]: Range, of: number): Holds {
  const majority = majorityOf(of);
  return least >= majority ? 'always' : most >= majority ? 'sometimes' : 'never';
}

/**
 * Combinations in which no member is superfluous, those with `party` first, then by fewest seats, fewest parties and
 * codes. With a lot open, those that hold in every outcome come before those that hold in some.
 */
export const minimalMajorities = (council: Council, party: string): readonly Combination[] =>
  combinations(council, true).sort(order(party));

/** Every combination that has a majority, in the same order, all minimal ones before the rest. */
export const allMajorities = (council: Council, party: string): readonly Combination[] =>
  combinations(council, false).sort((a, b) => Number(b.minimal) - Number(a.minimal) || order(party)(a, b));

function order(party: string): (a: Combination, b: Combination) => number {
  const lacks = ({ parties }: Combination) => Number(!parties.some((code) => code === party));
  const open = ({ holds }: Combination) => Number(holds === 'sometimes');
  return (a, b) =>
    lacks(a) - lacks(b) ||
    open(a) - open(b) ||
    a.seats[1] - b.seats[1] ||
    a.seats[0] - b.seats[0] ||
    a.parties.length - b.parties.length ||
    byList(a.parties, b.parties);
}

function byList(a: readonly string[], b: readonly string[]): number {
  for (const [index, code] of a.entries()) {
    const difference = byCode(code, b[index] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** More parties than ever held seats in a council; beyond it the combinations are too many to list. */
const MOST_PARTIES = 20;

/**
 * Goes through the parties, most seats first, taking each or leaving it. A branch ends where even all that are left
 * would not make a majority and, when only minimal ones are wanted, where one is held whichever way the lots fall:
 * any further party would be superfluous.
 */
function combinations(council: Council, minimalOnly: boolean): Combination[] {
  const parties = partiesOf(council);
  if (parties.length > MOST_PARTIES) throw new RangeError(`More than ${MOST_PARTIES} parties with seats`);
  const together = summer(council, parties);
  const holdsOf = (set: number) => holdsWith(together(set), council.of);
  const all = 2 ** parties.length - 1;
  const found: Combination[] = [];
  const visit = (chosen: number, next: number): void => {
    const rest = all & ~((1 << next) - 1);
    if (next === parties.length || holdsOf(chosen | rest) === 'never') return;
    const taken = chosen | (1 << next);
    const holds = holdsOf(taken);
    if (holds !== 'never') {
      const minimal = isMinimal(taken, holds, holdsOf);
      const members = parties.filter((_, index) => taken & (1 << index));
      if (minimal || !minimalOnly) found.push({ parties: members, seats: together(taken), holds, minimal });
    }
    if (!minimalOnly || holds !== 'always') visit(taken, next + 1);
    visit(chosen, next + 1);
  };
  visit(0, 0);
  return found;
}

function isMinimal(set: number, holds: Holds, holdsOf: (set: number) => Holds): boolean {
  for (let bit = 1; bit <= set; bit <<= 1) {
    if (!(set & bit)) continue;
    const without = holdsOf(set & ~bit);
    if (without === holds || without === 'always') return false;
  }
  return true;
}

/** `togetherOf` for sets of these parties as bits, since every combination is asked for. */
function summer({ seatings }: Council, parties: readonly PartyCode[]): (set: number) => Range {
  const bitsOf = (codes: readonly PartyCode[]) =>
    codes.reduce((bits, code) => bits | (1 << parties.indexOf(code)), 0);
  const ready = seatings.map(({ seats, lots }) => ({
    held: parties.map((party) => seatsOf(seats, party)),
    lots: lots.map((lot) => ({ ...lot, bits: bitsOf(lot.parties) })),
  }));
  return (set) =>
    widest(
      ready.map(({ held, lots }) => {
        const sure = held.reduce((sum, seats, index) => (set & (1 << index) ? sum + seats : sum), 0);
        return plusDrawn(
          sure,
          lots.map((lot) => drawnBy(countBits(set & lot.bits), lot)),
        );
      }),
    );
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

/** Parties that have a seat or may draw one: most seats first, then by code. */
function partiesOf({ seatings }: Council): PartyCode[] {
  const most = new Map<PartyCode, number>();
  for (const { seats, lots } of seatings) {
    for (const [party] of seats) {
      most.set(party, Math.max(most.get(party) ?? 0, seatRange(seats, lots, party)[1]));
    }
  }
  return [...most]
    .filter(([, seats]) => seats > 0)
    .sort(([a, more], [b, seats]) => seats - more || byCode(a, b))
    .map(([party]) => party);
}
