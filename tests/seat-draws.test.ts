/** Laws of projected seats: on small made-up councils, and on real counts of Jämtland. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  DistrictCode,
  MunicipalityResult,
  OfficialSeats,
  PartyCode,
  Report,
} from '../src/lib/election/model.ts';
import { placeKey, type PlaceBaseline, type Plan } from '../src/lib/election/plan.ts';
import {
  estimateContest,
  isEstimate,
  type ProjectionGround,
} from '../src/lib/election/projection/contest.ts';
import type { ProjectionParameters } from '../src/lib/election/projection/parameters.ts';
import { drawSeats, shownSeats, type SeatDraws } from '../src/lib/election/projection/seat-draws.ts';
import { allotterOf } from '../src/lib/election/projection/seat-draws-allot.ts';
import { drawGround } from '../src/lib/election/projection/seat-draws-ground.ts';
import { majorityChance } from '../src/lib/election/projection/seat-draws-majority.ts';
import { chanceFrom } from '../src/lib/election/projection/seat-draws-random.ts';
import { poolOf, votesDrawer } from '../src/lib/election/projection/seat-draws-votes.ts';
import { rulesOf } from '../src/lib/election/seat-rules.ts';
import { allocate, outcomesOf } from '../src/lib/election/seats.ts';
import { isCounted } from '../src/lib/election/tally.ts';
import { planOf } from './support/night.ts';
import { finalResults, groundOf, knownWhen, shuffled } from './support/partial-count.ts';
import { describeWithReference } from './support/reference.ts';
import { knownOf, plan as planWith, PLACE, report, result } from './support/results.ts';

const CODES = ['A', 'B', 'C', 'D'] as PartyCode[];
const SEATS = 31;

/** A made-up district: votes of A, B, C and D last time and now. */
interface District {
  readonly before: readonly number[];
  readonly now: readonly number[];
  readonly counted: boolean;
}

const spread = { RD: 0.03, RF: 0.03, KF: 0.03 };
/** Twelve districts of an earlier election, each vector adding up to 0. */
const VECTORS = Array.from({ length: 12 }, (_, at) => [
  at * 40 - 220,
  220 - at * 40,
  (at % 3) * 50 - 50,
  0,
  0,
]);
const earlier = (vectors: readonly (readonly number[])[]): ProjectionParameters => ({
  from: '2022–2026',
  origin: 'prov',
  sigma: spread,
  tau: spread,
  arrivals: null,
  residuals: {
    parties: CODES,
    vectors: { RD: vectors, RF: vectors, KF: vectors.map((row) => [...row, 0].slice(0, CODES.length + 1)) },
  },
});

const total = (votes: readonly number[]) => votes.reduce((sum, count) => sum + count, 0);
const paired = (votes: readonly number[]) => CODES.map((code, at) => [code, votes[at] ?? 0] as const);
const codeOf = (at: number) => `${PLACE}01${String(at + 1).padStart(2, '0')}` as DistrictCode;

function reportOf({ before, now, counted }: District, at: number): Report {
  const blank = report({ code: codeOf(at) });
  if (!counted) return blank;
  const valid = total(now);
  return {
    ...blank,
    reportedAt: '2030-09-08T21:00:00+02:00',
    votes: { valid, parties: paired(now), other: 0, invalid: 0, cast: valid },
    previous: { valid: total(before), parties: paired(before), cast: null, eligible: null },
  };
}

function councilOf(
  districts: readonly District[],
  change: {
    readonly vectors?: readonly (readonly number[])[];
    readonly held?: (report: Report) => boolean;
  } = {},
): { readonly ground: ProjectionGround; readonly plan: Plan } {
  const sums = CODES.map((_, at) => total(districts.map(({ before }) => before[at] ?? 0)));
  const baseline: PlaceBaseline = {
    ordinary: { own: sums[0] ?? 0, valid: total(sums) },
    collection: { own: 0, valid: 0 },
    districts: new Map(
      districts.map(({ before }, at) => [codeOf(at), { own: before[0] ?? 0, valid: total(before) }]),
    ),
    predecessors: new Map(),
    eligible: null,
    parties: {
      districts: new Map(districts.map(({ before }, at) => [codeOf(at), paired(before)])),
      collection: [],
    },
  };
  const plan: Plan = {
    ...planWith(null),
    projection: earlier(change.vectors ?? VECTORS),
    baselines: new Map([[placeKey('KF', PLACE), baseline]]),
  };
  const file: MunicipalityResult = {
    ...result([]),
    parties: CODES.map((code) => ({ code, name: code, colour: null })),
    reports: districts.map(reportOf),
    seats: [{ area: PLACE, of: SEATS, decidedAt: null, parties: null }],
  };
  const ground = { ...groundOf(knownOf(file), plan), heldBack: change.held ?? (() => false) };
  return { ground, plan };
}

const [contest] = planWith(null).contests;
if (!contest) throw new Error('no contest');
function drawn(districts: readonly District[], draws = 400): SeatDraws {
  const found = drawSeats(contest as NonNullable<typeof contest>, councilOf(districts).ground, { draws });
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const votes = fc.array(fc.integer({ min: 5, max: 400 }), { minLength: 4, maxLength: 4 });
const district = fc.record({ before: votes, now: votes, counted: fc.boolean() });
/** At least three of ten are counted, which is more than 5 per cent of the votes. */
const councils = fc
  .array(district, { minLength: 4, maxLength: 10 })
  .map((all) => all.map((one, at) => (at < 3 ? { ...one, counted: true } : one)));

describe('laws of projected seats', () => {
  test('every draw has all seats, and no party fewer votes than are counted', () => {
    fc.assert(
      fc.property(councils, fc.string(), (districts, seed) => {
        const { ground } = councilOf(districts);
        const laid = drawGround(contest, ground);
        const pool = laid && poolOf(laid, 'KF', ground.plan.projection?.residuals ?? null);
        if (!laid || !pool) throw new Error('nothing to draw from');
        const rules = rulesOf('KF', ground.plan.electionDate, false);
        const allot = allotterOf({ of: SEATS, fixed: [SEATS], rules, parties: laid.parties.length });
        const draw = votesDrawer(laid, pool, { sigma: 0.03, tau: 0.03 });
        const chance = chanceFrom(seed);
        const held = new Float64Array(laid.counted.length);
        const seats = new Int32Array(laid.parties.length);
        for (let time = 0; time < 20; time += 1) {
          draw(held, chance);
          allot(held, seats, chance);
          expect(total([...seats])).toBe(SEATS);
          expect([...held].every((count, at) => count >= (laid.counted[at] ?? 0))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('with everything counted there is one outcome: the allocation', () => {
    fc.assert(
      fc.property(councils, (some) => {
        const districts = some.map((one) => ({ ...one, counted: true }));
        const sums = CODES.map((_, at) => total(districts.map(({ now }) => now[at] ?? 0)));
        const rules = rulesOf('KF', '2030-09-08', false);
        const count = { parties: paired(sums), valid: total(sums), seats: SEATS, rules };
        const outcomes = [...outcomesOf(allocate(count))];
        const found = drawn(districts);
        for (const { code, range95 } of found.parties) {
          const seats = outcomes.map((outcome) => outcome.seats.find(([party]) => party === code)?.[1] ?? 0);
          expect(range95).toEqual([Math.min(...seats), Math.max(...seats)]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('an exact tie is a lot: both falls lie in the range', () => {
    // Four equal parties and 31 seats: seven each, and three of the four get one more.
    const equal = { before: [100, 100, 100, 100], now: [120, 120, 120, 120], counted: true };
    expect(drawn([equal, equal, equal]).parties.map(({ code, range95 }) => [code, range95])).toEqual(
      CODES.map((code) => [code, [7, 8]]),
    );
  });

  test('the 80 range lies in the 95 range and holds the median', () => {
    fc.assert(
      fc.property(councils, (districts) => {
        for (const { median, range80, range95 } of drawn(districts, 200).parties) {
          expect([range95[0], range80[0], median, range80[1], range95[1]]).toEqual(
            [range95[0], range80[0], median, range80[1], range95[1]].sort((a, b) => a - b),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a result that is not in changes nothing, nor does one that a finding holds back', () => {
    fc.assert(
      fc.property(councils, votes, (districts, other) => {
        const changed = districts.map((one) => (one.counted ? one : { ...one, now: other }));
        expect(drawn(changed, 50)).toEqual(drawn(districts, 50));
        const held = (report: Report) => report.district === codeOf(2);
        const wrong = districts.map((one, at) => (at === 2 ? { ...one, now: [...other] } : one));
        const of = (some: readonly District[]) =>
          drawSeats(contest, councilOf(some, { held }).ground, { draws: 50 });
        expect(of(wrong)).toEqual(of(districts));
      }),
      { numRuns: 100 },
    );
  });

  test('the same counts give the same bytes, in whatever order districts and parties came', () => {
    fc.assert(
      fc.property(councils, fc.nat(1000), (districts, seed) => {
        const { ground } = councilOf(districts);
        const turned = new Map(
          [...ground.places].map(([key, place]) => [
            key,
            {
              ...place,
              state: place.state && { ...place.state, parties: shuffled(place.state.parties, seed) },
              ordinary: place.ordinary.map((one) =>
                one.votes
                  ? { ...one, votes: { ...one.votes, parties: shuffled(one.votes.parties, seed) } }
                  : one,
              ),
            },
          ]),
        );
        const bytes = (from: ProjectionGround) => JSON.stringify(drawSeats(contest, from, { draws: 50 }));
        expect(bytes({ ...ground, places: turned })).toBe(bytes(ground));
      }),
      { numRuns: 100 },
    );
  });

  test('another seed gives other draws', () => {
    const half = { before: [200, 150, 90, 60], now: [190, 170, 80, 60] };
    const districts = Array.from({ length: 8 }, (_, at) => ({ ...half, counted: at < 3 }));
    const vectors = VECTORS.map((row) => row.map((part) => 4 * part));
    const { ground } = councilOf(districts, { vectors });
    const seen = Array.from({ length: 8 }, (_, seed) =>
      JSON.stringify(drawSeats(contest, ground, { draws: 41, seed: `${seed}` })),
    );
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  test('says why there are none', () => {
    const one = { before: [200, 150, 90, 60], now: [190, 170, 80, 60] };
    const districts = (counted: number) =>
      Array.from({ length: 6 }, (_, at) => ({ ...one, counted: at < counted }));
    const found = (counted: number, vectors = VECTORS) =>
      drawSeats(contest, councilOf(districts(counted), { vectors }).ground);
    expect(found(0)).toBe('nothingCounted');
    expect(found(1)).toBe('tooFew');
    expect(found(3, [])).toBe('noResiduals');
    expect(typeof found(3)).toBe('object');
    const { ground } = councilOf(districts(3));
    const withoutSeats = new Map(
      [...ground.places].map(([key, place]) => [
        key,
        { ...place, state: place.state && { ...place.state, seats: [] } },
      ]),
    );
    expect(drawSeats(contest, { ...ground, places: withoutSeats })).toBe('noSeats');
  });

  test('a majority is called at 975 of 1 000 and ruled out at 25, and its number stays here', () => {
    expect([1950, 1949, 51, 50].map((draws) => majorityChance(draws, 2000))).toEqual([
      'likely',
      'open',
      'open',
      'unlikely',
    ]);
    const sure = { before: [300, 100, 60, 40], now: [330, 90, 50, 30], counted: true };
    const found = drawn([sure, sure, { ...sure, counted: false }]);
    expect([found.ownMajority, found.majority, found.majorityDraws]).toEqual(['likely', 16, 400]);
    expect(JSON.stringify(shownSeats(found))).not.toContain('majorityDraws');
  });
});

const allToOwn = (seats: OfficialSeats): OfficialSeats => ({
  ...seats,
  parties: [['S' as PartyCode, seats.of]],
});

describeWithReference('draws of real counts', () => {
  test.each(['2014', '2018'] as const)('expect the projection’s votes, %s', async (year) => {
    const plan = await planOf(year);
    const results = finalResults(year);
    const all = results.flatMap(({ reports }) => reports).filter(({ kind }) => kind === 'ordinary');
    const counted = new Set(shuffled(all, 3).slice(0, all.length / 2));
    const ground = groundOf(
      knownWhen(results, (one) => counted.has(one)),
      plan,
    );
    let compared = 0;
    for (const each of plan.contests) {
      const estimate = estimateContest(each, plan.party.code, ground);
      const laid = drawGround(each, ground);
      if (!isEstimate(estimate) || !laid) continue;
      const own = laid.parties.indexOf(plan.party.code);
      const columns = laid.parties.length + 1;
      const out = laid.places.flatMap((place) => place.out);
      const ownIn = total([...laid.counted].filter((_, at) => at % columns === own));
      expect(ownIn + total(out.map(({ valid, shares }) => valid * (shares[own] ?? 0)))).toBeCloseTo(
        estimate.own,
        4,
      );
      expect(total([...laid.counted]) + total(out.map(({ valid }) => valid))).toBeCloseTo(estimate.valid, 4);
      compared += 1;
    }
    expect(compared).toBeGreaterThanOrEqual(7);
  });

  test('know nothing of votes that are not in, of official seats, or of a final count that is not done', async () => {
    const plan = await planOf('2018');
    const results = finalResults('2018');
    const all = results.flatMap(({ reports }) => reports).filter(({ kind }) => kind === 'ordinary');
    const counted = new Set(shuffled(all, 8).slice(0, all.length * 0.6));
    const known = knownWhen(results, (one) => counted.has(one));
    const begun = results.map((one) => ({
      ...one,
      reports: one.reports.map((each, at) => (at === 0 ? { ...each, votes: null, reportedAt: null } : each)),
    }));
    const final = knownOf(...begun);
    const told = {
      ...known,
      reports: new Map([...known.reports, ...final.reports]),
      municipalities: new Map([
        ...final.municipalities,
        ...[...known.municipalities].map(
          ([key, state]) => [key, { ...state, seats: state.seats.map(allToOwn) }] as const,
        ),
      ]),
    };
    const bytes = (from: typeof known) =>
      plan.contests.map((each) => JSON.stringify(drawSeats(each, groundOf(from, plan), { draws: 100 })));
    expect(bytes(told)).toEqual(bytes(known));
    expect(bytes(known).filter((text) => text.includes('range95')).length).toBeGreaterThanOrEqual(7);
    expect([...known.reports.values()].filter((one) => !isCounted(one)).length).toBeGreaterThan(80);
  });
});
