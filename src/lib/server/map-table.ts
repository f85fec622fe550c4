import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the map tables lie, below the folder that the process was started in, as its build does. */
const FOLDER = join('static', 'map');

/** A map table as JSON, by its file name in a programme; `null`: there is no such file. */
export async function readMapTable(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(FOLDER, file), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
