import type { ContestAreas } from './election/map-areas.ts';
import type { Stage } from './election/model.ts';
import type { Contest, DistrictRow, Snapshot } from './election/snapshot-shape.ts';

/** What `GET /api/contests/:id/districts` tells a map of one contest. */
export interface ContestDistricts extends ContestAreas {
  readonly revision: number;
  readonly contest: string;
  readonly stage: Stage;
  readonly counted: Contest['counted'];
}

/** Where a contest's districts are; a revision's answer stays the same for ever. */
export const districtsPath = (contest: string, revision: number): string =>
  `/api/contests/${contest}/districts?revision=${revision}`;

type Answer = Omit<ContestDistricts, 'districts'> & { readonly districts: readonly DistrictRow[] };

/** A map shows one party: the others' votes stay where they are. */
export const withoutParties = (answer: Answer): ContestDistricts => ({
  ...answer,
  districts: answer.districts.map(({ parties: _others, ...row }) => row),
});

const RETRY_MS = 5000;

/** A contest's own figures: as long as they stand, so do its districts. */
const figuresOf = ({ asOf, stage, counted, valid, own }: Contest): string =>
  JSON.stringify([asOf, stage, counted, valid, own.votes]);

/**
 * The districts of some contests as they are now: fetched again after each revision that changed their contest, and
 * again after a while when that failed. What is held is always one revision's, with its own times and counts.
 */
export class MapDistricts {
  #held = $state.raw() as readonly ContestDistricts[];
  /** Contests whose districts could not be had when they were last asked for. */
  #failed = $state.raw<readonly string[]>([]);
  /** The figures of each contest that its districts are held, or being fetched, for. */
  readonly #figures: Record<string, string>;

  constructor(start: readonly ContestDistricts[], snapshot: Snapshot) {
    this.#held = start;
    const same = snapshot.contests.filter(({ id }) =>
      start.some(({ contest, revision }) => contest === id && revision === snapshot.revision),
    );
    this.#figures = Object.fromEntries(same.map((contest) => [contest.id, figuresOf(contest)]));
  }

  /** Those of the given contests that are held. */
  of(contests: readonly string[]): readonly ContestDistricts[] {
    return this.#held.filter(({ contest }) => contests.includes(contest));
  }

  /** The newest answer failed: what is held, if anything, is older than the snapshot. */
  hasFailed(contest: string): boolean {
    return this.#failed.includes(contest);
  }

  /** Brings these contests up to the snapshot. */
  follow(snapshot: Snapshot, contests: readonly string[]): void {
    for (const contest of snapshot.contests) {
      const figures = figuresOf(contest);
      if (!contests.includes(contest.id) || this.#figures[contest.id] === figures) continue;
      this.#figures[contest.id] = figures;
      void this.#fetch(contest.id, snapshot.revision, figures);
    }
  }

  async #fetch(contest: string, revision: number, figures: string): Promise<void> {
    const isWanted = () => this.#figures[contest] === figures;
    try {
      const answer = await fetch(districtsPath(contest, revision));
      if (!answer.ok) throw new Error(`${answer.status}`);
      const districts = (await answer.json()) as ContestDistricts;
      if (!isWanted()) return;
      this.#held = [...this.#held.filter((each) => each.contest !== contest), districts];
      this.#failed = this.#failed.filter((each) => each !== contest);
    } catch {
      if (!this.#failed.includes(contest)) this.#failed = [...this.#failed, contest];
      // The map goes on telling its own time; a newer revision, or the clock, tries again.
      setTimeout(() => isWanted() && void this.#fetch(contest, revision, figures), RETRY_MS);
    }
  }
}
