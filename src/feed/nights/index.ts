/** The bundled nights. */
import { composeNight, type ComposedNight } from '../compose.ts';
import type { NightId } from '../recording.ts';
import table2014 from './2014.json' with { type: 'json' };
import table2018 from './2018.json' with { type: 'json' };
import { remarks2014, remarks2018 } from './remarks.ts';
import type { NightTable } from './table.ts';

/** The tables as committed. JSON knows no tuples, hence the assertion; a test rebuilds and compares them. */
export const TABLES: Readonly<Record<NightId, NightTable>> = {
  '2014': table2014 as unknown as NightTable,
  '2018': table2018 as unknown as NightTable,
};

/** A bundled night: `2014` as recorded until 23.13.52, `2018` reconstructed. */
export function openNight(id: NightId): ComposedNight {
  const table = TABLES[id];
  const remarks = id === '2014' ? remarks2014(table) : remarks2018(table);
  return composeNight(id, table, remarks);
}
