/** A night gone through again: jumps to any minute of it, and all its states computed. */
import { pino } from 'pino';
import { createCurves } from '../../src/lib/server/curves.ts';
import { createLive } from '../../src/lib/server/live.ts';
import { createNightRows } from '../../src/lib/server/night-rows.ts';
import { rebuild } from '../../src/lib/server/snapshots.ts';
import { archivesOf2018 } from './archives.ts';
import { longestStall, percentile, timed, until } from './measure.ts';
import { inMs, type Row } from './row.ts';
import { startServer, type Server } from './server.ts';
import { freshStore, programme, registerOf, takeIn } from './store.ts';

const JUMP_BELOW = 100;
const STATES_BELOW = 3000;
const STALL_BELOW = 50;
const JUMPS = 60;
/** What is run for the first times is still being compiled. */
const WARMING = 15;
/** The pages of the night, and how they ask for their data. */
const PAGES = ['/', '/kommun/2303', '/region/23', '/lan', '/karta', '/efter/natten'];
/** The night of 2018, in minutes from its first publication at 20.00. */
const FIRST = Date.parse('2018-09-09T18:00:00Z');
const MINUTES = 300;

export async function slider(): Promise<Row[]> {
  return [...(await states()), ...(await jumps())];
}

async function states(): Promise<Row[]> {
  const store = await freshStore();
  const register = registerOf(store, await programme('jamtland-2018'));
  for (const bytes of archivesOf2018('all')) await takeIn(register, bytes);
  const newest = await store.results.newest();
  const { plan } = register;
  const log = pino({ level: 'silent' });
  let took = 0;
  let busy = 0;
  const stall = await longestStall(async () => {
    const curves = createCurves({ store, rows: createNightRows(store), plan, live: createLive(), log });
    const before = process.cpuUsage();
    took = await timed(() => curves.at(newest, 'RD-23'));
    const { user, system } = process.cpuUsage(before);
    busy = (user + system) / 1000;
  });
  const rows = createNightRows(store);
  const all = await timed(async () => {
    await rows.reach(newest);
    for (let revision = 1; revision <= newest; revision += 1) await rebuild({ ...register, rows }, revision);
  });
  await store.close();
  const ground = `${newest} revisions of 2018, embedded store`;
  return [
    {
      what: 'whole night: every goal’s states and bands',
      figure: inMs(took),
      against: `${inMs(busy)} of processor`,
      required: `< ${STATES_BELOW} ms`,
      ok: took < STATES_BELOW,
      how: `${ground}: rows read once, all contests counted and projected at each`,
    },
    {
      what: 'whole night: longest stall meanwhile',
      figure: inMs(stall),
      required: `< ${STALL_BELOW} ms`,
      ok: stall < STALL_BELOW,
      how: 'monitorEventLoopDelay over the same',
    },
    {
      what: 'whole night: every snapshot from memory',
      figure: inMs(all),
      how: `${ground}: rows read once, ${inMs(all / newest)} a snapshot`,
    },
  ];
}

async function jumps(): Promise<Row[]> {
  const server = await startServer({ REPLAY_START: 'end', LOG_LEVEL: 'warn' });
  try {
    await until('the end of the night', () => isOver(server), 600_000);
    const rows: Row[] = [];
    for (const page of PAGES) rows.push(await jumpsOn(server, page));
    return rows;
  } finally {
    await server.stop();
  }
}

async function isOver({ url }: Server): Promise<boolean> {
  const { feed } = (await (await fetch(`${url}/api/health`)).json()) as {
    feed: { state: string; speed: number };
  };
  return feed.state === 'complete' && feed.speed === 0;
}

/** Random minutes of the night, the same ones for the same page. */
async function jumpsOn({ url }: Server, page: string): Promise<Row> {
  const took: number[] = [];
  let size = 0;
  let state = page.length;
  for (let jump = 0; jump < WARMING + JUMPS; jump += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const minute = new Date(FIRST + (state % MINUTES) * 60_000 + 2 * 3_600_000).toISOString().slice(0, 16);
    const address = `${url}${page === '/' ? '' : page}/__data.json?vid=${minute.replace(':', '.')}`;
    const ms = await timed(async () => {
      const answer = await fetch(address);
      size = (await answer.text()).length;
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    });
    if (jump >= WARMING) took.push(ms);
  }
  const p95 = percentile(took, 95);
  return {
    what: `a jump to any minute, ${page}`,
    figure: `p95 ${inMs(p95)}`,
    against: `p50 ${inMs(percentile(took, 50))}, max ${inMs(Math.max(...took))}`,
    required: `p95 < ${JUMP_BELOW} ms`,
    ok: p95 < JUMP_BELOW,
    how: `${JUMPS} random minutes in turn, built server, embedded store; all that the page loads, ${Math.round(size / 1000)} kB at the last`,
  };
}
