/**
 * Who decides what the big screen shows: it goes round by itself, holds what has happened, and obeys the operator. Pure:
 * the clock and the news are given, so a whole night can be directed in a test.
 */
import { GOALS } from './scenes.ts';

export interface Direction {
  readonly scene: string;
  /** The scene that the turn has come to: it goes on from there after news, a pin or a key. */
  readonly place: string;
  /** Since when it is shown, milliseconds. */
  readonly since: number;
  /** Scenes where something happened, still to be shown; the one on the screen is not among them. */
  readonly waiting: readonly string[];
  /** The scene on the screen is there because something happened. */
  readonly held: boolean;
  /** The operator's step that has been taken. */
  readonly step: number;
}

export interface Orders {
  readonly now: number;
  /** Scenes in turn. */
  readonly turn: readonly string[];
  readonly secondsPerScene: number;
  readonly paused: boolean;
  /** Only this scene, until the operator lets go. */
  readonly pin: string | null;
  /** Counts up each time the operator skips. */
  readonly step: number;
  /** Scenes where something has just happened, most important first. */
  readonly news: readonly string[];
}

/** Seconds that a scene stays when something has happened there. */
export const HOLD_SECONDS = 14;
/** and when other news waits for its turn. */
const HOLD_SHORT_SECONDS = 7;
/** So many happenings wait for their turn; more are in the list of news only. */
const MOST_WAITING = 3;

export const startDirection = (scene: string, now: number, step: number): Direction => ({
  scene,
  place: scene,
  since: now,
  waiting: [],
  held: false,
  step,
});

/** What is shown next: the same again as long as nothing asks for a change. */
export function directed(before: Direction, orders: Orders): Direction {
  const { now, pin, step, paused } = orders;
  const waiting = merged(before, orders.news);
  if (pin !== null) {
    return before.scene === pin
      ? { ...before, waiting: [], step }
      : shown({ ...before, waiting: [], step }, pin, now, false);
  }
  if (step !== before.step) return advance({ ...before, waiting, step }, orders);
  if (paused) return { ...before, waiting };
  const seconds = (now - before.since) / 1000;
  const due = before.held ? holdSeconds(waiting) : orders.secondsPerScene;
  const interrupts = waiting.length > 0 && !before.held;
  return interrupts || seconds >= due || !isKnown(before, orders)
    ? advance({ ...before, waiting }, orders)
    : { ...before, waiting };
}

/**
 * One scene further or back by hand, on the machine itself. Back from what lies outside the turn is where the turn was
 * interrupted.
 */
export function stepped(before: Direction, turn: readonly string[], by: 1 | -1, now: number): Direction {
  const at = turn.indexOf(before.place);
  const isAway = before.scene !== before.place && at !== -1;
  const next = by === 1 ? at + 1 : isAway ? at : at === -1 ? turn.length - 1 : at - 1 + turn.length;
  return inTurn({ ...before, waiting: [] }, turn[next % Math.max(1, turn.length)] ?? before.scene, now);
}

/** A scene held for its news may lie outside the turn; one that the night no longer has is left at once. */
const isKnown = ({ held, scene }: Direction, { turn }: Orders): boolean => held || turn.includes(scene);

const holdSeconds = (waiting: readonly string[]): number =>
  waiting.length > 0 ? HOLD_SHORT_SECONDS : HOLD_SECONDS;

function merged({ waiting, scene, held }: Direction, news: readonly string[]): readonly string[] {
  const fresh = news.filter((id) => !(held && id === scene));
  // Many goals at once: the scene of all of them tells more than any that waits.
  if (fresh[0] === GOALS) return [GOALS, ...fresh.slice(1)].slice(0, MOST_WAITING);
  return [...new Set([...waiting, ...fresh])].slice(0, MOST_WAITING);
}

function advance(before: Direction, { now, turn }: Orders): Direction {
  const [first, ...rest] = before.waiting;
  if (first !== undefined) return shown({ ...before, waiting: rest }, first, now, true);
  const at = turn.indexOf(before.place);
  return inTurn(before, turn[(at + 1) % Math.max(1, turn.length)] ?? before.scene, now);
}

const inTurn = (before: Direction, scene: string, now: number): Direction => ({
  ...shown(before, scene, now, false),
  place: scene,
});

const shown = (before: Direction, scene: string, now: number, held: boolean): Direction => ({
  ...before,
  scene,
  since: now,
  held,
});
