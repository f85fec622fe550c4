import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { aftermathReport } from '../../election/aftermath-report.ts';
import { countedGoals } from '../../election/count-draft.ts';
import type { Result } from '../../election/parse/error.ts';
import { reportGround, reportTables } from '../../report-tables.ts';
import { pagesOfAnchors } from '../pdf-anchors.ts';
import type { PrintFault } from '../print-pdf.ts';
import { workbook } from '../workbook.ts';
import type { ApiDeps } from './deps.ts';
import { query } from './query.ts';
import { asked, revisionAsked } from './snapshot.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const place = z.object({
  kommun: z
    .string()
    .regex(/^\d{4}$/, 'must be a municipality code')
    .optional(),
});

type Printed = Result<Uint8Array, PrintFault>;

/**
 * The congress report of the newest state: `GET /api/report.pdf` (`?kommun=2321`: one municipality's), printed once for
 * each revision, 503 with the reason where no Chromium is found; `GET /api/report.xlsx` (`?revision=N`, `?at=TIME`): the
 * same content as a spreadsheet.
 */
export function reportRoutes(deps: ApiDeps) {
  const { live, plan, snapshots, store, print } = deps;
  let held: { readonly revision: number; readonly prints: Map<string, Promise<Printed>> } | null = null;
  const printed = (path: string, contents: boolean): Promise<Printed> => {
    const revision = live.newest;
    if (held?.revision !== revision) held = { revision, prints: new Map() };
    const { prints } = held;
    const printing = prints.get(path) ?? (contents ? printNumbered(print, path) : print(path));
    prints.set(path, printing);
    // What failed is tried again the next time.
    void printing.then(
      (done) => done.ok || prints.delete(path),
      () => prints.delete(path),
    );
    return printing;
  };
  const fileName = async (code: string | undefined, ending: string): Promise<string> => {
    const prepared = await snapshots.at(live.newest);
    return ['rapport', prepared?.snapshot.night.id, code].filter(Boolean).join('-') + ending;
  };
  return new Hono()
    .get('/report.pdf', query(place), async (c) => {
      const { kommun } = c.req.valid('query');
      const known = plan.contests.some(({ municipalities }) =>
        municipalities.some((code) => code === kommun),
      );
      if (kommun !== undefined && !known) throw new HTTPException(404, { message: 'no such municipality' });
      const done = await (kommun === undefined
        ? printed('/efter/rapport', true)
        : printed(`/efter/rapport/${kommun}`, false));
      if (!done.ok) return c.json({ error: printFaultWords(done.error), fault: done.error.kind }, 503);
      return c.body(new Uint8Array(done.value), 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${await fileName(kommun, '.pdf')}"`,
        'cache-control': 'no-cache',
      });
    })
    .get('/report.xlsx', query(asked), async (c) => {
      const revision = await revisionAsked(deps, c.req.valid('query'));
      const prepared = await snapshots.at(revision);
      if (!prepared) throw new HTTPException(404, { message: `there is no revision ${revision}` });
      const known = await store.results.known(revision);
      const { snapshot } = prepared;
      const { night } = snapshot;
      const report = { ...aftermathReport(known, plan), reconstructed: night.reconstructed ?? false };
      const counted = countedGoals(plan, known.entries);
      const tables = reportTables({ snapshot, report }, counted, plan.history ?? []);
      return c.body(
        new Uint8Array(await workbook(tables, { label: night.label, ground: reportGround(snapshot) })),
        200,
        {
          'content-type': XLSX,
          'content-disposition': `attachment; filename="${await fileName(undefined, '.xlsx')}"`,
          'cache-control': 'no-cache',
        },
      );
    });
}

/**
 * Printed twice: which part begins on which page is known from the first print, and stands in the contents of the
 * second. The numbers take no line of their own, so that nothing moves by them.
 */
async function printNumbered(print: ApiDeps['print'], path: string): Promise<Printed> {
  const first = await print(path);
  if (!first.ok) return first;
  const pages = [...pagesOfAnchors(first.value)].map(([id, page]) => `${id}.${page}`);
  if (pages.length === 0) return first;
  const second = await print(`${path}?sidor=${pages.join(',')}`);
  return second.ok ? second : first;
}

/** Why there is no PDF, and what to do instead. */
export const printFaultWords = (fault: PrintFault): string =>
  fault.kind === 'noBrowser'
    ? 'Ingen Chromium finns på datorn (CHROMIUM_PATH säger var). Skriv ut sidan /efter/rapport från webbläsaren i stället.'
    : `Chromium gav ingen PDF (${fault.reason}). Skriv ut sidan /efter/rapport från webbläsaren i stället.`;
