/** A night that is cut off by `kill -9`, again and again, is in the end the night that was not, byte for byte. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { openStore } from '../src/lib/server/store/open.ts';
import type { Store } from '../src/lib/server/store/store.ts';
import { allFiles, allSnapshots, infoOf, planOf, soundNight } from './support/night.ts';
import { FINAL_2018 } from './support/official.ts';
import {
  missing,
  openTestStore,
  postgresUrl,
  STORE_KINDS,
  temporaryFolder,
  type StoreKind,
} from './support/store.ts';

// Whole nights: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000 });

const PLAYER = new URL('support/play-until-killed.ts', import.meta.url).pathname;
const NIGHT = 'replay-2018';

/** Where each run ends: by its own hand between two writes, or killed from outside so long after a revision. */
type End = { readonly itself: string } | { readonly afterRevision: number; readonly ms: number } | 'over';
const ENDS: readonly End[] = [
  // A file is recorded and not read; it is read, and its revision is not written.
  { itself: 'record+ 9' },
  { itself: 'commit 14' },
  // The revision is written, and not where the night stands.
  { itself: 'commit+ 17' },
  { itself: 'feed 23' },
  { afterRevision: 85, ms: 0 },
  { afterRevision: 120, ms: 41 },
  'over',
];

interface Run {
  readonly revisions: readonly number[];
  readonly signal: string | null;
  readonly over: boolean;
}

async function run(environment: Record<string, string>, end: End): Promise<Run> {
  const dieAt = end === 'over' ? 'never' : 'itself' in end ? end.itself : `stand ${end.afterRevision + 25}`;
  const player = spawn(process.execPath, ['--import', 'tsx', PLAYER, JSON.stringify(environment), dieAt], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(player, 'exit') as Promise<[number | null, string | null]>;
  let errors = '';
  player.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  const revisions: number[] = [];
  let over = false;
  for await (const line of createInterface({ input: player.stdout })) {
    if (line === 'over') over = true;
    const revision = Number(/^revision (\d+)$/.exec(line)?.[1] ?? NaN);
    if (Number.isNaN(revision)) continue;
    revisions.push(revision);
    if (typeof end === 'object' && 'afterRevision' in end && revision === end.afterRevision)
      void sleep(end.ms).then(() => player.kill('SIGKILL'));
  }
  const [code, signal] = await exited;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`The player ended with ${code}: ${errors}`);
  return { revisions, signal, over };
}

interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

const placeOf = async (kind: StoreKind): Promise<Place> =>
  kind === 'embedded'
    ? { databaseUrl: null, dataDir: join(await temporaryFolder(), 'crash') }
    : { databaseUrl: await postgresUrl(), dataDir: '' };

async function cutOffNight(kind: StoreKind): Promise<{ store: Store; runs: readonly Run[] }> {
  const place = await placeOf(kind);
  const environment: Record<string, string> = {
    REPLAY: '2018',
    REPLAY_SPEED: 'max',
    LOG_LEVEL: 'silent',
    ...(place.databaseUrl === null ? { DATA_DIR: place.dataDir } : { DATABASE_URL: place.databaseUrl }),
  };
  const emptied = await openStore({ ...place, night: NIGHT, empty: true });
  await emptied.close();
  const runs: Run[] = [];
  for (const end of ENDS) runs.push(await run(environment, end));
  return { store: await openTestStore(kind, { ...place, night: NIGHT }), runs };
}

/** The same night without a cut, for both. */
let straight: Promise<{ snapshots: readonly string[]; files: ReadonlySet<string> }> | undefined;
const straightNight = () =>
  (straight ??= soundNight('2018').then(async ({ handedOut, register }) => ({
    snapshots: [...handedOut.values()],
    files: new Set((await allFiles(register.store)).map(({ sha256 }) => sha256)),
  })));

for (const kind of STORE_KINDS) {
  const why = await missing(kind);
  describe.skipIf(why !== null)(
    `A night killed in the middle, ${kind} store${why ? ` (${why})` : ''}`,
    () => {
      const cutOff = (() => {
        let night: ReturnType<typeof cutOffNight> | undefined;
        return () => (night ??= cutOffNight(kind));
      })();

      test('was killed six times, and went on each time where it was cut off', async () => {
        const { runs } = await cutOff();
        expect(runs.map(({ signal }) => signal)).toEqual([...Array(6).fill('SIGKILL'), null]);
        expect(runs.map(({ over }) => over)).toEqual([...Array(6).fill(false), true]);
        let last = 0;
        for (const { revisions } of runs) {
          // The one under way may have been written without having been told of.
          expect([last + 1, last + 2]).toContain(revisions[0]);
          last = revisions.at(-1) ?? 0;
        }
      });

      test('has the snapshots of the night that was not, byte for byte, at every revision', async () => {
        const { store } = await cutOff();
        const plan = await planOf('2018');
        const rows = { store, plan, night: infoOf('2018', plan), source: 'simulator' };
        const snapshots = await allSnapshots(rows);
        expect(snapshots).toEqual((await straightNight()).snapshots);
        const contests = (
          JSON.parse(snapshots.at(-1) ?? '{}') as {
            contests: { id: string; own: { votes: number }; valid: number }[];
          }
        ).contests;
        expect(contests.map(({ id, own, valid }) => ({ id, votes: own.votes, valid }))).toEqual(FINAL_2018);
      });

      test('has lost no file, and left none unread', async () => {
        const { store } = await cutOff();
        const files = await allFiles(store);
        expect(await store.files.pending()).toEqual([]);
        expect(new Set(files.map(({ sha256 }) => sha256))).toEqual((await straightNight()).files);
        expect(files.filter(({ outcome }) => outcome === 'refused' || outcome === 'partial')).toEqual([]);
        expect((await store.events.list({ limit: 10, kinds: ['notice'] })).map(({ event }) => event)).toEqual(
          [],
        );
      });

      test('is over: the next start begins anew', async () => {
        const { store } = await cutOff();
        expect((await store.feed.read())?.nightPosition).toBeNull();
      });
    },
  );
}
