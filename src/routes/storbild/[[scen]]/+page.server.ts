import { error } from '@sveltejs/kit';
import type { Snapshot } from '$lib/election/snapshot-shape.ts';
import { isThisMachine } from '$lib/server/config.ts';
import { app } from '$lib/server/running.ts';
import { districtsPath, withoutParties, type ContestDistricts } from '$lib/map-districts.svelte.ts';
import { withoutHidden, withoutHiddenGoals } from '$lib/storbild/news.ts';
import { phoneCode } from '$lib/storbild/phone-code.ts';
import { scenesOf } from '$lib/storbild/scenes.ts';
import type { PageServerLoad } from './$types';

/**
 * The night, and which scene: one by its address (`/storbild/mal`) stands, otherwise the turn begins where `?scen=` says.
 * What the operator has hidden is not in the page at all.
 */
export const load: PageServerLoad = async ({ params, url, fetch }) => {
  const { config, newest, presentFeed, events, course } = await app();
  const [whole, feed, happened] = await Promise.all([newest(), presentFeed(), events()]);
  const snapshot = withoutHiddenGoals(whole);
  const scenes = scenesOf(snapshot);
  const asked = params.scen ?? null;
  if (asked !== null && !scenes.some(({ id }) => id === asked)) {
    error(404, { message: `Det finns ingen scen som heter ${asked}`, title: 'Scenen finns inte' });
  }
  const last = url.searchParams.get('scen');
  const first = scenes.find(({ id }) => id === (asked ?? last)) ?? scenes[0];
  return {
    snapshot,
    feed,
    events: withoutHidden(happened, snapshot.screen.hidden),
    /** As far as they are laid out: the page asks for what is newer. */
    curves: scenes.flatMap(({ kind, contest }) => (kind === 'night' && course(contest ?? '')) || []),
    /** Of the map's contest, where the map is what is seen first; otherwise the page asks. */
    districts: first?.kind === 'map' ? await districtsOf(snapshot, fetch) : [],
    fixed: asked,
    first: first?.id ?? '',
    fullScreen: true,
    // This machine's own name would lead a phone nowhere.
    phone: isThisMachine(config.publicUrl) ? null : phoneCode(config.publicUrl),
  };
};

/** Empty where they cannot be had: then the page asks again. */
async function districtsOf(
  { contests: [contest], revision }: Snapshot,
  ask: typeof fetch,
): Promise<readonly ContestDistricts[]> {
  if (!contest) return [];
  const answer = await ask(districtsPath(contest.id, revision));
  return answer.ok ? [withoutParties(await answer.json())] : [];
}
