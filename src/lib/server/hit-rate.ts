import type { Contest, Snapshot } from '../election/snapshot-shape.ts';
import type { Snapshots } from './snapshots.ts';
import type { Store } from './store/store.ts';

/** How often the bands that were shown during the night held the final result. */
export interface HitRate {
  /** Looks at the clock during the night, one for each contest with a band then. */
  readonly looks: number;
  readonly inside80: number;
  readonly inside95: number;
  /** The same by the time of the night, oldest first; times as the register has them. */
  readonly times: readonly {
    readonly at: string;
    readonly looks: number;
    readonly inside80: number;
    readonly inside95: number;
  }[];
}

/** One look at each half hour, and so many of them at most: each rebuilds a snapshot. */
const EVERY_MS = 30 * 60 * 1000;
const MOST_LOOKS = 16;

/** Tonight's record, once every contest's count is final; `null` before that. */
export async function hitRateOf(
  store: Store,
  snapshots: Snapshots,
  final: Snapshot,
): Promise<HitRate | null> {
  if (!final.contests.every(({ stage }) => stage === 'final')) return null;
  const truth = new Map(final.contests.map((contest) => [contest.id, contest]));
  const times = [];
  for (const { at, revision } of await halfHours(store)) {
    const prepared = await snapshots.at(revision);
    if (!prepared) continue;
    const looks = prepared.snapshot.contests.flatMap((contest) => lookAt(contest, truth.get(contest.id)));
    if (looks.length > 0) times.push({ at, ...countOf(looks) });
  }
  return { ...countOf(times.flatMap(expanded)), times };
}

interface Look {
  readonly in80: boolean;
  readonly in95: boolean;
}

function lookAt({ projection }: Contest, final: Contest | undefined): readonly Look[] {
  const share = final?.own.share;
  if (!('share' in projection) || share === null || share === undefined) return [];
  const within = ([low, high]: readonly [number, number]) => share >= low && share <= high;
  return [{ in80: within(projection.band80), in95: within(projection.band95) }];
}

const countOf = (looks: readonly Look[]) => ({
  looks: looks.length,
  inside80: looks.filter(({ in80 }) => in80).length,
  inside95: looks.filter(({ in95 }) => in95).length,
});

const expanded = (time: { looks: number; inside80: number; inside95: number }): readonly Look[] =>
  Array.from({ length: time.looks }, (_, index) => ({
    in80: index < time.inside80,
    in95: index < time.inside95,
  }));

/** The newest revision at each half hour of the night itself. */
async function halfHours(store: Store): Promise<readonly { at: string; revision: number }[]> {
  // What people enter, before the night or after it, is no look at the count.
  const revisions = (await store.results.revisions()).filter(
    ({ publishedAt, cause }) => publishedAt !== null && cause === 'file',
  );
  const first = Date.parse(revisions[0]?.publishedAt ?? '');
  const found: { at: string; revision: number }[] = [];
  for (const { publishedAt, revision } of revisions) {
    const slot = Math.floor((Date.parse(publishedAt ?? '') - first) / EVERY_MS);
    if (slot >= MOST_LOOKS) break;
    found[slot] = { at: publishedAt ?? '', revision };
  }
  return found.filter(Boolean);
}
