/** `npm run ingest`: the ingest service alone, on Postgres; web processes beside it read the same store. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { composeIngest } from './compose.ts';
import { openNight, SetupError } from './night.ts';
import { onError } from '../lib/server/api/errors.ts';
import { createAuth } from '../lib/server/auth.ts';
import { readEnvironment, type Config } from '../lib/server/config.ts';

const log = pino({ base: null });
const config = readEnvironment();
if (!config.ok) leave(config.error);
if (config.value.databaseUrl === null) {
  leave([
    'DATABASE_URL: the ingest service alone needs postgres://…; the embedded store serves one process only',
  ]);
}
try {
  await run(config.value);
} catch (error) {
  if (error instanceof SetupError) leave(error.faults);
  throw error;
}

async function run(settings: Config): Promise<void> {
  const opened = await openNight(settings, log, true);
  const auth = createAuth({ token: settings.adminToken, publicUrl: settings.publicUrl, now: Date.now });
  const ingest = composeIngest(settings, opened, { log, auth });
  const app = new Hono().route('/api/ingest', ingest.app);
  app.onError(onError(log));
  const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port });
  log.info({ night: opened.night.id, port: settings.port }, 'the ingest service stands ready');
  const stopping = new AbortController();
  const polling = ingest.run(stopping.signal);
  const stop = async () => {
    stopping.abort();
    server.close();
    await polling.catch(() => undefined);
    await opened.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  await polling;
}

function leave(faults: readonly string[]): never {
  for (const fault of faults) log.fatal(fault);
  process.exit(1);
}
