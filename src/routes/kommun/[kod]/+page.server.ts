import { error } from '@sveltejs/kit';
import type { LiveStart } from '$lib/live.svelte.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

/** One municipality's council; `?val=S,C` is what the coalition builder has chosen, for readers without script. */
export const load: PageServerLoad = async ({
  params,
  url,
}): Promise<LiveStart & { id: string; wish: string | null }> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  const id = `KF-${params.kod}`;
  if (!snapshot.contests.some((contest) => contest.id === id)) {
    error(404, `Ingen av kommunerna här har koden ${params.kod}. Alla som finns står på översikten.`);
  }
  return { snapshot, feed, events, id, wish: url.searchParams.get('val') };
};
