import { describe, expect, test } from 'vitest';
import { programmeOf } from '../ingest/night.ts';
import { readConfig, type Config } from '../lib/server/config.ts';
import { namedNight, programmeFor } from './named-night.ts';

function configOf(env: Record<string, string>): Config {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.error.join('\n'));
  return config.value;
}

const XML = { FEED_URL: 'https://data.example/val2018/valnatt/valnatt.zip' };
const JSON_FEED = { FEED_URL: 'https://resultat.example/resultatfiler/val2026/' };

describe('Without PROGRAMME', () => {
  test.each<[string, Record<string, string>, string]>([
    ['an archive of XML', XML, 'jamtland-2018'],
    ['an index of JSON', JSON_FEED, 'jamtland-2026'],
    ['no feed', {}, 'jamtland-2018'],
  ])('%s takes the programme whose files it has, in the app and in the commands', async (_, env, id) => {
    expect((await programmeOf(configOf(env))).id).toBe(id);
    expect((await namedNight(configOf(env), false)).plan.id).toBe(id);
  });

  test('an archive of a night is restored by the programme of its election', async () => {
    for (const electionDate of ['2014-09-14', '2018-09-09', '2026-09-13'])
      expect((await programmeFor(configOf({}), { electionDate })).plan.electionDate).toBe(electionDate);
  });
});

test('a programme that is named is taken, whatever the feed', async () => {
  const config = configOf({ ...JSON_FEED, PROGRAMME: 'jamtland-2018' });
  expect((await programmeOf(config)).id).toBe('jamtland-2018');
  expect((await namedNight(config, false)).plan.id).toBe('jamtland-2018');
});
