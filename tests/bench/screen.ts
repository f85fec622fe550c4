/** The big screen through a whole night in a browser: what it holds, how late it is, what it has to fetch first. */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { StoredEvent } from '../../src/lib/election/event.ts';
import type { PresentFeed, Snapshot } from '../../src/lib/election/snapshot-shape.ts';
import { startBrowser } from '../support/browser.ts';
import { heldBy, shownAt, turnsOf, watchedOn, watchScreen } from '../support/screen-watch.ts';
import { pause, until } from './measure.ts';
import { missing, type Row } from './row.ts';
import { startServer, TOKEN, type Server } from './server.ts';
import { loadedBy } from './wire.ts';

/** Figures to reach. */
const KILOBYTES = 120;
const MEGABYTES_AN_HOUR = 1;
const SECONDS = 10;

const SPEED = 60;

export async function screen(): Promise<Row[]> {
  const started = await startBrowser();
  if ('missing' in started) return [missing('the big screen', started.missing)];
  const server = await startServer({ REPLAY: '2018', REPLAY_SPEED: `${SPEED}`, LOG_LEVEL: 'warn' });
  try {
    const first = await firstLoad(server);
    const context = await started.browser.newContext({ viewport: { width: 1920, height: 1080 } });
    return [first, ...(await night(await context.newPage(), server))];
  } finally {
    await started.browser.close();
    await server.stop();
  }
}

async function firstLoad(server: Server): Promise<Row> {
  const { script, style, html } = await loadedBy(server.url, '/storbild');
  const figures = /<strong[^>]*>\d+<\/strong>/.test(html);
  const kilobytes = script.bytes / 1000;
  return {
    what: 'JavaScript over the wire for /storbild',
    figure: `${kilobytes.toFixed(1)} kB`,
    against: `${script.files} files`,
    required: `≤ ${KILOBYTES} kB, first figures in the HTML`,
    ok: kilobytes <= KILOBYTES && figures,
    how: `gzip, every module that the page preloads and starts; beside it ${(style.bytes / 1000).toFixed(1)} kB of CSS and ${(gzipSync(html).length / 1000).toFixed(1)} kB of HTML, ${figures ? 'with' : 'WITHOUT'} the first scene's figures`,
  };
}

interface Held {
  /** Hours of the night's clock since it began to be watched, as far as it ran and was not cut. */
  readonly hours: number;
  readonly bytes: number;
  readonly nodes: number;
}

async function night(page: Page, server: Server): Promise<Row[]> {
  const errors = await watchScreen(page);
  await page.goto(`${server.url}/storbild`);
  const began = Date.now();
  const stored = new Map<number, number>();
  const held: Held[] = [];
  let looked = 0;
  for (let over = false; !over;) {
    await pause(250);
    const last = Math.max(0, ...stored.keys());
    const seenAt = Date.now();
    for (const { id } of await read<StoredEvent[]>(server, `/api/events?after=${last}&limit=1000`))
      stored.set(id, seenAt);
    const { feed } = await read<{ feed: PresentFeed }>(server, '/api/health');
    over = feed.state === 'complete' && feed.speed === 0;
    if (!over && Date.now() - looked < 30_000) continue;
    looked = Date.now();
    held.push({ hours: ((looked - began) * SPEED) / 3_600_000, ...(await atGoals(page, server)) });
  }
  await pause(SECONDS * 1000);
  return [growth(held), await lateness(page, server, stored), errorsOf(errors, held)];
}

/** What is held while the goals stand on the screen: the same scene each time. */
async function atGoals(page: Page, server: Server) {
  await direct(server, { pin: 'mal' });
  await until('the goals', () => page.url().includes('scen=mal'), 10_000);
  await pause(1000);
  const found = await heldBy(page);
  await direct(server, { pin: null });
  return found;
}

async function direct(server: Server, change: object): Promise<void> {
  const answer = await fetch(`${server.url}/api/screen`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!answer.ok) throw new Error(`the screen's direction: ${answer.status} ${await answer.text()}`);
}

async function read<T>(server: Server, path: string): Promise<T> {
  return (await (await fetch(server.url + path)).json()) as T;
}

/** The straight line through the second half, so that no single collection decides. */
function growth(held: readonly Held[]): Row {
  const half = held.slice(Math.floor(held.length / 2));
  const mean = (of: (one: Held) => number) => half.reduce((sum, one) => sum + of(one), 0) / half.length;
  const [hours, bytes] = [mean((one) => one.hours), mean((one) => one.bytes)];
  const slope =
    half.reduce((sum, one) => sum + (one.hours - hours) * (one.bytes - bytes), 0) /
    half.reduce((sum, one) => sum + (one.hours - hours) ** 2, 0);
  const megabytes = slope / 1e6;
  return {
    what: 'heap of the big screen, growth',
    figure: `${megabytes.toFixed(2)} MB per hour of the night`,
    against: `${((half[0]?.bytes ?? 0) / 1e6).toFixed(1)} MB in the middle, ${((half.at(-1)?.bytes ?? 0) / 1e6).toFixed(1)} MB at the end`,
    required: `< ${MEGABYTES_AN_HOUR} MB in the second half`,
    ok: megabytes < MEGABYTES_AN_HOUR,
    how: `night of 2018 at ${SPEED} times, final count included; ${held.length} looks at the same scene, each after forced collections; the line through the last ${half.length}; nodes ${half[0]?.nodes} → ${half.at(-1)?.nodes}`,
  };
}

async function lateness(page: Page, server: Server, stored: ReadonlyMap<number, number>): Promise<Row> {
  const turns = turnsOf(await read<StoredEvent[]>(server, '/api/events?limit=1000'));
  const snapshot = await read<Snapshot>(server, '/api/snapshot');
  const watched = await watchedOn(page);
  const took = turns.map((turn) => {
    // The poll that saw it is at most a look later than the store.
    const at = stored.get(turn.id) ?? Number.NaN;
    const shown = shownAt(turn, snapshot, watched, at - 1000);
    return shown === null ? Infinity : Math.max(0, shown - at) / 1000;
  });
  const longest = Math.max(...took);
  const never = took.filter((seconds) => seconds === Infinity).length;
  return {
    what: 'a goal’s turn: stored to shown',
    figure: `at most ${longest.toFixed(1)} s`,
    against: `${turns.length} turns, ${never} never shown`,
    required: `≤ ${SECONDS} s`,
    ok: turns.length > 0 && longest <= SECONDS,
    how: 'in the line of news, or as the goal’s state in the scene of all goals; looked at four times a second',
  };
}

const errorsOf = (errors: readonly string[], held: readonly Held[]): Row => ({
  what: 'console errors of the big screen',
  figure: `${errors.length}`,
  required: '0',
  ok: errors.length === 0,
  how: `over ${held.at(-1)?.hours.toFixed(1)} hours of the night${errors[0] ? `; the first: ${errors[0]}` : ''}`,
});
