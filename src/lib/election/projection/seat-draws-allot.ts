/**
 * Seats of one draw, party by party: the same rules as `seats.ts` and `divided-seats.ts`, on plain arrays and without
 * their traces, since thousands of draws are allotted for every snapshot. Where a lot is needed, chance draws it.
 */
import { divisorOf } from '../odd-numbers.ts';
import { reachesBar, type SeatRules } from '../seat-rules.ts';
import type { Chance } from './seat-draws-random.ts';

/** An area to be allotted; with one constituency it is undivided. */
export interface SeatArea {
  /** All seats, adjustment seats included. */
  readonly of: number;
  /** Fixed seats of each constituency; `[of]` for an undivided area. */
  readonly fixed: readonly number[];
  readonly rules: Pick<SeatRules, 'firstDivisor' | 'barPercent' | 'excess'>;
  readonly parties: number;
}

/**
 * Allots one draw: `votes` has a row for each constituency, the parties first and all others in the last column (whole
 * numbers). Writes every party's seats.
 */
export type Allotter = (votes: Float64Array, seats: Int32Array, chance: Chance) => void;

export function allotterOf({ of, fixed, rules, parties }: SeatArea): Allotter {
  const { firstDivisor, barPercent, excess } = rules;
  const whole = new Float64Array(parties + 1);
  if (fixed.length === 1 || excess === 'returned') {
    // Since 2018 every party ends at its share of all seats, wherever its adjustment seats fall.
    return (votes, seats, chance) => {
      addUp(votes, whole, barPercent);
      award(whole, seats, of, { firstDivisor, chance });
    };
  }
  const part = new Float64Array(parties);
  const won = new Int32Array(parties);
  return (votes, seats, chance) => {
    addUp(votes, whole, barPercent);
    seats.fill(0);
    for (const [row, here] of fixed.entries()) {
      for (let party = 0; party < parties; party += 1)
        part[party] = whole[party] ? (votes[row * (parties + 1) + party] ?? 0) : 0;
      award(part, won, here, { firstDivisor, chance });
      for (let party = 0; party < parties; party += 1) add(seats, party, won[party] ?? 0);
    }
    if (excess === 'kept') shareOut(whole, seats, of, { firstDivisor, chance });
  };
}

/** Adds to one element. */
export function add(list: Float64Array | Int32Array, at: number, amount: number): void {
  list[at] = (list[at] ?? 0) + amount;
}

/** All constituencies together; parties below the bar, measured on all valid votes, lose theirs. */
function addUp(votes: Float64Array, whole: Float64Array, barPercent: number): void {
  let valid = 0;
  whole.fill(0);
  for (let at = 0; at < votes.length; at += 1) {
    const count = votes[at] ?? 0;
    valid += count;
    add(whole, at % whole.length, count);
  }
  for (let party = 0; party < whole.length - 1; party += 1)
    if (!reachesBar(whole[party] ?? 0, valid, barPercent)) whole[party] = 0;
}

interface Awarding {
  readonly firstDivisor: number;
  readonly chance: Chance;
}

/** Fixed seats beyond a party's share are kept, and the others share the rest; `seats` come in as the fixed ones. */
function shareOut(votes: Float64Array, seats: Int32Array, of: number, how: Awarding): void {
  const rest = votes.slice(0, seats.length);
  const shares = new Int32Array(seats.length);
  let left = of;
  for (;;) {
    award(rest, shares, left, how);
    const above = [...seats.keys()].filter(
      (party) => rest[party] && (seats[party] ?? 0) > (shares[party] ?? 0),
    );
    if (above.length === 0) break;
    for (const party of above) {
      left -= seats[party] ?? 0;
      rest[party] = 0;
    }
  }
  for (let party = 0; party < seats.length; party += 1) if (rest[party]) seats[party] = shares[party] ?? 0;
}

/** The adjusted odd-number method (as `award` in `odd-numbers.ts`) on the first `seats.length` of `votes`. */
function award(
  votes: Float64Array,
  seats: Int32Array,
  count: number,
  { firstDivisor, chance }: Awarding,
): void {
  let left = count - awardSure(votes, seats, count, firstDivisor);
  while (left > 0) {
    let best = 0;
    let bestDivisor = 1;
    let leader = -1;
    let tied = 0;
    for (let party = 0; party < seats.length; party += 1) {
      const number = votes[party] ?? 0;
      if (number === 0) continue;
      const divisor = divisorOf(seats[party] ?? 0, firstDivisor);
      const difference = number * bestDivisor - best * divisor;
      if (difference < 0) continue;
      tied = difference > 0 ? 1 : tied + 1;
      best = number;
      bestDivisor = divisor;
      leader = party;
    }
    if (leader < 0) return;
    if (tied === 1) add(seats, leader, 1);
    else awardTied(votes, seats, left, { best, bestDivisor, firstDivisor, chance });
    left -= Math.min(left, tied);
  }
}

/** Everyone with the largest comparison number gets a seat, or as many as there are seats for, drawn by lot. */
function awardTied(
  votes: Float64Array,
  seats: Int32Array,
  left: number,
  {
    best,
    bestDivisor,
    firstDivisor,
    chance,
  }: Awarding & { readonly best: number; readonly bestDivisor: number },
): void {
  const tied = [...seats.keys()].filter(
    (party) =>
      votes[party] && votes[party] * bestDivisor === best * divisorOf(seats[party] ?? 0, firstDivisor),
  );
  while (tied.length > left) tied.splice(chance.below(tied.length), 1);
  for (const party of tied) add(seats, party, 1);
}

/**
 * Writes the seats that fall in any case, at least two fewer than there are, and gives their number: all comparison
 * numbers above a line that is so high that rounding up every party's seats cannot make too many.
 */
function awardSure(votes: Float64Array, seats: Int32Array, count: number, firstDivisor: number): number {
  let valid = 0;
  let parties = 0;
  for (let party = 0; party < seats.length; party += 1) {
    const number = votes[party] ?? 0;
    valid += number;
    if (number > 0) parties += 1;
  }
  seats.fill(0);
  const within = count - 2 - parties / 2;
  if (within <= 0 || valid === 0) return 0;
  const line = valid / (2 * within);
  let awarded = 0;
  for (let party = 0; party < seats.length; party += 1) {
    const number = votes[party] ?? 0;
    const rounded = Math.floor(number / (2 * line) + 0.5);
    const held = rounded === 1 && 10 * number < firstDivisor * line ? 0 : rounded;
    seats[party] = held;
    awarded += held;
  }
  return awarded;
}
