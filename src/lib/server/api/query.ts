import { validator } from 'hono/validator';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { checking } from './checked.ts';

/** Largest revision or event that the database can number. */
export const MAX_ID = 2_147_483_647;

/** One page of a list that is told newest first. */
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  before: z.coerce.number().int().min(1).max(MAX_ID).optional(),
});

/** Checks a query against a schema; 400 with the field's name and what it must be. */
export const query = <T extends z.ZodType>(schema: T) =>
  checking(
    validator('query', (value): z.output<T> => {
      const unspaced = Object.fromEntries(
        Object.entries(value).map(([name, text]) => [
          name,
          typeof text === 'string' ? text.replace(/ (?=\d\d:\d\d$)/, '+') : text,
        ]),
      );
      const parsed = schema.safeParse(unspaced);
      if (parsed.success) return parsed.data;
      const message = parsed.error.issues
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        .join('; ');
      throw new HTTPException(400, { message });
    }),
    { part: 'query', schema },
  );
