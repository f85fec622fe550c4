/**
 * Whether one party alone can still get, or already has, more than half of a council, whatever the votes that are
 * still out: "egen majoritet säker / möjlig / utesluten". Bounds, not a forecast, and only for a count that grows
 * (as `Standing.mayCome`): a correction downwards may undo them.
 */
import type { PartyCode } from './model.ts';
import { divisorOf } from './odd-numbers.ts';
import { majorityOf, reachesBar } from './seat-rules.ts';
import { allocate, seatRange, seatsOf, type SeatCount } from './seats.ts';

export type OwnMajority = 'certain' | 'possible' | 'excluded';

/** A count, and the most valid votes that may still come there; 0: it is over, `null`: not known. */
export interface OpenCount extends SeatCount {
  readonly mayCome: number | null;
}

/**
 * For an undivided area (one count), or for constituencies that stand alone (several). Areas with adjustment seats:
 * since 2018 the whole area as one count, since every party ends at its share of all seats; before that no bound is
 * given here, since excess seats are kept.
 */
export function ownMajority(party: PartyCode, counts: readonly OpenCount[]): OwnMajority {
  const majority = majorityOf(counts.reduce((sum, { seats }) => sum + seats, 0));
  const most = counts.reduce((sum, count) => sum + mostSeats(party, count), 0);
  if (most < majority) return 'excluded';
  let sure = 0;
  for (const count of counts) sure += surestSeats(party, count, majority - sure);
  return sure >= majority ? 'certain' : 'possible';
}

/**
 * Most seats that a party can end with, lots in its favour: all votes to come are its own. Exact, since a vote that
 * goes elsewhere raises the bar for others no more than one of its own, and gives it less. A party without a row of
 * its own may also be in the lump of small parties.
 */
export function mostSeats(party: PartyCode, count: OpenCount): number {
  if (count.mayCome === null) return count.seats;
  const own = count.parties.find(([code]) => code === party)?.[1] ?? count.valid - sumOf(count);
  const others = count.parties.filter(([code]) => code !== party);
  const { seats, lot } = allocate({
    ...count,
    parties: [...others, [party, own + count.mayCome]],
    valid: count.valid + count.mayCome,
  });
  return seatRange(seats, lot ? [lot] : [], party)[1];
}

/** As many seats, at most `enough`, as a party is sure of whatever comes. */
function surestSeats(party: PartyCode, count: OpenCount, enough: number): number {
  if (count.mayCome === 0) return Math.min(enough, seatsOf(allocate(count).seats, party));
  let sure = Math.min(enough, count.seats);
  while (sure > 0 && !isSureOf(party, count, sure)) sure -= 1;
  return Math.max(0, sure);
}

/**
 * Whether a party keeps `wanted` seats even if every vote to come, and every vote in the lump of small parties, goes
 * where it hurts most. It loses the last of them only if the others together get more than `seats − wanted` comparison
 * numbers as large as its own for that seat; the fewest votes for which they could are counted against those there
 * are. Conservative: the bar is taken as low for the others, and as high for the party itself, as it can be.
 */
export function isSureOf(party: PartyCode, count: OpenCount, wanted: number): boolean {
  const { parties, valid, seats, rules, mayCome } = count;
  const own = parties.find(([code]) => code === party)?.[1] ?? 0;
  if (wanted <= 0) return true;
  if (mayCome === null || wanted > seats || own === 0) return false;
  if (!reachesBar(own, valid + mayCome, rules.barPercent)) return false;
  const budget = mayCome + (valid - sumOf(count));
  const lastDivisor = divisorOf(wanted - 1, rules.firstDivisor);
  const bar = ceilOf(rules.barPercent * valid, 100);
  const needOf = (held: number) =>
    Math.max(bar, ceilOf(own * divisorOf(held - 1, rules.firstDivisor), lastDivisor));
  const others = parties.filter(([code]) => code !== party).map(([, votes]) => votes);
  return cheapest(others, seats - wanted + 1, needOf) > budget;
}

const sumOf = ({ parties }: SeatCount): number => parties.reduce((sum, [, votes]) => sum + votes, 0);

/** ⌈a / b⌉ of whole numbers, without rounding. */
const ceilOf = (a: number, b: number): number => (a + b - 1 - ((a + b - 1) % b)) / b;

/**
 * Fewest votes to be added, to these parties or to new ones, so that together they reach `seats` seats, when one with
 * `held` seats needs `needOf(held)` votes. Each party's cost of every number of seats, combined one party at a time.
 */
function cheapest(others: readonly number[], seats: number, needOf: (held: number) => number): number {
  const needs = Array.from({ length: seats }, (_, index) => needOf(index + 1));
  // A new party is one of 0 votes, and there may be any number of them.
  let best: number[] = [0];
  for (let taken = 1; taken <= seats; taken++) {
    best.push(Math.min(...needs.slice(0, taken).map((need, held) => need + (best[taken - held - 1] ?? 0))));
  }
  for (const votes of others) {
    const cost = [0, ...needs.map((need) => Math.max(0, need - votes))];
    best = best.map((_, taken) => {
      let least = Infinity;
      for (let held = 0; held <= taken; held++) {
        least = Math.min(least, (best[taken - held] ?? Infinity) + (cost[held] ?? Infinity));
      }
      return least;
    });
  }
  return best[seats] ?? Infinity;
}
