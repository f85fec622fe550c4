/** Fresh stores for tests, on both drivers; all that a test file opened is closed and removed when it ends. */
import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { openStore } from '../../src/lib/server/store/open.ts';
import type { OpenOptions, Store } from '../../src/lib/server/store/store.ts';
import { startPostgres } from './postgres.ts';
import { prepared } from './prepared.ts';

export type StoreKind = Store['kind'];
export const STORE_KINDS: readonly StoreKind[] = ['embedded', 'postgres'];

/** The night of every embedded test store: a copied folder belongs to the night it was made for. */
const NIGHT = 'test-store';

// Databases and whole nights: seconds on a machine at rest, a minute and more where others take its cores.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const opened: Store[] = [];
const nights: string[] = [];
let folder: Promise<string> | undefined;
let server: ReturnType<typeof startPostgres> | undefined;

/** A temporary folder of this test file. */
export const temporaryFolder = (): Promise<string> => (folder ??= mkdtemp(join(tmpdir(), 'malvakt-store-')));

/** Where a fresh, empty store of a kind can be opened (and opened again, after it was closed). */
export async function testOptions(kind: StoreKind): Promise<OpenOptions> {
  if (kind === 'postgres') {
    const name = randomUUID();
    nights.push(`test-${name}`, `live-${name}`);
    return { databaseUrl: await postgresUrl(), dataDir: '', night: `test-${name}` };
  }
  return copyOf(await prepared('empty-store', async (dataDir) => (await openStore(at(dataDir))).close()));
}

/** Where a copy of an embedded store's folder can be opened. A thousand files: in turn a fifth of the work of at once. */
export async function copyOf(folder: string): Promise<OpenOptions> {
  const dataDir = join(await temporaryFolder(), randomUUID());
  cpSync(folder, dataDir, { recursive: true });
  return at(dataDir);
}

/** The embedded store in a folder. Made anew it takes two seconds, copied a fifth of one. */
export const at = (dataDir: string): OpenOptions => ({ databaseUrl: null, dataDir, night: NIGHT });

/** A fresh store; closed when the test file ends, if the test has not closed it. */
export async function openTestStore(kind: StoreKind, options?: OpenOptions): Promise<Store> {
  const store = await openStore(options ?? (await testOptions(kind)));
  opened.push(store);
  return store;
}

/** The test file's own Postgres, started when the first test asks for it; skips the test where there is none. */
export async function postgresUrl(): Promise<string> {
  const started = await (server ??= startPostgres());
  if ('missing' in started) throw new Error(`Skip: ${started.missing}`);
  return started.url;
}

/** Why the tests of a kind cannot run here, or `null`. */
export async function missing(kind: StoreKind): Promise<string | null> {
  if (kind === 'embedded') return null;
  const started = await (server ??= startPostgres());
  return 'missing' in started ? started.missing : null;
}

afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  const started = await server;
  if (started && 'stop' in started) await started.stop(nights);
  if (folder) await rm(await folder, { recursive: true, force: true, maxRetries: 5 });
});
