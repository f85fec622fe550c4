/** How a store is opened: by whom, for which night, how often at once; and what a crash leaves behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OpenOptions } from '../src/lib/server/store/store.ts';
import { connectionsGone, renameNight } from './support/postgres.ts';
import { missing, openTestStore, postgresUrl, STORE_KINDS, testOptions } from './support/store.ts';
import { commit, incoming, mustCommit } from './support/store-samples.ts';

/** Another process, which has the store open and has recorded a file. */
async function otherProcess(options: OpenOptions): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'support/record-and-wait.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const file = () => incoming(new Uint8Array([1]));

for (const kind of STORE_KINDS) {
  const why = await missing(kind);
  describe.skipIf(why !== null)(`Opening the ${kind} store${why ? ` (${why})` : ''}`, () => {
    test('goes on where a killed process left off, the recorded file included', async () => {
      const options = await testOptions(kind);
      await kill(await otherProcess(options));
      const store = await openTestStore(kind, options);
      const pending = await store.files.pending();
      expect(pending.map(({ file, bytes }) => [file.outcome, bytes])).toEqual([
        ['pending', new Uint8Array([1, 2, 3])],
      ]);
    });

    test('finds everything again after closing, and starts from nothing when asked to', async () => {
      const options = await testOptions(kind);
      const first = await openTestStore(kind, options);
      await mustCommit(first, commit(0));
      await first.close();
      const again = await openTestStore(kind, options);
      expect(await again.results.newest()).toBe(1);
      await again.close();
      const emptied = await openTestStore(kind, { ...options, empty: true });
      expect(await emptied.results.newest()).toBe(0);
    });

    test('never empties a live store', async () => {
      const options = { ...(await testOptions(kind)), night: 'live-2018-09-09' };
      await expect(openTestStore(kind, { ...options, empty: true })).rejects.toThrow('never emptied');
    });

    test('refuses a live start on the rows of a rehearsal', async () => {
      const options = await testOptions(kind);
      await (await openTestStore(kind, options)).close();
      const night = options.night.replace('test-', 'live-');
      if (options.databaseUrl) await renameNight(options.databaseUrl, options.night, night);
      else await cp(join(options.dataDir, options.night), join(options.dataDir, night), { recursive: true });
      await expect(openTestStore(kind, { ...options, night })).rejects.toThrow(
        /belongs to test-.* is not opened for live-/,
      );
    });

    test('refuses a night whose name says no mode', async () => {
      const options = await testOptions(kind);
      for (const night of ['2018', 'rehearsal-2018', 'live-', 'replay-../x', 'test-"x"', 'Replay-2018'])
        await expect(openTestStore(kind, { ...options, night })).rejects.toThrow('expected live-');
    });

    test('can be closed twice, and gives nothing afterwards', async () => {
      const store = await openTestStore(kind);
      await store.close();
      await store.close();
      await expect(store.files.record(file())).rejects.toThrow();
    });
  });
}

describe('The lock of the embedded store', () => {
  const lockOf = ({ dataDir, night }: OpenOptions) => join(dataDir, `${night}.lock`);

  test('turns a second process away and says who has it', async () => {
    const options = await testOptions('embedded');
    const child = await otherProcess(options);
    await expect(openTestStore('embedded', options)).rejects.toThrow(
      `in use by process ${child.pid} on ${hostname()}`,
    );
    await kill(child);
    expect(await (await openTestStore('embedded', options)).results.newest()).toBe(0);
  });

  test('turns a second opening in one process away until the first is closed', async () => {
    const options = await testOptions('embedded');
    const first = await openTestStore('embedded', options);
    await expect(openTestStore('embedded', { ...options, empty: true })).rejects.toThrow('in use by process');
    await first.files.record(file());
    await first.close();
    const second = await openTestStore('embedded', options);
    expect(await second.files.pending()).toHaveLength(1);
  });

  test('is taken over from a process that is gone, or that only has its number by chance', async () => {
    for (const holder of [
      { pid: process.pid, host: hostname(), started: null },
      { pid: process.ppid, host: hostname(), started: 'another start' },
      { pid: 2 ** 22 + 1, host: hostname(), started: null },
    ]) {
      const options = await testOptions('embedded');
      await writeFile(lockOf(options), JSON.stringify(holder));
      const store = await openTestStore('embedded', options);
      expect(JSON.parse(await readFile(lockOf(options), 'utf8'))).toMatchObject({ pid: process.pid });
      await store.close();
      await expect(access(lockOf(options))).rejects.toThrow('ENOENT');
    }
  });

  test('is left to another machine, which cannot be asked', async () => {
    const options = await testOptions('embedded');
    await writeFile(lockOf(options), JSON.stringify({ pid: 1, host: 'elsewhere', started: null }));
    await expect(openTestStore('embedded', options)).rejects.toThrow('process 1 on elsewhere');
  });

  test('lets one of several simultaneous openings through, also over a dead lock', async () => {
    const options = await testOptions('embedded');
    await writeFile(lockOf(options), '');
    const openings = await Promise.allSettled(
      Array.from({ length: 5 }, () => openTestStore('embedded', options)),
    );
    expect(openings.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const left = (await readdir(options.dataDir)).filter((name) => name.includes('.lock'));
    expect(left).toEqual([`${options.night}.lock`]);
  });

  test('is given back when the opening fails', async () => {
    const options = await testOptions('embedded');
    const failing = openTestStore('embedded', { ...options, migrationsFolder: '/nowhere' });
    await expect(failing).rejects.toThrow('_journal.json');
    expect(await (await openTestStore('embedded', options)).results.newest()).toBe(0);
  });

  test('is not needed in memory', async () => {
    const store = await openTestStore('embedded', {
      databaseUrl: null,
      dataDir: 'memory://',
      night: 'test-m',
    });
    expect(await store.results.newest()).toBe(0);
  });
});

const why = await missing('postgres');
describe.skipIf(why !== null)('Opening one night on Postgres', () => {
  test('succeeds for twelve at once', async () => {
    const options = await testOptions('postgres');
    const stores = await Promise.all(Array.from({ length: 12 }, () => openTestStore('postgres', options)));
    expect(await Promise.all(stores.map((store) => store.results.newest()))).toEqual(Array(12).fill(0));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('keeps nights in one database apart', async () => {
    const one = await openTestStore('postgres');
    const other = await openTestStore('postgres');
    await mustCommit(one, commit(0));
    expect(await other.results.newest()).toBe(0);
  });

  test('does not empty a store that another process polls into', async () => {
    const options = await testOptions('postgres');
    const first = await openTestStore('postgres', options);
    await first.poller.hold(new AbortController().signal);
    await expect(openTestStore('postgres', { ...options, empty: true })).rejects.toThrow('in use by another');
    await first.close();
    await connectionsGone(await postgresUrl(), options.night);
    const second = await openTestStore('postgres', { ...options, empty: true });
    expect(await second.results.newest()).toBe(0);
  });

  test('fails at once where no database answers', async () => {
    const databaseUrl = (await postgresUrl()).replace(/:\d+\//, ':1/');
    const opening = openTestStore('postgres', { databaseUrl, dataDir: '', night: 'test-none' });
    await expect(opening).rejects.toThrow('ECONNREFUSED');
  });
});

test('No migration names the schema public: a night’s tables lie in a schema of its own', async () => {
  const names = (await readdir('drizzle')).filter((name) => name.endsWith('.sql'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(await readFile(join('drizzle', name), 'utf8')).not.toContain('"public"');
});
