import { Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { aftermathRoutes } from './aftermath.ts';
import { archiveRoutes } from './archive.ts';
import { auditRoutes } from './audit.ts';
import { contestRoutes } from './contests.ts';
import { countRoutes } from './counts.ts';
import type { ApiDeps } from './deps.ts';
import { notFound, onError } from './errors.ts';
import { figureRoutes } from './figures.ts';
import { findingRoutes } from './findings.ts';
import { governingRoutes } from './governing.ts';
import { healthRoutes, metricsRoutes } from './health.ts';
import { liveRoutes } from './live.ts';
import { eventRoutes, fileRoutes } from './records.ts';
import { sessionRoutes } from './session.ts';
import { openapiRoutes } from './openapi.ts';
import { oralRoutes } from './oral.ts';
import { placeRoutes } from './places.ts';
import { reportRoutes } from './report.ts';
import { screenRoutes } from './screen.ts';
import { snapshotRoutes } from './snapshot.ts';

/**
 * Every answer of a replay or a test says so in a header of its own: lists and files that have no room for a label too.
 * A header takes no dash that is longer than a hyphen.
 */
const labelled =
  (label: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (label) c.header('x-malvakt-label', label.replaceAll('–', '-'));
  };

/** Everything below `/api`. */
export function createApi(deps: ApiDeps) {
  const api = new Hono()
    .basePath('/api')
    .use(secureHeaders({ crossOriginResourcePolicy: false, xFrameOptions: false }))
    .use(labelled(deps.archived.night.label))
    .route('/snapshot', snapshotRoutes(deps))
    .route('/live', liveRoutes(deps))
    .route('/contests', contestRoutes(deps))
    .route('/places', placeRoutes(deps))
    .route('/aftermath', aftermathRoutes(deps))
    .route('/figures', figureRoutes(deps))
    .route('/events', eventRoutes(deps))
    .route('/files', fileRoutes(deps))
    .route('/governing', governingRoutes(deps))
    .route('/counts', countRoutes(deps))
    .route('/oral', oralRoutes(deps))
    .route('/findings', findingRoutes(deps))
    .route('/audit', auditRoutes(deps))
    .route('/', reportRoutes(deps))
    .route('/archive', archiveRoutes(deps))
    .route('/screen', screenRoutes(deps))
    .route('/session', sessionRoutes(deps))
    .route('/health', healthRoutes(deps))
    .route('/metrics', metricsRoutes(deps));
  if (deps.ingest) api.route('/ingest', deps.ingest);
  api.route(
    '/openapi.json',
    openapiRoutes(() => api.routes, deps.ingest !== null),
  );
  api.onError(onError(deps.log));
  api.notFound(notFound);
  return api;
}

export type Api = ReturnType<typeof createApi>;
