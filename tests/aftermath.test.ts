/** What the counts were made of, against the official results: late votes, seats that they moved, and what the final count changed. */
import { beforeAll, describe, expect, test } from 'vitest';
import { aftermathOf, type Aftermath } from '../src/lib/election/aftermath.ts';
import { recountedDistricts } from '../src/lib/election/aftermath-steps.ts';
import type { Known } from '../src/lib/election/known.ts';
import type { Plan } from '../src/lib/election/plan.ts';
import { formatPoints } from '../src/lib/format.ts';
import { planOf, soundNight, type ReplayedNight } from './support/night.ts';

async function endOf(night: ReplayedNight): Promise<{ known: Known; plan: Plan }> {
  const [{ register }, plan] = await Promise.all([soundNight(night), planOf(night)]);
  return { known: await register.store.results.known(), plan };
}

describe('2018, all counted', () => {
  let known: Known;
  let plan: Plan;
  let all: Map<string, Aftermath>;
  beforeAll(async () => {
    ({ known, plan } = await endOf('2018'));
    all = new Map(
      plan.contests.flatMap((contest) => {
        const found = aftermathOf(known, plan, contest);
        return found ? [[contest.id, found] as const] : [];
      }),
    );
  });
  const of = (id: string): Aftermath => {
    const found = all.get(id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  };

  test('Bräcke: the late votes are 767 of 4 131, take 1.39 points from S, and move a seat', () => {
    const bracke = of('KF-2305');
    expect(bracke.now).toEqual({ own: 1448, valid: 4131 });
    expect(bracke.collection?.valid).toBe(767);
    expect(formatPoints(bracke.collectionMoved ?? 0, 2)).toBe('−1,39');
    expect(new Map(bracke.seatsMoved)).toEqual(
      new Map([
        ['S', -1],
        ['C', 1],
      ]),
    );
    expect(bracke.seats?.parties.find(({ code }) => code === 'S')?.seats).toBe(11);
    expect(bracke.seatsBefore?.parties.find(([code]) => code === 'S')?.[1]).toBe(14);
  });

  test('ordinary and collection districts make the whole, in every contest', () => {
    expect(all.size).toBe(10);
    for (const { now, ordinary, collection } of all.values()) {
      if (!ordinary || !collection) throw new Error('not told apart');
      expect(ordinary.own + collection.own).toBe(now.own);
      expect(ordinary.valid + collection.valid).toBe(now.valid);
    }
  });

  test('the party that gained most is told with its votes then and now', () => {
    const [first, ...others] = of('RD-23').parties;
    expect(first?.code).toBe('SD');
    expect(others.at(-1)).toBeDefined();
    expect(of('RD-23').parties.find(({ code }) => code === 'S')).toMatchObject({
      votes: 28632,
      votesBefore: 33303,
    });
  });

  test('nothing is recounted: the night of 2018 is made of the final figures', () => {
    for (const contest of plan.contests) expect(recountedDistricts(known, plan, contest)).toEqual([]);
  });
});

describe('2014, the genuine night and the final count', () => {
  test('Frösö 5 ranks first among the region’s recounted districts', async () => {
    const { known, plan } = await endOf('2014');
    const contest = plan.contests.find(({ type }) => type === 'RF');
    if (!contest) throw new Error('no region');
    const [first, ...others] = recountedDistricts(known, plan, contest);
    expect(first?.district).toBe('23800229');
    expect(others.length).toBeGreaterThan(5);
    expect(others.every(({ moved }) => moved <= (first?.moved ?? 0))).toBe(true);
  });
});
