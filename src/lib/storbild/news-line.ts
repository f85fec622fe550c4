/**
 * The line of news at the foot of every scene: what must not be missed is said one after another, each long enough to
 * read, and soon enough: within ten seconds, unless more comes in ten seconds than anybody could read. Pure.
 */
import { describeEvent, type EventContext } from '../describe-event.ts';
import type { StoredEvent } from '../election/event.ts';
import { formatInteger, formatWhen } from '../format.ts';
import { FLOOD, withoutHidden } from './news.ts';

/** One thing to say: an event, or a flood of goals that turned at once. */
export type NewsItem = readonly [StoredEvent, ...StoredEvent[]];

interface Waiting {
  readonly item: NewsItem;
  /** When it shall have begun to be said, milliseconds. */
  readonly by: number;
}

export interface NewsLine {
  readonly said: NewsItem | null;
  /** Since when it is said, milliseconds. */
  readonly since: number;
  readonly waiting: readonly Waiting[];
}

export const SILENT: NewsLine = { said: null, since: 0, waiting: [] };

/** What comes begins to be said within so many milliseconds, */
const WITHIN = 8_000;
/** and stays at least and at most so long. */
const [SHORTEST, LONGEST] = [1_000, 5_000];

/** What is said at `now`, after events that have just come (newest first, as they are listed). */
export function told(before: NewsLine, fresh: readonly StoredEvent[], now: number): NewsLine {
  const waiting = [...before.waiting, ...itemsOf(fresh).map((item) => ({ item, by: now + WITHIN }))];
  if (before.said !== null && now - before.since < stay(waiting, before.since)) return { ...before, waiting };
  const [first, ...rest] = waiting;
  if (first === undefined && before.said === null) return before;
  return { said: first?.item ?? null, since: now, waiting: rest };
}

/** The line without what the operator has hidden since it was said, or began to wait. */
export function lineWithoutHidden(line: NewsLine, hidden: readonly string[]): NewsLine {
  const kept = (item: NewsItem): NewsItem | null => {
    const [first, ...rest] = withoutHidden(item, hidden);
    if (first === undefined) return null;
    return rest.length + 1 === item.length ? item : [first, ...rest];
  };
  const waiting = line.waiting.flatMap(({ item, by }) => {
    const left = kept(item);
    return left ? [{ item: left, by }] : [];
  });
  return { ...line, said: line.said && kept(line.said), waiting };
}

/** How long what is said stays, if all that waits is to begin in time and each gets the same. */
const stay = (waiting: readonly Waiting[], since: number): number =>
  Math.max(SHORTEST, Math.min(LONGEST, ...waiting.map(({ by }, before) => (by - since) / (before + 1))));

/** Goals that turned and corrections, oldest first; a flood of goals is one thing to say. */
function itemsOf(fresh: readonly StoredEvent[]): readonly NewsItem[] {
  const oldestFirst = [...fresh].reverse();
  const turned = oldestFirst.filter(({ event }) => event.kind === 'target');
  const corrected = oldestFirst.filter(({ event }) => event.kind === 'correction');
  return [...groups(turned), ...groups(corrected)];
}

function groups(events: readonly StoredEvent[]): readonly NewsItem[] {
  const [first, ...rest] = events;
  if (first === undefined) return [];
  return events.length > FLOOD ? [[first, ...rest]] : events.map((event) => [event]);
}

/** `Nått 23.46 – Bättre resultat i kommunvalet i Berg än 2014`, or of a flood how many. */
export function newsWords([first, ...rest]: NewsItem, context: EventContext): string {
  if (rest.length === 0) return describeEvent(first, context).title;
  const many = formatInteger(rest.length + 1);
  const when = formatWhen(first.at, context.evening);
  return first.event.kind === 'target' ? `${many} mål har nytt läge ${when}` : `${many} rättelser ${when}`;
}
