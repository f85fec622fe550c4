import type { RequestHandler } from './$types';
import { app } from '$lib/server/running.ts';

/** Everything below /api is one Hono app. */
export const fallback: RequestHandler = async ({ request, getClientAddress }) =>
  (await app()).api.fetch(request, { address: getClientAddress() });
