import { error } from '@sveltejs/kit';
import { read } from '../../(parts)/ask.server.ts';
import { areasOf, FACT_LABELS, factBody, type GoverningOfArea } from '../../(parts)/governing-form.ts';
import { sessionActions } from '../../(parts)/session.server.ts';
import { first, submit, typedIn } from '../../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One council's facts; `?andra=KEY` is the fact that the form changes. */
export const load: PageServerLoad = async (event) => {
  const { snapshot } = await event.parent();
  if (!areasOf(snapshot).some(({ code }) => code === event.params.omrade)) {
    error(404, {
      title: 'Området finns inte här',
      message: 'Alla områden står under Styren på redaktionens sida.',
    });
  }
  return {
    governing: await read<GoverningOfArea>(event, `/api/governing/${event.params.omrade}`),
    changing: event.url.searchParams.get('andra'),
  };
};

const pathOf = (area: string): string => `/api/governing/${encodeURIComponent(area)}`;

export const actions: Actions = {
  ...sessionActions,
  save: async (event) => {
    const typed = await typedIn(event);
    const asked = { method: 'PUT', body: factBody(typed) } as const;
    return submit(event, {
      form: 'fakta',
      typed,
      labels: FACT_LABELS,
      path: pathOf(event.params.omrade),
      asked,
    });
  },
  withdraw: async (event) => {
    const typed = await typedIn(event);
    const body = { key: first(typed, 'key'), reason: first(typed, 'reason') };
    return submit(event, {
      form: first(typed, 'form'),
      typed,
      labels: { reason: 'Varför?' },
      path: pathOf(event.params.omrade),
      asked: { method: 'DELETE', body },
    });
  },
};
