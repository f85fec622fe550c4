import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { ApiDeps } from './deps.ts';

/**
 * `GET /api/live`: `event: snapshot` with the newest snapshot (id = revision), and `event: feed` with the feed's present
 * state. Every connection is a loop of its own that writes the prepared bytes and waits for the write: one that stands
 * still waits alone, and gets the newest when it goes on.
 */
export const liveRoutes = (deps: ApiDeps) =>
  new Hono().get('/', (c) => {
    const { live, snapshots, presentFeed, heartbeatSeconds, shutdown } = deps;
    const last = Number(c.req.header('last-event-id') ?? -1);
    c.header('cache-control', 'no-cache, no-transform');
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      const gone = new AbortController();
      const end = AbortSignal.any([gone.signal, shutdown]);
      stream.onAbort(() => gone.abort());
      let seen = Number.isInteger(last) && last <= live.newest ? last : -1;
      while (!end.aborted) {
        const prepared = live.newest === seen ? null : await snapshots.at(live.newest);
        if (prepared) {
          await stream.write(prepared.event());
          seen = prepared.revision;
        }
        await stream.writeSSE({ event: 'feed', data: JSON.stringify(await presentFeed()) });
        await live.newerThan(seen, heartbeatSeconds * 1000, end);
      }
    });
  });
