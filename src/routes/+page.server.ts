import type { LiveStart } from '$lib/live.svelte.ts';
import type { ContestCurve } from '$lib/night-curves.svelte.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

/** The first picture, in the HTML itself; the live stream goes on from there. */
export const load: PageServerLoad = async (): Promise<LiveStart & { curves: readonly ContestCurve[] }> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  const curves = snapshot.contests.flatMap(({ type, id }) => (type !== 'KF' && running.course(id)) || []);
  return { snapshot, feed, events, curves };
};
