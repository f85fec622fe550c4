/** The order in which seats are won around the last one: the trace behind "nästa mandat". */
import type { PartyCode, PartyVotes } from './model.ts';
import { compareQuotients, type Quotient } from './odd-numbers.ts';
import { rulesOf } from './seat-rules.ts';
import { allocate, type SeatCount } from './seats.ts';
import type { Contest } from './snapshot-shape.ts';

/** `won`: a seat; `lot`: one of the equal numbers that a lot decides between; `waiting`: no seat, were there more. */
export interface Turn extends Quotient {
  readonly kind: 'won' | 'lot' | 'waiting';
  /** Of the seat, from 1; of those waiting, their place in the line, shared by equals; `null` in a lot. */
  readonly number: number | null;
}

/** What is counted in an undivided contest; `null` for a divided one, the Riksdag, or where no seats are known. */
export function seatCountOf(contest: Contest, electionDate: string): SeatCount | null {
  if (contest.type === 'RD' || contest.seatsOf === null) return null;
  return {
    parties: contest.parties.map(({ code, votes }): PartyVotes => [code as PartyCode, votes]),
    valid: contest.valid,
    seats: contest.seatsOf,
    rules: rulesOf(contest.type, electionDate, false),
  };
}

/**
 * The last `before` seats, an open lot's parties, and the next `after` in line (more where the last of them have equal
 * numbers), as if the council had more seats. Only the seats that are won have a fixed order.
 */
export function turnsAround(
  count: SeatCount,
  { before, after }: { readonly before: number; readonly after: number },
): readonly Turn[] {
  const { trace, lot } = allocate(count);
  const drawn = trace.length + (lot?.parties.length ?? 0);
  const longer = allocate({ ...count, seats: drawn + after + count.parties.length }).trace;
  const lastShown = longer[drawn + after - 1];
  return longer
    .filter((turn, at) => at < drawn + after || (lastShown && compareQuotients(turn, lastShown) === 0))
    .slice(Math.max(0, trace.length - before))
    .map((turn): Turn => {
      const { seat, party, votes, divisor } = turn;
      const quotient = { party, votes, divisor };
      if (seat <= trace.length) return { ...quotient, kind: 'won', number: seat };
      if (seat <= drawn) return { ...quotient, kind: 'lot', number: null };
      const firstEqual = longer.findIndex(
        (other) => other.seat > drawn && compareQuotients(other, turn) === 0,
      );
      return { ...quotient, kind: 'waiting', number: firstEqual + 1 - drawn };
    });
}
