import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';

/** The one place where the API's failures become answers: expected ones with their words, bugs without. */
export const onError =
  (log: Logger): ErrorHandler =>
  (error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    // Kit throws its own error when a body is larger than BODY_SIZE_LIMIT.
    if (error instanceof Error && /^(Content-length|request body size) .*exceed/i.test(error.message))
      return c.json({ error: 'body too large' }, 413);
    log.error({ err: error, path: c.req.path }, 'request failed');
    return c.json({ error: 'internal error' }, 500);
  };

export const notFound: NotFoundHandler = (c) => c.json({ error: `there is nothing at ${c.req.path}` }, 404);
