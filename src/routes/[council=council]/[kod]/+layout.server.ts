import type { MapTable } from '$lib/charts/district-map.ts';
import { tableOf } from '$lib/charts/municipality-table.ts';
import { readMapTable } from '$lib/server/map-table.ts';
import { app } from '$lib/server/running.ts';
import type { LayoutServerLoad } from './$types';

/** The municipality's shapes, once for all its elections; `null` where there are none. */
export const load: LayoutServerLoad = async ({ params }): Promise<{ table: MapTable | null }> => {
  if (params.council !== 'kommun') return { table: null };
  const { programme } = await (await app()).newest();
  const table = programme.map && ((await readMapTable(programme.map.file)) as MapTable | null);
  return { table: table && tableOf(table, params.kod) };
};
