/**
 * Seats of one council constituency on the night, by the adjusted odd-number method: first divisor 1.4 and no bar
 * until 2014, 1.2 and a bar of 2 per cent from 2018 (undivided councils). Written for the feed alone, so that the
 * product's own allocation is judged by another one.
 */

export interface SeatRule {
  /** First divisor in tenths. */
  readonly firstDivisor: 12 | 14;
  /** Least share of the valid votes, in per cent. */
  readonly bar: number;
}

/** The rule in force for an undivided council on that day. */
export function seatRule(electionDate: string): SeatRule {
  return electionDate < '2015-01-01' ? { firstDivisor: 14, bar: 0 } : { firstDivisor: 12, bar: 2 };
}

/**
 * Seats per party, in the order of `votes`. Where parties tie for the last seats, a lot would decide: here those that
 * are furthest below their `official` seats come first, then the file's order.
 */
export function allot(
  votes: readonly number[],
  input: { seats: number; valid: number; rule: SeatRule; official: readonly number[] },
): number[] {
  const { rule, valid, official } = input;
  const seats = votes.map(() => 0);
  const lacking = (party: number) => (official[party] ?? 0) - (seats[party] ?? 0);
  for (let seat = 0; seat < input.seats; seat++) {
    let best = -1;
    votes.forEach((own, party) => {
      if (own === 0 || 100 * own < rule.bar * valid) return;
      if (best < 0) return void (best = party);
      const left = own * divisor(seats[best] ?? 0, rule);
      const right = (votes[best] ?? 0) * divisor(seats[party] ?? 0, rule);
      if (left > right || (left === right && lacking(party) > lacking(best))) best = party;
    });
    if (best < 0) break;
    seats[best] = (seats[best] ?? 0) + 1;
  }
  return seats;
}

function divisor(seats: number, rule: SeatRule): number {
  return seats === 0 ? rule.firstDivisor : 10 * (2 * seats + 1);
}
