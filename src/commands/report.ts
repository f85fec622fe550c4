/**
 * `npm run report -- [FOLDER]`: the congress report as PDF, one for each municipality, and the same as a spreadsheet
 * (README, "The report"). Asks the server that runs on PORT; where none does, starts one of its own on the stored night
 * and ends it afterwards.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AftermathAnswer } from '../lib/server/api/aftermath.ts';
import { readEnvironment } from '../lib/server/config.ts';
import type { Snapshot } from '../lib/election/snapshot-shape.ts';

const [folder = '.', ...more] = process.argv.slice(2);
if (more.length > 0) leave(['usage: npm run report -- [FOLDER]']);
const config = readEnvironment();
if (!config.ok) leave(config.error);

const running = `http://localhost:${config.value.port}`;
const own = (await answers(running)) ? null : await startOwn();
try {
  await writeReport(own?.url ?? running);
} finally {
  own?.process.kill();
}

async function writeReport(url: string): Promise<void> {
  const { night, revision } = await json<Snapshot>(`${url}/api/snapshot`);
  if (revision === 0) return complain(`${night.id}: nothing is counted, so there is nothing to report`);
  await mkdir(folder, { recursive: true });
  const name = `rapport-${night.id}`;
  await save(`${url}/api/report.xlsx`, `${name}.xlsx`);
  if (!(await save(`${url}/api/report.pdf`, `${name}.pdf`))) return;
  const { places } = await json<AftermathAnswer>(`${url}/api/aftermath`);
  for (const { code } of places) await save(`${url}/api/report.pdf?kommun=${code}`, `${name}-${code}.pdf`);
}

/** Writes one file; what cannot be made is said, in the server's words. */
async function save(address: string, name: string): Promise<boolean> {
  const response = await fetch(address);
  if (!response.ok) {
    const { error = '' } = (await response.json().catch(() => ({}))) as { error?: string };
    complain(`${name}: ${error || response.status}`);
    return false;
  }
  const path = join(folder, name);
  const bytes = new Uint8Array(await response.arrayBuffer());
  await writeFile(path, bytes);
  console.log(`${path}: ${bytes.length} bytes`);
  return true;
}

async function json<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health`).catch(() => null);
  return response !== null;
}

interface OwnServer {
  readonly url: string;
  readonly process: ChildProcess;
}

/** A server on any free port that reads the store and polls nobody. */
async function startOwn(): Promise<OwnServer> {
  const child = spawn(process.execPath, ['src/commands/serve.js'], {
    env: { ...process.env, PORT: '0', INGEST: 'off', ...(process.env.FEED_URL ? {} : { REPLAY_KEEP: '1' }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => null);
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /Målvakt visar .*:(\d+)/.exec(line)?.[1];
      if (port) return port;
    }
    return null;
  })();
  const port = await Promise.race([listening, ended]);
  if (port === null) leave(['the server did not start']);
  child.stdout.resume();
  return { url: `http://localhost:${port}`, process: child };
}

function complain(words: string): void {
  console.error(words);
  process.exitCode = 1;
}

function leave(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
