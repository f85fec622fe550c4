import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { claim } from './claim.ts';
import type { Client, ConnectOptions, Db, ListenOptions } from './client.ts';
import { takeLock, type FileLock } from './lock-file.ts';
import * as schema from './schema.ts';

/** Keeps nothing; for tests. */
const MEMORY = 'memory://';

/** PGlite in a folder of its own below `dataDir`, guarded by a lock file beside it. */
export async function connectEmbedded(dataDir: string, options: ConnectOptions): Promise<Client> {
  if (dataDir === MEMORY) return openFolder(MEMORY, null, options);
  await mkdir(dataDir, { recursive: true });
  const folder = join(resolve(dataDir), options.night);
  const lock = await takeLock(`${folder}.lock`);
  try {
    if (!(await exists(join(folder, 'PG_VERSION')))) await createFolder(folder);
    return await openFolder(folder, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** One night of a county needs no 128 MB of buffers; the process has pages to serve as well. */
const SMALL = ['-c', 'shared_buffers=16MB', '-c', 'wal_buffers=1MB'];

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Makes a new database folder in a process of its own: that takes a second database engine and some 400 MB for a
 * moment, which this process would keep.
 */
async function createFolder(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['-e', CREATE, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`no database could be made in ${folder}: exit ${code}`);
}

const CREATE = `
  import('@electric-sql/pglite')
    .then(({ PGlite }) => PGlite.create(process.argv[1]))
    .then((pg) => pg.close())
    .then(() => process.exit(0));
`;

/** The drivers are loaded here, not above: a server on Postgres never reads the database's 20 MB. */
async function openFolder(folder: string, lock: FileLock | null, options: ConnectOptions): Promise<Client> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { drizzle } = await import('drizzle-orm/pglite');
  const { migrate } = await import('drizzle-orm/pglite/migrator');
  const pg = await PGlite.create(folder, { startParams: [...PGlite.defaultStartParams, ...SMALL] });
  try {
    if (options.empty) await pg.exec('drop schema public cascade; create schema public');
    const db = drizzle(pg, { schema });
    await migrate(db, { migrationsFolder: options.migrationsFolder, migrationsSchema: 'public' });
    await claim(db, options.night);
    return client(pg, db, lock);
  } catch (error) {
    await pg.close();
    throw error;
  }
}

function client(pg: PGlite, db: Db, lock: FileLock | null): Client {
  const closing = new AbortController();
  return {
    kind: 'embedded',
    db,
    closed: closing.signal,
    listen: (options) => listen(pg, options),
    hold: async (signal) => {
      const over = AbortSignal.any([signal, closing.signal]);
      over.throwIfAborted();
      return over;
    },
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await pg.close();
      await lock?.release();
    },
  };
}

async function listen(pg: PGlite, options: ListenOptions): Promise<void> {
  const { channel, onNotice, onListening, signal } = options;
  // Quoted, or the driver would fold and the parser refuse it.
  const unlisten = await pg.listen(`"${channel}"`, onNotice);
  signal.addEventListener('abort', () => void (pg.closed || unlisten().catch(() => undefined)), {
    once: true,
  });
  onListening();
}
