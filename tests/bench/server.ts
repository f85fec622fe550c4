/** The built web process, started with the very flags of `npm start`, on a free port and a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { endsWithUs, temporaryFolder } from './ending.ts';
import { until } from './measure.ts';

export interface Server {
  readonly url: string;
  readonly port: number;
  /** Milliseconds from its start to the first page that it answered. */
  readonly startedAfter: number;
  log(): string;
  /** Runs a poll at once and waits for its end. */
  poll(): Promise<void>;
  /** A figure of /proc/PID/status in bytes; `null` where there is no such file. */
  memory(name: 'VmRSS' | 'VmHWM'): number | null;
  /** Ends it as an operator does; milliseconds until it was gone. */
  stop(): Promise<number>;
}

export const TOKEN = 'token-of-the-bench';
const START = /^(?:exec )?node (.*)$/.exec(scripts().start ?? '')?.[1]?.split(' ');

function scripts(): Record<string, string | undefined> {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { scripts: Record<string, string> }).scripts;
}

export async function startServer(env: Record<string, string>, dataDir = temporaryFolder()): Promise<Server> {
  if (!START) throw new Error('package.json: the script "start" is not node …');
  const port = await freePort();
  const began = performance.now();
  const child = endsWithUs(
    spawn(process.execPath, START, {
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        NODE_ENV: 'production',
        ADMIN_TOKEN: TOKEN,
        DATA_DIR: dataDir,
        PORT: `${port}`,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const startedAfter = await firstAnswer(url, child, () => log).then(() => performance.now() - began);
  return {
    url,
    port,
    startedAfter,
    log: () => log,
    async poll() {
      const answer = await fetch(`${url}/api/ingest/poll`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      if (!answer.ok) throw new Error(`poll: ${answer.status} ${await answer.text()}`);
    },
    memory: (name) => memoryOf(child, name),
    stop: () => stop(child),
  };
}

/** Asks for the page every few milliseconds until it is there. */
async function firstAnswer(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end;) {
    if (child.exitCode !== null) break;
    if ((await statusOf(url)) === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`the server did not start:\n${log()}`);
}

const statusOf = (url: string): Promise<number> =>
  new Promise((resolve) => {
    const asking = request(url, { agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    asking.once('error', () => resolve(0)).end();
  });

function memoryOf(child: ChildProcess, name: string): number | null {
  try {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(
      readFileSync(`/proc/${child.pid}/status`, 'utf8'),
    );
    return kilobytes ? Number(kilobytes[1]) * 1024 : null;
  } catch {
    return null;
  }
}

async function stop(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('the server had ended by itself');
  const began = performance.now();
  child.kill('SIGTERM');
  await once(child, 'exit');
  return performance.now() - began;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits for a revision and what it holds. */
export const untilSnapshot = <T>(
  server: Server,
  what: string,
  look: (snapshot: unknown) => T,
  withinMs: number,
) =>
  until(
    what,
    async () => {
      const answer = await fetch(`${server.url}/api/snapshot`);
      return look(await answer.json());
    },
    withinMs,
  );
