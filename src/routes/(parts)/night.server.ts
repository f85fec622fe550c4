import { error } from '@sveltejs/kit';
import { describeEvent, eventContext } from '$lib/describe-event.ts';
import type { StoredEvent } from '$lib/election/event.ts';
import type { Snapshot } from '$lib/election/snapshot-shape.ts';
import { eveningOf, formatDay, formatTime, formatWhen } from '$lib/format.ts';
import type { LiveStart } from '$lib/live.svelte.ts';
import {
  MINUTE_PARAMETER,
  minuteInWords,
  minuteNameOf,
  readMinute,
  type Minute,
  type NightLine,
  type ShownMinute,
  type Stop,
} from '$lib/minute.ts';
import type { App } from '$lib/server/app.ts';
import type { NightCourse } from '$lib/server/past.ts';

/** What every page of the night begins with: how it is, or how it was at the minute that the address names. */
export interface NightStart extends LiveStart {
  readonly shown: ShownMinute | null;
}

/** The one place where a page's load gets its night. An address with a minute that is none ends in words that say so. */
export async function nightOf(running: App, url: URL): Promise<NightStart> {
  const asked = url.searchParams.get(MINUTE_PARAMETER);
  if (asked === null) {
    const [snapshot, feed, events] = await Promise.all([
      running.newest(),
      running.presentFeed(),
      running.events(),
    ]);
    return { snapshot, feed, events, shown: null };
  }
  const minute = readMinute(asked);
  if (!minute) {
    error(404, {
      title: 'Tiden går inte att läsa',
      message: `Adressen frågar efter ”${asked.slice(0, 40)}”. En minut skrivs som ${MINUTE_PARAMETER}=2018-09-09T22.41.`,
    });
  }
  const course = await running.nightCourse();
  await refuseOutside(running, minute, course);
  const { snapshot, feed, events } = await running.past(minute.to);
  const nothingYet = snapshot.revision === 0;
  const line = course && lineOf(course, snapshot, (await running.presentFeed()).now);
  return { snapshot, feed, events, shown: { minute, nothingYet, line } };
}

/** Before election day there is no night, and after now there is nothing yet: no figure may stand there. */
async function refuseOutside(running: App, minute: Minute, course: NightCourse | null): Promise<void> {
  const { electionDate } = running.night;
  const { now } = await running.presentFeed();
  if (minute.name.slice(0, electionDate.length) < electionDate) {
    const first = course ? ` De första uppgifterna kom ${formatTime(course.from)}.` : '';
    error(404, {
      title: 'Valnatten hade inte börjat',
      message: `Det finns inga siffror från ${minuteInWords(minute)}. Valet hölls ${formatDay(electionDate)}.${first}`,
    });
  }
  if (Date.parse(minute.from) > Date.parse(now)) {
    error(404, {
      title: 'Dit har räkningen inte kommit',
      message: `Det finns inga siffror från ${minuteInWords(minute)}. Här är klockan ${formatWhen(now, eveningOf(electionDate))}.`,
    });
  }
}

/** As long as the night goes on, its line ends now. */
export function lineOf(
  { from, to, laterFrom, events }: NightCourse,
  snapshot: Snapshot,
  now: string,
): NightLine {
  const isOver = laterFrom !== null || Date.parse(now) - Date.parse(to) > OVER_AFTER_MS;
  const end = isOver ? to : now;
  return {
    from: minuteNameOf(Date.parse(from)),
    to: minuteNameOf(Math.max(Date.parse(end), Date.parse(to))),
    stops: stopsOf(events, snapshot),
  };
}
const OVER_AFTER_MS = 3 * 60 * 60 * 1000;

/** Goals that turned, and corrections, by the minute. */
function stopsOf(events: readonly StoredEvent[], snapshot: Snapshot): readonly Stop[] {
  const context = eventContext(snapshot);
  const stops = new Map<string, Stop>();
  for (const stored of events) {
    if (stored.event.kind === 'report') continue;
    const minute = minuteNameOf(Date.parse(stored.at));
    const held = stops.get(minute);
    const isTurn = stored.event.kind === 'target';
    stops.set(minute, {
      minute,
      turned: isTurn || (held?.turned ?? false),
      corrected: !isTurn || (held?.corrected ?? false),
      words: [...(held?.words ?? []), describeEvent(stored, context).title],
    });
  }
  return [...stops.values()].sort((a, b) => (a.minute < b.minute ? -1 : 1));
}
