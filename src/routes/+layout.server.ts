import { app } from '$lib/server/running.ts';
import type { LayoutServerLoad } from './$types';

/** Also a page that says what could not be found says first of all whether this is the real night. */
export const load: LayoutServerLoad = async () => ({ nightLabel: (await app()).night.label });
