/**
 * A process that plays a night into a store, as the product composes it, and tells of every revision. Arguments: the
 * environment as JSON, and optionally where it ends itself by SIGKILL: `commit 12` is before its 12th commit,
 * `commit+ 12` right after it. `stand 90` is a wait without end before revision 90: whoever kills it from outside finds it
 * alive, however late.
 */
import { pino } from 'pino';
import { openNight } from '../../src/ingest/night.ts';
import { MAX_BYTES, userAgentOf } from '../../src/ingest/politeness.ts';
import { createRegister } from '../../src/ingest/register.ts';
import { createIngest } from '../../src/ingest/service.ts';
import { createAuth } from '../../src/lib/server/auth.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import type { Commit, Store } from '../../src/lib/server/store/store.ts';

type Call = (...given: never[]) => Promise<unknown>;

/** The store, in which the process dies at one call. */
function mortal(store: Store, at: string): Store {
  const [point = '', nth = '1'] = at.split(' ');
  const name = point.replace('+', '');
  let calls = 0;
  const wrapped =
    (call: Call): Call =>
    async (...given) => {
      calls += 1;
      const last = calls === Number(nth);
      if (last && !point.endsWith('+')) process.kill(process.pid, 'SIGKILL');
      const result = await call(...given);
      if (last) process.kill(process.pid, 'SIGKILL');
      return result;
    };
  const { files, results, feed } = store;
  if (name === 'stand') return { ...store, results: standing(results, Number(nth)) };
  return {
    ...store,
    files: name === 'record' ? { ...files, record: wrapped(files.record as Call) as never } : files,
    results: name === 'commit' ? { ...results, commit: wrapped(results.commit as Call) as never } : results,
    feed: name === 'feed' ? { ...feed, write: wrapped(feed.write as Call) as never } : feed,
  };
}

const standing = (results: Store['results'], revision: number): Store['results'] => ({
  ...results,
  commit: (change: Commit) =>
    change.expectedRevision + 1 < revision ? results.commit(change) : new Promise(() => undefined),
});

const [environment = '{}', dieAt = 'never'] = process.argv.slice(2);
const config = readConfig(JSON.parse(environment) as Record<string, string>);
if (!config.ok) throw new Error(config.error.join('\n'));
const log = pino({ level: 'silent' });
const opened = await openNight(config.value, log, true);
const register = createRegister({
  store: mortal(opened.store, dieAt),
  plan: opened.plan,
  night: opened.night,
  source: opened.source,
  intervalSeconds: config.value.intervalSeconds,
  now: opened.now,
  json: opened.json,
  onRevision: ({ revision }, committed) =>
    void committed.then((done) => done && console.log(`revision ${revision}`)),
});
const ingest = createIngest({
  register,
  clock: opened.clock,
  feed: opened.feed,
  fetching: {
    userAgent: userAgentOf(config.value),
    // A machine that is slow must not make the night another one.
    timeoutMs: 60_000,
    maxBytes: MAX_BYTES,
  },
  log,
  auth: createAuth({ token: null, publicUrl: 'http://localhost:3000', now: Date.now }),
  random: () => 0.5,
});
await ingest.run(new AbortController().signal);
await opened.close();
console.log('over');
