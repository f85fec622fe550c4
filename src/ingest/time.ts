import { Temporal } from 'temporal-polyfill';

/** An instant as Swedish local time with its offset, whole seconds: `2018-09-09T22:41:00+02:00`. */
export const swedishTime = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs / 1000) * 1000)
    .toZonedDateTimeISO('Europe/Stockholm')
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
