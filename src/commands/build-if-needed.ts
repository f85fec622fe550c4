/** `prestart`: builds the server, unless the last build was made from these very files. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the built server is made from. */
const SOURCES = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
const STAMP = 'build/.stamp';

/** Builds the server unless the last build was made from these very files. */
async function buildIfNeeded(): Promise<void> {
  const stamp = await stampOf(SOURCES);
  const last = await readFile(STAMP, 'utf8').catch(() => null);
  if (last === stamp) return;
  await build();
  await mkdir('build', { recursive: true });
  await writeFile(STAMP, stamp);
}

/** In a process of its own: a build takes memory that a server need not keep. */
async function build(): Promise<void> {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the build failed: exit ${code}`);
}

/** A hash over the names and contents of all files, tests left out. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(path)) {
      hash.update(file);
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

await buildIfNeeded();
