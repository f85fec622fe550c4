/**
 * `npm run archive -- [FILE]`: writes everything that a night's store holds into one file, by default
 * `malvakt-<night>.zip` (README, "The archive"). While the server runs on the embedded store: `GET /api/archive`.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SetupError } from '../ingest/night.ts';
import { describeArchiveFault } from '../lib/server/archive/archive-format.ts';
import { prepareArchive } from '../lib/server/archive/write.ts';
import { readEnvironment, type Config } from '../lib/server/config.ts';
import { openStore } from '../lib/server/store/open.ts';
import { namedNight } from './named-night.ts';

const WHICH = 'REPLAY=2018 names a replay, FEED_URL or PROGRAMME a live night, DATA_DIR the folder';
const RUNNING = 'A running server gives its archive itself: GET /api/archive, with the token';
const [file, ...more] = process.argv.slice(2);
if (more.length > 0) leave(['usage: npm run archive -- [FILE]']);
const config = readEnvironment();
if (!config.ok) leave(config.error);
try {
  await writeArchive(config.value, file);
} catch (error) {
  if (error instanceof SetupError) leave(error.faults);
  if (error instanceof Error && error.message.includes('in use by')) leave([error.message, RUNNING]);
  throw error;
}

async function writeArchive(settings: Config, wanted: string | undefined): Promise<void> {
  const named = await namedNight(settings, Boolean(process.env.REPLAY));
  const { databaseUrl, dataDir } = settings;
  const store = await openStore({ databaseUrl, dataDir, night: named.night.id });
  try {
    const archive = await prepareArchive({ store, ...named });
    if (!archive.ok) return leave([describeArchiveFault(archive.error), WHICH]);
    const { fileName, files, revisions, bytes } = archive.value;
    const path = wanted ?? fileName;
    await writeWhole(path, bytes());
    console.log(`${path}: ${revisions} revisions, ${files} files`);
  } finally {
    await store.close();
  }
}

/** Under its name only when all of it is there: half an archive must not look like one. */
async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(Readable.from(bytes), createWriteStream(part));
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

function leave(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
