/** The files of a JSON night: the index and the archives below its base, and the key of their signatures. */
import type { Context } from 'hono';
import { received, serve } from './answering.ts';
import { errorPage } from './error-page.ts';
import { answerFault } from './faulty-answer.ts';
import { isAnswerFault, JSON_FAULTS, type Fault } from './faults.ts';
import type { Feed, FeedEnv } from './feed.ts';
import { cutOff } from './json-faults.ts';
import { addressOf, JsonShelf, type Published } from './json-shelf.ts';
import type { JsonNight } from './recording.ts';
import type { FeedRequest } from './requests.ts';
import { createSigner } from './signer.ts';
import { md5, type Standing } from './slot.ts';

const KEY = '/keys/val-sign-crt.pem';
const INDEX_TYPE = 'text/plain; charset=utf-8';
const ZIP_TYPE = 'application/zip';

export function addJsonFiles(feed: Feed, night: JsonNight, shutdown: AbortSignal): void {
  const signer = createSigner();
  const shelf = new JsonShelf(night, signer);
  const scene: Scene = { feed, night, shelf, shutdown, told: { publications: null, published: [] } };
  const { app } = feed;
  app.get(`${night.base}index.md5`, (c) => answerIndex(c, scene));
  app.get(`${night.base}:folder/:election/:file`, (c) => answerArchive(c, scene));
  app.get(KEY, (c) => c.body(signer.publicKey, 200, { 'Content-Type': 'application/x-pem-file' }));
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], `${night.base}*`, (c) =>
    errorPage(c, 405, { Allow: 'GET, HEAD' }),
  );
}

interface Scene {
  readonly feed: Feed;
  readonly night: JsonNight;
  readonly shelf: JsonShelf;
  readonly shutdown: AbortSignal;
  /** What the index said last: how many publications were out, and the faults in what it lists. */
  told: { readonly publications: number | null; readonly published: readonly Published[] };
}

/** One request, with the fault that is due at its address. */
interface Asked {
  readonly request: FeedRequest;
  readonly nightMs: number;
  readonly due: Fault | null;
}

function ask(c: Context<FeedEnv>, { feed }: Scene, address: Fault['address']): Asked {
  const nightMs = feed.clock.now();
  const request = received(c, nightMs);
  feed.requests.add(request);
  return { request, nightMs, due: feed.faults.due(address, nightMs) };
}

function answerIndex(c: Context<FeedEnv>, scene: Scene): Response | Promise<Response> {
  const { feed, shelf } = scene;
  if (c.req.method === 'GET') moveOn(scene);
  const asked = ask(c, scene, 'index');
  const { request, nightMs, due } = asked;
  if (due !== null && isAnswerFault(due.name)) {
    return fail(c, scene, asked, shelf.index(nightMs, { ahead: null, published: scene.told.published }));
  }
  const ahead = due !== null && shelf.isFilled('night', nightMs) ? due : null;
  const published = publishedNow(scene, nightMs);
  for (const fault of [ahead, ...published]) if (fault !== null) feed.faults.spend(fault);
  request.fault = (ahead ?? published[0])?.name ?? null;
  scene.told = { publications: shelf.publishedAt(nightMs), published };
  return send(c, scene, { ...asked, type: INDEX_TYPE }, shelf.index(nightMs, { ahead, published }));
}

function answerArchive(c: Context<FeedEnv>, scene: Scene): Response | Promise<Response> {
  const { feed, night, shelf, told } = scene;
  const path = c.req.path.slice(night.base.length);
  const asked = ask(c, scene, addressOf(path));
  const { request, nightMs, due } = asked;
  const standing = shelf.archive(path, nightMs, told.published);
  if (due !== null && isAnswerFault(due.name)) return fail(c, scene, asked, standing);
  if (due === null || isPublished(due) || standing === null) {
    request.fault = shelf.faultAt(path, nightMs, told.published)?.name ?? null;
    return send(c, scene, { ...asked, type: ZIP_TYPE }, standing);
  }
  feed.faults.spend(due);
  request.fault = due.name;
  const left = due.name === 'truncated' ? cutShort(standing) : null;
  return send(c, scene, { ...asked, type: ZIP_TYPE }, left);
}

/** The faults that the index shows from this answer on, one for each address at most. */
function publishedNow({ feed, shelf }: Scene, nightMs: number): Published[] {
  return (['night', 'final'] as const).flatMap((address) => {
    const fault = feed.faults.due(address, nightMs);
    return fault !== null && isPublished(fault) && shelf.isFilled(address, nightMs) ? [fault] : [];
  });
}

const ELSEWHERE = ['indexAhead', 'missingZip', 'truncated'];
const isPublished = (fault: Fault): fault is Published =>
  fault.name in JSON_FAULTS && !ELSEWHERE.includes(fault.name);

/** With validators of its own, so that no cache takes it for the whole archive. */
function cutShort({ bytes, modified }: Standing): Standing {
  const left = cutOff(bytes);
  return { bytes: left, etag: `"${md5(left)}"`, modified };
}

/** An answer fault strikes. */
function fail(
  c: Context<FeedEnv>,
  { feed, shutdown }: Scene,
  { request, due }: Asked,
  standing: Standing | null,
): Response | Promise<Response> {
  if (due === null || !isAnswerFault(due.name)) throw new Error('There is no fault.');
  feed.faults.spend(due);
  request.fault = due.name;
  return answerFault(due.name, { c, request, bytes: standing?.bytes ?? null, shutdown });
}

function send(
  c: Context<FeedEnv>,
  { feed }: Scene,
  asked: Asked & { readonly type: string },
  standing: Standing | null,
): Response {
  const response = standing === null ? errorPage(c, 404) : serve(c, standing, { ...asked, feed });
  asked.request.status = response.status;
  return response;
}

/**
 * A running clock without a speed goes as fast as its client: when the index is asked for and has already told of the
 * publication that stands, the client has had the time to fetch what it listed, and the next one is put in place
 * before the answer. So a client that asks for the index, then for what changed, sees every publication in order.
 */
function moveOn({ feed: { clock }, night, shelf, told }: Scene): void {
  if (!clock.running || clock.paused || clock.speed !== 'max') return;
  const out = shelf.publishedAt(clock.now());
  if (told.publications !== out) return;
  const next = night.publications[out];
  clock.seek(next === undefined ? clock.timeline.toNight(clock.timeline.end) : Date.parse(next.at));
}
