/** The archives of an XML night: a zip at each of its two addresses. */
import type { Context } from 'hono';
import { received, serve } from './answering.ts';
import { errorPage } from './error-page.ts';
import { answerFault } from './faulty-answer.ts';
import { isAnswerFault, type Fault } from './faults.ts';
import type { Feed, FeedEnv } from './feed.ts';
import type { ArchiveAddress, XmlNight } from './recording.ts';
import { Shelf } from './shelf.ts';

export function addXmlArchives(feed: Feed, night: XmlNight, shutdown: AbortSignal): void {
  const shelf = new Shelf(night);
  for (const address of ['night', 'final'] as const) {
    feed.app.get(night.paths[address], (c) => answer(c, { feed, shelf, address, shutdown }));
    feed.app.all(night.paths[address], (c) => errorPage(c, 405, { Allow: 'GET, HEAD' }));
  }
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
    return answerFault(fault.name, { c, request, bytes: standing?.bytes ?? null, shutdown });
  }
  const type = 'application/zip';
  const response =
    standing === null ? errorPage(c, 404) : serve(c, standing, { request, feed, nightMs, type });
  request.status = response.status;
  if (address === 'night' && c.req.method === 'GET') moveOn(feed);
  return response;
}

/** The fault that strikes this request. A fault of the archive waits until there is one. */
function strike({ faults }: Feed, shelf: Shelf, address: ArchiveAddress, nightMs: number): Fault | null {
  const fault = faults.due(address, nightMs);
  if (fault === null || (!isAnswerFault(fault.name) && !shelf.isFilled(address, nightMs))) return null;
  faults.spend(fault);
  return fault;
}

/** A running clock without a speed goes as fast as its client: each answer for the night archive moves it on. */
function moveOn({ clock, night }: Feed): void {
  if (!clock.running || clock.paused || clock.speed !== 'max') return;
  const next = night.publications.find(({ at }) => Date.parse(at) > clock.now());
  clock.seek(next === undefined ? clock.timeline.toNight(clock.timeline.end) : Date.parse(next.at));
}
