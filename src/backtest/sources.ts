/** The past elections that the projection is scored on, read from REFERENCE_DATA. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartyCode } from '../lib/election/model.ts';
import type { ProjectionParameters } from '../lib/election/projection/parameters.ts';
import { loadProgramme } from '../lib/programme/load.ts';
import type { Plan } from '../lib/election/plan.ts';
import { readFinal, reportsOf } from './archive.ts';
import { readArrivals, type Arrival } from './arrivals.ts';
import { countyTrials, municipalTrials, placesOfPair, placesOfPlan, placesOfSingle } from './elections.ts';
import { riksdagNight, type TimedTrial } from './riksdag-2026.ts';
import { readTable } from './table.ts';
import type { Trial } from './trial.ts';

export interface PastElection {
  readonly pair: string;
  /** The pair that its bands are taken from; `null`: there is none, so only errors are scored. */
  readonly parameters: ProjectionParameters | null;
  readonly municipal: readonly Trial[];
  readonly county: readonly Trial[];
}

export interface Sources {
  readonly area: string;
  /** 2006→2010, 2010→2014: all of Sweden. */
  readonly single: PastElection;
  readonly national: PastElection;
  /** 2014→2018: the area's own. */
  readonly own: PastElection;
  /** When the national pair's night reports came in the area. */
  readonly arrivals: readonly Arrival[];
  readonly riksdag: TimedTrial;
}

const ANY: readonly [number, number] = [1, Infinity];

export async function readSources(folder: string): Promise<Sources> {
  const read = (path: string) => readFile(join(folder, path));
  const text = async (path: string) => (await read(path)).toString('utf8');
  const earlier = await planOf('jamtland-2014');
  const plan = await planOf('jamtland-2018');
  const party = plan.party.code;
  const area = plan.contests[0]?.area.code ?? '';
  const then = readTable(await read('districts/final-2010-sweden.csv.gz'));
  const now = readTable(await read('districts/final-2014-sweden.csv.gz'));
  const final = readFinal(await read('final-xml/slutresultat-2018-jamtland.zip'), 'slutresultat-2018');
  const tables = {
    before: await text('results-2022-2026/riksdag-2022-night-districts.csv'),
    beforeFinal: await text('results-2022-2026/riksdag-2022-final-districts-jamtland.csv'),
    now: await text('results-2022-2026/riksdag-2026-night-districts-with-report-times.csv'),
  };
  return {
    area,
    single: election('2006–2010', placesOfSingle(then, party), { party, area, parameters: null }),
    national: election('2010–2014', placesOfPair(now, then, party), {
      party,
      area,
      parameters: known(earlier),
    }),
    own: election('2014–2018', placesOfPlan(reportsOf(final), plan), {
      party,
      area,
      parameters: known(plan),
    }),
    arrivals: readArrivals(await text('night-2014/arrivals-jamtland.csv')),
    riksdag: riksdagNight(tables, party, known(plan)),
  };
}

function election(
  pair: string,
  places: Parameters<typeof municipalTrials>[0],
  { party, area, parameters }: { party: PartyCode; area: string; parameters: ProjectionParameters | null },
): PastElection {
  const setting = { party, parameters: parameters ?? NO_BANDS };
  return {
    pair,
    parameters,
    municipal: municipalTrials(places, setting, ANY),
    county: countyTrials(places, setting, area).filter((trial) => trial.places.length > 1),
  };
}

/** Errors alone do not depend on any spread. */
const NO_SPREAD = { RD: 1, RF: 1, KF: 1 };
const NO_BANDS: ProjectionParameters = {
  from: '',
  origin: '',
  sigma: NO_SPREAD,
  tau: NO_SPREAD,
  arrivals: null,
  residuals: null,
};

async function planOf(name: string): Promise<Plan> {
  const plan = await loadProgramme(name);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

function known({ id, projection }: Plan): ProjectionParameters {
  if (!projection) throw new Error(`${id} has no parameters`);
  return projection;
}
