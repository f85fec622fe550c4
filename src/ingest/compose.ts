import type { Logger } from 'pino';
import type { Auth } from '../lib/server/auth.ts';
import type { Config } from '../lib/server/config.ts';
import type { OpenNight } from './night.ts';
import { MAX_BYTES, TIMEOUT_MS, userAgentOf } from './politeness.ts';
import { createRegister, type Register } from './register.ts';
import { createIngest, type Ingest } from './service.ts';

interface Parts {
  readonly log: Logger;
  readonly auth: Auth;
  readonly onRevision?: Register['onRevision'];
}

/** The ingest service of an opened night, as both the web process and the ingest process run it. */
export function composeIngest(config: Config, opened: OpenNight, { log, auth, onRevision }: Parts): Ingest {
  const { store, plan, night, source, now, since, clock, feed, json } = opened;
  const { intervalSeconds } = config;
  const register = createRegister({
    store,
    plan,
    night,
    source,
    now,
    since,
    intervalSeconds,
    json,
    ...(onRevision ? { onRevision } : {}),
  });
  const fetching = {
    userAgent: userAgentOf(config),
    timeoutMs: TIMEOUT_MS[config.feed.kind === 'replay' ? 'replay' : 'live'],
    maxBytes: MAX_BYTES,
  };
  // A replay is the same every time; only a real feed needs its readers spread out.
  const random = config.feed.kind === 'replay' ? () => 0.5 : Math.random;
  return createIngest({ register, clock, feed, fetching, log, auth, random });
}
