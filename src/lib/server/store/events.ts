import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { ElectionEvent, StoredEvent } from '../../election/event.ts';
import type { Db } from '../db/client.ts';
import { events } from '../db/schema.ts';
import { heldState } from '../../election/snapshot.ts';
import type { EventQuery, Events, HeldTargetState } from './store.ts';
import { insertRows, write } from './write.ts';

/** What happened, in the order of writing. */
export const createEvents = (db: Db): Events => ({
  list: (query) => listEvents(db, query),
  add: async (added, at) => {
    if (added.length > 0) await write(db, (tx) => addEvents(tx, added, { revision: null, at }));
  },
  targetStates: (revision) => readTargetStates(db, revision),
});

export function addEvents(
  tx: Db,
  added: readonly ElectionEvent[],
  { revision, at }: { readonly revision: number | null; readonly at: string },
): Promise<void> {
  const rows = added.map((event) => ({
    revision,
    at,
    kind: event.kind,
    contest: event.contest,
    municipality: 'municipality' in event ? event.municipality : null,
    data: event,
  }));
  return insertRows(tx, events, rows);
}

async function listEvents(
  db: Db,
  { after, before, limit, kinds, place, upTo }: EventQuery,
): Promise<StoredEvent[]> {
  const rows = await db
    .select({ id: events.id, revision: events.revision, at: events.at, event: events.data })
    .from(events)
    .where(
      and(
        after === undefined ? undefined : gt(events.id, after),
        before === undefined ? undefined : lt(events.id, before),
        kinds && inArray(events.kind, [...kinds]),
        place && inPlace(place),
        upTo && hadHappened(upTo),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit);
  return rows;
}

/** Goals and seats name no municipality, only their contest. */
const inPlace = ({ municipality, contests }: NonNullable<EventQuery['place']>) =>
  or(eq(events.municipality, municipality), inArray(events.contest, [...contests]));

const hadHappened = ({ revision, time }: NonNullable<EventQuery['upTo']>) =>
  or(
    lte(events.revision, revision),
    and(isNull(events.revision), sql`${events.at}::timestamptz <= ${time}::timestamptz`),
  );

async function readTargetStates(db: Db, revision?: number): Promise<Map<string, HeldTargetState>> {
  const rows = await db
    .select({ at: events.at, event: events.data })
    .from(events)
    .where(
      and(eq(events.kind, 'target'), revision === undefined ? undefined : lte(events.revision, revision)),
    )
    .orderBy(asc(events.id));
  const states = new Map<string, HeldTargetState>();
  for (const { at, event } of rows)
    if (event.kind === 'target') states.set(event.target, heldState(states.get(event.target), event, at));
  return states;
}
