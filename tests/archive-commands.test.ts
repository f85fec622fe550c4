/** The archive as people get and restore it: over HTTP with the token, and by the two commands. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { archiver, bearer, filesAt, liveNight, TOKEN } from './support/live-night.ts';
import { archivedNight, PERSONS, readSound, unpacked, type ArchivedNight } from './support/archived-night.ts';
import { temporaryFolder } from './support/store.ts';

const run = promisify(execFile);
const ARCHIVE = 'malvakt-replay-2018.zip';

let night: ArchivedNight;
beforeAll(async () => {
  night = await archivedNight(20);
});

interface Outcome {
  readonly code: number;
  readonly said: string;
}

/** Runs a command of ours with its own folder for stores. */
async function command(
  name: 'archive' | 'import',
  args: readonly string[],
  dataDir: string,
): Promise<Outcome> {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    REPLAY: name === 'archive' ? '2018' : '',
  };
  return run(process.execPath, ['--import', 'tsx', `src/commands/${name}.ts`, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      said: stdout + stderr,
    }),
  );
}

describe('npm run import and npm run archive', () => {
  test('restore on an empty machine, say that all snapshots are equal, and write the same archive again', async () => {
    const folder = await temporaryFolder();
    const [path, again] = [join(folder, ARCHIVE), join(folder, 'igen.zip')];
    await writeFile(path, night.bytes);
    const { length: revisions } = night.archive.revisions;
    const restored = await command('import', [path], join(folder, 'data'));
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.said).toContain(`${ARCHIVE}: ${revisions} revisions, all snapshots equal`);
    for (const name of PERSONS) expect(restored.said).not.toContain(name);
    expect(await command('archive', [again], join(folder, 'data'))).toMatchObject({ code: 0 });
    expect((await readFile(again)).equals(night.bytes)).toBe(true);
    const twice = await command('import', [path], join(folder, 'data'));
    expect(twice).toMatchObject({ code: 1 });
    expect(twice.said).toContain('storeNotEmpty');
    expect(twice.said).toContain('DATA_DIR');
  });

  test('say of an empty store how to name another', async () => {
    const empty = await command('archive', [], join(await temporaryFolder(), 'tom'));
    expect(empty).toMatchObject({ code: 1 });
    expect(empty.said).toContain('REPLAY=2018 names a replay');
    expect(empty.said).not.toContain('ReferenceError');
  });

  test('name a flipped byte’s member, and make no store', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'malvakt-skadad.zip');
    const damaged = Buffer.from(night.bytes);
    const at = damaged.indexOf('"kind":"report"');
    damaged[at + 10] = 0;
    await writeFile(path, damaged);
    const refused = await command('import', [path], join(folder, 'none'));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.said).toContain('damaged at events.json');
    await expect(readdir(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});

describe('GET /api/archive', () => {
  test('gives the archive to whoever has the token, and to nobody else', async () => {
    const live = await liveNight();
    const empty = await live.api.request('/api/archive', { headers: bearer(TOKEN) });
    expect(empty.status).toBe(404);
    await live.upload('valnatt.zip', archiver.build(filesAt(0.5)));
    expect((await live.api.request('/api/archive')).status).toBe(401);
    const answer = await live.api.request('/api/archive', { headers: bearer(TOKEN) });
    expect(answer.headers.get('content-disposition')).toContain('malvakt-live-2018-09-09.zip');
    const archive = await readSound(Buffer.from(await answer.arrayBuffer()));
    expect(archive.revisions).toHaveLength(1);
    expect(archive.files[0]).toMatchObject({ name: 'valnatt.zip', via: 'upload', by: 'api', revision: 1 });
    const everything = [...unpacked(Buffer.from(await again(live)))].map(([, bytes]) =>
      Buffer.from(bytes).toString(),
    );
    expect(everything.filter((text) => text.includes(TOKEN))).toEqual([]);
  });

  test('is open again when a reader has left in the middle', async () => {
    const live = await liveNight();
    await live.upload('valnatt.zip', archiver.build(filesAt(0.5)));
    const left = await live.api.request('/api/archive', { headers: bearer(TOKEN) });
    const reader = left.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const status = async () => {
      const answer = await live.api.request('/api/archive', { headers: bearer(TOKEN) });
      await answer.arrayBuffer();
      return answer.status;
    };
    // What was being written then comes to its next member first.
    await expect.poll(status, { timeout: 60_000 }).toBe(200);
  });
});

const again = async ({ api }: Awaited<ReturnType<typeof liveNight>>) =>
  (await api.request('/api/archive', { headers: bearer(TOKEN) })).arrayBuffer();

describe('An upload', () => {
  test('of an archive is no way to restore it', async () => {
    const live = await liveNight(TOKEN, '2019-01-20T12:00:00+01:00');
    const answer = await live.upload(ARCHIVE, night.bytes);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      outcome: 'refused',
      revision: null,
      reasons: [{ kind: 'unknownFile' }],
    });
  });

  test('of a reduced file is looked at as it is: its checksum does not count as the original’s', async () => {
    const live = await liveNight(TOKEN, '2019-01-20T12:00:00+01:00');
    const file = night.archive.files.find(({ reduced, checksum }) => reduced && checksum === 'verified');
    if (!file) throw new Error('the night has no reduced file');
    const bytes = await night.archive.content(file);
    const mark = encodeURIComponent(JSON.stringify(file.reduced));
    const answer = await live.api.request(`/api/ingest/files?name=slutresultat.zip&reduced=${mark}`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip', ...bearer(TOKEN), 'x-reduced': mark },
      body: new Uint8Array(bytes),
    });
    expect(await answer.json()).toMatchObject({ outcome: 'accepted', checksum: 'notChecked' });
    expect(await live.store.files.list({ limit: 1 })).toMatchObject([
      { reduced: null, size: bytes.byteLength, sha256: file.reduced?.sha256 },
    ]);
    const lists = unpacked(Buffer.from(bytes));
    expect(lists.has('Filer') || lists.has('Cksum')).toBe(false);
  });
});
