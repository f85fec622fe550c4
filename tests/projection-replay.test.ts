/** Whole nights as the board would have shown them: what is called before the count is done is what it ends with. */
import { expect, test, vi } from 'vitest';
import type { Snapshot, Target } from '../src/lib/election/snapshot-shape.ts';
import { contestIn, soundNight, type ReplayedNight } from './support/night.ts';
import { FINAL_2014, FINAL_2018 } from './support/official.ts';

// Whole nights: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000 });

const nights = new Map<ReplayedNight, Promise<readonly Snapshot[]>>();

function snapshotsOf(night: ReplayedNight): Promise<readonly Snapshot[]> {
  const known = nights.get(night) ?? play(night);
  nights.set(night, known);
  return known;
}

async function play(night: ReplayedNight): Promise<readonly Snapshot[]> {
  const { handedOut } = await soundNight(night);
  return [...handedOut.values()].map((json) => JSON.parse(json) as Snapshot);
}

const goalsOf = ({ targets }: Snapshot): readonly Target[] =>
  targets.filter(({ kind }) => kind === 'share' || kind === 'votes');
const isCalled = ({ state }: Target): boolean => state === 'reached' || state === 'missed';

test.each([
  ['2014', FINAL_2014, 10, 7],
  ['2018', FINAL_2018, 12, 10],
] as const)('%s: no goal ever shows a wrong state', async (night, official, goals, called) => {
  const snapshots = await snapshotsOf(night);
  const truthOf = (target: Target, snapshot: Snapshot): Target['state'] => {
    const final = official.find(({ id }) => id === target.contest);
    const before = contestIn(snapshot, target.contest ?? '').baseline;
    if (!final || !before) throw new Error(`${target.id} has no final result or baseline`);
    const share = final.votes * before.valid > before.votes * final.valid;
    return (target.kind === 'votes' ? final.votes >= before.votes + 1748 : share) ? 'reached' : 'missed';
  };
  let before: readonly Target[] = [];
  for (const snapshot of snapshots) {
    const shown = goalsOf(snapshot);
    expect(shown).toHaveLength(goals);
    for (const target of shown.filter(isCalled)) expect(target.state).toBe(truthOf(target, snapshot));
    if (snapshot.contests.every(({ stage }) => stage === 'none' || stage === 'night')) before = shown;
  }
  // And most are called on the night itself (that of 2014 is on record until 36 of the region's 89 districts were in).
  expect(before.filter(isCalled).length).toBeGreaterThanOrEqual(called);
  expect(before.some(({ final }) => final)).toBe(false);
});

test('2018 at 22.00: bands hold the final results, and raw shares are further off than projected ones', async () => {
  const snapshots = await snapshotsOf('2018');
  const at = snapshots.findLast(({ asOf }) => (asOf ?? '') <= '2018-09-09T22:00:00+02:00');
  if (!at) throw new Error('nothing at 22.00');
  const found = at.contests.flatMap(({ id, own, projection }) => {
    const final = FINAL_2018.find((one) => one.id === id);
    if (!final || 'unavailable' in projection || own.share === null) return [];
    const share = final.votes / final.valid;
    return [
      { raw: Math.abs(own.share - share), projected: Math.abs(projection.share - share), projection, share },
    ];
  });
  expect(found.length).toBeGreaterThan(0);
  for (const { projection, share } of found) {
    expect(share).toBeGreaterThanOrEqual(projection.band95[0]);
    expect(share).toBeLessThanOrEqual(projection.band95[1]);
  }
  const total = (of: (one: (typeof found)[number]) => number) => found.reduce((sum, one) => sum + of(one), 0);
  expect(total(({ projected }) => projected)).toBeLessThan(total(({ raw }) => raw));
});
