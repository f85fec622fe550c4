import { error } from '@sveltejs/kit';
import { aftermathAddress, countsAddress, yearsAddress } from '$lib/aftermath-addresses.ts';
import { retrospectiveTables, yearsTable } from '$lib/aftermath-tables.ts';
import { countStepsTable } from '$lib/count-steps.ts';
import { csvText } from '$lib/csv.ts';
import { plainCell, type FiguresTable } from '$lib/figures-table.ts';
import { handCountsTable } from '$lib/hand-counts.ts';
import type { AftermathAnswer, YearsAnswer } from '$lib/server/api/aftermath.ts';
import type { CountedGoal } from '$lib/election/count-draft.ts';
import { app } from '$lib/server/running.ts';
import { askApi } from '../../../(parts)/ask-api.server.ts';
import { nightOf } from '../../../(parts)/night.server.ts';
import type { RequestHandler } from './$types';

/** A table of the retrospective as the file that a Swedish spreadsheet opens; a replay or a test says so in every row. */
export const GET: RequestHandler = async ({ params, url, fetch }) => {
  const { snapshot, shown } = await nightOf(await app(), url);
  const at = shown?.minute.to ?? null;
  const table = await tableNamed(params.tabell);
  if (!table) error(404, 'Den tabellen finns inte, eller har inga rader ännu.');
  async function tableNamed(name: string): Promise<FiguresTable | undefined> {
    if (name === 'aren' || name === 'rakningarna') {
      const { elections } = await askApi<YearsAnswer>(fetch, yearsAddress(at));
      const tableOf = name === 'aren' ? yearsTable : countStepsTable;
      return tableOf(elections, snapshot.programme.party.code);
    }
    if (name === 'egna')
      return handCountsTable(await askApi<readonly CountedGoal[]>(fetch, countsAddress(at)));
    const report = await askApi<AftermathAnswer>(fetch, aftermathAddress(at));
    return retrospectiveTables({ snapshot, report }).find(({ id }) => id === name);
  }
  const { label, id } = snapshot.night;
  const body = csvText(
    [...table.columns, 'märkning', 'källa'],
    table.rows.map((row) => [...row.map(plainCell), label, table.source]),
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id}-${table.id}.csv"`,
      'cache-control': 'no-cache',
    },
  });
};
