/**
 * The Riksdag count of 2026 in its real order, straight from its table and on the programme's own baseline of 2022:
 * what the board would have said at every report, against the official result (data/README.md, "Check figures").
 */
import { beforeAll, expect, test } from 'vitest';
import { CLOCK } from '../src/backtest/beaten.ts';
import { playNight } from '../src/backtest/night.ts';
import { riksdagNight, type TimedTrial } from '../src/backtest/riksdag-2026.ts';
import { isDecided } from '../src/backtest/score.ts';
import { estimateAt, rawAt, type PastPlace } from '../src/backtest/trial.ts';
import type { DistrictCode, Report } from '../src/lib/election/model.ts';
import { placeKey, type Plan } from '../src/lib/election/plan.ts';
import { isEstimate } from '../src/lib/election/projection/contest.ts';
import { Z95 } from '../src/lib/election/projection/parameters.ts';
import { shareBand, votesBand } from '../src/lib/election/projection/projection.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import { describeWithReference, readReference, referenceData } from './support/reference.ts';

/** Official: the final count of 2026, its night without the collection districts, and the final count of 2022. */
const FINAL = { own: 27343, valid: 86814 };
const NIGHT = { own: 26000, valid: 81965 };
const BEFORE = { own: 30666, valid: 85024 };

/** Districts in at a local time (the data file's own report times). */
const IN: readonly (readonly [at: string, districts: number])[] = [
  ['2026-09-13T22:00:00', 19],
  ['2026-09-13T22:30:00', 39],
  ['2026-09-13T23:00:00', 52],
  ['2026-09-14T00:30:00', 75],
  ['2026-09-14T03:14:00', 85],
];

let plan: Plan;
let timed: TimedTrial;

/** A place on the programme's baseline, its districts matched by code, with its collection count still to come. */
function onBaseline(place: PastPlace): PastPlace {
  const baseline = plan.baselines.get(placeKey(place.type, place.municipality));
  if (!baseline) throw new Error(`no baseline of ${place.municipality}`);
  const beside = (report: Report): Report => {
    const before = baseline.districts.get(report.district);
    return {
      ...report,
      boundary: before ? 'same' : 'changed',
      previous: before
        ? { valid: before.valid, parties: [[plan.party.code, before.own]], cast: null, eligible: null }
        : null,
    };
  };
  const ordinary = place.ordinary.map(({ counted, awaited }) => ({
    counted: beside(counted),
    awaited: { ...beside(awaited), previous: null },
  }));
  const [first] = ordinary;
  if (!first) throw new Error(`no district of ${place.municipality}`);
  const collection: Report = {
    ...first.awaited,
    district: `${place.municipality}00` as DistrictCode,
    kind: 'collection',
    boundary: 'same',
    eligible: null,
  };
  return { ...place, baseline, ordinary, collection: [{ counted: collection, awaited: collection }] };
}

describeWithReference('the Riksdag night of 2026', () => {
  beforeAll(async () => {
    // Without the tables each test skips with that reason.
    if (referenceData === null) return;
    const read = await loadProgramme('jamtland-2026');
    if (!read.ok || !read.value.projection) throw new Error('the programme of 2026 has faults');
    plan = read.value;
    const text = (name: string) => readReference(`results-2022-2026/${name}`).toString('utf8');
    const { trial, order } = riksdagNight(
      {
        before: text('riksdag-2022-night-districts.csv'),
        beforeFinal: text('riksdag-2022-final-districts-jamtland.csv'),
        now: text('riksdag-2026-night-districts-with-report-times.csv'),
      },
      plan.party.code,
      read.value.projection,
    );
    expect(trial.night).toEqual(NIGHT);
    const places = trial.places.map(onBaseline);
    timed = { order, trial: { ...trial, places, final: FINAL, before: BEFORE } };
  });

  const inAt = (time: string) =>
    new Set(timed.order.filter(({ at }) => at <= time).map(({ district }) => district));
  const shareOf = ({ own, valid }: typeof FINAL) => own / valid;

  test('so many districts are in at each time', () => {
    expect(IN.map(([at]) => [at, inAt(at).size])).toEqual(IN);
  });

  test('at every documented time the expected final share is nearer the official one than the raw share', () => {
    for (const [at] of CLOCK) {
      const own = inAt(at);
      const found = estimateAt(timed.trial, { own, riksdag: null });
      if (!isEstimate(found)) throw new Error(found);
      const raw = rawAt(timed.trial, own);
      const error = Math.abs(found.share - shareOf(FINAL));
      expect(error).toBeLessThan(Math.abs(shareOf(raw) - shareOf(FINAL)));
      expect(error).toBeLessThan(0.005);
    }
  });

  test('with all districts in, only Wednesday’s count is estimated', () => {
    const own = inAt('2026-09-14T03:14:00');
    const found = estimateAt(timed.trial, { own, riksdag: null });
    if (!isEstimate(found)) throw new Error(found);
    expect([found.ownIn, found.validIn]).toEqual([NIGHT.own, NIGHT.valid]);
    expect(found.nightShare).toBeCloseTo(shareOf(NIGHT), 10);
    expect(found.restValid).toBe(0);
    expect(found.collectionValid).toBeGreaterThan(0);
  });

  test('no report brings a wrong state, none is taken back, and every band holds the official result', () => {
    const codes = timed.order.map(({ district }) => district);
    const night = playNight(timed.trial, codes, () => null);
    const shown = night.moments.flatMap(({ sample }) => sample?.shown ?? []);
    expect(shown.filter(isDecided).every((state) => state === 'missed')).toBe(true);
    expect(night.flips).toBe(0);
    // Decided in the first half of the count: the board is of use before the raw share is.
    expect(night.decidedAt).toBeLessThan(0.5);
    let bands = 0;
    for (let count = 1; count <= codes.length; count += 1) {
      const found = estimateAt(timed.trial, { own: new Set(codes.slice(0, count)), riksdag: null });
      if (!isEstimate(found) || !found.enough) continue;
      bands += 1;
      const [low, high] = shareBand(found, Z95);
      const [least, most] = votesBand(found, Z95);
      expect(low).toBeLessThan(shareOf(FINAL));
      expect(high).toBeGreaterThan(shareOf(FINAL));
      expect(least).toBeLessThan(FINAL.own);
      expect(most).toBeGreaterThan(FINAL.own);
    }
    expect(bands).toBeGreaterThan(50);
  });
});
