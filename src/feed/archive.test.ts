import AdmZip from 'adm-zip';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Archiver } from './archive.ts';
import { posixCksum } from './cksum.ts';
import { fakeNight } from './fake-night.ts';
import type { ResultFile } from './recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'feed-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = fakeNight().publications[2]?.files() ?? [];
const content = (archive: Buffer, name: string): Buffer =>
  new AdmZip(archive).readFile(name) ?? Buffer.alloc(0);

/** What a program of this machine says, or null when it is not there. */
function ask(program: string, args: readonly string[], input?: Uint8Array): string | null {
  try {
    return execFileSync(program, args, {
      encoding: 'latin1',
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input && { input }),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

describe('the archive of a publication', () => {
  it('holds the XML in the given order, then Filer and Cksum', () => {
    const names = new AdmZip(new Archiver().build(files)).getEntries().map(({ entryName }) => entryName);
    expect(names).toEqual(['valnatt_00R.xml', 'valnatt_2303K.xml', 'valnatt_2326K.xml', 'Filer', 'Cksum']);
  });

  it('gives the files back byte for byte, and lists them in Filer', () => {
    const archive = new Archiver().build(files);
    for (const { name, bytes } of files) expect(content(archive, name).equals(bytes)).toBe(true);
    expect(content(archive, 'Filer').toString()).toBe(
      'valnatt_00R.xml\nvalnatt_2303K.xml\nvalnatt_2326K.xml\n',
    );
  });

  it('states the checksum that the cksum command gives', () => {
    expect(posixCksum([Buffer.from('123456789')])).toBe('930766865 9');
    expect(posixCksum([Buffer.from('1234'), Buffer.from('56789')])).toBe('930766865 9');
    const together = Buffer.concat(files.map(({ bytes }) => bytes));
    const stated = content(new Archiver().build(files), 'Cksum').toString();
    expect(stated).toBe(`${posixCksum([together])}\n`);
    expect(ask('cksum', [], together) ?? stated).toBe(stated);
  });

  it('is found sound by other readers of zip files', () => {
    const path = join(folder, 'sound.zip');
    writeFileSync(path, new Archiver().build(files));
    expect(ask('unzip', ['-tq', path]) ?? 'No errors').toContain('No errors');
    expect(ask('python3', ['-m', 'zipfile', '-t', path]) ?? 'Done testing').toContain('Done testing');
  });

  it('stamps the members in Swedish time, whatever the time zone of the machine', () => {
    const entry = new AdmZip(new Archiver().build(files)).getEntry('valnatt_2326K.xml');
    const stamp = entry?.header.timeval ?? 0;
    expect([stamp >>> 25, (stamp >>> 21) & 15, (stamp >>> 16) & 31]).toEqual([2018 - 1980, 9, 9]);
    expect([(stamp >>> 11) & 31, (stamp >>> 5) & 63, (stamp & 31) * 2]).toEqual([20, 42, 0]);
  });

  it('has the same bytes for the same files, fresh or from the kept members', () => {
    const archiver = new Archiver();
    expect(archiver.build(files).equals(archiver.build(files))).toBe(true);
    expect(archiver.build(files).equals(new Archiver().build([...files]))).toBe(true);
  });

  it('holds nothing at all without files', () => {
    expect(new AdmZip(new Archiver().build([])).getEntries()).toEqual([]);
  });

  it('carries any bytes', () => {
    const anyFiles = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z_]{1,12}\.xml$/),
        bytes: fc.uint8Array({ maxLength: 2000 }),
        exportedAt: fc.constantFrom('2018-09-09T20:41:01+02:00', '2019-01-17T13:46:27+01:00'),
      }),
      { selector: ({ name }: ResultFile) => name, maxLength: 8, minLength: 1 },
    );
    fc.assert(
      fc.property(anyFiles, (all) => {
        const archive = new Archiver().build(all);
        for (const { name, bytes } of all) expect(Buffer.compare(content(archive, name), bytes)).toBe(0);
      }),
    );
  });
});
