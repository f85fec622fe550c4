/** What several test files need and none changes: made once in a test run, by whoever comes first. */
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { takeLock, type FileLock } from '../../src/lib/server/db/lock-file.ts';

/**
 * The folder of that name, filled. Whoever changes what lies there works on a copy; a maker that throws leaves it to
 * the next to try.
 */
export async function prepared(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('runFolder'), name);
  const ready = `${folder}.ready`;
  return alone(`${folder}.lock`, async () => {
    if (!(await exists(ready))) {
      await mkdir(folder, { recursive: true });
      await make(folder);
      await mkdir(ready);
    }
    return folder;
  });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Does something that no other process of this machine may do at the same time: waits until it is its turn. */
export async function alone<T>(lockPath: string, work: () => Promise<T>): Promise<T> {
  const lock = await turn(lockPath);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function turn(lockPath: string): Promise<FileLock> {
  for (;;) {
    try {
      return await takeLock(lockPath);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('in use by'))) throw error;
    }
    await sleep(200);
  }
}
