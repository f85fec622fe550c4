/** The API over the whole replayed night of 2018, everything final; the night is played once in a test run. */
import { apiOver, TOKEN } from './live-night.ts';
import { soundNight } from './night.ts';

export async function playedApi() {
  const over = await apiOver((await soundNight('2018')).register, TOKEN, '2018-09-24T15:00:00+02:00');
  const get = async (path: string, headers: Record<string, string> = {}) =>
    over.api.request(path, { headers });
  return { ...over, get, json: over.get };
}
