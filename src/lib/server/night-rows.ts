import { setImmediate as breathe } from 'node:timers/promises';
import { withChanges, type StoredChange } from '../election/curve.ts';
import { municipalityKey, nothingKnown, type Known } from '../election/known.ts';
import { reportKey } from '../election/model.ts';
import { inOrder } from './store/known.ts';
import type { RevisionRow, Store, WrittenRevision } from './store/store.ts';

/** One revision's row, and what it changed. */
export interface NightStep {
  readonly row: RevisionRow;
  readonly change: StoredChange;
}

/**
 * What every revision wrote, read once and kept: what was known at any of them is then made in memory, so that a reader
 * who walks through the night does not hold up those who follow it.
 */
export interface NightRows {
  /** Reads on until a revision is there. */
  reach(revision: number): Promise<void>;
  /** As far as it has been read, oldest first: revision 1 stands first. */
  readonly steps: readonly NightStep[];
  /** Everything as of a revision, as `Results.known` gives it; read from the store where memory does not reach. */
  known(revision: number): Promise<Known>;
}

/** Revisions whose rows are read together. */
const AT_ONCE = 16;
/** Revisions of which all that is known is kept put together: a page asks several times for the same. */
const KEPT = 4;

export function createNightRows(store: Store): NightRows {
  const steps: NightStep[] = [];
  const kept = new Map<number, Promise<Known>>();
  let reading: Promise<unknown> = Promise.resolve();
  const readTo = async (revision: number) => {
    while (steps.length < revision) {
      const written = await store.results.written(steps.length, Math.min(revision, steps.length + AT_ONCE));
      if (written.length === 0) throw new Error(`revision ${revision} was announced but is not in the store`);
      steps.push(...written.map(stepOf));
      await breathe();
    }
  };
  return {
    steps,
    reach(revision) {
      const read = reading.then(() => readTo(revision));
      reading = read.catch(() => undefined);
      return read;
    },
    known(revision) {
      const found = kept.get(revision);
      if (found) return found;
      const known =
        revision <= steps.length
          ? Promise.resolve(knownAfter(steps.slice(0, revision)))
          : store.results.known(revision);
      kept.set(revision, known);
      const forget = () => kept.get(revision) === known && kept.delete(revision);
      known.catch(forget);
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(old);
      return known;
    },
  };
}

function stepOf({
  reports,
  removed,
  municipalities,
  entries,
  corrections,
  ...row
}: WrittenRevision): NightStep {
  const at = row.publishedAt ?? row.at;
  const { revision } = row;
  return { row, change: { revision, at, reports, removed, municipalities, entries, corrections } };
}

/** Both maps in order of their keys, as the store gives them. */
function knownAfter(steps: readonly NightStep[]): Known {
  const known = withChanges(
    nothingKnown,
    steps.map(({ change }) => change),
  );
  return {
    ...known,
    reports: inOrder([...known.reports.values()], reportKey),
    municipalities: inOrder([...known.municipalities.values()], municipalityKey),
  };
}
