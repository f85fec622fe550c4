import { error } from '@sveltejs/kit';
import type { LiveStart } from '$lib/live.svelte.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

interface CardPage extends LiveStart {
  readonly id: string;
  /** It says itself what night it shows: there is no room for the pages' banner. */
  readonly fullScreen: true;
}

/** One goal's card, made to stand in a frame on another page. */
export const load: PageServerLoad = async ({ params }): Promise<CardPage> => {
  const running = await app();
  const [snapshot, feed] = await Promise.all([running.newest(), running.presentFeed()]);
  if (!snapshot.targets.some(({ id }) => id === params.id)) {
    error(404, { title: 'Målet finns inte här', message: `Inget av målen heter ${params.id}.` });
  }
  return { snapshot, feed, events: [], id: params.id, fullScreen: true };
};
