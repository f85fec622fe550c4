/** The built web process, as `npm start` runs it, on a free port and in a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  readonly port?: number;
  readonly dataDir?: string;
}

const TOKEN = 'token-of-the-tests';
let built: Promise<void> | null = null;

/** Builds once in a test run, if the last build was made from other files. */
export function buildOnce(): Promise<void> {
  return (built ??= run(['--import', 'tsx', 'src/commands/build-if-needed.ts']));
}

async function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${code}`);
}

export async function startServer({ env = {}, port, dataDir }: ServerOptions = {}): Promise<TestServer> {
  await buildOnce();
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'malvakt-server-')));
  const listening = port ?? (await freePort());
  const child = spawn(process.execPath, ['src/commands/serve.js'], {
    env: {
      PATH: process.env.PATH,
      TZ: 'UTC',
      NODE_ENV: 'production',
      ADMIN_TOKEN: TOKEN,
      DATA_DIR: folder,
      PORT: String(listening),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await until(() => text.includes('Målvakt visar') || child.exitCode !== null, 60_000);
  if (child.exitCode !== null) throw new Error(`the server did not start:\n${text}`);
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    dataDir: folder,
    control: /"control":"([^"]+)"/.exec(text)?.[1] ?? '',
    token: TOKEN,
    process: child,
    log: () => text,
    async stop(signal = 'SIGTERM') {
      const began = performance.now();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      const took = performance.now() - began;
      if (!dataDir) await rm(folder, { recursive: true, force: true });
      return took;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Waits until something holds; throws when it never does. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, 50));
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
