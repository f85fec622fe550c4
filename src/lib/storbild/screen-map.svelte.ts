import type { MapTable } from '../charts/district-map.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';
import { MapDistricts, type ContestDistricts } from '../map-districts.svelte.ts';

/** `coming`: asked for and not here yet; `failed`: cannot be had just now. Neither says that nothing is counted. */
export type MapStanding =
  | { readonly kind: 'shown'; readonly table: MapTable; readonly districts: ContestDistricts }
  | { readonly kind: 'coming' }
  | { readonly kind: 'failed' };

const RETRY_MS = 5000;

/**
 * The screen's one map, for as long as the page lives: its shapes are fetched once, its districts follow the night
 * whatever scene is shown, and what was last known stands until there is something newer.
 */
export class ScreenMap {
  readonly #districts: MapDistricts;
  #table = $state.raw<MapTable | null>(null);
  #hasTableFailed = $state(false);
  #asked = '';

  constructor(start: readonly ContestDistricts[], snapshot: Snapshot) {
    this.#districts = new MapDistricts(start, snapshot);
  }

  /** How the map of a contest stands. */
  of(contest: string): MapStanding {
    const [districts] = this.#districts.of([contest]);
    if (this.#table && districts) return { kind: 'shown', table: this.#table, districts };
    const failed = (this.#hasTableFailed && !this.#table) || this.#districts.hasFailed(contest);
    return { kind: failed ? 'failed' : 'coming' };
  }

  /** Brings the map of a contest up to the snapshot, with the shapes at an address; belongs in an effect. */
  follow(snapshot: Snapshot, contest: string, address: string): void {
    this.#districts.follow(snapshot, [contest]);
    if (this.#asked === address) return;
    this.#asked = address;
    void this.#fetchTable(address);
  }

  async #fetchTable(address: string): Promise<void> {
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#table = (await answer.json()) as MapTable;
      this.#hasTableFailed = false;
    } catch {
      this.#hasTableFailed = true;
      setTimeout(() => void this.#fetchTable(address), RETRY_MS);
    }
  }
}
