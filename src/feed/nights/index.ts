/** The bundled nights. */
import { composeJsonNight, type ComposedJsonNight } from '../compose-json.ts';
import { composeNight, type ComposedNight } from '../compose.ts';
import type { JsonNightId, NightId, XmlNightId } from '../recording.ts';
import table2014 from './2014.json' with { type: 'json' };
import table2018 from './2018.json' with { type: 'json' };
import table2026 from './2026.json' with { type: 'json' };
import type { JsonNightTable } from './json-table.ts';
import { remarks2014, remarks2018, remarks2026 } from './remarks.ts';
import type { NightTable } from './table.ts';

/** The tables as committed. JSON knows no tuples, hence the assertions; tests rebuild and compare them. */
export const TABLES: Readonly<Record<XmlNightId, NightTable>> = {
  '2014': table2014 as unknown as NightTable,
  '2018': table2018 as unknown as NightTable,
};
export const TABLE_2026 = table2026 as unknown as JsonNightTable;

/**
 * A bundled night: `2014` as recorded until 23.13.52, `2018` reconstructed, `2026` in JSON with the county's recorded
 * Riksdag count, `genrep2026` the same as a rehearsal.
 */
export function openNight(id: XmlNightId): ComposedNight;
export function openNight(id: JsonNightId): ComposedJsonNight;
export function openNight(id: NightId): ComposedNight | ComposedJsonNight;
export function openNight(id: NightId): ComposedNight | ComposedJsonNight {
  if (id === '2026' || id === 'genrep2026') {
    return composeJsonNight(id, TABLE_2026, remarks2026(TABLE_2026));
  }
  const table = TABLES[id];
  const remarks = id === '2014' ? remarks2014(table) : remarks2018(table);
  return composeNight(id, table, remarks);
}
