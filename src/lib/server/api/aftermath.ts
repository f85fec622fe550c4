import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { aftermathReport, type AftermathReport } from '../../election/aftermath-report.ts';
import { factsOf } from '../../election/entry.ts';
import { wordsOf } from '../../election/governing-goal.ts';
import type { PastElection } from '../../election/history.ts';
import type { GoverningWords } from '../../election/snapshot-shape.ts';
import { creditOf, creditsOf } from '../../election/credit.ts';
import type { ApiDeps } from './deps.ts';
import { query } from './query.ts';
import { asked, revisionAsked, sameTag } from './snapshot.ts';

const BASIS = 'Jämförelser, beräknade mandat och summor är räknade av Målvakt.';

/** The retrospective of one state of the count, of what night, on what ground. */
export interface AftermathAnswer extends AftermathReport {
  readonly revision: number;
  readonly asOf: string | null;
  readonly label: string;
  /** The night's own count is not on record: only polling and collection districts can be told apart. */
  readonly reconstructed: boolean;
  readonly source: string;
  readonly basis: string;
}

/** Every election on record, and who is known to have governed; absent is unknown. */
export interface YearsAnswer {
  readonly elections: readonly PastElection[];
  readonly governing: readonly (GoverningWords & {
    readonly area: string;
    readonly without: readonly string[];
  })[];
  readonly source: string;
}

/**
 * `GET /api/aftermath`: what the counts were made of, of the newest, `?revision=N` or `?at=TIME`; computed once for the
 * revision last asked for. `GET /api/aftermath/years`: past elections of the same areas.
 */
export function aftermathRoutes(deps: ApiDeps) {
  let held: { readonly revision: number; readonly answer: Promise<AftermathAnswer | null> } | null = null;
  const at = (revision: number) => {
    if (held?.revision !== revision) {
      const answer = compute(deps, revision);
      held = { revision, answer };
      answer.catch(() => (held = null));
    }
    return held.answer;
  };
  return new Hono()
    .get('/', query(asked), async (c) => {
      const revision = await revisionAsked(deps, c.req.valid('query'));
      const headers = { etag: `"${revision}"`, 'cache-control': 'no-cache' };
      const answer = await at(revision);
      if (!answer) throw new HTTPException(404, { message: `there is no revision ${revision}` });
      if (sameTag(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers);
      return c.json(answer, 200, headers);
    })
    .get('/years', query(asked), async (c) => {
      const revision = await revisionAsked(deps, c.req.valid('query'));
      return c.json(await yearsAt(deps, revision), 200, { 'cache-control': 'no-cache' });
    });
}

async function compute(
  { store, plan, snapshots }: ApiDeps,
  revision: number,
): Promise<AftermathAnswer | null> {
  const prepared = await snapshots.at(revision);
  if (!prepared) return null;
  const { asOf, night } = prepared.snapshot;
  return {
    revision,
    asOf,
    label: night.label,
    reconstructed: night.reconstructed ?? false,
    source: creditOf(plan),
    basis: BASIS,
    ...aftermathReport(await store.results.known(revision), plan),
  };
}

async function yearsAt({ store, plan }: ApiDeps, revision: number): Promise<YearsAnswer> {
  const { entries } = await store.results.known(revision);
  return {
    elections: plan.history ?? [],
    governing: factsOf(plan.governing, entries).map((fact) => ({
      area: fact.area,
      without: fact.without,
      ...wordsOf(fact),
    })),
    source: creditsOf(plan.history ?? []),
  };
}
