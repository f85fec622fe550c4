/** What has happened between two states of the night, as scenes to show: most important first. */
import type { StoredEvent, TargetEvent } from '../election/event.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';
import { GOALS, sceneOfContest } from './scenes.ts';

/** So many goals that turn at once are told one by one; more are shown together, in the goals' own scene. */
export const FLOOD = 6;

/** What the screen may tell: nothing of a goal that the operator has hidden. */
export const withoutHidden = (
  events: readonly StoredEvent[],
  hidden: readonly string[],
): readonly StoredEvent[] =>
  events.filter(({ event }) => event.kind !== 'target' || !hidden.includes(event.target));

/** A night as the screen may tell it: the goals that the operator has hidden are not in it. */
export const withoutHiddenGoals = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  targets: snapshot.targets.filter(({ id }) => !snapshot.screen.hidden.includes(id)),
});

/** What of the events has been seen: up to a number; and what belongs to a revision that was already there is no news. */
export interface Seen {
  readonly id: number;
  readonly revision: number;
}

export const seenFrom = (events: readonly StoredEvent[], revision: number): Seen => ({
  id: events[0]?.id ?? 0,
  revision,
});

/**
 * The events (newest first) that have not been seen, and what then has been. A list that is empty for a while, for it is
 * being fetched anew, makes nothing news again; one whose numbers begin anew is a replay from its start, and was there.
 */
export function freshOf(
  seen: Seen,
  events: readonly StoredEvent[],
): { readonly fresh: readonly StoredEvent[]; readonly seen: Seen } {
  const newest = events[0]?.id ?? seen.id;
  const fresh = events.filter(({ id, revision }) => id > seen.id && (revision ?? Infinity) > seen.revision);
  return { fresh, seen: { ...seen, id: newest } };
}

/** Scenes where something has happened: many goals turned, a goal was decided, a correction came, seats moved, an area is done. */
export function newsScenes(
  before: Snapshot,
  after: Snapshot,
  events: readonly StoredEvent[],
): readonly string[] {
  const turned = events.flatMap(({ event }) =>
    event.kind === 'target' && isAnswer(event) ? (sceneOfContest(after, event.contest) ?? GOALS) : [],
  );
  const corrected = events.flatMap(({ event }) =>
    event.kind === 'correction' || event.kind === 'seats' ? (sceneOfContest(after, event.contest) ?? []) : [],
  );
  const changed = events.filter(({ event }) => event.kind === 'target');
  const together = changed.length > FLOOD && after.targets.length > 0 ? [GOALS] : [];
  return [...new Set([...together, ...turned, ...corrected, ...doneScenes(before, after)])];
}

/** An answer that was given, or taken back; a lean that comes and goes is no reason to turn to it. */
const isAnswer = ({ from, to }: TargetEvent): boolean =>
  [from, to].some((state) => state === 'reached' || state === 'missed');

/** Areas of which every ordinary district is counted now, and was not before; or whose count has become final. */
function doneScenes(before: Snapshot, after: Snapshot): readonly string[] {
  const earlier = new Map(before.contests.map((contest) => [contest.id, contest]));
  return after.contests.flatMap((contest) => {
    const then = earlier.get(contest.id);
    const done = isDone(contest) && then !== undefined && !isDone(then);
    const final = contest.stage === 'final' && then !== undefined && then.stage !== 'final';
    return done || final ? (sceneOfContest(after, contest.id) ?? []) : [];
  });
}

const isDone = ({ counted, stage }: Snapshot['contests'][number]): boolean =>
  stage !== 'none' && counted.of > 0 && counted.districts === counted.of;
