import { yearsAddress } from '$lib/aftermath-addresses.ts';
import type { YearsAnswer } from '$lib/server/api/aftermath.ts';
import { app } from '$lib/server/running.ts';
import { askApi } from '../../(parts)/ask-api.server.ts';
import { nightOf, type NightStart } from '../../(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

/** Every election on record of the programme's areas. */
export const load: PageServerLoad = async ({
  url,
  fetch,
}): Promise<NightStart & { readonly years: YearsAnswer }> => {
  const night = await nightOf(await app(), url);
  return { ...night, years: await askApi<YearsAnswer>(fetch, yearsAddress(night.shown?.minute.to)) };
};
