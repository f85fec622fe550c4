/** Figures to copy, of any revision: what they are, which recorded files they rest on, and what became of them since. */
import { districtRows } from '../election/districts.ts';
import type { StoredEvent } from '../election/event.ts';
import type { ContestPlan, Plan } from '../election/plan.ts';
import type { Contest, Snapshot } from '../election/snapshot-shape.ts';
import { districtFigures } from '../press/districts.ts';
import type { Figure } from '../press/figure.ts';
import { figuresOf } from '../press/figures.ts';
import { recall, type Recall } from '../press/recall.ts';
import { isFact } from '../press/told-figure.ts';
import type { Live } from './live.ts';
import type { NightRows } from './night-rows.ts';
import type { Snapshots } from './snapshots.ts';
import type { Cause, Store, StoredFile } from './store/store.ts';

export interface FiguresOptions {
  readonly store: Store;
  readonly plan: Plan;
  readonly live: Live;
  readonly snapshots: Snapshots;
  readonly nightRows: NightRows;
}

/** What one municipality's votes in a figure rest on: the file with its newest change, as it was received. */
export interface FileBehind {
  readonly municipality: string;
  readonly revision: number;
  readonly file: Pick<
    StoredFile,
    'name' | 'sha256' | 'size' | 'source' | 'fetchedAt' | 'publishedAt' | 'checksum'
  > & {
    /** Kept without persons, in a restored archive: the bytes of that sum are not here. */
    readonly reduced: boolean;
  };
}

/** How a figure came about: its revision, what made that, and the files with the votes that are in it. */
export interface Behind {
  readonly revision: number;
  /** When the revision was stored, on the night's clock; `null`: revision 0, before anything. */
  readonly at: string | null;
  readonly cause: Cause | null;
  readonly files: readonly FileBehind[];
}

/** A figure as the newest revision has it, beside the one that was asked for. */
export interface Since {
  readonly revision: number;
  readonly figure: Figure | null;
  readonly recall: Recall;
  /** As they stand there. */
  readonly contests: Snapshot['contests'];
}

export interface Figures {
  /** All figures of a snapshot; with a contest only its own, its counted districts included. */
  list(snapshot: Snapshot, contest: ContestPlan | null): Promise<readonly Figure[]>;
  /** `null`: there is no such figure at that revision, or it could not be told yet. */
  one(snapshot: Snapshot, id: string): Promise<Figure | null>;
  behind(figure: Figure, revision: number): Promise<Behind>;
  since(figure: Figure, revision: number): Promise<Since>;
}

/** More events than a district's elections have. */
const ALL_EVENTS = 100_000;
/** As `districtFigureId` makes them. */
const DISTRICT_ID = /^(.+)\.\d{8}\.andel$/;

export function createFigures({ store, plan, live, snapshots, nightRows }: FiguresOptions): Figures {
  const districts = async (snapshot: Snapshot, contest: ContestPlan): Promise<readonly Figure[]> => {
    const known = await nightRows.known(snapshot.revision);
    return districtFigures(districtRows(known, plan, contest), shownContest(snapshot, contest), snapshot);
  };
  const one: Figures['one'] = async (snapshot, id) => {
    const [, place] = DISTRICT_ID.exec(id) ?? [];
    const contest = plan.contests.find((each) => each.id === place);
    const among = contest ? await districts(snapshot, contest) : figuresOf(snapshot);
    return among.find((figure) => figure.id === id) ?? null;
  };
  const events = eventsOfNewest(store, live);
  return {
    one,
    async list(snapshot, contest) {
      const all = figuresOf(snapshot);
      if (!contest) return all;
      return [...all.filter((each) => each.contest === contest.id), ...(await districts(snapshot, contest))];
    },
    async behind(figure, revision) {
      const row = await store.results.revision(revision);
      const changes = isFact(figure) ? [] : changesIn(figure, await events()).filter(upTo(revision));
      const files = await filesBehind(store, changes);
      return { revision, at: row?.at ?? null, cause: row?.cause ?? null, files };
    },
    async since(figure, revision) {
      const newest = live.newest;
      const prepared = await snapshots.at(newest);
      const now = prepared && (await one(prepared.snapshot, figure.id));
      const later = (await events()).filter((stored) => !upTo(revision)(stored));
      return {
        revision: newest,
        figure: now,
        recall: recall(rememberedAt(revision, figure), now, later),
        contests: prepared?.snapshot.contests ?? [],
      };
    },
  };
}

function shownContest({ contests }: Snapshot, { id }: ContestPlan): Contest {
  const contest = contests.find((each) => each.id === id);
  if (!contest) throw new Error(`a snapshot lacks ${id}`);
  return contest;
}

/** A permalink says no length: the short sentence is what it is held to. Its events are told apart by revision. */
const rememberedAt = (revision: number, figure: Figure) => ({
  figure,
  length: 'short' as const,
  decimals: 2 as const,
  night: '',
  revision,
  lastEvent: 0,
  copiedAt: '',
});

const upTo =
  (newest: number) =>
  ({ revision }: StoredEvent): boolean =>
    revision !== null && revision <= newest;

/** Reports, corrections, goals and seats of the newest revision, newest first; read once for each. */
function eventsOfNewest(store: Store, live: Live): () => Promise<readonly StoredEvent[]> {
  let held: { readonly revision: number; readonly events: Promise<StoredEvent[]> } | null = null;
  return () => {
    if (held?.revision !== live.newest) {
      const events = store.events.list({
        limit: ALL_EVENTS,
        kinds: ['report', 'correction', 'final', 'target', 'seats'],
      });
      events.catch(() => (held = null));
      held = { revision: live.newest, events };
    }
    return held.events;
  };
}

/** Counts of what is in the figure: its contest's, or its one district's (the final count comes municipality by municipality). */
const changesIn = (figure: Figure, events: readonly StoredEvent[]): readonly StoredEvent[] =>
  events.filter(({ event }) => {
    if (event.contest === null || event.contest !== figure.contest) return false;
    if (event.kind === 'final')
      return (
        figure.kind !== 'district' ||
        (figure.ground.stage === 'final' && figure.district.startsWith(event.municipality))
      );
    if (event.kind !== 'report' && event.kind !== 'correction') return false;
    return figure.kind !== 'district' || event.district === figure.district;
  });

/** The file of each municipality's newest change, by municipality; events come newest first. */
async function filesBehind(store: Store, changes: readonly StoredEvent[]): Promise<readonly FileBehind[]> {
  const newest = new Map<string, number>();
  for (const { event, revision } of changes) {
    if ('municipality' in event && revision !== null && !newest.has(event.municipality))
      newest.set(event.municipality, revision);
  }
  const files = new Map<number, FileBehind['file'] | null>();
  for (const revision of new Set(newest.values())) files.set(revision, await fileOf(store, revision));
  return [...newest].sort().flatMap(([municipality, revision]) => {
    const file = files.get(revision);
    return file ? [{ municipality, revision, file }] : [];
  });
}

async function fileOf(store: Store, revision: number): Promise<FileBehind['file'] | null> {
  const id = (await store.results.revision(revision))?.fileId ?? null;
  const [file] = id === null ? [] : await store.files.list({ limit: 1, before: id + 1 });
  if (!file || file.id !== id) return null;
  const { name, sha256, size, source, fetchedAt, publishedAt, checksum } = file;
  const reduced = file.reduced !== null;
  return { name, sha256, size, source, fetchedAt, publishedAt, checksum, reduced };
}
