/** Laws of the projection that hold whatever the figures are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  baseline,
  knownOf,
  OWN,
  plan,
  PLACE,
  report,
  type Sketch,
} from '../../../../tests/support/results.ts';
import { municipalityKey } from '../known.ts';
import { contestId, reportKey, type MunicipalityCode, type Report } from '../model.ts';
import { placeKey, type ContestPlan, type Plan } from '../plan.ts';
import { placesOf } from '../tally.ts';
import { estimateContest, isEstimate, shownProjection } from './contest.ts';
import type { ProjectionParameters } from './parameters.ts';
import { shareBand, votesBand, type ContestEstimate } from './projection.ts';

const SPREAD = { RD: 0.025, RF: 0.028, KF: 0.03 };
const PARAMETERS: ProjectionParameters = {
  from: '2022–2026',
  origin: 'prov',
  sigma: SPREAD,
  tau: SPREAD,
  arrivals: null,
  residuals: null,
};
const OTHER = '9902' as MunicipalityCode;

interface District {
  readonly before: readonly [own: number, others: number];
  readonly now: readonly [own: number, others: number];
  readonly riksdag: readonly [own: number, others: number];
  readonly eligible: number;
  readonly changed: boolean;
  readonly counted: boolean;
  readonly riksdagCounted: boolean;
}
interface Municipality {
  readonly districts: readonly District[];
  readonly collection: readonly [own: number, others: number];
  readonly collectionNow: readonly [own: number, others: number] | null;
}

const pair = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }));
const district: fc.Arbitrary<District> = fc.record({
  before: pair,
  now: pair,
  riksdag: pair,
  eligible: fc.integer({ min: 100, max: 3000 }),
  changed: fc.boolean(),
  counted: fc.boolean(),
  riksdagCounted: fc.boolean(),
});
const municipality: fc.Arbitrary<Municipality> = fc.record({
  districts: fc.array(district, { minLength: 1, maxLength: 7 }),
  collection: pair,
  collectionNow: fc.option(pair),
});
const night = fc.array(municipality, { minLength: 1, maxLength: 2 });
type Night = readonly Municipality[];

const code = (at: number): string => `990101${String(at + 1).padStart(2, '0')}`;
const boundary = ({ changed }: District): Report['boundary'] => (changed ? 'changed' : 'same');

/** All reports of a night: a region's contest, assisted by the Riksdag in the same districts. */
function reportsOf(all: Night): readonly Report[] {
  return all.flatMap(({ districts, collectionNow }, index) => {
    const sketch = (one: District, at: number): Omit<Sketch, 'now'> => ({
      code: code(at),
      eligible: one.eligible,
      boundary: boundary(one),
      ...(one.changed ? {} : { before: one.before }),
    });
    const collected = collectionNow ? { now: collectionNow } : {};
    const reports = [
      ...districts.map((one, at) =>
        report({ ...sketch(one, at), ...(one.counted ? { now: one.now } : {}) }, 'RF'),
      ),
      report({ code: `${PLACE}00`, ...collected }, 'RF'),
      ...districts.map((one, at) =>
        report({ ...sketch(one, at), ...(one.riksdagCounted ? { now: one.riksdag } : {}) }, 'RD'),
      ),
    ];
    return index === 0 ? reports : reports.map((one) => ({ ...one, municipality: OTHER }));
  });
}

function planOf(all: Night): Plan {
  const last = all.map(({ districts, collection }) =>
    baseline(Object.fromEntries(districts.map((one, at) => [code(at), one.before])), collection),
  );
  const municipalities = [PLACE, OTHER].slice(0, all.length);
  const contest = (type: 'RF' | 'RD'): ContestPlan => ({
    id: contestId(type, '99'),
    type,
    area: { code: '99', name: 'Provlän' },
    municipalities,
    seats: null,
  });
  return {
    ...plan(null),
    contests: [contest('RF'), contest('RD')],
    projection: PARAMETERS,
    baselines: new Map(
      last.flatMap((one, at) =>
        (['RF', 'RD'] as const).map((type) => [placeKey(type, municipalities[at] ?? ''), one] as const),
      ),
    ),
  };
}

function estimateOf(reports: readonly Report[], all: Night) {
  const programme = planOf(all);
  const [contest] = programme.contests;
  if (!contest) throw new Error('a contest');
  const heads = reports.map(
    (one) =>
      [
        municipalityKey(one),
        {
          ...one,
          electionDate: '',
          previousDate: '',
          publishedAt: '',
          name: '',
          parties: [],
          seats: [],
          stated: [],
        },
      ] as const,
  );
  const known = {
    ...knownOf(),
    reports: new Map(reports.map((one) => [reportKey(one), one])),
    municipalities: new Map(heads),
  };
  const ground = { places: placesOf(known, programme), plan: programme, heldBack: () => false };
  return estimateContest(contest, OWN, ground);
}

const bytes = (reports: readonly Report[], all: Night): string => {
  const found = estimateOf(reports, all);
  return JSON.stringify([found, shownProjection(found, PARAMETERS)]);
};

/** Checks a law on every night that has an estimate, and that there were enough of those. */
function onEstimates(law: (estimate: ContestEstimate, all: Night) => void): void {
  let estimates = 0;
  fc.assert(
    fc.property(night, (all) => {
      const found = estimateOf(reportsOf(all), all);
      if (!isEstimate(found)) return;
      estimates += 1;
      law(found, all);
    }),
    { numRuns: 400 },
  );
  expect(estimates).toBeGreaterThan(100);
}

describe('whatever the figures are', () => {
  test('no result that is not yet in changes one byte of the output', () => {
    fc.assert(
      fc.property(night, fc.array(pair, { minLength: 14, maxLength: 14 }), (all, others) => {
        const reports = reportsOf(all);
        const told = reports.map((one, at) => {
          const [own, rest] = others[at % others.length] ?? [1, 1];
          return one.reportedAt === null
            ? { ...one, votes: report({ code: one.district, now: [own, rest] }).votes }
            : one;
        });
        expect(bytes(told, all)).toBe(bytes(reports, all));
      }),
    );
  });

  test('a result that is in does change it', () => {
    const [one] = fc.sample(municipality, { numRuns: 1, seed: 4 });
    if (!one) throw new Error('a municipality');
    const [first, ...rest] = one.districts;
    if (!first) throw new Error('a district');
    const of = (now: readonly [number, number]) => [
      { ...one, districts: [{ ...first, changed: false, counted: true, now }, ...rest] },
    ];
    expect(bytes(reportsOf(of([400, 500])), of([400, 500]))).not.toBe(
      bytes(reportsOf(of([401, 499])), of([401, 499])),
    );
  });

  test('the order in which reports lie changes nothing', () => {
    fc.assert(
      fc.property(night, fc.infiniteStream(fc.nat()), (all, keys) => {
        const reports = reportsOf(all);
        const shuffled = reports
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(bytes(shuffled, all)).toBe(bytes(reports, all));
      }),
    );
  });

  test('nothing is expected that is less than nothing, and the expected share is one', () => {
    onEstimates((found) => {
      expect(found.restValid).toBeGreaterThanOrEqual(0);
      expect(found.collectionValid).toBeGreaterThanOrEqual(0);
      expect(found.shareError).toBeGreaterThanOrEqual(0);
      expect(found.share).toBeGreaterThanOrEqual(0);
      expect(found.share).toBeLessThanOrEqual(1);
      expect(found.own).toBeGreaterThanOrEqual(found.ownIn);
    });
  });

  test('the 80 % band lies within the 95 % band, and no bound below the votes that are in', () => {
    onEstimates((found) => {
      for (const band of [shareBand, votesBand]) {
        const [low80, high80] = band(found, 1.28);
        const [low95, high95] = band(found, 1.96);
        expect(low95).toBeLessThanOrEqual(low80);
        expect(low80).toBeLessThanOrEqual(high80);
        expect(high80).toBeLessThanOrEqual(high95);
      }
      // Once every preliminary vote is in, the recount may take some of them away again.
      if (found.onlyRecount) return;
      expect(votesBand(found, 1.96)[0]).toBeGreaterThanOrEqual(found.ownIn);
      expect(shareBand(found, 1.96)[0] * found.valid).toBeGreaterThanOrEqual(found.ownIn - 1e-6);
    });
  });

  test('everything counted: the projection is the count', () => {
    const whole = night.map((all) =>
      all.map((one) => ({
        ...one,
        collectionNow: one.collection,
        districts: one.districts.map((each) => ({ ...each, counted: true })),
      })),
    );
    fc.assert(
      fc.property(whole, (all) => {
        const found = estimateOf(reportsOf(all), all);
        if (!isEstimate(found)) {
          // All of it changed, and last time's districts do not add up to anything to compare with.
          expect(found).toBe('nothingComparable');
          return;
        }
        const rows = all.flatMap((one) => [...one.districts.map(({ now }) => now), one.collection]);
        const own = rows.reduce((total, [votes]) => total + votes, 0);
        const valid = rows.reduce((total, [votes, others]) => total + votes + others, 0);
        expect(found).toMatchObject({ own, valid, share: own / valid, onlyRecount: true });
        const [low, high] = shareBand(found, 1.96);
        expect([low + 0.001, high - 0.001].map((end) => end.toFixed(9))).toEqual(
          [own / valid, own / valid].map((end) => end.toFixed(9)),
        );
      }),
    );
  });

  test('ten times as many votes everywhere: the same share and band, ten times the votes', () => {
    const tenfold = ([own, others]: readonly [number, number]) => [own * 10, others * 10] as const;
    const scaled = (all: Night): Night =>
      all.map((one) => ({
        collection: tenfold(one.collection),
        collectionNow: one.collectionNow && tenfold(one.collectionNow),
        districts: one.districts.map((each) => ({
          ...each,
          before: tenfold(each.before),
          now: tenfold(each.now),
          riksdag: tenfold(each.riksdag),
        })),
      }));
    onEstimates((found, all) => {
      const larger = estimateOf(reportsOf(scaled(all)), scaled(all));
      if (!isEstimate(larger)) throw new Error(larger);
      expect(larger.share).toBeCloseTo(found.share, 9);
      expect(larger.shareError).toBeCloseTo(found.shareError, 9);
      expect(larger.own / (found.own * 10)).toBeCloseTo(1, 9);
      expect(larger.enough).toBe(found.enough);
    });
  });
});

describe('too little in', () => {
  test('gives the reason and no number', () => {
    onEstimates((found) => {
      const shown = shownProjection(found, PARAMETERS);
      if (found.enough) expect(shown).toHaveProperty('band95');
      else expect(shown).toEqual({ unavailable: 'tooFew' });
    });
  });
});
