import { read } from '../(parts)/ask.server.ts';
import { areasOf, type GoverningOfArea } from '../(parts)/governing-form.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Every council of the programme, with the facts on record. */
export const load: PageServerLoad = async (event) => {
  const { snapshot } = await event.parent();
  const areas = areasOf(snapshot).map(({ code }) => read<GoverningOfArea>(event, `/api/governing/${code}`));
  return { areas: await Promise.all(areas) };
};

export const actions: Actions = sessionActions;
