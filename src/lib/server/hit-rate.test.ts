import { expect, test } from 'vitest';
import type { Contest, Snapshot } from '../election/snapshot-shape.ts';
import { hitRateOf } from './hit-rate.ts';
import type { Snapshots } from './snapshots.ts';
import type { Store } from './store/store.ts';

const contest = (more: object): Contest =>
  ({
    id: 'KF-9901',
    stage: 'night',
    own: { share: 0.3 },
    projection: { unavailable: 'tooFew' },
    ...more,
  }) as unknown as Contest;
const band = (low: number, high: number) => ({
  projection: { share: (low + high) / 2, band80: [low, high], band95: [low - 0.05, high + 0.05] },
});
const final = { contests: [contest({ stage: 'final', own: { share: 0.4 } })] } as unknown as Snapshot;

/** A night whose revisions are published at these clock times, with these contests. */
function night(revisions: readonly (readonly [clock: string, Contest])[]) {
  const rows = revisions.map(([clock], index) => ({
    revision: index + 1,
    cause: clock === '10:00' ? 'count' : 'file',
    publishedAt: `2030-09-08T${clock}:00+02:00`,
  }));
  const store = { results: { revisions: () => Promise.resolve(rows) } } as unknown as Store;
  const snapshots = {
    at: (revision: number) => Promise.resolve({ snapshot: { contests: [revisions[revision - 1]?.[1]] } }),
  } as unknown as Snapshots;
  return hitRateOf(store, snapshots, final);
}

test('one look each half hour, at the newest revision of it; contests without a band are not looked at', async () => {
  const rate = await night([
    // Entered by hand in the morning: no look at the count.
    ['10:00', contest(band(0.1, 0.2))],
    ['21:00', contest({})],
    ['21:31', contest(band(0.2, 0.3))],
    ['21:59', contest(band(0.36, 0.42))],
    ['22:05', contest(band(0.41, 0.45))],
  ]);
  expect(rate).toEqual({
    looks: 2,
    inside80: 1,
    inside95: 2,
    times: [
      { at: '2030-09-08T21:59:00+02:00', looks: 1, inside80: 1, inside95: 1 },
      { at: '2030-09-08T22:05:00+02:00', looks: 1, inside80: 0, inside95: 1 },
    ],
  });
});

test('says nothing before every contest is final', async () => {
  const open = { contests: [contest({})] } as unknown as Snapshot;
  expect(await hitRateOf({} as Store, {} as Snapshots, open)).toBeNull();
});
