/**
 * The genuine files (REFERENCE_DATA, by default ../shared/data beside the project). They hold persons' names and are
 * not ours to ship, so they are read where they lie, and what needs them is skipped where they do not.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { beforeEach, describe } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));
const wanted = resolve(project, process.env.REFERENCE_DATA ?? '../shared/data');

/** The folder, or `null` where it is absent. */
export const referenceData: string | null = existsSync(wanted) ? wanted : null;

/** Why tests are skipped where the folder is absent: the reporter shows it as the skip's note. */
export const WHY_SKIPPED = `REFERENCE_DATA not found (looked in ${process.env.REFERENCE_DATA ?? '../shared/data'})`;

const read = new Map<string, Buffer>();

/** A genuine file by its path below the folder, `night-2014/valnatt-20140914T231352.zip`; read once for all tests. */
export function readReference(path: string): Buffer {
  if (referenceData === null) throw new Error(WHY_SKIPPED);
  const bytes = read.get(path) ?? readFileSync(resolve(referenceData, path));
  read.set(path, bytes);
  return bytes;
}

/** `describe` whose tests are skipped, with the reason, without the genuine files: read them in tests, not beside. */
export function describeWithReference(name: string, tests: () => void): void {
  describe(name, () => {
    beforeEach((context) => {
      if (referenceData === null) context.skip(WHY_SKIPPED);
    });
    tests();
  });
}
