/**
 * "Nästa mandat": who holds the last seat of an allocation, who stands next in turn, and how many votes lie between.
 * Every figure is judged by allocating anew, bar and lots included, so it is exact for the count as it stands: all
 * other parties keep their votes, and the valid votes grow or shrink by the same number as the party's.
 */
import type { PartyCode } from './model.ts';
import {
  byCode,
  compareQuotients,
  divisorOf,
  leaders,
  type Quotient,
  type TraceSeat,
} from './odd-numbers.ts';
import { allocate, seatsOf, type Allocation, type SeatCount } from './seats.ts';
import { reachesBar } from './seat-rules.ts';

/** How far a party is from one seat more than it has now. */
export interface Chaser {
  readonly party: PartyCode;
  /** Seats it has whichever way an open lot falls. */
  readonly seats: number;
  /** Fewest further votes that give it one more, without a lot. */
  readonly votesNeeded: number;
  /** Whose seat that is then: those that lose theirs, or their certainty of it. */
  readonly from: readonly PartyCode[];
  /** Not over the bar as it stands. */
  readonly belowBar: boolean;
}

export interface NextSeat {
  /** The last seat awarded; several with equal numbers that all fitted; none while a lot is open. */
  readonly last: readonly Holder[];
  /** Over the bar and next in turn if there were one seat more; several if equal; the tied while a lot is open. */
  readonly next: readonly Quotient[];
  /** Every party by the votes it needs, fewest first. */
  readonly chasers: readonly Chaser[];
}

export interface Holder extends TraceSeat {
  /** Most votes that it could have had less and still be sure of the seat. */
  readonly spare: number;
}

export function nextSeat(count: SeatCount, allocation: Allocation = allocate(count)): NextSeat {
  const chasers = count.parties.flatMap(([party]) => chaserOf(count, allocation, party) ?? []);
  return {
    last: holdersOfLast(count, allocation),
    next: nextInTurn(count, allocation),
    chasers: chasers.sort((a, b) => a.votesNeeded - b.votesNeeded || byCode(a.party, b.party)),
  };
}

function holdersOfLast(count: SeatCount, { trace, lot }: Allocation): Holder[] {
  const last = trace.at(-1);
  if (lot || !last) return [];
  return trace
    .filter((seat) => compareQuotients(seat, last) === 0)
    .map((seat) => ({ ...seat, spare: spareVotes(count, seat.party) ?? 0 }));
}

function nextInTurn({ parties, valid, rules }: SeatCount, { seats }: Allocation): Quotient[] {
  return leaders(
    parties
      .filter(([, votes]) => reachesBar(votes, valid, rules.barPercent))
      .map(([party, votes]) => ({
        party,
        votes,
        divisor: divisorOf(seatsOf(seats, party), rules.firstDivisor),
      })),
  );
}

function chaserOf(count: SeatCount, now: Allocation, party: PartyCode): Chaser | null {
  const votesNeeded = votesForSeat(count, party);
  if (votesNeeded === null) return null;
  const after = allocate(withMore(count, party, votesNeeded)).seats;
  const votes = votesOf(count, party);
  return {
    party,
    seats: seatsOf(now.seats, party),
    votesNeeded,
    from: now.seats.filter(([other, held]) => seatsOf(after, other) < held).map(([other]) => other),
    belowBar: !reachesBar(votes, count.valid, count.rules.barPercent),
  };
}

/**
 * Fewest further votes with which a party is sure of one seat more than it is sure of now; `null` for one that has
 * them all or is not in the count. More votes never cost a party a seat, so halving finds the number.
 */
export function votesForSeat(count: SeatCount, party: PartyCode): number | null {
  if (!count.parties.some(([candidate]) => candidate === party)) return null;
  const now = seatsOf(allocate(count).seats, party);
  if (now >= count.seats) return null;
  const suffices = (more: number) => seatsOf(allocate(withMore(count, party, more)).seats, party) > now;
  let enough = 1;
  while (!suffices(enough)) enough *= 2;
  return firstThat(suffices, Math.floor(enough / 2), enough);
}

/**
 * Most votes that a party could have had less and be as sure of the seats it is sure of now; `null` for one without a
 * sure seat.
 */
export function spareVotes(count: SeatCount, party: PartyCode): number | null {
  const now = seatsOf(allocate(count).seats, party);
  if (now === 0) return null;
  const loses = (fewer: number) => seatsOf(allocate(withMore(count, party, -fewer)).seats, party) < now;
  return firstThat(loses, 0, votesOf(count, party)) - 1;
}

const votesOf = (count: SeatCount, party: PartyCode): number =>
  count.parties.find(([candidate]) => candidate === party)?.[1] ?? 0;

const withMore = (count: SeatCount, party: PartyCode, more: number): SeatCount => ({
  ...count,
  valid: count.valid + more,
  parties: count.parties.map(([code, votes]) => [code, code === party ? votes + more : votes] as const),
});

/** Smallest number that `holds`, given that it does not at `no`, does at `yes`, and never stops once it does. */
function firstThat(holds: (number: number) => boolean, no: number, yes: number): number {
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
