import { placeOf, type Element } from './element.ts';
import type { Faults } from './faults.ts';
import { readFeedDate, readFeedTime } from './times.ts';

/** Readers of one attribute. After a fault they give something useless (`NaN`, `''`): look at `faults` before using it. */

/** The attribute as it stands; `missingAttribute` when it does not. */
export function text(element: Element, name: string, faults: Faults): string {
  const value = element.attributes[name];
  if (value !== undefined) return value;
  faults.note('missingAttribute', placeOf(element), 'nothing', name);
  return '';
}

/** A name as people read it: no spaces around it, single ones inside (the feed has double ones). */
export const spokenName = (element: Element, name: string, faults: Faults): string =>
  detached(text(element, name, faults).trim().replace(/\s+/g, ' '));

/**
 * A copy that owns its characters. An attribute is a slice of the chunk it was read from, so that one kept name of
 * thirteen letters or more would keep 128 kB alive.
 */
export const detached = (value: string): string => Buffer.from(value).toString();

/** The area's KOD: so many digits, of which the first are those of the area it lies in; `invalidValue` otherwise. */
export function codeWithin(element: Element, digits: number, outer: string, faults: Faults): string {
  const value = text(element, 'KOD', faults);
  if (value.length !== digits || !/^\d+$/.test(value) || !value.startsWith(outer)) {
    const form = `${digits} digits${outer === '' ? '' : ` that begin with ${outer}`}`;
    faults.note('invalidValue', placeOf(element), `KOD="${value}"`, form);
  }
  return value;
}

/** A whole number from 0 on: `missingAttribute`, `negative`, `notAnInteger`, `invalidValue` (beyond 15 digits). */
export function count(element: Element, name: string, faults: Faults): number {
  const value = element.attributes[name];
  if (value === undefined) {
    faults.note('missingAttribute', placeOf(element), 'nothing', name);
    return Number.NaN;
  }
  return countOf(element, name, value, faults);
}

/** The same where the attribute may be absent: then `null`, never 0. */
export function optionalCount(element: Element, name: string, faults: Faults): number | null {
  const value = element.attributes[name];
  return value === undefined ? null : countOf(element, name, value, faults);
}

/** One to 15 digits; digit by digit, since most of what a file holds are counts. */
function wholeNumber(value: string): number | null {
  if (value.length === 0 || value.length > 15) return null;
  let number = 0;
  for (let at = 0; at < value.length; at++) {
    const digit = value.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return number;
}

function countOf(element: Element, name: string, value: string, faults: Faults): number {
  const number = wholeNumber(value);
  if (number !== null) return number;
  const found = `${name}="${value}"`;
  if (/^-\d+$/.test(value)) faults.note('negative', placeOf(element), found, 'a number from 0 on');
  else if (/^\d+$/.test(value))
    faults.note('invalidValue', placeOf(element), found, 'a number of at most 15 digits');
  else faults.note('notAnInteger', placeOf(element), found, 'a whole number');
  return Number.NaN;
}

/** A time as ISO 8601 with offset; `null` when the attribute is empty, or absent where it may be. */
export function time(
  element: Element,
  name: string,
  faults: Faults,
  absent: 'allowed' | 'fault',
): string | null {
  const value = absent === 'fault' ? text(element, name, faults) : (element.attributes[name] ?? '');
  if (value === '') return null;
  const read = readFeedTime(value);
  if (read === null) {
    faults.note('invalidValue', placeOf(element), `${name}="${value}"`, 'a time as yyyymmddhhmmss');
  }
  return read;
}

/** A day as ISO 8601. */
export function day(element: Element, name: string, faults: Faults): string {
  const value = text(element, name, faults);
  const read = readFeedDate(value);
  if (read === null) faults.note('invalidValue', placeOf(element), `${name}="${value}"`, 'a day as yyyymmdd');
  return read ?? '';
}
