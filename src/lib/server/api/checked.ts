import type { z } from 'zod';

/** What a validator checks: which part of a request, against which schema. The API's description is made from it. */
export interface Checked {
  readonly part: 'query' | 'json';
  readonly schema: z.ZodType;
}

const checked = new WeakMap<object, Checked>();

/** Notes what a handler checks; gives the handler itself. */
export function checking<H extends object>(handler: H, what: Checked): H {
  checked.set(handler, what);
  return handler;
}

/** What a route's handler checks, `undefined` for one that checks nothing. */
export const checkOf = (handler: object): Checked | undefined => checked.get(handler);
