/**
 * Seats of a council or region that is divided into constituencies (election-rules §1 and §3).
 *
 * Councils before 2018: each constituency alone, no bar, no adjustment seats (`allocateSeparately`). Otherwise fixed
 * seats in the constituencies, then every party is brought to its share of all seats by adjustment seats; what a party
 * won beyond that share it keeps (regions before 2018, the rest is shared by the others) or returns (since 2018).
 * The bar, the fixed seats and the share are election-rules §3 (a)–(c); the return and the adjustment seats stand in
 * `adjustment-seats.ts`.
 */
import { adjust, held, type Ledger } from './adjustment-seats.ts';
import type { PartyCode, PartyVotes } from './model.ts';
import { award, type Lot, type PartySeats, type Quotient, type TraceSeat } from './odd-numbers.ts';
import { reachesBar, type SeatRules } from './seat-rules.ts';
import { allocate, drawsOf, seatsOf, withDrawn, type Allocation } from './seats.ts';

export interface Constituency {
  readonly code: string;
  /** Its fixed seats. */
  readonly fixed: number;
  readonly parties: readonly PartyVotes[];
  readonly valid: number;
}

export interface DividedCount {
  readonly constituencies: readonly Constituency[];
  /** All seats of the area, adjustment seats included. */
  readonly seats: number;
  readonly rules: Pick<SeatRules, 'firstDivisor' | 'barPercent' | 'excess'>;
}

/** Constituencies that stand alone: lots in different ones are independent of each other. */
export interface SeparateAllocation {
  readonly constituencies: readonly { readonly code: string; readonly allocation: Allocation }[];
  readonly seats: readonly PartySeats[];
  readonly lots: readonly Lot[];
}

export function allocateSeparately({
  constituencies,
  rules,
}: Omit<DividedCount, 'seats'>): SeparateAllocation {
  if (rules.excess !== 'none') throw new RangeError('These rules have adjustment seats');
  const each = constituencies.map(({ code, fixed, parties, valid }) => ({
    code,
    allocation: allocate({ parties, valid, seats: fixed, rules }),
  }));
  return {
    constituencies: each,
    seats: summed(each.map(({ allocation }) => allocation.seats)),
    lots: each.flatMap(({ allocation }) => allocation.lot ?? []),
  };
}

/** Which question a lot answers; law 14:2 lets it fall on a party, a constituency, or the seat to be returned. */
export interface DividedLot {
  readonly stage: 'fixed' | 'entitlement' | 'return' | 'reaward' | 'placement';
  /** Where; `null` for the area as a whole. */
  readonly constituency: string | null;
  /** Parties, constituencies, or seats as `party constituency`; sorted. */
  readonly among: readonly string[];
  readonly picks: number;
}

export interface ReturnedSeat {
  readonly constituency: string;
  readonly from: Quotient;
  /** `null`: no party there was still below its share, so the seat became an adjustment seat. */
  readonly to: Quotient | null;
}

export interface DividedResult {
  readonly constituencies: readonly {
    readonly code: string;
    readonly seats: readonly PartySeats[];
    /** Fixed seats in the order they were won. */
    readonly trace: readonly TraceSeat[];
  }[];
  readonly seats: readonly PartySeats[];
  readonly returned: readonly ReturnedSeat[];
  readonly adjustment: readonly (Quotient & { readonly constituency: string })[];
}

export interface DividedOutcome extends DividedResult {
  /** The lots on the way to this outcome and how they fell; empty where none was needed. */
  readonly lots: readonly (DividedLot & { readonly drawn: readonly string[] })[];
}

export type Drawing<T> = Generator<DividedLot, T, readonly string[]>;

/**
 * Every outcome, one for each way the lots can fall, lazily; two ways may lead to equal seats. Each is found by going
 * through the steps anew with the draws so far.
 */
export function* dividedOutcomes(
  count: DividedCount,
  draws: DividedOutcome['lots'] = [],
): Generator<DividedOutcome> {
  const steps = allocateDivided(count);
  let step = steps.next();
  for (const { drawn } of draws) step = steps.next(drawn);
  if (step.done) {
    yield { ...step.value, lots: draws };
    return;
  }
  const lot = step.value;
  for (const drawn of drawsOf({ parties: lot.among, seats: lot.picks })) {
    yield* dividedOutcomes(count, [...draws, { ...lot, drawn }]);
  }
}

/** The steps of §3; every lot is asked of the caller. */
function* allocateDivided(count: DividedCount): Drawing<DividedResult> {
  const { constituencies, rules } = count;
  if (rules.excess === 'none') throw new RangeError('These rules have no adjustment seats');
  const valid = constituencies.reduce((sum, each) => sum + each.valid, 0);
  const area = summed(constituencies.map(({ parties }) => parties));
  const over = area.filter(([, votes]) => votes > 0 && reachesBar(votes, valid, rules.barPercent));
  const isIn = new Set(over.map(([party]) => party));
  const ledger: Ledger[] = [];
  for (const { code, fixed, parties } of constituencies) {
    const here = parties.filter(([party]) => isIn.has(party));
    const { seats, trace } = yield* awardOrDraw(here, fixed, {
      rules,
      stage: 'fixed',
      constituency: code,
    });
    ledger.push({ code, votes: new Map(here), seats: new Map(seats), trace });
  }
  const share = yield* rules.excess === 'kept'
    ? sharesKept(count, over, ledger)
    : sharesOf(count, over, count.seats);
  const { returned, adjustment } = yield* adjust(ledger, share, rules.firstDivisor);
  const seats = ledger.map(({ code, seats: won, trace }, index) => ({
    code,
    trace,
    seats: (constituencies[index]?.parties ?? []).map(([party]) => [party, won.get(party) ?? 0] as const),
  }));
  return { constituencies: seats, seats: summed(seats.map((each) => each.seats)), returned, adjustment };
}

export type Shares = ReadonlyMap<PartyCode, number>;

/** What every party is entitled to of `seats`, as if the area were one constituency. */
function* sharesOf({ rules }: DividedCount, parties: readonly PartyVotes[], seats: number): Drawing<Shares> {
  const shares = yield* awardOrDraw(parties, seats, { rules, stage: 'entitlement', constituency: null });
  return new Map(shares.seats);
}

/**
 * With excess kept: a party with more fixed seats than its share is set aside together with them, and the others share
 * the rest; again, as long as that puts another party above its share.
 */
function* sharesKept(
  count: DividedCount,
  parties: readonly PartyVotes[],
  ledger: readonly Ledger[],
): Drawing<Shares> {
  const aside = new Map<PartyCode, number>();
  for (;;) {
    const rest = parties.filter(([party]) => !aside.has(party));
    const kept = [...aside.values()].reduce((sum, seats) => sum + seats, 0);
    const shares = yield* sharesOf(count, rest, count.seats - kept);
    const above = rest.filter(([party]) => held(ledger, party) > (shares.get(party) ?? 0));
    if (above.length === 0) return new Map([...shares, ...aside]);
    for (const [party] of above) aside.set(party, held(ledger, party));
  }
}

function* awardOrDraw(
  parties: readonly PartyVotes[],
  seats: number,
  { rules, ...lot }: Pick<DividedCount, 'rules'> & Pick<DividedLot, 'stage' | 'constituency'>,
): Drawing<Allocation> {
  const result = award(parties, seats, rules.firstDivisor);
  if (!result.lot) return result;
  const drawn = yield { ...lot, among: result.lot.parties, picks: result.lot.seats };
  return { ...result, seats: withDrawn(result.seats, drawn as readonly PartyCode[]), lot: null };
}

/** Pairs of several lists added up by party, in order of first appearance. */
function summed(lists: readonly (readonly (readonly [PartyCode, number])[])[]): PartySeats[] {
  const sums = new Map<PartyCode, number>();
  for (const [party, number] of lists.flat()) sums.set(party, (sums.get(party) ?? 0) + number);
  return [...sums];
}

/** Seats that a party has in every one of the outcomes. */
export const sureSeats = (outcomes: readonly DividedOutcome[], party: string): number =>
  outcomes.length === 0 ? 0 : Math.min(...outcomes.map(({ seats }) => seatsOf(seats, party)));
