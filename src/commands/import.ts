/**
 * `npm run import -- FILE…`: reads result files into the store of the night that the configuration names (a live one
 * unless REPLAY is set), prints what each changed, or why it was refused. An archive (`malvakt-<night>.zip`) is taken
 * into the empty store of its own night, and every snapshot held against it. Exit status 1 when any was refused.
 */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeIngested, ingestFile, ingestPending } from '../ingest/file.ts';
import { jsonReadingOf, SetupError } from '../ingest/night.ts';
import { createRegister } from '../ingest/register.ts';
import { swedishTime } from '../ingest/time.ts';
import { restoreArchive, describeRestoreFault } from '../ingest/restore.ts';
import { describeArchiveFault } from '../lib/server/archive/archive-format.ts';
import { bytesOfFile, looksLikeOurs, readArchive } from '../lib/server/archive/read.ts';
import { readEnvironment, type Config } from '../lib/server/config.ts';
import { openStore } from '../lib/server/store/open.ts';
import { pino } from 'pino';
import { namedNight, programmeFor } from './named-night.ts';

const files = process.argv.slice(2);
if (files.length === 0) leave(['usage: npm run import -- FILE…']);
const config = readEnvironment();
if (!config.ok) leave(config.error);
try {
  process.exitCode = (await importAll(config.value, files)) ? 0 : 1;
} catch (error) {
  if (error instanceof SetupError) leave(error.faults);
  throw error;
}

async function importAll(settings: Config, paths: readonly string[]): Promise<boolean> {
  let all = true;
  const single: string[] = [];
  for (const path of paths) {
    const archive = await archiveAt(path);
    if (archive) all = (await restore(settings, path, archive)) && all;
    else single.push(path);
    await archive?.close();
  }
  return (single.length === 0 || (await importFiles(settings, single))) && all;
}

async function importFiles(settings: Config, paths: readonly string[]): Promise<boolean> {
  const { plan, night } = await namedNight(settings, Boolean(process.env.REPLAY));
  const { databaseUrl, dataDir } = settings;
  const store = await openStore({ databaseUrl, dataDir, night: night.id });
  const register = createRegister({
    store,
    plan,
    night,
    source: 'import',
    intervalSeconds: settings.intervalSeconds,
    now: () => swedishTime(Date.now()),
    json: await jsonReadingOf(settings.feed, night, pino({ base: null })),
  });
  try {
    await ingestPending(register, pino({ base: null }));
    let all = true;
    for (const path of paths) all = (await importOne(register, path)) && all;
    return all;
  } finally {
    await store.close();
  }
}

/** An archive of ours by its name or its first bytes, opened; `null` for anything else. */
async function archiveAt(path: string): Promise<FileHandle | null> {
  const file = await open(path).catch(() => null);
  if (!file) return null;
  if (/^malvakt-.*\.zip$/.test(basename(path)) || (await looksLikeOurs(await bytesOfFile(file)))) return file;
  await file.close();
  return null;
}

/** An archive goes into the store of the night that it is of. */
async function restore(settings: Config, path: string, file: FileHandle): Promise<boolean> {
  const read = await readArchive(await bytesOfFile(file));
  if (!read.ok) return said(path, describeArchiveFault(read.error));
  const { night } = read.value;
  const { plan, programme } = await programmeFor(settings, night);
  const { databaseUrl, dataDir } = settings;
  const store = await openStore({ databaseUrl, dataDir, night: night.id });
  try {
    const restored = await restoreArchive(read.value, { store, plan, programme });
    if (!restored.ok) return said(path, describeRestoreFault(restored.error));
    const { revisions, files: taken } = restored.value;
    console.log(
      `${basename(path)}: ${revisions} revisions, all snapshots equal (${taken} files, ${night.id})`,
    );
    return true;
  } finally {
    await store.close();
  }
}

function said(path: string, fault: string): false {
  console.error(`${basename(path)}: ${fault}`);
  return false;
}

async function importOne(register: ReturnType<typeof createRegister>, path: string): Promise<boolean> {
  const bytes = await readFile(path).catch((error: Error) => error);
  if (bytes instanceof Error) {
    console.error(`${basename(path)}: ${bytes.message}`);
    return false;
  }
  const ingested = await ingestFile(register, {
    name: basename(path),
    source: 'import',
    via: 'import',
    by: null,
    fetchedAt: register.now(),
    etag: null,
    lastModified: null,
    bytes,
  });
  console.log(describeIngested(basename(path), ingested));
  return ingested.outcome !== 'refused';
}

function leave(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
