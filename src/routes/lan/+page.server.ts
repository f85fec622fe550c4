import { countyAddress } from '$lib/place-addresses.ts';
import type { CountyAnswer } from '$lib/server/api/places.ts';
import { app } from '$lib/server/running.ts';
import { askApi } from '../(parts)/ask-api.server.ts';
import { nightOf, type NightStart } from '../(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

/** All municipalities of the programme in all its elections. */
export const load: PageServerLoad = async ({
  url,
  fetch,
}): Promise<NightStart & { readonly county: CountyAnswer }> => {
  const running = await app();
  const night = await nightOf(running, url);
  const county = await askApi<CountyAnswer>(fetch, countyAddress(night.shown?.minute.to));
  return { ...night, county };
};
