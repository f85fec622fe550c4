/** The night that a command works on: a live one unless REPLAY is set; with FEED_URL that address's. */
import { liveInfo, programmeOf, filesOfProgramme } from '../ingest/night.ts';
import { replayInfo } from '../ingest/replay.ts';
import type { Plan } from '../lib/election/plan.ts';
import type { NightInfo } from '../lib/election/snapshot-shape.ts';
import { NIGHT_PROGRAMMES, type ProgrammeFiles } from '../lib/programme/load.ts';
import type { Config } from '../lib/server/config.ts';

export interface NamedNight {
  readonly plan: Plan;
  readonly night: NightInfo;
  readonly programme: ProgrammeFiles;
}

/** `replayed`: the night was named as a replay; without it the configuration's replay is only its default. */
export async function namedNight(config: Config, replayed: boolean): Promise<NamedNight> {
  const { feed } = config;
  const live = feed.kind !== 'replay' || !replayed;
  const usual = NIGHT_PROGRAMMES[feed.kind === 'index' ? 'index' : 'live'] ?? '';
  const settings = live ? { ...config, programme: config.programme ?? usual } : config;
  const plan = await programmeOf(settings);
  const night =
    feed.kind === 'replay' && replayed ? replayInfo(feed, plan.baselineDate) : liveInfo(feed, plan);
  return { plan, night, programme: await filesOfProgramme(settings) };
}

/** This machine's programme for the night of an archive: the one in PROGRAMME, else the one of that election. */
export async function programmeFor(
  config: Config,
  { electionDate }: Pick<NightInfo, 'electionDate'>,
): Promise<Pick<NamedNight, 'plan' | 'programme'>> {
  const usual = NIGHT_PROGRAMMES[electionDate.slice(0, 4)] ?? NIGHT_PROGRAMMES.live ?? '';
  const settings = { ...config, programme: config.programme ?? usual };
  return { plan: await programmeOf(settings), programme: await filesOfProgramme(settings) };
}
