import type { StoredEvent } from '../election/event.ts';
import { noonAfter } from '../election/curve.ts';
import type { PresentFeed, Snapshot } from '../election/snapshot-shape.ts';
import type { Live } from './live.ts';
import type { NightRows } from './night-rows.ts';
import type { Snapshots } from './snapshots.ts';
import type { Store } from './store/store.ts';

/** The night as it was: the newest revision that was published not after a time (ISO 8601 with offset). */
export interface PastNight {
  readonly snapshot: Snapshot;
  /** As it was then; its clock stands at that time. */
  readonly feed: PresentFeed;
  readonly events: readonly StoredEvent[];
}

/** The night from its first publication to its last, and what came later. */
export interface NightCourse {
  readonly from: string;
  readonly to: string;
  /** The first that came when the night was over; `null`: nothing did. */
  readonly laterFrom: string | null;
  /**
   * Goals that turned, reports and corrections, oldest first; `at` is the time at which `Past.at` has each, which is when
   * we learnt of it unless the authority's clock goes before ours.
   */
  readonly events: readonly StoredEvent[];
}

export interface Past {
  at(time: string): Promise<PastNight>;
  /** `null`: nothing is published yet. Made once for each newest revision. */
  course(): Promise<NightCourse | null>;
}

export interface PastOptions {
  readonly store: Store;
  readonly live: Live;
  readonly rows: NightRows;
  readonly snapshots: Snapshots;
  readonly electionDate: string;
  readonly intervalSeconds: number;
  /** What stands beside a page's figures, up to a revision and a time. */
  readonly events: (upTo: {
    readonly revision: number;
    readonly time: string;
  }) => Promise<readonly StoredEvent[]>;
}

export function createPast(options: PastOptions): Past {
  const { store, live, snapshots, intervalSeconds } = options;
  let held: { readonly revision: number; readonly course: Promise<NightCourse | null> } | null = null;
  return {
    async at(time) {
      const revision = (await store.results.revisionAt(time)) ?? 0;
      const [prepared, events] = await Promise.all([
        snapshots.at(revision),
        options.events({ revision, time }),
      ]);
      if (!prepared) throw new Error(`revision ${revision} was announced but is not in the store`);
      const { snapshot } = prepared;
      const feed = { ...snapshot.feed, now: time, speed: 0, intervalSeconds, problem: null, revision };
      return { snapshot, feed, events };
    },
    course() {
      const revision = live.newest;
      if (held?.revision !== revision) {
        const course = courseOf(options, revision);
        course.catch(() => (held = null));
        held = { revision, course };
      }
      return held.course;
    },
  };
}

/** More than a district's night has. */
const MOST_EVENTS = 10_000;

async function courseOf(
  { store, rows, electionDate }: PastOptions,
  revision: number,
): Promise<NightCourse | null> {
  await rows.reach(revision);
  const times = rows.steps.slice(0, revision).map(({ change }) => change.at);
  const [from] = times;
  if (from === undefined) return null;
  const isNight = (at: string) => Date.parse(at) < noonAfter(electionDate);
  const newestFirst = await store.events.list({
    limit: MOST_EVENTS,
    kinds: ['target', 'report', 'correction'],
  });
  return {
    from,
    to: times.findLast(isNight) ?? from,
    laterFrom: times.find((at) => !isNight(at)) ?? null,
    events: newestFirst.reverse().flatMap((stored) => {
      const published = times[(stored.revision ?? 0) - 1];
      if (published === undefined) return [];
      return Date.parse(published) > Date.parse(stored.at) ? [{ ...stored, at: published }] : [stored];
    }),
  };
}
