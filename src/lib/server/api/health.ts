import { Hono } from 'hono';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { PresentFeed } from '../../election/snapshot-shape.ts';
import type { ApiDeps } from './deps.ts';

/** `GET /api/health`: 200 when the store answers and the feed is not down; otherwise 503 with the reasons. */
export const healthRoutes = ({ presentFeed, log }: ApiDeps) =>
  new Hono().get('/', async (c) => {
    try {
      const feed = await presentFeed();
      const reasons = feed.state === 'down' ? reasonsOf(feed) : [];
      return c.json({ ok: reasons.length === 0, reasons, feed }, reasons.length === 0 ? 200 : 503);
    } catch (error) {
      log.error({ err: error }, 'the store does not answer');
      return c.json({ ok: false, reasons: ['the store does not answer'], feed: null }, 503);
    }
  });

/** Since when, and what the last poll met. */
const reasonsOf = ({ checkedAt, problem }: PresentFeed): readonly string[] => [
  `no contact with the source since ${checkedAt ?? 'the start'}`,
  ...(problem === null ? [] : [problem]),
];

/** `GET /api/metrics`: Prometheus text. */
export function metricsRoutes({ presentFeed, live }: ApiDeps) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const revision = new Gauge({ name: 'malvakt_revision', help: 'Newest revision', registers: [registry] });
  const readers = new Gauge({
    name: 'malvakt_live_readers',
    help: 'Open live streams at rest',
    registers: [registry],
  });
  const state = new Gauge({
    name: 'malvakt_feed_state',
    help: 'Feed state',
    labelNames: ['state'],
    registers: [registry],
  });
  return new Hono().get('/', async (c) => {
    revision.set(live.newest);
    readers.set(live.waiting);
    state.reset();
    state.set({ state: (await presentFeed()).state }, 1);
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}
