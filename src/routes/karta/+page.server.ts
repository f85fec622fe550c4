import { error } from '@sveltejs/kit';
import { ELECTION_TYPES, type ElectionType } from '$lib/election/model.ts';
import { districtsPath, withoutParties, type ContestDistricts } from '$lib/map-districts.svelte.ts';
import { app } from '$lib/server/running.ts';
import { nightOf, type NightStart } from '../(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

/** One type of election at a time, `?val=KF`; the districts of its contests as of the snapshot's revision. */
export const load: PageServerLoad = async ({
  url,
  fetch,
}): Promise<NightStart & { type: ElectionType; districts: readonly ContestDistricts[] }> => {
  const running = await app();
  const night = await nightOf(running, url);
  const { snapshot } = night;
  const wish = url.searchParams.get('val');
  const here = ELECTION_TYPES.filter((type) => snapshot.contests.some((contest) => contest.type === type));
  const type = wish === null ? here[0] : here.find((each) => each === wish);
  if (!type)
    error(404, { title: 'Valet finns inte här', message: `Kartan visar ${here.join(', ')}, inte ${wish}.` });
  const ids = snapshot.contests.filter((contest) => contest.type === type).map(({ id }) => id);
  const districts = await Promise.all(
    ids.map(async (id) => withoutParties(await (await fetch(districtsPath(id, snapshot.revision))).json())),
  );
  return { ...night, type, districts };
};
