/**
 * From fixed seats to the seats of a divided area (election-rules §3 (d) and (e)).
 *
 * A party above its share returns the excess, the seat with its lowest comparison number first; each freed seat goes
 * in the same constituency to the highest party still below its share. Then every party below its share gets
 * adjustment seats where its number is largest by the unmodified divisors 1, 3, 5. The order among freed seats of
 * several parties is stated nowhere that was read: here the lowest number of them all goes first.
 */
import type { Drawing, ReturnedSeat, Shares } from './divided-seats.ts';
import type { PartyCode } from './model.ts';
import {
  byCode,
  compareQuotients,
  divisorOf,
  leaders,
  type Quotient,
  type TraceSeat,
} from './odd-numbers.ts';

/** One constituency while its seats are moved: votes of the parties that take part, and their seats so far. */
export interface Ledger {
  readonly code: string;
  readonly votes: ReadonlyMap<PartyCode, number>;
  readonly seats: Map<PartyCode, number>;
  readonly trace: readonly TraceSeat[];
}

type Placed = Quotient & { readonly constituency: string };

/** Seats of a party in all constituencies. */
export const held = (ledger: readonly Ledger[], party: PartyCode): number =>
  ledger.reduce((sum, { seats }) => sum + (seats.get(party) ?? 0), 0);

/** Brings every party to its share, and says how. Changes `ledger`. */
export function* adjust(
  ledger: readonly Ledger[],
  shares: Shares,
  firstDivisor: number,
): Drawing<{ readonly returned: ReturnedSeat[]; readonly adjustment: Placed[] }> {
  const returned: ReturnedSeat[] = [];
  for (let seat = yield* giveBack(ledger, shares, firstDivisor); seat;) {
    returned.push(seat);
    seat = yield* giveBack(ledger, shares, firstDivisor);
  }
  const adjustment: Placed[] = [];
  for (const [party, share] of [...shares].sort(([a], [b]) => byCode(a, b))) {
    while (held(ledger, party) < share) adjustment.push(yield* place(ledger, party));
  }
  return { returned, adjustment };
}

/** Takes the lowest seat of a party above its share back and awards it anew; `null` when no party is above. */
function* giveBack(
  ledger: readonly Ledger[],
  shares: Shares,
  firstDivisor: number,
): Drawing<ReturnedSeat | null> {
  const excess = ledger.flatMap((constituency) =>
    [...constituency.seats].flatMap(([party, seats]) =>
      seats > 0 && held(ledger, party) > (shares.get(party) ?? 0)
        ? [numberOf(constituency, party, divisorOf(seats - 1, firstDivisor))]
        : [],
    ),
  );
  const lowest = excess.filter((seat) => excess.every((other) => compareQuotients(seat, other) <= 0));
  const from = yield* drawOne(lowest, (seat) => `${seat.party} ${seat.constituency}`, {
    stage: 'return',
    constituency: null,
  });
  const constituency = ledger.find(({ code }) => code === from?.constituency);
  if (!from || !constituency) return null;
  change(constituency, from.party, -1);
  const below = [...constituency.seats]
    .filter(([party]) => held(ledger, party) < (shares.get(party) ?? 0))
    .map(([party, seats]) => numberOf(constituency, party, divisorOf(seats, firstDivisor)));
  const to = yield* drawOne(leaders(below), ({ party }) => party, {
    stage: 'reaward',
    constituency: constituency.code,
  });
  if (to) change(constituency, to.party, 1);
  return { constituency: constituency.code, from, to };
}

/** One adjustment seat: where the party's number is largest by 1, 3, 5. */
function* place(ledger: readonly Ledger[], party: PartyCode): Drawing<Placed> {
  const numbers = ledger
    .filter(({ votes }) => votes.has(party))
    .map((constituency) => numberOf(constituency, party, divisorOf(constituency.seats.get(party) ?? 0, 10)));
  const best = yield* drawOne(leaders(numbers), ({ constituency }) => constituency, {
    stage: 'placement',
    constituency: null,
  });
  const constituency = ledger.find(({ code }) => code === best?.constituency);
  if (!best || !constituency) throw new Error(`${party} has a share but votes nowhere`);
  change(constituency, party, 1);
  return best;
}

/** The only one, or the one that the lot falls on; `null` of none. */
function* drawOne<T>(
  equals: readonly T[],
  nameOf: (one: T) => string,
  lot: { readonly stage: 'return' | 'reaward' | 'placement'; readonly constituency: string | null },
): Drawing<T | null> {
  if (equals.length <= 1) return equals[0] ?? null;
  const drawn = yield { ...lot, among: equals.map(nameOf).sort(byCode), picks: 1 };
  return equals.find((one) => nameOf(one) === drawn[0]) ?? null;
}

const numberOf = ({ code, votes }: Ledger, party: PartyCode, divisor: number): Placed => ({
  party,
  votes: votes.get(party) ?? 0,
  divisor,
  constituency: code,
});

const change = ({ seats }: Ledger, party: PartyCode, by: number): void => {
  seats.set(party, (seats.get(party) ?? 0) + by);
};
