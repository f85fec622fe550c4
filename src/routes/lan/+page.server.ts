import type { LiveStart } from '$lib/live.svelte.ts';
import { COUNTY_ADDRESS } from '$lib/place-addresses.ts';
import type { CountyAnswer } from '$lib/server/api/places.ts';
import { app } from '$lib/server/running.ts';
import { askApi } from '../(parts)/ask-api.server.ts';
import type { PageServerLoad } from './$types';

/** All municipalities of the programme in all its elections. */
export const load: PageServerLoad = async ({
  fetch,
}): Promise<LiveStart & { readonly county: CountyAnswer }> => {
  const running = await app();
  const [snapshot, feed, events, county] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
    askApi<CountyAnswer>(fetch, COUNTY_ADDRESS),
  ]);
  return { snapshot, feed, events, county };
};
