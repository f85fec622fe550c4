import { Temporal } from 'temporal-polyfill';

/** The feed's clock: Swedish local time without a zone (docs: feed formats, part A, "Time"). */
const FEED_ZONE = 'Europe/Stockholm';

/** Offsets change on whole hours only, so one look-up serves every stamp of that hour. */
const offsets = new Map<string, string | null>();
/** A night has some ten different hours; the limit keeps hostile stamps from filling memory. */
const MOST_OFFSETS = 1000;

/**
 * `20140914223358` → `2014-09-14T22:33:58+02:00`; `null` for anything that is not a time of the Swedish clock (the
 * hour skipped in spring included). The hour that comes twice in autumn is read as its first.
 */
export function readFeedTime(stamp: string): string | null {
  if (!/^\d{14}$/.test(stamp)) return null;
  const [date, hour, minute, second] = [
    stamp.slice(0, 8),
    stamp.slice(8, 10),
    stamp.slice(10, 12),
    stamp.slice(12),
  ];
  if (minute > '59' || second > '59') return null;
  const offset = offsetAt(date, hour);
  if (offset === null) return null;
  return `${withDashes(date)}T${hour}:${minute}:${second}${offset}`;
}

/** `20140914` → `2014-09-14`; `null` for anything that is not a day of the calendar. */
export function readFeedDate(stamp: string): string | null {
  if (!/^\d{8}$/.test(stamp)) return null;
  return isDay(stamp) ? withDashes(stamp) : null;
}

/**
 * `2026-09-13T20:49:49` → `2026-09-13T20:49:49+02:00`; `null` for anything else, a time with a zone included: the feed's
 * times are Swedish local (docs: feed formats, part B, "Stages").
 */
export const readLocalTime = (text: string): string | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? readFeedTime(text.replace(/[-T:]/g, '')) : null;

/** `2026-09-13` as it stands; `null` for anything that is not a day of the calendar. */
export const readLocalDate = (text: string): string | null =>
  /^\d{4}-\d\d-\d\d$/.test(text) ? readFeedDate(text.replace(/-/g, '')) : null;

const withDashes = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

function offsetAt(day: string, hour: string): string | null {
  const key = day + hour;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  const offset = isDay(day) && hour <= '23' ? swedishOffset(day, Number(hour)) : null;
  offsets.set(key, offset);
  return offset;
}

function isDay(day: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6))];
  if (year < 1900 || month < 1 || month > 12 || date < 1) return false;
  return date <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}

function swedishOffset(day: string, hour: number): string | null {
  const local = Temporal.PlainDateTime.from({
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(4, 6)),
    day: Number(day.slice(6)),
    hour,
  });
  const zoned = local.toZonedDateTime(FEED_ZONE);
  return zoned.hour === hour ? zoned.offset : null;
}

/** The first look-up of a zone loads its rules (tens of milliseconds): when the program starts, not while a file is read. */
swedishOffset('19700101', 0);
