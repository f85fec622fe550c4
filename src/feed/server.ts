/**
 * The authority's web server as far as a client of the result files sees it: the files of the night's format, the
 * newest by the night's clock, with conditional requests; nothing else. What may go wrong is asked of the fault plan
 * first. Every answer says in `X-Malvakt-Feed` that this is not the authority.
 */
import { Hono } from 'hono';
import { createControl } from './control.ts';
import { errorPage } from './error-page.ts';
import { FaultPlan } from './faults.ts';
import type { Feed, FeedEnv, FeedOptions } from './feed.ts';
import { addJsonFiles } from './json-server.ts';
import { RequestLog } from './requests.ts';
import { addXmlArchives } from './xml-server.ts';

export function createFeed({ night, clock, faults }: FeedOptions): Feed {
  const shutdown = new AbortController();
  const app = new Hono<FeedEnv>();
  const feed: Feed = {
    night,
    clock,
    faults: new FaultPlan(faults, night.format),
    requests: new RequestLog(),
    etagHonoured: true,
    app,
    release: () => shutdown.abort(),
  };
  app.use(async (c, next) => {
    c.header('X-Malvakt-Feed', 'simulator');
    await next();
  });
  app.route('/_control', createControl(feed));
  if (night.format === 'json') addJsonFiles(feed, night, shutdown.signal);
  else addXmlArchives(feed, night, shutdown.signal);
  app.notFound((c) => errorPage(c, 404));
  return feed;
}
