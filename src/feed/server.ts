/**
 * The authority's web server as far as a client of the result files sees it: a zip at each of the night's two
 * addresses, the newest publication by the night's clock, with conditional requests; nothing else. What may go wrong
 * is asked of the fault plan first. Every answer says in `X-Malvakt-Feed` that this is not the authority.
 */
import { Hono, type Context } from 'hono';
import { isNotModified } from './conditional.ts';
import { createControl } from './control.ts';
import { errorPage } from './error-page.ts';
import { answerFault } from './faulty-answer.ts';
import { FaultPlan, isAnswerFault, type Fault } from './faults.ts';
import type { Feed, FeedEnv, FeedOptions } from './feed.ts';
import type { ArchiveAddress } from './recording.ts';
import { RequestLog, type FeedRequest } from './requests.ts';
import { Shelf, type Standing } from './shelf.ts';
import { swedishIso } from './swedish-time.ts';

export function createFeed({ night, clock, faults }: FeedOptions): Feed {
  const shutdown = new AbortController();
  const app = new Hono<FeedEnv>();
  const feed: Feed = {
    night,
    clock,
    faults: new FaultPlan(faults),
    requests: new RequestLog(),
    etagHonoured: true,
    app,
    release: () => shutdown.abort(),
  };
  const shelf = new Shelf(night);
  app.use(async (c, next) => {
    c.header('X-Malvakt-Feed', 'simulator');
    await next();
  });
  app.route('/_control', createControl(feed));
  for (const address of ['night', 'final'] as const) {
    app.get(night.paths[address], (c) => answer(c, { feed, shelf, address, shutdown: shutdown.signal }));
    app.all(night.paths[address], (c) => errorPage(c, 405, { Allow: 'GET, HEAD' }));
  }
  app.notFound((c) => errorPage(c, 404));
  return feed;
}

interface Scene {
  readonly feed: Feed;
  readonly shelf: Shelf;
  readonly address: ArchiveAddress;
  readonly shutdown: AbortSignal;
}

async function answer(c: Context<FeedEnv>, scene: Scene): Promise<Response> {
  const { feed, shelf, address, shutdown } = scene;
  const nightMs = feed.clock.now();
  const request = received(c, nightMs);
  feed.requests.add(request);
  const fault = strike(feed, shelf, address, nightMs);
  request.fault = fault?.name ?? null;
  const standing = shelf.stands(address, nightMs, fault);
  if (fault !== null && isAnswerFault(fault.name)) {
    const response = await answerFault(fault.name, { c, bytes: standing?.bytes ?? null, shutdown });
    request.status = fault.name === 'timeout' || fault.name === 'reset' ? null : response.status;
    return response;
  }
  const response = standing === null ? errorPage(c, 404) : serve(c, standing, { request, feed, nightMs });
  request.status = response.status;
  if (address === 'night' && c.req.method === 'GET') moveOn(feed);
  return response;
}

function received(c: Context<FeedEnv>, nightMs: number): FeedRequest {
  return {
    at: swedishIso(nightMs),
    method: c.req.method,
    path: c.req.path,
    ifNoneMatch: c.req.header('If-None-Match') ?? null,
    ifModifiedSince: c.req.header('If-Modified-Since') ?? null,
    fault: null,
    status: null,
  };
}

/** The fault that strikes this request. A fault of the archive waits until there is one. */
function strike({ faults }: Feed, shelf: Shelf, address: ArchiveAddress, nightMs: number): Fault | null {
  const fault = faults.due(address, nightMs);
  if (fault === null || (!isAnswerFault(fault.name) && !shelf.isFilled(address, nightMs))) return null;
  faults.spend(fault);
  return fault;
}

function serve(
  c: Context<FeedEnv>,
  standing: Standing,
  { request, feed: { etagHonoured }, nightMs }: { request: FeedRequest; feed: Feed; nightMs: number },
): Response {
  const validators = {
    ETag: standing.etag,
    'Last-Modified': new Date(standing.modified).toUTCString(),
    Date: new Date(nightMs).toUTCString(),
  };
  if (isNotModified(standing, request, { etagHonoured, nightMs })) return c.body(null, 304, validators);
  return c.body(new Uint8Array(standing.bytes), 200, {
    ...validators,
    'Content-Type': 'application/zip',
    'Content-Length': String(standing.bytes.length),
  });
}

/** A running clock without a speed goes as fast as its client: each answer for the night archive moves it on. */
function moveOn({ clock, night }: Feed): void {
  if (!clock.running || clock.paused || clock.speed !== 'max') return;
  const next = night.publications.find(({ at }) => Date.parse(at) > clock.now());
  clock.seek(next === undefined ? clock.timeline.toNight(clock.timeline.end) : Date.parse(next.at));
}
