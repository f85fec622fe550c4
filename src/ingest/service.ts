import { Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { Auth, AuthEnv } from '../lib/server/auth.ts';
import { describeIngested, ingestFile, ingestPending, type Ingested } from './file.ts';
import type { FeedSource } from './feed-source.ts';
import { createPoller, type PollClock, type Poller, type PollOptions } from './poll.ts';
import { createQueue, type Queue } from './queue.ts';
import type { Register } from './register.ts';

export interface IngestOptions {
  readonly register: Register;
  readonly clock: PollClock;
  readonly feed: FeedSource;
  readonly fetching: PollOptions['fetching'];
  readonly log: Logger;
  readonly auth: Auth;
  readonly random?: () => number;
}

export interface Ingest {
  readonly app: ReturnType<typeof routes>;
  /** Polls until the signal (or, in a replay, until the night is over). */
  run(signal: AbortSignal): Promise<void>;
}

/** Pause before polling begins again after an interruption, and the longest that a poll by hand may take. */
const TRY_AGAIN_MS = 1000;
const POLL_NOW_MS = 120_000;
/** Largest file that is taken by hand. */
const MAX_UPLOAD = 64 * 1024 * 1024;

/** The ingest service: a poll loop and its HTTP routes. One thing at a time: polls and uploads stand in one queue. */
export function createIngest(options: IngestOptions): Ingest {
  const { register, clock } = options;
  const queue = createQueue();
  const poller = createPoller({
    register,
    clock,
    feed: options.feed,
    fetching: options.fetching,
    log: options.log,
    random: options.random ?? Math.random,
  });
  /** Polls as the night's only poller; ends when that is over (the store's connection broke), or the night. */
  async function pollWhileHeld(signal: AbortSignal): Promise<'ended' | 'over'> {
    const held = await register.store.poller.hold(signal);
    await register.resume();
    const pending = await queue(() => ingestPending(register, options.log));
    if (pending > 0) options.log.warn({ pending }, 'files recorded before a crash were read');
    return poller.run(AbortSignal.any([signal, held]), queue);
  }

  /** The store may be away for a while, and a bug must not end a night: polling begins again, and the log says why. */
  function interrupted(error: unknown, signal: AbortSignal): 'ended' {
    if (!signal.aborted) options.log.error({ err: error }, 'polling was interrupted, and begins again');
    return 'ended';
  }

  return {
    app: routes(options, queue, poller),
    async run(signal) {
      while (!signal.aborted) {
        const end = await pollWhileHeld(signal).catch((error: unknown) => interrupted(error, signal));
        if (end === 'over') return;
        if (!signal.aborted) await sleep(TRY_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

function routes(options: IngestOptions, queue: Queue, poller: Poller) {
  const { register, auth } = options;
  return new Hono<AuthEnv>()
    .get('/status', (c) => c.json({ ...register.watch, source: register.source, now: register.now() }))
    .post('/poll', auth.requireToken, async (c) => {
      const wait = poller.pause();
      if (wait > 0) {
        c.header('retry-after', String(wait));
        throw new HTTPException(429, { message: `the source asks to be left alone for ${wait} s` });
      }
      await queue(() => poller.pollOnce(AbortSignal.timeout(POLL_NOW_MS)));
      return c.json({ ...register.watch, now: register.now() });
    })
    .post('/files', auth.requireToken, bodyLimit({ maxSize: MAX_UPLOAD }), async (c) => {
      const name = c.req.query('name') ?? c.req.header('x-file-name') ?? 'upload.zip';
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const by = c.get('who');
      const ingested = await queue(() =>
        ingestFile(register, {
          name,
          source: 'upload',
          via: 'upload',
          by,
          fetchedAt: register.now(),
          etag: null,
          lastModified: null,
          bytes,
        }),
      );
      options.log.info({ file: ingested.fileId }, describeIngested(name, ingested));
      return c.json(uploadAnswer(ingested), ingested.outcome === 'refused' ? 422 : 200);
    });
}

const uploadAnswer = ({ fileId, outcome, revision, reasons, checksum }: Ingested) => ({
  file: fileId,
  outcome,
  revision,
  checksum,
  reasons,
});
