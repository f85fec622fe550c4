import type { RequestHandler } from './$types';
import { app } from '$lib/server/running.ts';

/** Everything below /api is one Hono app; whose connection it is is asked for only where someone must wait. */
export const fallback: RequestHandler = async ({ request, getClientAddress }) => {
  const connection = {
    get address() {
      return getClientAddress();
    },
  };
  return (await app()).api.fetch(request, connection);
};
