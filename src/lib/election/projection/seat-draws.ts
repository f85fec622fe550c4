/**
 * Seats before the count is done (projection.md §4): what is still out is drawn thousands of times, all parties
 * together, and every draw is allotted by the year's rule. No result that is not in has a part in it, and the same
 * counts give the same draws everywhere.
 */
import type { ContestId } from '../model.ts';
import { byCode } from '../odd-numbers.ts';
import type { ContestPlan } from '../plan.ts';
import { majorityOf, rulesOf } from '../seat-rules.ts';
import type { Contest } from '../snapshot-shape.ts';
import { isCounted, placesOfContest } from '../tally.ts';
import { estimateContest, isEstimate, type ProjectionGround } from './contest.ts';
import type { Residuals } from './parameters.ts';
import type { NoProjection } from './projection.ts';
import { add, allotterOf } from './seat-draws-allot.ts';
import { drawGround, type DrawGround } from './seat-draws-ground.ts';
import { majorityChance, type MajorityChance } from './seat-draws-majority.ts';
import { poolOf, votesDrawer } from './seat-draws-votes.ts';
import { chanceFrom } from './seat-draws-random.ts';

/** A party's seats over all draws, lowest and highest included. */
export interface PartySeatRange {
  readonly code: string;
  readonly median: number;
  readonly range80: SeatSpan;
  readonly range95: SeatSpan;
}
export type SeatSpan = readonly [low: number, high: number];

export interface SeatDraws {
  readonly contest: ContestId;
  readonly of: number;
  readonly majority: number;
  /** Parties that have a seat in some of the draws that the wider range holds: most seats first. */
  readonly parties: readonly PartySeatRange[];
  readonly draws: number;
  /** Draws in which the programme's party has more than half of the seats: never shown as a number. */
  readonly majorityDraws: number;
  /** `null`: the Riksdag, where a constituency's seats are no council. */
  readonly ownMajority: MajorityChance | null;
  /** Counted districts whose residuals were drawn, and how many of the elections before joined them. */
  readonly residuals: { readonly counted: number; readonly earlier: number };
}

export type NoSeatDraws = NoProjection | 'tooFew' | 'noSeats' | 'noResiduals';

export interface DrawOptions {
  readonly draws?: number;
  /** Default: the contest and the districts that are counted. */
  readonly seed?: string;
  /** Vectors of the pair of elections before; default: the plan's. */
  readonly residuals?: Residuals | null;
}

export const DRAWS = 2000;
/** So many draws at a time; between them the caller may let others work. */
const DRAWS_AT_ONCE = 250;

/** All draws at once. */
export function drawSeats(
  contest: ContestPlan,
  ground: ProjectionGround,
  options: DrawOptions = {},
): SeatDraws | NoSeatDraws {
  const steps = drawingSeats(contest, ground, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a few milliseconds. */
export function* drawingSeats(
  contest: ContestPlan,
  ground: ProjectionGround,
  { draws = DRAWS, seed = seedOf(contest, ground), residuals }: DrawOptions = {},
): Generator<void, SeatDraws | NoSeatDraws> {
  const parameters = ground.plan.projection;
  const estimate = estimateContest(contest, ground.plan.party.code, ground);
  if (!isEstimate(estimate) || !parameters) return isEstimate(estimate) ? 'noParameters' : estimate;
  if (!estimate.enough) return 'tooFew';
  const laid = drawGround(contest, ground);
  if (!laid) return 'noSeats';
  const pool = poolOf(laid, contest.type, residuals === undefined ? parameters.residuals : residuals);
  if (!pool) return 'noResiduals';
  const { type } = contest;
  const { of, constituencies } = laid.division;
  const held = new Held(laid.parties.length, of);
  const rules = rulesOf(type, ground.plan.electionDate, constituencies.length > 0);
  const fixed = constituencies.length > 0 ? constituencies.map((each) => each.fixed) : [of];
  const allot = allotterOf({ of, fixed, rules, parties: laid.parties.length });
  const draw = votesDrawer(laid, pool, { sigma: parameters.sigma[type], tau: parameters.tau[type] });
  const votes = new Float64Array(laid.counted.length);
  const chance = chanceFrom(seed);
  for (let done = 0; done < draws; done += 1) {
    if (done % DRAWS_AT_ONCE === 0) yield;
    draw(votes, chance);
    allot(votes, held.seats, chance);
    held.take();
  }
  const own = laid.parties.indexOf(ground.plan.party.code);
  const majority = majorityOf(of);
  const majorityDraws = own < 0 ? 0 : held.drawsWith(own, majority);
  return {
    contest: contest.id,
    of,
    majority,
    parties: rangesOf(laid, held),
    draws,
    majorityDraws,
    ownMajority: type === 'RD' ? null : majorityChance(majorityDraws, draws),
    residuals: { counted: pool.counted, earlier: pool.earlier },
  };
}

/** Drawn seats as API and pages get them: a majority in words only, never as a number. */
export type ProjectedSeats = Omit<SeatDraws, 'majorityDraws'>;
export type SeatOutlook = ProjectedSeats | { readonly unavailable: NoSeatDraws };

export const shownSeats = (found: SeatDraws | NoSeatDraws): SeatOutlook =>
  typeof found === 'string' ? { unavailable: found } : withoutNumber(found);

const withoutNumber = ({ majorityDraws: _majorityDraws, ...shown }: SeatDraws): ProjectedSeats => shown;

/** Projected seats of one revision, as `GET /api/contests/:id/seats` gives them, with what they rest on. */
export interface SeatsAt extends Pick<Contest, 'stage' | 'counted' | 'asOf'> {
  readonly revision: number;
  readonly contest: string;
  readonly seats: SeatOutlook;
}

export const seatsAt = (
  revision: number,
  { id, stage, counted, asOf }: Contest,
  seats: SeatOutlook,
): SeatsAt => ({ revision, contest: id, stage, counted, asOf, seats });

/** How often each party had how many seats. */
class Held {
  /** Seats of the present draw. */
  readonly seats: Int32Array;
  readonly #width: number;
  readonly #times: Int32Array;
  #draws = 0;
  constructor(parties: number, of: number) {
    this.seats = new Int32Array(parties);
    this.#width = of + 1;
    this.#times = new Int32Array(parties * this.#width);
  }
  take(): void {
    this.#draws += 1;
    for (let party = 0; party < this.seats.length; party += 1)
      add(this.#times, party * this.#width + (this.seats[party] ?? 0), 1);
  }
  #timesOf(party: number): Int32Array {
    return this.#times.subarray(party * this.#width, (party + 1) * this.#width);
  }
  /** Draws in which a party has so many seats or more. */
  drawsWith(party: number, least: number): number {
    return this.#timesOf(party)
      .subarray(least)
      .reduce((sum, times) => sum + times, 0);
  }
  /** Fewest seats that a party has in more than so many draws of a thousand, that many or fewer. */
  lowest(party: number, ofThousand: number): number {
    let below = 0;
    for (const [seats, times] of this.#timesOf(party).entries()) {
      below += times;
      if (1000 * below > ofThousand * this.#draws) return seats;
    }
    return 0;
  }
  /** Most seats, so that no more than so many draws of a thousand have more. */
  highest(party: number, ofThousand: number): number {
    let seats = this.#width - 1;
    while (seats > 0 && 1000 * this.drawsWith(party, seats) <= ofThousand * this.#draws) seats -= 1;
    return seats;
  }
}

function rangesOf({ parties }: DrawGround, held: Held): readonly PartySeatRange[] {
  return parties
    .map((code, party) => ({
      code: code as string,
      median: held.lowest(party, 500),
      range80: [held.lowest(party, 100), held.highest(party, 100)] as const,
      range95: [held.lowest(party, 25), held.highest(party, 25)] as const,
    }))
    .filter(({ range95 }) => range95[1] > 0)
    .sort((a, b) => b.median - a.median || b.range95[1] - a.range95[1] || byCode(a.code, b.code));
}

/** The contest and which of its districts are counted. */
function seedOf(contest: ContestPlan, { places }: ProjectionGround): string {
  const codes = placesOfContest(places, contest).flatMap(({ ordinary, collection }) =>
    [...ordinary, ...collection].filter(isCounted).map(({ district }) => district),
  );
  return [contest.id, ...codes.sort(byCode)].join(' ');
}
