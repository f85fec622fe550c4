/**
 * The map between *night* time (when things were published, epoch milliseconds) and *played* time (milliseconds of
 * replay at normal speed, counted from the first publication). They run alike, except that a gap of more than
 * twenty minutes between two publications is played in one minute: the first minute after the earlier publication
 * runs as it did, and then night time jumps, so that the later publication comes exactly at the end of that minute.
 *
 * Exactly, for a cut gap from `a` to `b` (night), where `p` is the played time of `a`:
 * - played time `p + 60 000` is `b`, and for 0 <= x < 60 000 played time `p + x` is night time `a + x`;
 * - a night moment inside the cut, `a + 60 000 <= n < b`, is held at the last millisecond before the jump
 *   (`p + 59 999`): nothing that was published later stands there.
 * Before the first and after the last publication both run alike, without end. Times are whole milliseconds.
 */
export interface Timeline {
  toNight(playedMs: number): number;
  toPlayed(nightMs: number): number;
  /** Played time of the first publication: 0. */
  readonly start: number;
  /** Played time of the last publication and two minutes more. */
  readonly end: number;
}

/** Longest gap that is played in full. */
export const LONGEST_GAP = 20 * 60_000;
/** What a longer gap is cut to. */
export const CUT_GAP = 60_000;
const AFTER_LAST = 2 * 60_000;

interface Knot {
  readonly night: number;
  readonly played: number;
}

/** `times`: night times of all publications, ascending (equal ones allowed), at least one. */
export function createTimeline(times: readonly number[]): Timeline {
  const knots = knotsOf(times);
  const last = knots.at(-1) as Knot;
  return {
    start: 0,
    end: last.played + AFTER_LAST,
    toNight(played) {
      const knot = knots[newest(knots, (each) => each.played <= played)] as Knot;
      return knot.night + (played - knot.played);
    },
    toPlayed(night) {
      const at = newest(knots, (each) => each.night <= night);
      const knot = knots[at] as Knot;
      const next = knots[at + 1];
      const played = knot.played + (night - knot.night);
      return next === undefined ? played : Math.min(played, next.played - 1);
    },
  };
}

function knotsOf(times: readonly number[]): Knot[] {
  const [first] = times;
  if (first === undefined) throw new Error('A timeline needs at least one publication.');
  const knots: Knot[] = [{ night: first, played: 0 }];
  for (const night of times.slice(1)) {
    const before = knots.at(-1) as Knot;
    const gap = night - before.night;
    if (!(gap >= 0)) throw new Error('The publications of a timeline must be in order of time.');
    knots.push({ night, played: before.played + (gap > LONGEST_GAP ? CUT_GAP : gap) });
  }
  return knots;
}

/** Index of the last knot that fits (fitting ones come first); 0 when none does. */
function newest(knots: readonly Knot[], fits: (knot: Knot) => boolean): number {
  let low = 0;
  let high = knots.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(knots[middle] as Knot)) low = middle;
    else high = middle - 1;
  }
  return low;
}
