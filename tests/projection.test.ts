/**
 * The projection on past elections: parameters follow from the data, errors are those that are documented or smaller,
 * bands hold, and no wrong state is told (projection.md §6 and §7). `npm run backtest` prints the whole record.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { readArrivals, arrivalTable } from '../src/backtest/arrivals.ts';
import { CLOCK, COUNCILS, NATIONAL } from '../src/backtest/beaten.ts';
import { playNight } from '../src/backtest/night.ts';
import { asText, parametersOf } from '../src/backtest/parameters.ts';
import { areaRows, clockRows, partRows, realRows } from '../src/backtest/run.ts';
import { isDecided, sampleAt } from '../src/backtest/score.ts';
import { readSources, type Sources } from '../src/backtest/sources.ts';
import { sigmaOf, tauOf } from '../src/backtest/spread.ts';
import { readTable } from '../src/backtest/table.ts';
import { asJson } from '../src/backtest/track-record.ts';
import { districtsOf, estimateAt, type Trial } from '../src/backtest/trial.ts';
import { ordered } from '../src/backtest/orders.ts';
import { isEstimate } from '../src/lib/election/projection/contest.ts';
import { shareBand, votesBand } from '../src/lib/election/projection/projection.ts';
import type { PartyCode, Report } from '../src/lib/election/model.ts';
import { describeWithReference, readReference, referenceData } from './support/reference.ts';

const PARTY = 'S' as PartyCode;
const DRAWN = ['M', 'C', 'L', 'KD', 'S', 'V', 'MP', 'SD'] as PartyCode[];
const table = (year: 2010 | 2014): readonly Report[] =>
  readTable(readReference(`districts/final-${year}-sweden.csv.gz`));
const committed = (name: string): string =>
  readFileSync(new URL(`../src/lib/programme/${name}`, import.meta.url), 'utf8');
const arrivals = (): string => readReference('night-2014/arrivals-jamtland.csv').toString('utf8');

/** Minutes after midnight as a time of day. */
const clock = (minutes: number | null): string =>
  minutes === null ? '' : `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, '0')}`;

describeWithReference('what projections take from earlier elections', () => {
  test.each([
    [2010, { RD: 3.0, RF: 2.87, KF: 3.29 }],
    [2014, { RD: 2.45, RF: 2.76, KF: 3.03 }],
  ] as const)('the spread of district swings of %i is the documented one', (year, documented) => {
    const sigma = sigmaOf(table(year), PARTY);
    for (const type of ['RD', 'RF', 'KF'] as const)
      expect(Math.abs(sigma[type] * 100 - documented[type])).toBeLessThan(0.02);
  });

  test('the spread of municipalities around their county is within the documented range', () => {
    for (const year of [2010, 2014] as const) {
      const { RD, RF } = tauOf(table(year), PARTY);
      expect(RD * 100).toBeGreaterThan(1.55);
      expect(RD * 100).toBeLessThan(1.95);
      expect(RF * 100).toBeGreaterThan(2.9);
      expect(RF * 100).toBeLessThan(3.85);
    }
  });

  test('an earlier night’s reports came when it is documented that they came', () => {
    const { lag, curve } = arrivalTable(readArrivals(arrivals()), '2014-09-14');
    expect(lag).toEqual({ KF: [36, 53, 69], RF: [59, 83, 102] });
    expect(curve.RD.map(clock)).toEqual(['21.06', '21.22', '21.40', '22.03', '22.25']);
    // 36 of 89 districts of the region and 63 of the councils are on record.
    expect(curve.RF.slice(2)).toEqual([null, null, null]);
    expect(curve.KF.slice(3)).toEqual([null, null]);
  });

  test.each([
    ['jamtland-2010', 2010, '2006–2010', false],
    ['jamtland-2014', 2014, '2010–2014', true],
  ] as const)('the committed table %s follows from the data', (name, year, from, hasNight) => {
    const parameters = parametersOf({
      reports: table(year),
      from,
      party: PARTY,
      drawn: DRAWN,
      area: '23',
      night: hasNight ? { date: '2014-09-14', csv: arrivals() } : null,
    });
    expect(asText(parameters)).toBe(committed(`${name}.projection.json`));
  });

  test('residual vectors: what one party wins beyond its municipality, others lose', () => {
    const { residuals } = parametersOf({
      reports: table(2014),
      from: '2010–2014',
      party: PARTY,
      drawn: DRAWN,
      area: '23',
      night: null,
    });
    for (const rows of Object.values(residuals?.vectors ?? {})) {
      expect(rows.length).toBeGreaterThan(50);
      for (const row of rows) {
        const sum = row.reduce((total, value) => total + value, 0);
        // Nine roundings of half a unit.
        expect(Math.abs(sum)).toBeLessThanOrEqual(4.5);
      }
    }
  });
});

describeWithReference('on past elections', () => {
  let sources: Sources;
  beforeAll(async () => {
    if (referenceData !== null) sources = await readSources(referenceData);
  });
  const measured = (trials: readonly Trial[]): readonly Trial[] =>
    trials.filter((trial) => districtsOf(trial).length >= 4 && districtsOf(trial).length <= 40);
  const ofArea = (trials: readonly Trial[]): readonly Trial[] =>
    trials.filter(({ contest }) => contest.area.code.startsWith(sources.area));

  test('a municipality’s error is the documented one or smaller, in every cell', () => {
    const head = { pair: '', area: '', order: 'random' } as const;
    const rows = partRows(measured(sources.national.municipal), head, 5);
    let cells = 0;
    for (const { type, part, summary } of rows) {
      const beaten = part === null ? undefined : NATIONAL[type]?.[part];
      if (!beaten) continue;
      cells += 1;
      const [, swing, assisted] = beaten;
      expect(summary.swing * 100).toBeLessThan(swing + 0.05);
      if (assisted !== null) expect(summary.assisted * 100).toBeLessThan(assisted + 0.05);
      expect(summary.assisted).toBeLessThan(summary.raw / 2);
    }
    expect(cells).toBe(12);
  });

  test('bands hold over all municipalities, and almost no wrong state is told', () => {
    const head = { pair: '', area: '', order: 'random' } as const;
    const pooled = partRows(sources.national.municipal, head, 3).filter(({ part }) => part === null);
    expect(pooled).toHaveLength(3);
    for (const { summary } of pooled) {
      expect(summary.cover95).toBeGreaterThan(0.93);
      expect(summary.cover95).toBeLessThan(0.995);
      expect(summary.cover80).toBeGreaterThan(0.8);
      expect(summary.votesCover95).toBeGreaterThan(0.93);
      expect(summary.wrong).toBeLessThan(0.005);
      expect(summary.decided).toBeGreaterThan(0.25);
    }
  });

  test('the area’s own nights: bands hold, states come as early as documented, and none that is shown is wrong', () => {
    const random = areaRows(sources.own, sources.area).rows.filter(({ order }) => order === 'random');
    for (const { summary, part } of random.filter((row) => row.part === null)) {
      expect(part).toBeNull();
      expect(summary.cover95).toBeGreaterThan(0.93);
      expect(summary.wrong).toBeLessThanOrEqual(0.005);
      expect(summary.shownWrong).toBe(0);
    }
    let cells = 0;
    for (const { type, area, part, summary } of random) {
      const beaten = part === null || type !== 'KF' || area !== 'municipal' ? undefined : COUNCILS[part];
      if (!beaten) continue;
      cells += 1;
      const [error, decided] = beaten;
      expect(summary.final * 100).toBeLessThan(error + 0.05);
      expect(summary.decided * 100).toBeGreaterThanOrEqual(decided);
    }
    expect(cells).toBe(4);
  });

  test('the election before in the area, whose pool grew to 2.6 times: at most one shown state in 200 is wrong', () => {
    const trials = ofArea(sources.national.municipal);
    const shown = trials.flatMap((trial) =>
      Array.from({ length: 10 }, (_, seed) => seed).flatMap((seed) => {
        const assist = trial.contest.type === 'RD' ? null : 'all';
        return playNight(trial, ordered(trial, 'random', seed), () => assist).moments;
      }),
    );
    const states = shown.filter(({ part }) => part < 1).flatMap(({ sample }) => sample ?? []);
    const wrong = states.filter(({ shown, truth }) => isDecided(shown) && shown !== truth);
    expect(states.length).toBeGreaterThan(2000);
    expect(wrong.length / states.length).toBeLessThanOrEqual(0.005);
  });

  test('the real night of 2014, Riksdag, region and councils interleaved: no wrong state is ever shown', () => {
    const { rows, nights } = realRows(sources);
    expect(rows.length).toBeGreaterThan(0);
    for (const { summary } of rows) expect(summary.shownWrong).toBe(0);
    for (const { flips } of nights) expect(flips).toBe(0);
  });

  test('with all ordinary districts in, no state is wrong anywhere, the collection count still out', () => {
    const trials = [...sources.national.municipal, ...sources.own.municipal, ...sources.own.county];
    let called = 0;
    for (const trial of trials) {
      const own = new Set(districtsOf(trial).map(({ district }) => district));
      const sample = sampleAt(trial, { own, riksdag: trial.contest.type === 'RD' ? null : 'all' });
      if (!sample || !isDecided(sample.state)) continue;
      called += 1;
      expect(sample.state).toBe(sample.truth);
    }
    expect(called / trials.length).toBeGreaterThan(0.8);
  });

  test('a Riksdag night by the clock, in its real order, is the documented one', () => {
    const rows = clockRows(
      sources,
      CLOCK.map(([at]) => at),
    );
    const found = rows.map(({ at, night, raw }) => [at, (night * 100).toFixed(2), (raw * 100).toFixed(2)]);
    expect(found).toEqual(CLOCK.map(([at, night, raw]) => [at, night.toFixed(2), raw.toFixed(2)]));
    // The preliminary count of the polling districts (data/README.md): 31.72 %.
    expect(rows.map(({ truth }) => truth)).toEqual(CLOCK.map(() => 26000 / 81965));
  });

  test('no bound lies below the votes that are in, and the 80 % band lies within the 95 % band', () => {
    let bands = 0;
    for (const trial of [...sources.own.municipal, ...sources.own.county, ...sources.national.county]) {
      const order = ordered(trial, 'random', 1);
      for (let count = 1; count <= order.length; count += 1) {
        const found = estimateAt(trial, { own: new Set(order.slice(0, count)), riksdag: 'all' });
        if (!isEstimate(found)) continue;
        bands += 1;
        const [low80, high80] = shareBand(found, 1.28);
        const [low95, high95] = shareBand(found, 1.96);
        expect(low95).toBeLessThanOrEqual(low80);
        expect(high80).toBeLessThanOrEqual(high95);
        expect(low95 * found.valid).toBeGreaterThanOrEqual(found.ownIn - 1e-6);
        expect(votesBand(found, 1.96)[0]).toBeGreaterThanOrEqual(found.ownIn);
      }
    }
    expect(bands).toBeGreaterThan(300);
  });

  test('results that are not in cannot be seen', () => {
    for (const trial of ofArea(sources.national.municipal)) {
      const order = ordered(trial, 'random', 2);
      const own = new Set(order.slice(0, Math.ceil(order.length / 2)));
      const now = { own, riksdag: trial.contest.type === 'RD' ? null : ('all' as const) };
      const seen = JSON.stringify(estimateAt(trial, now));
      expect(JSON.stringify(estimateAt(otherwise(trial, own), now))).toBe(seen);
      const first = new Set(order.slice(1, 2));
      const all = { ...now, own: new Set(order) };
      expect(JSON.stringify(estimateAt(otherwise(trial, first), all))).not.toBe(
        JSON.stringify(estimateAt(trial, all)),
      );
    }
  });

  test('the committed record of the area and of the clock follows from the data', () => {
    const record = JSON.parse(committed('track-record.json')) as Record<string, unknown[]>;
    const area = areaRows(sources.own, sources.area).rows.filter(
      ({ order, area, part }) => order === 'random' && (area === 'municipal' || part === null),
    );
    const told = JSON.parse(
      asJson({
        rows: area,
        nights: [],
        clock: clockRows(
          sources,
          CLOCK.map(([at]) => at),
        ),
      }),
    ) as Record<string, unknown[]>;
    for (const row of told.rows ?? []) expect(record.rows).toContainEqual(row);
    expect(record.clock).toEqual(told.clock);
  });
});

/** The same night, had every district outside `known` voted otherwise. */
function otherwise(trial: Trial, known: ReadonlySet<string>): Trial {
  const turned = ({ counted, awaited }: Trial['places'][number]['ordinary'][number]) => ({
    awaited,
    counted:
      known.has(counted.district) || !counted.votes
        ? counted
        : {
            ...counted,
            votes: {
              ...counted.votes,
              parties: counted.votes.parties.map(([code, votes]) => [code, Math.floor(votes / 3)] as const),
            },
          },
  });
  return {
    ...trial,
    places: trial.places.map((place) => ({ ...place, ordinary: place.ordinary.map(turned) })),
  };
}
