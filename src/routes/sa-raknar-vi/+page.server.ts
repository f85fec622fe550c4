import type { LiveStart } from '$lib/live.svelte.ts';
import { nightStates, type NightStates } from '$lib/night-states.ts';
import { trackRecord } from '$lib/programme/track-record.ts';
import { app } from '$lib/server/running.ts';
import type { HitRate } from '$lib/server/hit-rate.ts';
import type { PageServerLoad } from './$types';

/** The night, what its projections rest on, and how they have done. */
export const load: PageServerLoad = async (): Promise<
  LiveStart & {
    readonly parameters: ReturnType<Awaited<ReturnType<typeof app>>['parameters']>;
    readonly hits: HitRate | null;
    readonly states: NightStates | null;
    readonly records: ReturnType<typeof trackRecord>;
  }
> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  return {
    snapshot,
    feed,
    events,
    parameters: running.parameters(),
    hits: await running.hits(),
    states: nightStates(await running.states(), snapshot.targets, snapshot.night.electionDate),
    records: trackRecord(),
  };
};
