/** Projected seats against the seats that were won: real final counts, districts in random order, all Riksdag in. */
import { expect, test } from 'vitest';
import { computedSeats } from '../src/lib/election/contest-seats.ts';
import type { MunicipalityResult } from '../src/lib/election/model.ts';
import type { ContestPlan, Plan } from '../src/lib/election/plan.ts';
import { drawSeats, type SeatDraws } from '../src/lib/election/projection/seat-draws.ts';
import { placesOfContest } from '../src/lib/election/tally.ts';
import { planOf } from './support/night.ts';
import { finalResults, groundOf, knownWhen, shuffled } from './support/partial-count.ts';
import { describeWithReference } from './support/reference.ts';

type Year = '2014' | '2018';
const ORDERS = 10;

/** A contest's seats as they ended: the county board's for councils, else by the year's rule. */
function won(contest: ContestPlan, results: readonly MunicipalityResult[], plan: Plan) {
  const council = results
    .flatMap(({ seats }) => seats)
    .find(({ area, parties }) => contest.type === 'KF' && area === contest.area.code && parties);
  if (council?.parties) return new Map<string, number>(council.parties);
  const { places } = groundOf(
    knownWhen(results, () => true),
    plan,
  );
  const computed = computedSeats(contest, placesOfContest(places, contest), plan.electionDate);
  return new Map(computed?.parties.map(({ code, seats }) => [code, seats]));
}

interface Drawn {
  readonly found: SeatDraws;
  readonly truth: ReadonlyMap<string, number>;
}

/** Every contest of a type with this part of its districts in, at least two, in several orders. */
async function drawnAt(year: Year, type: 'KF' | 'RF', part: number): Promise<Drawn[]> {
  const plan = await planOf(year);
  const all = finalResults(year);
  const drawn: Drawn[] = [];
  for (const contest of plan.contests.filter((each) => each.type === type)) {
    const results = all.filter(({ municipality }) => contest.municipalities.includes(municipality));
    const own = results.filter((result) => result.type === type);
    const truth = won(contest, own, plan);
    const districts = own.flatMap(({ reports }) => reports.filter(({ kind }) => kind === 'ordinary'));
    for (let order = 0; order < ORDERS; order += 1) {
      const count = Math.max(2, Math.round(part * districts.length));
      const counted = new Set(shuffled(districts, order * 7919 + 13).slice(0, count));
      const isIn = (report: (typeof districts)[number]) =>
        report.kind === 'ordinary' && (report.type === 'RD' || counted.has(report));
      const found = drawSeats(contest, groundOf(knownWhen(results, isIn), plan));
      if (typeof found !== 'string') drawn.push({ found, truth });
    }
  }
  return drawn;
}

const OWN = 'S';
const rangeOf = ({ parties }: SeatDraws, party: string) => parties.find(({ code }) => code === party);
const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const contains = (range: readonly [number, number] | undefined, seats: number) =>
  range ? Number(range[0] <= seats && seats <= range[1]) : Number(seats === 0);

function scoreOf(drawn: readonly Drawn[]) {
  const each = drawn.map(({ found, truth }) => {
    const seats = truth.get(OWN) ?? 0;
    const range = rangeOf(found, OWN);
    const codes = [...new Set([...truth.keys(), ...found.parties.map(({ code }) => code)])];
    return {
      error: Math.abs((range?.median ?? 0) - seats),
      cover80: contains(range?.range80, seats),
      cover: contains(range?.range95, seats),
      width: range ? range.range95[1] - range.range95[0] : 0,
      allCover: mean(codes.map((code) => contains(rangeOf(found, code)?.range95, truth.get(code) ?? 0))),
      decided: Number(found.ownMajority !== 'open'),
      wrong: Number(found.ownMajority === (seats >= found.majority ? 'unlikely' : 'likely')),
    };
  });
  const of = (key: keyof (typeof each)[number]) => mean(each.map((one) => one[key]));
  return {
    count: each.length,
    error: of('error'),
    cover80: of('cover80'),
    cover: of('cover'),
    width: of('width'),
    allCover: of('allCover'),
    decided: of('decided'),
    wrong: of('wrong'),
  };
}

describeWithReference('projected seats of past elections', () => {
  // projection.md §6, K 2018: error of S's seats.
  const DOCUMENTED = [
    [0.25, 0.66],
    [0.5, 0.49],
    [0.75, 0.35],
    [0.9, 0.22],
  ] as const;

  test.each(DOCUMENTED)('councils 2014→2018 at %d: error at most %d seats', async (part, most) => {
    const drawn = await drawnAt('2018', 'KF', part);
    const score = scoreOf(drawn);
    expect(drawn.length).toBeGreaterThanOrEqual(6 * ORDERS);
    expect(score.error).toBeLessThanOrEqual(most);
    expect(score.cover).toBeGreaterThanOrEqual(0.96);
    expect(score.allCover).toBeGreaterThanOrEqual(0.96);
    expect(score.wrong).toBe(0);
    // A range that always holds because it is wide says nothing: S ended between 8 and 18 seats.
    expect(score.width).toBeLessThan(6);
  });

  test.each([0.5, 0.9])('councils 2010→2014 at %d, Östersund in two constituencies', async (part) => {
    const drawn = await drawnAt('2014', 'KF', part);
    const score = scoreOf(drawn);
    const divided = drawn.filter(({ found }) => found.contest === 'KF-2380');
    expect(divided).toHaveLength(ORDERS);
    expect(divided[0]?.truth.get(OWN)).toBe(22);
    expect(divided.every(({ found }) => found.of === 61)).toBe(true);
    expect(scoreOf(divided).cover).toBeGreaterThanOrEqual(0.9);
    expect(score.cover).toBeGreaterThanOrEqual(0.96);
    expect(score.allCover).toBeGreaterThanOrEqual(0.96);
    expect(score.wrong).toBe(0);
  });

  test.each([
    ['2018', 18],
    ['2014', 21],
  ] as const)('the region %s with half of its districts in', async (year, seats) => {
    const drawn = await drawnAt(year, 'RF', 0.5);
    const score = scoreOf(drawn);
    // election-rules §2.
    expect(drawn[0]?.truth.get(OWN)).toBe(seats);
    expect(drawn).toHaveLength(ORDERS);
    expect(score.cover).toBeGreaterThanOrEqual(0.96);
    expect(score.allCover).toBeGreaterThanOrEqual(0.96);
    expect(score.wrong).toBe(0);
  });
});
