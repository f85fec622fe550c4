/** Swedish wall-clock time: what archive members are stamped with and what an operator types. */
import { Temporal } from 'temporal-polyfill';

const SWEDEN = 'Europe/Stockholm';

export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The Swedish wall clock at an ISO time with offset. */
export function wallClock(iso: string): WallClock {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(SWEDEN);
}

/** Epoch milliseconds as ISO 8601 with the Swedish offset: `2018-09-09T22:31:00+02:00`. */
export function swedishIso(nightMs: number): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(nightMs)).toZonedDateTimeISO(SWEDEN);
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/**
 * `22:31` in an election night, as epoch milliseconds. The night begins at noon on election day: 12:00 to 23:59 are
 * that day, 00:00 to 11:59 the day after. Null when it is no time of day.
 */
export function minuteOfNight(electionDate: string, minute: string): number | null {
  const [, hour = '', minutes = ''] = /^([01]\d|2[0-3])[:.]([0-5]\d)$/.exec(minute) ?? [];
  if (hour === '') return null;
  const day = Temporal.PlainDate.from(electionDate).add({ days: Number(hour) < 12 ? 1 : 0 });
  const time = Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minutes) });
  return day.toZonedDateTime({ timeZone: SWEDEN, plainTime: time }).epochMilliseconds;
}
