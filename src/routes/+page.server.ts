import type { ContestCurve } from '$lib/night-curves.svelte.ts';
import { app } from '$lib/server/running.ts';
import { nightOf, type NightStart } from './(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

/** The first picture, in the HTML itself; the live stream goes on from there. */
export const load: PageServerLoad = async ({
  url,
}): Promise<NightStart & { curves: readonly ContestCurve[] }> => {
  const running = await app();
  const night = await nightOf(running, url);
  const { contests, revision } = night.snapshot;
  const curves = contests.flatMap(({ type, id }) => (type !== 'KF' && running.course(id, revision)) || []);
  return { ...night, curves };
};
