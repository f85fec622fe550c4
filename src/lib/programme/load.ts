import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Plan } from '../election/plan.ts';
import { fail, ok, type Result } from '../election/parse/error.ts';
import jamtland2010 from './jamtland-2010.baseline.json' with { type: 'json' };
import jamtland2014Baseline from './jamtland-2014.baseline.json' with { type: 'json' };
import jamtland2014 from './jamtland-2014.json' with { type: 'json' };
import jamtland2018 from './jamtland-2018.json' with { type: 'json' };
import jamtland2022Baseline from './jamtland-2022.baseline.json' with { type: 'json' };
import jamtland2026 from './jamtland-2026.json' with { type: 'json' };
import jamtlandGoverning from './jamtland.governing.json' with { type: 'json' };
import jamtlandHistory from './jamtland.history.json' with { type: 'json' };
import swings2010 from './jamtland-2010.projection.json' with { type: 'json' };
import swings2014 from './jamtland-2014.projection.json' with { type: 'json' };
import { filesOf, readProgramme, type Beside, type ProgrammeFault } from './schema.ts';

/** The programmes that come with the house, each with its baseline. */
const bundled: Readonly<Record<string, readonly [programme: unknown, beside: Beside]>> = {
  'jamtland-2014': [
    jamtland2014,
    {
      baseline: jamtland2010,
      governing: jamtlandGoverning,
      projection: swings2010,
      history: jamtlandHistory,
    },
  ],
  'jamtland-2018': [
    jamtland2018,
    {
      baseline: jamtland2014Baseline,
      governing: jamtlandGoverning,
      projection: swings2014,
      history: jamtlandHistory,
    },
  ],
  'jamtland-2026': [
    jamtland2026,
    {
      baseline: jamtland2022Baseline,
      governing: jamtlandGoverning,
      projection: swings2014,
      history: jamtlandHistory,
    },
  ],
};

/** The programme that goes with a bundled night, with a live feed of XML, and with one of JSON, unless another is named. */
export const NIGHT_PROGRAMMES: Readonly<Record<string, string>> = {
  '2014': 'jamtland-2014',
  '2018': 'jamtland-2018',
  '2026': 'jamtland-2026',
  live: 'jamtland-2018',
  index: 'jamtland-2026',
};

/** A programme's own files by name, the programme first: what a plan is made of, and nothing else. */
export type ProgrammeFiles = ReadonlyMap<string, unknown>;

/** A bundled programme's name or a programme file's path → its plan, or every fault of it. */
export async function loadProgramme(name: string): Promise<Result<Plan, readonly ProgrammeFault[]>> {
  const read = await readParts(name);
  return read.ok ? readProgramme(read.value.programme, read.value.beside) : read;
}

/** The same → its files as parsed JSON, under the names by which the programme refers to them. */
export async function programmeFiles(
  name: string,
): Promise<Result<ProgrammeFiles, readonly ProgrammeFault[]>> {
  const read = await readParts(name);
  if (!read.ok) return read;
  const { programme, beside } = read.value;
  const names = filesOf(programme);
  if (!names.ok) return names;
  const files = new Map([[basename(name, '.json') + '.json', programme]]);
  for (const [part, file] of Object.entries(names.value)) files.set(file, beside[part as keyof Beside]);
  return ok(files);
}

interface Parts {
  readonly programme: unknown;
  readonly beside: Beside;
}

async function readParts(name: string): Promise<Result<Parts, readonly ProgrammeFault[]>> {
  const known = bundled[name];
  if (known) return ok({ programme: known[0], beside: known[1] });
  if (!name.endsWith('.json')) {
    const names = Object.keys(bundled).join(', ');
    return fail([
      { place: 'PROGRAMME', fault: `${name} is neither one of ${names} nor the path of a .json file` },
    ]);
  }
  const programme = await readJson(name);
  if (!programme.ok) return programme;
  const files = filesOf(programme.value);
  if (!files.ok) return files;
  const beside: Record<string, unknown> = {};
  for (const [part, file] of Object.entries(files.value)) {
    const read = await readJson(join(dirname(name), file));
    if (!read.ok) return read;
    beside[part] = read.value;
  }
  return ok({ programme: programme.value, beside });
}

async function readJson(path: string): Promise<Result<unknown, readonly ProgrammeFault[]>> {
  try {
    return ok(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    return fail([{ place: path, fault: error instanceof Error ? error.message : String(error) }]);
  }
}
