import { aftermathAddress, countsAddress } from '$lib/aftermath-addresses.ts';
import type { CountedGoal } from '$lib/election/count-draft.ts';
import type { Snapshot } from '$lib/election/snapshot-shape.ts';
import type { AftermathAnswer } from '$lib/server/api/aftermath.ts';
import { app } from '$lib/server/running.ts';
import { askApi } from '../../../(parts)/ask-api.server.ts';
import { nightOf } from '../../../(parts)/night.server.ts';

/** What a page of the report is made of. */
export interface ReportStart {
  readonly snapshot: Snapshot;
  readonly aftermath: AftermathAnswer;
  readonly counts: readonly CountedGoal[];
  /** On which page each part begins, once a first print has told it: `?sidor=malen.2,mandat.9`. */
  readonly pages: Readonly<Record<string, number>>;
  /** The report carries the night's label itself, on every sheet of paper. */
  readonly fullScreen: true;
}

/** The newest state, or that of the minute in the address. */
export async function reportOf(fetch: typeof globalThis.fetch, url: URL): Promise<ReportStart> {
  const { snapshot, shown } = await nightOf(await app(), url);
  const at = shown?.minute.to;
  const [aftermath, counts] = await Promise.all([
    askApi<AftermathAnswer>(fetch, aftermathAddress(at)),
    askApi<readonly CountedGoal[]>(fetch, countsAddress(at)),
  ]);
  return { snapshot, aftermath, counts, pages: pagesIn(url), fullScreen: true };
}

const pagesIn = (url: URL): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...(url.searchParams.get('sidor') ?? '').matchAll(/([\w-]+)\.(\d{1,4})/g)].map(([, id, page]) => [
      id,
      Number(page),
    ]),
  );
