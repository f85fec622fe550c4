/** The stand-alone simulator as its operator meets it: a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import { afterEach, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
let child: ChildProcess;
afterEach(() => child.kill('SIGKILL'));

function start(...args: string[]): ChildProcess {
  child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child;
}

const ended = (one: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => one.once('close', resolve));

async function allOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout as NodeJS.ReadableStream })) return line;
  return '';
}

describe('npm run feed', () => {
  it.each(['2014', '2018'])(
    'serves the night %s, says where in one line, and ends at once when told',
    async (night) => {
      const feed = start('--night', night, '--port', '0', '--start', 'end', '--fault', 'timeout');
      const [nightUrl = '', finalUrl = '', controlUrl = ''] =
        (await firstLine(feed)).match(/http:\S+\w/g) ?? [];
      const hanging = fetch(nightUrl).catch(() => 'broken');
      const archive = new AdmZip(Buffer.from(await (await fetch(finalUrl)).arrayBuffer()));
      expect(archive.readAsText('Filer')).toContain('slutresultat_2303K.xml\n');
      expect(await (await fetch(controlUrl)).json()).toMatchObject({
        night,
        speed: 60,
        running: true,
        finished: true,
      });
      const began = performance.now();
      feed.kill('SIGTERM');
      expect(await ended(feed)).toBe(0);
      // Not only when idle connections are let go after five seconds.
      expect(performance.now() - began).toBeLessThan(4000);
      expect(await hanging).toBe('broken');
    },
  );

  it.each([
    ['2026', 'val2026', 'Val_2026'],
    ['genrep2026', 'genrep2026', 'Genrep_2026'],
  ])('serves the JSON night %s below its base', async (night, folder, prefix) => {
    const feed = start('--night', night, '--port', '0', '--start', 'end', '--fault', 'missingZip');
    const line = await firstLine(feed);
    const [baseUrl = ''] = line.match(/http:\S+?(?=,)/g) ?? [];
    expect(baseUrl).toMatch(new RegExp(`^http://127.0.0.1:\\d+/resultatfiler/${folder}/$`));
    const index = await (await fetch(`${baseUrl}index.md5`)).text();
    expect(index).toContain(`  ./s/kf/${prefix}_slutlig_2303_KF.zip\n`);
    const archive = await fetch(`${baseUrl}s/kf/${prefix}_slutlig_2303_KF.zip`);
    const zip = new AdmZip(Buffer.from(await archive.arrayBuffer()));
    const member = `${prefix}_slutlig_mandatfordelning_2303_KF.json`;
    expect(JSON.parse(zip.readAsText(member))).toMatchObject({
      valtillfalle: prefix,
      test: night === 'genrep2026',
    });
    expect((await fetch(`${baseUrl}p/rd/${prefix}_preliminar_00_RD.zip`)).status).toBe(404);
  });

  it.each([
    [['--speed', 'fast'], '--speed'],
    [['--fault', 'explode'], 'explode'],
    [['--fault', 'unsigned'], 'unsigned'],
    [['--night', '2026', '--fault', 'emptyArchive'], 'emptyArchive'],
    [['--fault', 'html@9'], 'HH:MM'],
    [['--start', 'yesterday'], 'yesterday'],
  ])('refuses %j with a reason', async (args, reason) => {
    const feed = start('--port', '0', ...args);
    const [said, code] = await Promise.all([allOf(feed.stderr), ended(feed)]);
    expect([code, said]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('explains itself', async () => {
    const feed = start('--help');
    const [said, code] = await Promise.all([allOf(feed.stdout), ended(feed)]);
    expect([code, said]).toEqual([0, expect.stringContaining('wrongMemberChecksum')]);
  });
});
