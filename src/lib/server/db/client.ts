import { join } from 'node:path';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { OpenOptions } from '../store/store.ts';
import { modeOf, refuseToEmptyLive } from './night.ts';
import type * as schema from './schema.ts';

/** The database as both drivers give it; a transaction is one too. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface ListenOptions {
  readonly channel: string;
  /** Something was notified. */
  readonly onNotice: (payload: string) => void;
  /** It listens; or again, after the connection was lost. */
  readonly onListening: () => void;
  readonly signal: AbortSignal;
}

/** An open database: what the two drivers do in different ways. */
export interface Client {
  readonly kind: 'embedded' | 'postgres';
  readonly db: Db;
  /** Fires when the client is closed. */
  readonly closed: AbortSignal;
  /** Resolves when it listens. */
  listen(options: ListenOptions): Promise<void>;
  /** Waits until this process alone holds the night; the signal that it gives fires when that ends. */
  hold(signal: AbortSignal): Promise<AbortSignal>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly night: string;
  readonly empty: boolean;
  readonly migrationsFolder: string;
}

/** Opens the database that the options name: migrated, claimed for the night, and emptied first where asked for. */
export async function connect(options: OpenOptions): Promise<Client> {
  modeOf(options.night);
  if (options.empty) refuseToEmptyLive(options.night);
  const common: ConnectOptions = {
    night: options.night,
    empty: options.empty ?? false,
    migrationsFolder: options.migrationsFolder ?? join(process.cwd(), 'drizzle'),
  };
  if (options.databaseUrl === null) {
    const { connectEmbedded } = await import('./embedded.ts');
    return connectEmbedded(options.dataDir, common);
  }
  const { connectPostgres } = await import('./postgres.ts');
  return connectPostgres(options.databaseUrl, common);
}
