import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { cutConnections, startPostgres } from './support/postgres.ts';
import { freePort } from './support/port.ts';
import { controlIn, newest, startServer, tell, until } from './support/server.ts';

/** The ingest service as a process of its own on Postgres, and a web process that reads what it writes. */

const TOKEN = 'token-of-the-tests';
const ending: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ending.reverse()) await end();
});

async function startIngest(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/ingest/main.ts'], {
    env: { PATH: process.env.PATH, TZ: 'UTC', ADMIN_TOKEN: TOKEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (text += chunk));
  }
  // Not `exit`: what it said last may come after that.
  const closed = once(child, 'close') as Promise<[number | null]>;
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  ending.push(() => stop('SIGKILL'));
  return { stop, log: () => text, closed };
}

describe('two processes on Postgres', () => {
  test('the web process shows what the ingest process stores, hands uploads on, and sees it die', async (context) => {
    const postgres = await startPostgres();
    if ('missing' in postgres) return context.skip(postgres.missing);
    ending.push(() => postgres.stop(['replay-2018']));
    const shared = {
      DATABASE_URL: postgres.url,
      REPLAY_START: '2018-09-09T21:00:00+02:00',
      REPLAY_SPEED: '60',
    };
    const port = String(await freePort());
    const ingest = await startIngest({ ...shared, PORT: port });
    await until(() => ingest.log().includes('the ingest service stands ready'), 120_000);
    // However long the web process takes to start: the night waits for it.
    const control = controlIn(ingest.log());
    await tell(control, 'pause', { paused: true });
    const web = await startServer({ env: { ...shared, INGEST_URL: `http://127.0.0.1:${port}` } });
    ending.push(() => web.stop());
    await tell(control, 'pause', { paused: false });
    await until(async () => (await newest(web)).revision > 5);
    const seen = (await newest(web)).revision;
    await until(async () => (await newest(web)).revision > seen);
    expect((await newest(web)).night.label).toBe('REPRIS 2018');

    const upload = await fetch(`${web.url}/api/ingest/files?name=picture.png`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/zip' },
      body: new Uint8Array([1, 2, 3]),
    });
    expect(upload.status).toBe(422);
    expect(await upload.json()).toMatchObject({ outcome: 'refused' });
    const unsigned = await fetch(`${web.url}/api/ingest/files`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip' },
      body: new Uint8Array([1]),
    });
    expect(unsigned.status).toBe(401);

    // The database goes away for a moment, and every connection and lock with it: both processes come back.
    for (let times = 0; times < 3; times += 1) await cutConnections(postgres.url, 'replay-2018');
    let cut: number | undefined;
    // The first answers may be that the store does not answer.
    await until(async () => (cut = (await newest(web)).revision) !== undefined);
    await until(async () => (await newest(web)).revision > (cut ?? Infinity), 180_000).catch(
      (error: unknown) => {
        throw new Error(
          `${String(error)}\ningest: ${ingest.log().slice(-2000)}\nweb: ${web.log().slice(-2000)}`,
        );
      },
    );

    await ingest.stop('SIGKILL');
    await until(async () => (await fetch(`${web.url}/api/health`)).status === 503);
    expect((await newest(web)).contests[0]?.own.votes).toBeGreaterThan(0);
  });

  test('the ingest process refuses the embedded store', async () => {
    const ingest = await startIngest({});
    const [code] = await ingest.closed;
    expect(code).toBe(1);
    expect(ingest.log()).toContain('DATABASE_URL');
  });
});
