import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { requireToken } from '../lib/server/auth.ts';
import { describeIngested, ingestFile, ingestPending, type Ingested } from './file.ts';
import { createPoller, type PollClock, type PollOptions } from './poll.ts';
import { createQueue } from './queue.ts';
import type { Register } from './register.ts';

export interface IngestOptions {
  readonly register: Register;
  readonly clock: PollClock;
  readonly addresses: readonly string[];
  readonly fetching: PollOptions['fetching'];
  readonly log: Logger;
  readonly token: string | null;
  readonly random?: () => number;
}

export interface Ingest {
  readonly app: ReturnType<typeof routes>;
  /** Polls until the signal (or, in a replay, until the night is over). */
  run(signal: AbortSignal): Promise<void>;
}

/** Largest file that is taken by hand. */
const MAX_UPLOAD = 64 * 1024 * 1024;

/** The ingest service: a poll loop and its HTTP routes. One thing at a time: polls and uploads stand in one queue. */
export function createIngest(options: IngestOptions): Ingest {
  const { register, clock } = options;
  const queue = createQueue();
  const poller = createPoller({
    register,
    clock,
    addresses: options.addresses,
    fetching: options.fetching,
    log: options.log,
    random: options.random ?? Math.random,
  });
  return {
    app: routes(options, queue, () => queue(() => poller.pollOnce(AbortSignal.timeout(120_000)))),
    async run(signal) {
      const held = await register.store.poller.hold(signal);
      const ends = AbortSignal.any([signal, held]);
      const pending = await queue(() => ingestPending(register));
      if (pending > 0) options.log.warn({ pending }, 'files recorded before a crash were read');
      await poller.run(ends, queue);
    },
  };
}

function routes(options: IngestOptions, queue: ReturnType<typeof createQueue>, pollNow: () => Promise<void>) {
  const { register, token } = options;
  return new Hono()
    .get('/status', (c) => c.json({ ...register.watch, source: register.source, now: register.now() }))
    .post('/poll', requireToken(token), async (c) => {
      await pollNow();
      return c.json({ ...register.watch, now: register.now() });
    })
    .post('/files', requireToken(token), bodyLimit({ maxSize: MAX_UPLOAD }), async (c) => {
      const name = c.req.query('name') ?? c.req.header('x-file-name') ?? 'upload.zip';
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const by = c.req.header('x-who') ?? null;
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
