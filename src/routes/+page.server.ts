import type { LiveStart } from '$lib/live.svelte.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

/** The first picture, in the HTML itself; the live stream goes on from there. */
export const load: PageServerLoad = async (): Promise<LiveStart> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  return { snapshot, feed, events };
};
