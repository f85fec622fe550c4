import type { Context } from 'hono';
import { validator } from 'hono/validator';
import { z } from 'zod';
import { fault, type EntryFault } from '../../election/entry-fault.ts';
import type { Result } from '../../election/parse/error.ts';
import type { AuthEnv } from '../auth.ts';
import type { Entered } from '../desk.ts';
import { checking } from './checked.ts';

/** What was typed: a number is taken as well as its text; what is left out is empty. */
export const typed = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((text) => text ?? '');

/** Several words, each trimmed; empty ones are none. */
export const words = z
  .array(z.string())
  .nullish()
  .transform((list) => (list ?? []).map((word) => word.trim()).filter(Boolean));

/** Checks a JSON body against a schema; 422 with the fields that have another shape. */
export const body = <T extends z.ZodType>(schema: T) =>
  checking(
    validator('json', (value, c): z.output<T> | Response => {
      const parsed = schema.safeParse(value ?? {});
      if (parsed.success) return parsed.data;
      return refused(
        c,
        parsed.error.issues.map((issue) => fault(issue.path.join('.') || 'body', 'missing', issue.message)),
      );
    }),
    { part: 'json', schema },
  );

/** The answer to something entered: where it stands now, or every fault in it. */
export const answer = (c: Context<AuthEnv>, entered: Result<Entered, readonly EntryFault[]>): Response =>
  entered.ok ? c.json(entered.value) : refused(c, entered.error);

const refused = (c: Context, faults: readonly EntryFault[]): Response => {
  const error = faults.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return c.json({ error, faults }, 422);
};
