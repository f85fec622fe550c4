import { error } from '@sveltejs/kit';
import type { MapTable } from '$lib/charts/district-map.ts';
import { app } from '$lib/server/running.ts';
import type { LayoutServerLoad } from './$types';

/** The election's shapes, once for all contests: static, and named by the programme. */
export const load: LayoutServerLoad = async ({ fetch }): Promise<{ table: MapTable }> => {
  const { programme } = await (await app()).newest();
  const answer = programme.map && (await fetch(`/map/${programme.map.file}`));
  if (!answer?.ok) {
    error(404, { title: 'Kartan finns inte här', message: 'Det finns ingen karta för det här valet.' });
  }
  return { table: (await answer.json()) as MapTable };
};
