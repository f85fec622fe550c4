import { error } from '@sveltejs/kit';
import type { MapTable } from '$lib/charts/district-map.ts';
import { readMapTable } from '$lib/server/map-table.ts';
import { app } from '$lib/server/running.ts';
import type { LayoutServerLoad } from './$types';

/** The election's shapes, once for all contests: as the programme names them. */
export const load: LayoutServerLoad = async (): Promise<{ table: MapTable }> => {
  const { programme } = await (await app()).newest();
  const table = programme.map && ((await readMapTable(programme.map.file)) as MapTable | null);
  if (!table) {
    error(404, { title: 'Kartan finns inte här', message: 'Det finns ingen karta för det här valet.' });
  }
  return { table };
};
