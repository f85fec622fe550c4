import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { withChange } from '../../election/curve.ts';
import { nothingKnown } from '../../election/known.ts';
import type { Plan } from '../../election/plan.ts';
import { buildSnapshot, heldState, type HeldTarget } from '../../election/snapshot.ts';
import type { NightInfo, Snapshot } from '../../election/snapshot-shape.ts';
import type { Ledger, Store } from '../store/store.ts';
import type { SnapshotHash } from './archive-format.ts';

export interface HashesOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly ledger: Pick<Ledger, 'revisions' | 'events'>;
}

/**
 * The hash of every revision's snapshot, oldest first: each is built from the store's rows, carried on from the one
 * before, and is byte for byte what the API serves (`snapshots.ts`, `rebuild`).
 */
export async function* snapshotHashes(options: HashesOptions): AsyncGenerator<SnapshotHash> {
  const { store, plan, night, ledger } = options;
  const history = new Map<string, HeldTarget>();
  const targets = ledger.events.filter(({ event, revision }) => event.kind === 'target' && revision !== null);
  let known = nothingKnown;
  let told = 0;
  for (const { revision, at, publishedAt, feed } of ledger.revisions) {
    const rows = await store.results.rowsOf(revision);
    known = withChange(known, { ...rows, revision, at: publishedAt ?? at });
    for (; (targets[told]?.revision ?? Infinity) <= revision; told += 1) {
      const { event, at: since } = targets[told] ?? {};
      if (event?.kind === 'target' && since)
        history.set(event.target, heldState(history.get(event.target), event, since));
    }
    yield hashesOf(buildSnapshot({ known, plan, night, feed, history: new Map(history) }));
    await breathe();
  }
}

function hashesOf(snapshot: Snapshot): SnapshotHash {
  const { contests, targets, ...rest } = snapshot;
  const parts: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) parts[name] = hashOf(value).slice(0, 12);
  for (const contest of contests) parts[contest.id] = hashOf(contest).slice(0, 12);
  for (const target of targets) parts[target.id] = hashOf(target).slice(0, 12);
  return { sha256: hashOf(snapshot), parts };
}

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
