/**
 * The nights that the big screen is looked at in, each on the built server, fed over HTTP: by the simulator (whose
 * clock stands still, so that a picture is the same every time), by an odd night of ours, or by nobody.
 */
import { openNight } from '../../src/feed/nights/index.ts';
import type { Snapshot } from '../../src/lib/election/snapshot-shape.ts';
import { memberOf, votesIn, withDistrict, withVotes } from './edited-files.ts';
import { serveOddNight } from './odd-night.ts';
import {
  feedOf,
  newest,
  startServer,
  stopClock,
  tell,
  until,
  untilTakenIn,
  type TestServer,
} from './server.ts';

/** In the order in which the replayed night goes through them; the last two have nights of their own. */
export const SCENE_STATES = [
  'before',
  'start',
  'middle',
  'corrected',
  'stale',
  'down',
  'final',
  'odd',
  'empty',
] as const;
export type SceneState = (typeof SCENE_STATES)[number];

export interface StatedNight {
  readonly server: TestServer;
  readonly snapshot: Snapshot;
}

const BEFORE = '2018-09-09T20:35:00+02:00';
/** A night has a history: it is gone through in steps. */
const EVENING = ['21:30', '21:50', '22:05', '22:20', '22:30', '22:40'].map(
  (time) => `2018-09-09T${time}:00+02:00`,
);
const NIGHT = ['09T23:00', '09T23:30', '10T00:30', '12T18:00'].map((time) => `2018-09-${time}:00+02:00`);
const MIDDLE = '2018-09-09T22:40:00+02:00';
const END = '2019-01-18T12:00:00+01:00';
/** Five polls unanswered are down, three stale (election/feed-state.ts). */
const STALE_SECONDS = 200;
const DOWN_SECONDS = 200;

/** The nights, started when first asked for; their states are to be entered in the order above. */
export class SceneNights {
  #replay: Promise<TestServer> | null = null;
  #odd: Promise<TestServer> | null = null;
  #empty: Promise<TestServer> | null = null;
  readonly #closing: (() => Promise<unknown>)[] = [];

  async enter(state: SceneState): Promise<StatedNight> {
    const server = await this.#enter(state);
    return { server, snapshot: await newest(server) };
  }

  /** Starts all at once, the replay first. */
  async start(): Promise<void> {
    this.#replay ??= this.#startReplay();
    this.#odd ??= this.#startOdd();
    this.#empty ??= this.#startEmpty();
    await Promise.all([this.#replay, this.#odd, this.#empty]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#closing.map((close) => close()));
  }

  async #enter(state: SceneState): Promise<TestServer> {
    if (state === 'odd') return (this.#odd ??= this.#startOdd());
    if (state === 'empty') return (this.#empty ??= this.#startEmpty());
    const server = await (this.#replay ??= this.#startReplay());
    await ENTER[state](server);
    return server;
  }

  async #startReplay(): Promise<TestServer> {
    const server = await this.#serve({ REPLAY_START: BEFORE, REPLAY_SPEED: '0.01' });
    await until(async () => (await newest(server)).revision > 0);
    await stopClock(server);
    return server;
  }

  async #startOdd(): Promise<TestServer> {
    const night = await serveOddNight('2018-09-10T00:40:00+02:00');
    this.#closing.push(night.close);
    const server = await this.#serve(night.env);
    await until(async () => (await newest(server)).contests.some(({ counted }) => counted.districts > 0));
    return server;
  }

  /** A live address where nobody answers. */
  async #startEmpty(): Promise<TestServer> {
    const server = await this.#serve({ FEED_URL: 'http://127.0.0.1:9/valnatt.zip', FEED_INTERVAL: '1' });
    await until(async () => (await feedOf(server)).state === 'down');
    return server;
  }

  async #serve(env: Record<string, string>): Promise<TestServer> {
    const server = await startServer({ env });
    this.#closing.push(() => server.stop());
    return server;
  }
}

const ENTER: Readonly<Record<Exclude<SceneState, 'odd' | 'empty'>, (server: TestServer) => Promise<void>>> = {
  before: () => Promise.resolve(),
  start: (server) => seek(server, startTime()),
  middle: (server) => through(server, EVENING),
  corrected,
  stale: async (server) => {
    await tell(server.control, 'fault', { name: 'serverError', requests: 100 });
    await silence(server, STALE_SECONDS, 'stale');
  },
  down: (server) => silence(server, DOWN_SECONDS, 'down'),
  final: async (server) => {
    await fetch(`${server.control}/faults`, { method: 'DELETE' });
    await through(server, [...NIGHT, END]);
    await until(async () => (await newest(server)).contests.every(({ stage }) => stage === 'final'));
    await countByHand(server);
  },
};

async function seek(server: TestServer, to: string): Promise<void> {
  await tell(server.control, 'seek', { to });
  await untilTakenIn(server);
}

async function through(server: TestServer, times: readonly string[]): Promise<void> {
  for (const time of times) await seek(server, time);
}

/** A few districts in, most councils without any. */
const startTime = (): string => nightFiles()[12]?.at ?? MIDDLE;
const nightFiles = () => openNight('2018').publications.filter(({ address }) => address === 'night');

async function silence(server: TestServer, seconds: number, state: string): Promise<void> {
  await tell(server.control, 'step', { seconds });
  await until(async () => (await feedOf(server)).state === state);
}

/** One district of Östersund is reported again with other figures: the file comes by hand, as a stick would bring it. */
async function corrected(server: TestServer): Promise<void> {
  const name = 'valnatt_2380R.xml';
  const files =
    nightFiles()
      .findLast(({ at }) => Date.parse(at) <= Date.parse(MIDDLE))
      ?.files() ?? [];
  const bytes = memberOf(files, name);
  const code = /<VALDISTRIKT KOD="(\d+)"[^>]*TID_RAPPORT="\d/.exec(bytes.toString('latin1'))?.[1] ?? '';
  const moved = (element: string) =>
    withVotes(withVotes(element, 'S', votesIn(element, 'S') - 5), 'M', votesIn(element, 'M') + 5);
  const { revision } = await newest(server);
  const answer = await fetch(`${server.url}/api/ingest/files?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/xml' },
    body: new Uint8Array(withDistrict(bytes, code, moved)),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  await until(async () => (await newest(server)).revision > revision);
}

/** The goals that the party counts itself reach them, so that all are decided. */
async function countByHand(server: TestServer): Promise<void> {
  const { targets } = await newest(server);
  for (const { id, goal } of targets.filter(({ kind }) => kind === 'count')) {
    const answer = await fetch(`${server.url}/api/counts/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ value: String(goal), date: '2018-12-31', source: 'Distriktets egen räkning' }),
    });
    if (!answer.ok) throw new Error(`${id}: ${answer.status} ${await answer.text()}`);
  }
}
