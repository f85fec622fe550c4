import type { Entry } from '../election/entry.ts';
import type { EntryFault } from '../election/entry-fault.ts';
import type { Known } from '../election/known.ts';
import { fail, ok, type Result } from '../election/parse/error.ts';
import type { Plan } from '../election/plan.ts';
import { takeEntries } from '../election/take-entries.ts';
import type { FeedStatus, PresentFeed } from '../election/snapshot-shape.ts';
import type { Store } from './store/store.ts';

export interface DeskOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly presentFeed: () => Promise<PresentFeed>;
  /** The night's clock, ISO 8601 with offset. */
  readonly now: () => string;
}

export interface Writer {
  readonly who: string;
  /** Why something is taken back, or who phoned. */
  readonly remark: string | null;
}

/** Reads what was typed against what is known; called again when somebody else wrote in between. */
export type Check = (known: Known, at: string) => Result<readonly Entry[], readonly EntryFault[]>;

/** What people enter by hand: each write a revision of its own, with who wrote what over what. */
export interface Desk {
  /** The revision that holds it: a new one, or the newest where nothing changed. */
  enter(check: Check, writer: Writer): Promise<Result<Entered, readonly EntryFault[]>>;
}

export interface Entered {
  readonly revision: number;
  /** Key of what now stands, or was taken back. */
  readonly key: string;
}

/** How often a write is tried again when another one came in between. */
const TRIES = 5;

export function createDesk({ store, plan, presentFeed, now }: DeskOptions): Desk {
  async function attempt(
    check: Check,
    writer: Writer,
  ): Promise<Result<Entered, readonly EntryFault[]> | null> {
    const at = now();
    const known = await store.results.known();
    const checked = check(known, at);
    if (!checked.ok) return checked;
    const history = await store.events.targetStates(known.revision);
    const taken = takeEntries(known, checked.value, plan, history);
    const key = checked.value.at(-1)?.key ?? '';
    if (taken.rows.length === 0) return ok({ revision: known.revision, key });
    const written = await store.results.commit({
      expectedRevision: known.revision,
      at,
      publishedAt: at,
      cause: taken.rows[0]?.entry.kind ?? 'governing',
      file: null,
      feed: statusOf(await presentFeed()),
      municipalities: [],
      reports: [],
      removed: [],
      events: taken.events,
      entries: taken.rows.map((row) => ({ ...row, ...writer })),
    });
    return written.ok ? ok({ revision: written.value, key }) : null;
  }

  return {
    async enter(check, writer) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const done = await attempt(check, writer);
        if (done) return done.ok ? done : fail(done.error);
      }
      throw new Error('another process kept writing revisions in between');
    },
  };
}

const statusOf = ({ state, source, checkedAt, changedAt, publishedAt }: PresentFeed): FeedStatus => ({
  state,
  source,
  checkedAt,
  changedAt,
  publishedAt,
});
