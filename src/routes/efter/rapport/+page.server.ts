import { reportOf } from './(parts)/report.server.ts';
import type { PageServerLoad } from './$types';

/** Paper: nothing on it moves. */
export const csr = false;

export const load: PageServerLoad = ({ fetch, url }) => reportOf(fetch, url);
