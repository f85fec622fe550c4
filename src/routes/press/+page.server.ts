import type { LiveStart } from '$lib/live.svelte.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

export interface PressStart extends LiveStart {
  /** The address that others use, without a slash at its end: permalinks begin with it. */
  readonly publicUrl: string;
}

/** The first picture, and the address that copies lead to. */
export const load: PageServerLoad = async (): Promise<PressStart> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  return { snapshot, feed, events, publicUrl: running.config.publicUrl.replace(/\/$/, '') };
};
