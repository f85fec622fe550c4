/** How each fault of the answer looks over HTTP. */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { errorPage } from './error-page.ts';
import type { AnswerFault } from './faults.ts';
import type { FeedEnv } from './feed.ts';
import type { FeedRequest } from './requests.ts';

/** Seconds, by the clock of the night. */
const RETRY_AFTER = 120;

export interface AnswerScene {
  readonly c: Context<FeedEnv>;
  /** Its status is filled in, where there is an answer. */
  readonly request: FeedRequest;
  /** The archive (or index) that should have been sent; null before the first publication. */
  readonly bytes: Buffer | null;
  readonly shutdown: AbortSignal;
}

export async function answerFault(name: AnswerFault, scene: AnswerScene): Promise<Response> {
  const response = await broken(name, scene);
  scene.request.status = name === 'timeout' || name === 'reset' ? null : response.status;
  return response;
}

async function broken(name: AnswerFault, scene: AnswerScene): Promise<Response> {
  const { c } = scene;
  switch (name) {
    case 'timeout':
      await released(c.req.raw.signal, scene.shutdown);
      return errorPage(c, 503);
    case 'reset':
      return breakOff(scene);
    case 'forbidden':
      return errorPage(c, 403);
    case 'tooManyRequests':
      return errorPage(c, 429, { 'Retry-After': String(RETRY_AFTER) });
    case 'serverError':
      return errorPage(c, 500);
    case 'html':
      return errorPage(c, 200, {}, 503);
  }
}

/** Until the client gives up or the feed shuts down. */
function released(client: AbortSignal, shutdown: AbortSignal): Promise<void> {
  if (client.aborted || shutdown.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      client.removeEventListener('abort', done);
      shutdown.removeEventListener('abort', done);
      resolve();
    };
    client.addEventListener('abort', done);
    shutdown.addEventListener('abort', done);
  });
}

/** Sends the head for the whole archive and half of the body, then resets the connection. */
async function breakOff({ c, bytes }: AnswerScene): Promise<Response> {
  const whole = bytes ?? Buffer.alloc(0);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const headers = { 'Content-Type': 'application/zip', 'Content-Length': String(whole.length || 1) };
  const outgoing = c.env?.outgoing;
  if (outgoing === undefined) return c.body(brokenStream(half), 200, headers);
  outgoing.writeHead(200, { 'X-Malvakt-Feed': 'simulator', ...headers });
  await new Promise<void>((resolve) => outgoing.write(half, () => resolve()));
  outgoing.socket?.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function brokenStream(half: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error('The connection was reset (a fault of the feed simulator).'));
      else controller.enqueue(half);
      sent = true;
    },
  });
}
