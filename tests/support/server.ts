/** The built web process, as `npm start` runs it, on a free port and in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { beforeAll, vi } from 'vitest';
import type { PresentFeed, Snapshot } from '../../src/lib/election/snapshot-shape.ts';
import { alone, prepared } from './prepared.ts';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** The simulator's control, in a replay. */
  readonly control: string;
  readonly token: string;
  readonly process: ChildProcess;
  log(): string;
  /** Ends it with a signal; gives the milliseconds that took. */
  stop(signal?: NodeJS.Signals): Promise<number>;
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  /** Default: any that is free. */
  readonly port?: number;
  readonly dataDir?: string;
}

const TOKEN = 'token-of-the-tests';
const BUILD_LOCK = join('node_modules', '.malvakt-test-build.lock');
let built: Promise<void> | null = null;

// Processes, browsers and nights: seconds on a machine at rest, minutes where others take its cores. The build is no
// part of any test's time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
beforeAll(buildOnce);

/** Builds once in a test run, if the last build was made from other files. */
export function buildOnce(): Promise<void> {
  return (built ??= buildAlone());
}

/** Two workers that built at the same time would empty each other's folder. */
const buildAlone = (): Promise<void> =>
  alone(BUILD_LOCK, () => run(['--import', 'tsx', 'src/commands/build-if-needed.ts']));

async function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${code}`);
}

/** The line in which the server says where it listens. */
const READY = /Målvakt visar .*:(\d+).*\n/;

export async function startServer({ env = {}, port = 0, dataDir }: ServerOptions = {}): Promise<TestServer> {
  await buildOnce();
  const folder = dataDir ?? (await freshFolder(env.REPLAY));
  const child = spawn(process.execPath, ['src/commands/serve.js'], {
    env: {
      PATH: process.env.PATH,
      TZ: 'UTC',
      NODE_ENV: 'production',
      ADMIN_TOKEN: TOKEN,
      DATA_DIR: folder,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (text += chunk));
  }
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const began = performance.now();
    if (!ended()) {
      child.kill(signal);
      await once(child, 'exit');
    }
    const took = performance.now() - began;
    if (!dataDir) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    return took;
  };
  await until(() => READY.test(text) || ended(), 120_000).catch(() => undefined);
  const listening = Number(READY.exec(text)?.[1]);
  if (ended() || !listening) {
    await stop('SIGKILL');
    throw new Error(`the server did not start:\n${text}`);
  }
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    dataDir: folder,
    control: controlIn(text),
    token: TOKEN,
    process: child,
    log: () => text,
    stop,
  };
}

/**
 * A data folder with a replay's database as the server makes it anew, still empty: that takes seconds, so it is made
 * once in a test run and copied.
 */
async function freshFolder(night = '2018'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'malvakt-server-'));
  const database = await prepared('new-database', async (made) => (await PGlite.create(made)).close());
  cpSync(database, join(folder, `replay-${night}`), { recursive: true });
  return folder;
}

/** The simulator's control, as a polling process logs it. */
export const controlIn = (log: string): string => /"control":"([^"]+)"/.exec(log)?.[1] ?? '';

/** The server after the whole night 2018, everything final: the night itself is played once in a test run. */
export async function startEndedServer(): Promise<TestServer> {
  const night = await prepared('ended-2018', async (dataDir) => {
    const server = await startServer({ dataDir, env: { REPLAY_START: 'end' } });
    await untilOver(server).finally(() => server.stop());
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'malvakt-server-'));
  cpSync(night, dataDir, { recursive: true });
  const server = await startServer({ dataDir, env: { REPLAY_START: 'end', REPLAY_KEEP: '1' } });
  await untilOver(server);
  const stop = async (signal?: NodeJS.Signals) => {
    const took = await server.stop(signal);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    return took;
  };
  return { ...server, stop };
}

/** Waits until something holds; throws when it never does. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain`);
    await sleep(50);
  }
}

/** Tells the simulator something. */
export async function tell(control: string, what: string, body: unknown): Promise<void> {
  const response = await fetch(`${control}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
}

type Where = Pick<TestServer, 'url'>;

export const newest = async ({ url }: Where): Promise<Snapshot> =>
  (await (await fetch(`${url}/api/snapshot`)).json()) as Snapshot;

export const feedOf = async ({ url }: Where): Promise<PresentFeed> =>
  ((await (await fetch(`${url}/api/health`)).json()) as { feed: PresentFeed }).feed;

/** Stops the night's clock: afterwards nothing moves until the test moves it. */
export async function stopClock(server: TestServer): Promise<void> {
  await tell(server.control, 'pause', { paused: true });
  await untilTakenIn(server);
}

/** Waits, while the clock stands, until all that was published by then has been fetched and stored. */
export async function untilTakenIn(server: TestServer): Promise<void> {
  await until(async () => {
    const { checkedAt, now } = await feedOf(server);
    return checkedAt === now;
  });
}

/** Waits until a replay has come to its end, with every contest final. */
export async function untilOver(server: TestServer): Promise<void> {
  await until(async () => {
    const { state, speed } = await feedOf(server);
    return state === 'complete' && speed === 0;
  }, 240_000);
}
