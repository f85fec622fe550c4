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

/** An answer that takes longer is none: otherwise one that never comes would be waited for all night. */
const PATIENCE_MS = 20_000;
/** So old may a course be before it says so: it is always a moment behind the figures. */
const LATE_MS = 5000;

/** What a contest's course is asked for. */
interface Wanted {
  readonly revision: number;
  readonly figures: string;
  /** When its figures first went beyond the course that is held, milliseconds. */
  readonly since: number;
}

/**
 * The courses of some contests, one of each: fetched again after a revision that changed the contest, one at a time, and
 * again after a while when that failed. The old one stands until the new one is here, and is told to be late.
 */
export class NightCurves {
  #held = $state.raw() as Readonly<Record<string, ContestCurve>>;
  /** The figures of each contest that its course is held for. */
  readonly #figures: Record<string, string>;
  readonly #wanted: Record<string, Wanted | null> = {};
  readonly #isFetching: Record<string, boolean> = {};
  #late = $state.raw<readonly string[]>([]);

  constructor(start: readonly ContestCurve[], snapshot: Snapshot) {
    this.#held = Object.fromEntries(start.map((curve) => [curve.contest, curve]));
    const same = snapshot.contests.filter(({ id }) => this.#held[id]?.revision === snapshot.revision);
    this.#figures = Object.fromEntries(same.map((contest) => [contest.id, figuresOf(contest)]));
  }

  of(contest: string): ContestCurve | null {
    return this.#held[contest] ?? null;
  }

  /** The course has been behind the contest's figures for some time. */
  isLate(contest: string): boolean {
    return this.#late.includes(contest);
  }

  /** Brings these contests up to the snapshot; belongs in an effect. */
  follow(snapshot: Snapshot, contests: readonly string[]): void {
    for (const contest of snapshot.contests) {
      if (!contests.includes(contest.id)) continue;
      const figures = figuresOf(contest);
      if ((this.#wanted[contest.id]?.figures ?? this.#figures[contest.id]) === figures) continue;
      this.#want(contest.id, { revision: snapshot.revision, figures });
    }
  }

  #want(contest: string, wish: Omit<Wanted, 'since'>): void {
    const since = this.#wanted[contest]?.since ?? performance.now();
    this.#wanted[contest] = { ...wish, since };
    setTimeout(() => this.#judge(contest), LATE_MS);
    if (!this.#isFetching[contest]) void this.#fetch(contest);
  }

  async #fetch(contest: string): Promise<void> {
    const asked = this.#wanted[contest];
    if (!asked) return;
    this.#isFetching[contest] = true;
    let wait = 0;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(curvePath(contest, asked.revision), { signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#take(contest, (await answer.json()) as ContestCurve, asked);
    } catch {
      wait = RETRY_MS;
    }
    this.#isFetching[contest] = false;
    this.#judge(contest);
    setTimeout(() => !this.#isFetching[contest] && void this.#fetch(contest), wait);
  }

  #take(contest: string, curve: ContestCurve, { figures }: Wanted): void {
    this.#held = { ...this.#held, [contest]: curve };
    this.#figures[contest] = figures;
    const wanted = this.#wanted[contest];
    if (wanted?.figures === figures) this.#wanted[contest] = null;
    else if (wanted) this.#wanted[contest] = { ...wanted, since: performance.now() };
  }

  #judge(contest: string): void {
    const wanted = this.#wanted[contest];
    const late = Boolean(wanted && performance.now() - wanted.since >= LATE_MS);
    if (late === this.isLate(contest)) return;
    this.#late = late ? [...this.#late, contest] : this.#late.filter((each) => each !== contest);
  }
}
