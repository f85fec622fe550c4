import type { CurvePart } from './election/curve.ts';
import type { Contest, Snapshot } from './election/snapshot-shape.ts';

/** What `GET /api/contests/:id/curve` tells a picture of one contest. */
export interface ContestCurve {
  readonly revision: number;
  readonly contest: string;
  readonly night: CurvePart;
  readonly later: CurvePart;
}

/** Where a contest's course is; a revision's answer stays the same for ever. */
export const curvePath = (contest: string, revision: number): string =>
  `/api/contests/${contest}/curve?revision=${revision}`;

const RETRY_MS = 5000;

/** What a contest's course follows: its own figures, and where they point. */
const figuresOf = ({ asOf, stage, counted, valid, own, projection }: Contest): string =>
  JSON.stringify([asOf, stage, counted, valid, own.votes, projection]);

/**
 * The courses of some contests, one of each: fetched again after a revision that changed the contest, and again after a
 * while when that failed. The old one stands until the new one is here.
 */
export class NightCurves {
  #held = $state.raw() as Readonly<Record<string, ContestCurve>>;
  /** The figures of each contest that its course is held, or being fetched, for. */
  readonly #figures: Record<string, string>;

  constructor(start: readonly ContestCurve[], snapshot: Snapshot) {
    this.#held = Object.fromEntries(start.map((curve) => [curve.contest, curve]));
    const same = snapshot.contests.filter(({ id }) => this.#held[id]?.revision === snapshot.revision);
    this.#figures = Object.fromEntries(same.map((contest) => [contest.id, figuresOf(contest)]));
  }

  of(contest: string): ContestCurve | null {
    return this.#held[contest] ?? null;
  }

  /** Brings these contests up to the snapshot; belongs in an effect. */
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
      const answer = await fetch(curvePath(contest, revision));
      if (!answer.ok) throw new Error(`${answer.status}`);
      const curve = (await answer.json()) as ContestCurve;
      if (isWanted()) this.#held = { ...this.#held, [contest]: curve };
    } catch {
      setTimeout(() => isWanted() && void this.#fetch(contest, revision, figures), RETRY_MS);
    }
  }
}
