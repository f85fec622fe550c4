/**
 * `npm run import -- FILE…`: reads result files into the store of the night that the configuration names (a live one
 * unless REPLAY is set), prints what each changed, or why it was refused. Exit status 1 when any was refused.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeIngested, ingestFile, ingestPending } from '../ingest/file.ts';
import { SetupError } from '../ingest/night.ts';
import { createRegister } from '../ingest/register.ts';
import { swedishTime } from '../ingest/time.ts';
import { loadProgramme, NIGHT_PROGRAMMES } from '../lib/programme/load.ts';
import { readEnvironment, type Config } from '../lib/server/config.ts';
import { openStore } from '../lib/server/store/open.ts';
import { pino } from 'pino';
import type { NightInfo } from '../lib/election/snapshot-shape.ts';
import type { Plan } from '../lib/election/plan.ts';

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
  const plan = await planOf(settings);
  const night = nightOf(settings, plan);
  const store = await openStore({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    night: night.id,
  });
  const register = createRegister({
    store,
    plan,
    night,
    source: 'import',
    intervalSeconds: settings.intervalSeconds,
    now: () => swedishTime(Date.now()),
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

async function planOf(settings: Config): Promise<Plan> {
  const night = settings.feed.kind === 'replay' && process.env.REPLAY ? settings.feed.night : 'live';
  const programme = await loadProgramme(settings.programme ?? NIGHT_PROGRAMMES[night] ?? '');
  if (!programme.ok) throw new SetupError(programme.error.map(({ place, fault }) => `${place}: ${fault}`));
  return programme.value;
}

/** A file by hand belongs to the live night of the programme's election, or to the replay that was named. */
function nightOf(settings: Config, plan: Plan): NightInfo {
  const replay = settings.feed.kind === 'replay' && process.env.REPLAY ? settings.feed.night : null;
  return {
    id: replay ? `replay-${replay}` : `live-${plan.electionDate}`,
    electionDate: plan.electionDate,
    mode: replay ? 'replay' : 'live',
    label: replay ? `REPRIS ${replay}` : '',
    remarks: [],
    baselineDate: plan.baselineDate,
  };
}

function leave(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
