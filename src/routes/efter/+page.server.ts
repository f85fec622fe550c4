import { aftermathAddress, countsAddress } from '$lib/aftermath-addresses.ts';
import type { AftermathAnswer } from '$lib/server/api/aftermath.ts';
import type { CountedGoal } from '$lib/election/count-draft.ts';
import { app } from '$lib/server/running.ts';
import { typeNamed } from '$lib/place-words.ts';
import type { ElectionType } from '$lib/election/model.ts';
import { askApi } from '../(parts)/ask-api.server.ts';
import { nightOf, type NightStart } from '../(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

/** What the count came to, and what it was made of. `?valtyp=regionval` chooses the districts' election. */
export const load: PageServerLoad = async ({
  url,
  fetch,
}): Promise<
  NightStart & {
    readonly aftermath: AftermathAnswer;
    readonly counts: readonly CountedGoal[];
    readonly type: ElectionType | null;
  }
> => {
  const night = await nightOf(await app(), url);
  const at = night.shown?.minute.to;
  const [aftermath, counts] = await Promise.all([
    askApi<AftermathAnswer>(fetch, aftermathAddress(at)),
    askApi<readonly CountedGoal[]>(fetch, countsAddress(at)),
  ]);
  return { ...night, aftermath, counts, type: typeNamed(url.searchParams.get('valtyp')) };
};
