import { error } from '@sveltejs/kit';
import { isThisMachine } from '$lib/server/config.ts';
import { app } from '$lib/server/running.ts';
import { phoneCode } from '$lib/storbild/phone-code.ts';
import { scenesOf } from '$lib/storbild/scenes.ts';
import type { PageServerLoad } from './$types';

/** The night, and which scene: one by its address (`/storbild/mal`) stands, otherwise the turn begins where `?scen=` says. */
export const load: PageServerLoad = async ({ params, url }) => {
  const { config, newest, presentFeed, events, course } = await app();
  const [snapshot, feed, happened] = await Promise.all([newest(), presentFeed(), events()]);
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
    events: happened,
    /** As far as they are laid out: the page asks for what is newer. */
    curves: scenes.flatMap(({ kind, contest }) => (kind === 'night' && course(contest ?? '')) || []),
    fixed: asked,
    first: first?.id ?? '',
    fullScreen: true,
    // This machine's own name would lead a phone nowhere.
    phone: isThisMachine(config.publicUrl) ? null : phoneCode(config.publicUrl),
  };
};
