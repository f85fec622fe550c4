/** From an archive's arrival to the changed figure in a browser's DOM. */
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { archivesOf2018 } from './archives.ts';
import { pause, percentile, until } from './measure.ts';
import { openReaders, type Readers } from './readers.ts';
import { missing, type Row } from './row.ts';
import { startServer, type Server } from './server.ts';
import { startShelf, type BareShelf } from './shelf.ts';

/** Figure to reach: milliseconds, 95 of 100. */
const AT_MOST = 300;
const CHANGES = 45;
/** The Riksdag's own votes: the first contest's figure above its bar. */
const FIGURE = 'main article .votes .in .figure';
const READERS = { reading: 180, standing: 20 };

export async function arrival(): Promise<Row[]> {
  const started = await startBrowser();
  if ('missing' in started) return [missing('arrival to DOM', started.missing)];
  const { browser } = started;
  try {
    const small = archivesOf2018('riksdag').slice(-CHANGES - 1);
    const national = archivesOf2018('national').slice(-CHANGES - 1);
    const crowd = `with ${READERS.reading + READERS.standing} readers, ${READERS.standing} standing still`;
    return [
      await measured(browser, 'arrival to DOM', small, null),
      await measured(browser, `arrival to DOM, ${crowd}`, small, READERS),
      await measured(browser, 'arrival to DOM, archive of 4 MB', national, null),
    ];
  } finally {
    await browser.close();
  }
}

/** A server that polls a shelf of ours; its own polls, a minute apart, only add to the load. */
async function measured(
  browser: Browser,
  what: string,
  archives: readonly Uint8Array[],
  readers: typeof READERS | null,
): Promise<Row> {
  const [first, ...rest] = archives.slice(0, CHANGES + 1);
  const shelf = await startShelf();
  shelf.put(first ?? new Uint8Array());
  const server = await startServer({ FEED_URL: shelf.url, PROGRAMME: 'jamtland-2018', LOG_LEVEL: 'warn' });
  const crowd = readers && (await openReaders(server.port, readers.reading, readers.standing));
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  try {
    const changes = await watch(page, server);
    const took: number[] = [];
    for (const bytes of rest) took.push(await oneChange(shelf, server, { bytes, changes }));
    await checkLast(page, server);
    return row(what, took, crowd && (await describeCrowd(crowd, server)));
  } finally {
    await page.close();
    crowd?.close();
    await server.stop();
    shelf.close();
  }
}

/** In the page, and as text: what the loader makes of a function would not run there. */
const OBSERVE = `{
  const textOf = () => document.querySelector('${FIGURE}')?.textContent ?? '';
  let last = textOf();
  new MutationObserver(() => {
    const text = textOf();
    if (text === last) return;
    last = text;
    figureChanged(text, Date.now());
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}`;

interface Change {
  readonly text: string;
  readonly at: number;
}

/** Opens the page and hears of every new text of the figure, with the page's own `Date.now()`. */
async function watch(page: Page, server: Server): Promise<readonly Change[]> {
  const changes: Change[] = [];
  await page.exposeFunction('figureChanged', (text: string, at: number) => void changes.push({ text, at }));
  const live = page.waitForResponse((response) => response.url().endsWith('/api/live'));
  await page.goto(server.url);
  await live;
  await page.waitForSelector(FIGURE);
  await page.evaluate(OBSERVE);
  await pause(500);
  return changes;
}

interface Step {
  readonly bytes: Uint8Array;
  readonly changes: readonly Change[];
}

async function oneChange(shelf: BareShelf, server: Server, { bytes, changes }: Step): Promise<number> {
  const seen = changes.length;
  shelf.put(bytes);
  await server.poll();
  const change = await until('the changed figure', () => changes[seen], 10_000);
  const { sentAt } = shelf;
  if (sentAt === null) throw new Error('nobody asked for the archive');
  await pause(150);
  return (change?.at ?? Number.NaN) - sentAt;
}

/** What the page shows at the end is what the API says. */
async function checkLast(page: Page, server: Server): Promise<void> {
  const shown = (await page.textContent(FIGURE))?.replace(/\D/g, '');
  const answer = await fetch(`${server.url}/api/snapshot`);
  const { contests } = (await answer.json()) as { contests: readonly { own: { votes: number } }[] };
  if (shown !== `${contests[0]?.own.votes}`)
    throw new Error(`the page shows ${shown}, not ${contests[0]?.own.votes}`);
}

/** How much was read, and how many streams wait in a write (what the kernel's buffers take does not make one wait). */
async function describeCrowd(crowd: Readers, server: Server): Promise<string> {
  await pause(1000);
  const metrics = await (await fetch(`${server.url}/api/metrics`)).text();
  const resting = Number(/^malvakt_live_readers (\d+)$/m.exec(metrics)?.[1]);
  const blocked = READERS.reading + READERS.standing + 1 - resting;
  return `; ${Math.round(crowd.bytes / 1_000_000)} MB read by the others, ${blocked} streams blocked at the end`;
}

function row(what: string, took: readonly number[], crowd: string | null): Row {
  const p95 = percentile(took, 95);
  return {
    what,
    figure: `p95 ${p95} ms`,
    against: `p50 ${percentile(took, 50)}, max ${Math.max(...took)} ms`,
    required: `p95 ≤ ${AT_MOST} ms`,
    ok: p95 <= AT_MOST,
    how: `${took.length} changes, built server, embedded store, Chromium with reduced motion; from the first byte sent to the server's poll to the figure's new text${crowd ?? ''}`,
  };
}
