import type { StoredEvent } from '$lib/election/event.ts';
import { ask, read } from './(parts)/ask.server.ts';
import { sessionActions } from './(parts)/session.server.ts';
import { refusal, saved } from './(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NOT_HERE = 'Den här servern hämtar inga filer.';
/** Notices on one page. */
const SHOWN = 30;

/** What the desk should know of: the feed's notices, newest first. */
export const load: PageServerLoad = async (event) => {
  const before = event.url.searchParams.get('fore') ?? '';
  const query = new URLSearchParams({ kind: 'notice', limit: String(SHOWN), ...(before && { before }) });
  const notices = await read<readonly StoredEvent[]>(event, `/api/events?${query}`);
  return {
    notices,
    back: before !== '',
    older: notices.length === SHOWN ? (notices.at(-1)?.id ?? null) : null,
  };
};

export const actions: Actions = {
  ...sessionActions,
  /** Asks the source at once. */
  poll: async (event) => {
    const response = await ask(event, '/api/ingest/poll', { method: 'POST' });
    if (response.ok) saved(event, 'hamtat');
    return refusal(response, { form: 'poll', typed: {}, labels: {}, missing: NOT_HERE });
  },
};
