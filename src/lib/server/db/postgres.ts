import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { claim } from './claim.ts';
import type { Client, ConnectOptions, ListenOptions } from './client.ts';
import { holdNight, isHeld } from './hold.ts';
import * as schema from './schema.ts';

/** Postgres, in a schema named for the night. */
export async function connectPostgres(url: string, options: ConnectOptions): Promise<Client> {
  await prepare(url, options);
  const pool = session(url, options.night, { max: 6 });
  const closing = new AbortController();
  return {
    kind: 'postgres',
    db: drizzle(pool, { schema }),
    closed: closing.signal,
    listen: (listening) => listen(pool, listening),
    hold: (signal) =>
      holdNight(options.night, AbortSignal.any([signal, closing.signal]), (onclose) =>
        session(url, options.night, { ...ONE_LASTING, onclose }),
      ),
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await pool.end({ timeout: 0.8 });
    },
  };
}

/** One connection that is not exchanged while it lives, for what belongs to a connection: locks. */
const ONE_LASTING = { max: 1, idle_timeout: 0, max_lifetime: null } as const;

/** Connections that see the night's schema and nothing else, its listening connection included. */
function session(url: string, night: string, options: postgres.Options<Record<string, never>>): postgres.Sql {
  return postgres(url, {
    connection: { search_path: `"${night}"`, application_name: `malvakt ${night}` },
    connect_timeout: 10,
    // The driver's own waits up to 20 s, and a screen would stand still for as long.
    backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1),
    fetch_types: false,
    onnotice: () => undefined,
    ...options,
  });
}

/** Empties, migrates and claims, one process at a time: drizzle's migrator takes no lock itself. */
async function prepare(url: string, { night, empty, migrationsFolder }: ConnectOptions): Promise<void> {
  const one = session(url, night, ONE_LASTING);
  try {
    await one`select pg_advisory_lock(hashtextextended(${`malvakt/open/${night}`}, 0))`;
    if (empty) await dropNight(one, night);
    const db = drizzle(one, { schema });
    await migrate(db, { migrationsFolder, migrationsSchema: night });
    await claim(db, night);
  } finally {
    await one.end({ timeout: 1 });
  }
}

async function dropNight(one: postgres.Sql, night: string): Promise<void> {
  if (await isHeld(one, night))
    throw new Error(`The store ${night} is in use by another poller: not emptied`);
  await one`drop schema if exists ${one(night)} cascade`;
}

/** The driver listens again by itself after a lost connection, and calls `onListening` each time. */
async function listen(pool: postgres.Sql, options: ListenOptions): Promise<void> {
  const { channel, onNotice, onListening, signal } = options;
  const { unlisten } = await pool.listen(channel, onNotice, onListening);
  signal.addEventListener('abort', () => void unlisten().catch(() => undefined), { once: true });
}
