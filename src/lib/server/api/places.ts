import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import {
  countyResults,
  placeResults,
  type CountyResults,
  type PlaceResults,
} from '../../election/place-results.ts';
import { creditOf } from '../../election/credit.ts';
import type { ApiDeps } from './deps.ts';
import { query } from './query.ts';
import { asked, revisionAsked } from './snapshot.ts';

const BASIS =
  'Röster i kommunens egna räknade distrikt. Ändringen gäller samma distrikt förra valet; räknad av Målvakt.';

/** Of which state, of what night, on what ground. */
interface Told {
  readonly revision: number;
  /** Newest report of all. */
  readonly asOf: string | null;
  /** Words for the banner: a replay or a test says so. */
  readonly label: string;
  readonly source: string;
  readonly basis: string;
}
export type PlaceAnswer = Told & PlaceResults;
export type CountyAnswer = Told & CountyResults;

interface Computed {
  readonly told: Told;
  readonly places: ReadonlyMap<string, PlaceResults>;
  readonly county: CountyResults;
}

/** Revisions kept computed: the newest, and the one that slower readers still ask for. */
const KEPT = 2;

/**
 * `GET /api/places`: all municipalities in all elections, with the county's sums. `GET /api/places/:code`: one of them
 * with every party and district. The newest, or of `?revision=N` or `?at=TIME`; computed once per revision.
 */
export function placeRoutes(deps: ApiDeps) {
  const kept = new Map<number, Promise<Computed | null>>();
  const at = (revision: number) => {
    const held = kept.get(revision);
    if (held) return held;
    const computing = compute(deps, revision);
    const forget = () => kept.get(revision) === computing && kept.delete(revision);
    computing.then((found) => found ?? forget(), forget);
    kept.set(revision, computing);
    for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old);
    return computing;
  };
  const found = async (wanted: Parameters<typeof revisionAsked>[1]) => {
    const revision = await revisionAsked(deps, wanted);
    const computed = await at(revision);
    if (!computed) throw new HTTPException(404, { message: `there is no revision ${revision}` });
    return computed;
  };
  return new Hono()
    .get('/', query(asked), async (c) => {
      const { told, county } = await found(c.req.valid('query'));
      c.header('cache-control', 'no-cache');
      return c.json({ ...told, ...county } satisfies CountyAnswer);
    })
    .get('/:code', query(asked), async (c) => {
      const { told, places } = await found(c.req.valid('query'));
      const place = places.get(c.req.param('code'));
      if (!place)
        throw new HTTPException(404, { message: `there is no municipality ${c.req.param('code')}` });
      c.header('cache-control', 'no-cache');
      return c.json({ ...told, ...place } satisfies PlaceAnswer);
    });
}

async function compute({ nightRows, plan, snapshots }: ApiDeps, revision: number): Promise<Computed | null> {
  const prepared = await snapshots.at(revision);
  if (!prepared) return null;
  const known = await nightRows.known(revision);
  const { asOf, night } = prepared.snapshot;
  return {
    told: { revision, asOf, label: night.label, source: creditOf(plan), basis: BASIS },
    places: new Map(placeResults(known, plan).map((place) => [place.code, place])),
    county: countyResults(known, plan),
  };
}
