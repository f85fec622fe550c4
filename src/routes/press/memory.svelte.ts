import { SvelteMap } from 'svelte/reactivity';
import type { StoredEvent } from '$lib/election/event.ts';
import type { Snapshot } from '$lib/election/snapshot-shape.ts';
import type { Figure } from '$lib/press/figure.ts';
import { checkOf } from '$lib/press/permalink.ts';
import { recall, type Recall, type Remembered } from '$lib/press/recall.ts';
import { bounded, isCopies, loadCopies, saveCopies, type Kept } from './memory-store.ts';
import { allEvents } from './since.ts';

/** One copy, and how it stands: `null` while that is being found out. */
export interface Standing {
  readonly copied: Kept;
  readonly recall: Recall | null;
  /** The figure as it is now; `null`: there is none, or it is not known yet. */
  readonly now: Figure | null;
}

/** Finds a copied figure in a snapshot: `null`, there is none; `undefined`, not known (it could not be fetched yet). */
export type FindFigure = (copied: Remembered, snapshot: Snapshot) => Promise<Figure | null | undefined>;

const RETRY_MS = 3000;

type Outcome = Pick<Standing, 'recall' | 'now'>;
const UNKNOWN: Outcome = { recall: null, now: null };

/**
 * What calls a copy back, as a mark of its own; `''`: nothing does. More votes after a correction or a new stage are no
 * news to whoever has heard of that.
 */
export function alarmOf({ recall, now }: Outcome): string {
  switch (recall?.outcome) {
    case 'corrected':
      return `corrected|${recall.at ?? recall.now}`;
    case 'stage':
      return `stage|${now && now.kind !== 'count' ? now.ground.stage : ''}`;
    case 'gone':
      return 'gone';
    default:
      return '';
  }
}

/** There is a figure to copy instead. */
export const canBeCopied = ({ recall }: Standing): boolean => recall !== null && recall.outcome !== 'gone';

/**
 * What was copied in this browser, and whether it still holds. Copies of another night, or of another run of a replay,
 * are kept but set aside: nothing is said of them.
 */
export class CopyMemory {
  #copies = $state.raw<readonly Kept[]>([]);
  readonly #outcomes = new SvelteMap<string, Outcome>();
  /** Whether a copy is of the night and run that is on the page; made here, it is. */
  readonly #ours = new SvelteMap<string, boolean>();
  /** Everything since the oldest copy. */
  #events: readonly StoredEvent[] = [];
  #from: number | null = null;
  #after = 0;
  #snapshot: Snapshot | null = null;
  #working = false;
  #again = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly find: FindFigure) {}

  /** Newest first, those set aside left out. */
  get standings(): readonly Standing[] {
    return this.#copies
      .filter(({ key }) => this.#ours.get(key))
      .map((copied) => ({ copied, ...(this.#outcomes.get(copied.key) ?? UNKNOWN) }));
  }
  /** Copies that no longer hold and that nobody has said "Uppfattat" to. */
  get alarms(): readonly Standing[] {
    return this.standings.filter(
      (standing) => alarmOf(standing) !== '' && alarmOf(standing) !== standing.copied.seen,
    );
  }
  get setAside(): number {
    return this.#copies.filter(({ key }) => this.#ours.get(key) === false).length;
  }

  /** It was copied by itself, not in a table or a statement. */
  readonly isAlone = ({ copied }: Standing): boolean =>
    this.#copies.filter(({ copy }) => copy === copied.copy).length === 1;

  /** Reads what is kept; gives what ends the listening to other tabs. */
  open(): () => void {
    const take = () => {
      this.#copies = loadCopies();
      this.#bringLater();
    };
    take();
    const listen = (event: StorageEvent) => isCopies(event) && take();
    addEventListener('storage', listen);
    return () => {
      removeEventListener('storage', listen);
      clearTimeout(this.#retry);
    };
  }

  /** The figures of one copy. */
  remember(figures: readonly Omit<Kept, 'key' | 'copy' | 'seen'>[]): void {
    const copy = String(Date.now());
    const kept = figures.map((each) => ({ ...each, copy, key: `${copy}-${each.figure.id}`, seen: '' }));
    for (const { key, figure } of kept) {
      this.#ours.set(key, true);
      this.#outcomes.set(key, { recall: { outcome: 'holds' }, now: figure });
    }
    this.#keep([...kept, ...this.#copies]);
  }

  /** Whoever copied has heard of it: the alarm goes, the list keeps what became of the copy. */
  acknowledge(keys: readonly string[]): void {
    const heard = ({ key, seen }: Kept) =>
      keys.includes(key) ? alarmOf(this.#outcomes.get(key) ?? UNKNOWN) : seen;
    this.#keep(this.#copies.map((copied) => ({ ...copied, seen: heard(copied) })));
  }

  forgetAll(): void {
    this.#keep([]);
  }

  /** Holds every copy against this snapshot. */
  follow(snapshot: Snapshot): void {
    const held = this.#snapshot;
    const restarted =
      held &&
      (held.night.id !== snapshot.night.id ||
        snapshot.revision < held.revision ||
        Date.parse(snapshot.asOf ?? '') < Date.parse(held.asOf ?? ''));
    if (restarted) this.#forgetRun();
    this.#snapshot = snapshot;
    this.#bringLater();
  }

  #keep(copies: readonly Kept[]): void {
    this.#copies = bounded(copies);
    saveCopies(this.#copies);
  }

  #forgetRun(): void {
    this.#ours.clear();
    this.#outcomes.clear();
    this.#events = [];
    this.#from = null;
    this.#after = 0;
  }

  #bringLater(): void {
    this.#again = true;
    if (!this.#working) void this.#bring();
  }

  async #bring(): Promise<void> {
    this.#working = true;
    clearTimeout(this.#retry);
    while (this.#again && this.#snapshot) {
      this.#again = false;
      const done = await this.#hold(this.#snapshot);
      if (!done) this.#retry = setTimeout(() => this.#bringLater(), RETRY_MS);
    }
    this.#working = false;
  }

  /** `false`: something could not be fetched, and stands as it was. */
  async #hold(snapshot: Snapshot): Promise<boolean> {
    const known = await this.#tellRuns(snapshot);
    const ours = this.#copies.filter(({ key }) => this.#ours.get(key));
    if (ours.length === 0) return known;
    const fetched = await this.#fetchEvents(Math.min(...ours.map(({ lastEvent }) => lastEvent)));
    if (!fetched) return false;
    const outcomes = await Promise.all(
      ours.map(async (copied) => ({ copied, now: await this.find(copied, snapshot) })),
    );
    if (this.#snapshot !== snapshot) return known;
    for (const { copied, now } of outcomes) {
      if (now === undefined) continue;
      const outcome = recall(copied, now, this.#since(copied, snapshot));
      this.#outcomes.set(copied.key, { recall: outcome, now });
    }
    return known && outcomes.every(({ now }) => now !== undefined);
  }

  /** What came after the copy's own revision, up to the snapshot's. */
  #since({ revision: copied }: Kept, { revision: now }: Snapshot): readonly StoredEvent[] {
    return this.#events.filter(({ revision }) => revision !== null && revision > copied && revision <= now);
  }

  /**
   * Copies that were made on an earlier visit are ours if their revision, asked for anew, has the very figure that was
   * copied: a replay that was started over has another one there, or none.
   */
  async #tellRuns({ night }: Snapshot): Promise<boolean> {
    const untold = this.#copies.filter(({ key }) => !this.#ours.has(key));
    const told = await Promise.all(
      untold.map(async (copied) => {
        if (copied.night !== night.id) return { copied, ours: false };
        const then = await snapshotAt(copied.revision);
        const figure = then && (await this.find(copied, then));
        if (then === undefined || figure === undefined) return { copied, ours: undefined };
        return { copied, ours: figure !== null && checkOf(figure, night) === checkOf(copied.figure, night) };
      }),
    );
    for (const { copied, ours } of told) if (ours !== undefined) this.#ours.set(copied.key, ours);
    return told.every(({ ours }) => ours !== undefined);
  }

  async #fetchEvents(from: number): Promise<boolean> {
    if (this.#from === null || from < this.#from) {
      this.#from = this.#after = from;
      this.#events = [];
    }
    const fresh = await allEvents(this.#after);
    if (!fresh) return false;
    this.#events = [...this.#events, ...fresh];
    this.#after = Math.max(this.#after, ...fresh.map(({ id }) => id));
    return true;
  }
}

/** `null`: there is no such revision; `undefined`: no answer. */
async function snapshotAt(revision: number): Promise<Snapshot | null | undefined> {
  const answer = await fetch(`/api/snapshot?revision=${revision}`).catch(() => undefined);
  if (answer?.status === 404) return null;
  return answer?.ok ? ((await answer.json().catch(() => undefined)) as Snapshot | undefined) : undefined;
}
