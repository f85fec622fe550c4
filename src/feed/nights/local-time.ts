/** `TID_RAPPORT`'s form, `yyyymmddhhmmss` in Swedish local time, and what can be done with it. */
import { Temporal } from 'temporal-polyfill';

const SWEDEN = 'Europe/Stockholm';

/** ISO 8601 with the Swedish offset: `2018-09-09T22:31:00+02:00`. */
export function isoOf(stamp: string): string {
  const zoned = plain(stamp).toZonedDateTime(SWEDEN);
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The stamp so many seconds later (both in the same summer time). */
export function plusSeconds(stamp: string, seconds: number): string {
  return stampOf(plain(stamp).add({ seconds }));
}

/** Seconds from one stamp to another. */
export function secondsBetween(from: string, to: string): number {
  return plain(from).until(plain(to), { largestUnit: 'second' }).seconds;
}

/** `20140914` and `22:33:58` as one stamp. */
export function stampAt(day: string, time: string): string {
  return day.replaceAll('-', '') + time.replaceAll(':', '');
}

function plain(stamp: string): Temporal.PlainDateTime {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? [];
  return Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
}

function stampOf(time: Temporal.PlainDateTime): string {
  return time.toString({ smallestUnit: 'second' }).replace(/\D/g, '');
}
