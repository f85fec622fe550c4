import type { z } from 'zod';
import type { FeedErrorKind } from '../error.ts';
import type { Faults } from '../faults.ts';
import { ownLabel } from './labels.ts';

type Issue = z.core.$ZodIssue;

/**
 * A value against its schema: what was read, or `null` and its first fault, placed below `place`. Faults:
 * `missingElement` (an object or list), `missingAttribute` (a single value), `notAnInteger` (numbers as texts, too),
 * `negative`, `invalidValue`.
 */
export function checked<T>(schema: z.ZodType<T>, value: unknown, place: string, faults: Faults): T | null {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (issue === undefined) throw new Error(`${place}: refused without an issue`);
  const found = valueAt(value, issue.path);
  const [kind, expected] = faultOf(issue, found);
  faults.note(kind, [place, ...steps(value, issue.path)].join(' > '), shown(found), expected);
  return null;
}

function faultOf(issue: Issue, found: unknown): readonly [FeedErrorKind, string] {
  const expected = issue.message;
  if (issue.code === 'invalid_type') {
    const isPart = issue.expected === 'object' || issue.expected === 'array';
    if (found === undefined || found === null)
      return [isPart ? 'missingElement' : 'missingAttribute', expected];
    const isCount = issue.expected === 'number' || issue.expected === 'int';
    return [isCount ? 'notAnInteger' : 'invalidValue', expected];
  }
  if (issue.code === 'too_small') return [issue.origin === 'array' ? 'missingElement' : 'negative', expected];
  if (issue.code === 'too_big') return ['invalidValue', 'a number of at most 15 digits'];
  return ['invalidValue', expected];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | null)?.[step];
  return at;
}

/** `rosterPaverkaMandat > partiRoster S > antalRoster` */
function steps(value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const named: string[] = [];
  path.forEach((step, index) => {
    if (typeof step !== 'number') named.push(String(step));
    else named.push(`${named.pop() ?? ''} ${itemName(valueAt(value, path.slice(0, index + 1)), step)}`);
  });
  return named;
}

/** An item by its party, or by its number in the list. */
function itemName(item: unknown, index: number): string {
  const { partikod, partiforkortning } = (item ?? {}) as Record<string, unknown>;
  const abbreviation = typeof partiforkortning === 'string' ? partiforkortning : null;
  return typeof partikod === 'string'
    ? ownLabel(partikod, abbreviation)
    : (abbreviation ?? `no. ${index + 1}`);
}

/** A value as the file has it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}
