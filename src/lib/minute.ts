/** A minute of the night as addresses name it: `?vid=2018-09-09T22.41`, on the Swedish clock. */
import { capitalise, eveningOf, formatDay, formatOtherDay, formatTime } from './format.ts';

/** The name in addresses. */
export const MINUTE_PARAMETER = 'vid';

const MINUTE_MS = 60_000;
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)[.:](\d\d)$/;
/** Summer time, winter time. */
const OFFSETS = ['+02:00', '+01:00'];
const SWEDISH = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Stockholm',
});

/** One minute; a clock shows it from its first second to its last, and so does a page. */
export interface Minute {
  /** `2018-09-09T22.41` */
  readonly name: string;
  /** First and last second, ISO 8601 with offset. */
  readonly from: string;
  readonly to: string;
}

/** The minute that an instant (milliseconds) lies in: `2018-09-09T22.41`. */
export const minuteNameOf = (ms: number): string =>
  SWEDISH.format(new Date(ms)).replace(' ', 'T').replace(':', '.');

/** `null`: no minute that there is. A colon is read as well as a point: browsers' own fields write it. */
export function readMinute(text: string): Minute | null {
  const [, day, hour, minute] = NAME.exec(text) ?? [];
  const name = `${day}T${hour}.${minute}`;
  const isThis = (offset: string) => {
    const ms = Date.parse(`${day}T${hour}:${minute}:00${offset}`);
    return !Number.isNaN(ms) && minuteNameOf(ms) === name;
  };
  const offset = OFFSETS.find(isThis);
  if (day === undefined || offset === undefined) return null;
  return {
    name,
    from: `${day}T${hour}:${minute}:00${offset}`,
    to: `${day}T${hour}:${minute}:59${offset}`,
  };
}

/** So many minutes later, by name; the same name where it is none. */
export function minuteAfter(name: string, minutes: number): string {
  const minute = readMinute(name);
  return minute ? minuteNameOf(Date.parse(minute.from) + minutes * MINUTE_MS) : name;
}

/** Whole minutes from one to another, by name; 0 where one of them is none. */
export function minutesBetween(from: string, to: string): number {
  const [first, last] = [readMinute(from), readMinute(to)];
  return first && last ? Math.round((Date.parse(last.from) - Date.parse(first.from)) / MINUTE_MS) : 0;
}

/** Something that a reader goes to: goals that turned, districts that were corrected, in one minute. */
export interface Stop {
  /** The minute's name. */
  readonly minute: string;
  readonly turned: boolean;
  readonly corrected: boolean;
  /** What happened, a sentence each. */
  readonly words: readonly string[];
}

/** The night as the slider has it: its first and last minute by name, and its stops, those after the night included. */
export interface NightLine {
  readonly from: string;
  readonly to: string;
  readonly stops: readonly Stop[];
}

/** The minute that a page shows instead of the present one. */
export interface ShownMinute {
  readonly minute: Minute;
  /** Nothing was published yet. */
  readonly nothingYet: boolean;
  /** `null`: nothing is published still. */
  readonly line: NightLine | null;
}

/** `22.41, söndag 9 september 2018` */
export const minuteInWords = ({ from }: Minute): string => `${formatTime(from)}, ${formatDay(from)}`;

/** `Så här såg det ut 22.41, söndag 9 september 2018` */
export const shownInWords = ({ minute }: ShownMinute): string => `Så här såg det ut ${minuteInWords(minute)}`;

/** For a list of minutes: `22.41` within the night, `Ons 12 sep 16.05` after it. */
export function minuteInList(name: string, electionDate: string): string {
  const minute = readMinute(name);
  if (!minute) return name;
  const day = formatOtherDay(minute.from, eveningOf(electionDate));
  return [capitalise(day), formatTime(minute.from)].filter(Boolean).join(' ');
}

/** The nearest stops before and after a minute. */
export function stopsAround(
  { stops }: NightLine,
  name: string,
): { readonly before: Stop | null; readonly after: Stop | null } {
  return {
    before: stops.findLast(({ minute }) => minute < name) ?? null,
    after: stops.find(({ minute }) => minute > name) ?? null,
  };
}
