import type { RequestHandler } from './$types';
import { app } from '$lib/server/running.ts';

/** Everything below /api is one Hono app. */
export const fallback: RequestHandler = async ({ request }) => (await app()).api.fetch(request);
