/** Final result files from a table. */
import type { MunicipalityFile } from '../result-data.ts';
import type { PreviousTotals } from '../totals.ts';
import { fillFile } from './fill.ts';
import type { FileTable, NightTable, PreviousWhole } from './table.ts';

/** The final file as data; everything is counted, seats are the official ones. */
export function finalFile(table: NightTable, file: FileTable, exportedAt: string): MunicipalityFile {
  return fillFile(table, file, {
    phase: 'final',
    exportedAt,
    reported: (district) => district.report ?? null,
    ...(file.previousWhole ? { previous: previousTotals(file.previousWhole) } : {}),
    seats: ({ result }) => {
      if (!result) return null;
      const { at, seats, previous, formerOthersPrevious } = result;
      return {
        at,
        now: seats,
        previous,
        ...(formerOthersPrevious === undefined ? {} : { formerOthersPrevious }),
      };
    },
  });
}

function previousTotals(whole: PreviousWhole): PreviousTotals {
  const others = (whole.others ?? []).flatMap(([party, , before]): [string, number][] =>
    before === undefined ? [] : [[party, before]],
  );
  const handwritten = whole.handwritten?.[1];
  const formerOthers = whole.formerOthers?.[1];
  return {
    rows: whole.previous.map((value) => value ?? undefined),
    eligible: whole.electorate,
    others: new Map(others),
    ...(handwritten === undefined ? {} : { handwritten }),
    ...(formerOthers === undefined ? {} : { formerOthers }),
  };
}
