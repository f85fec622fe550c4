import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the built server is made from. */
const SOURCES = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
const STAMP = 'build/.stamp';

/** Builds the server unless the last build was made from these very files. */
export async function buildIfNeeded(): Promise<void> {
  const stamp = await stampOf(SOURCES);
  const last = await readFile(STAMP, 'utf8').catch(() => null);
  if (last === stamp) return;
  const { build } = await import('vite');
  await build({ logLevel: 'error' });
  await mkdir('build', { recursive: true });
  await writeFile(STAMP, stamp);
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
