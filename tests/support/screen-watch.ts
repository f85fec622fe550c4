/** Watches the big screen for a night: what it said and when, what moved under the reader, what it holds in memory. */
import type { Page } from 'playwright-core';
import { describeEvent, eventContext } from '../../src/lib/describe-event.ts';
import type { StoredEvent, TargetEvent } from '../../src/lib/election/event.ts';
import type { Snapshot } from '../../src/lib/election/snapshot-shape.ts';

/** From when until when something stood on the screen, `Date.now()` of its own clock. */
interface Stood {
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

export interface Watched {
  /** The line of news; the goals' scene as `goal:state`. */
  readonly stood: readonly Stood[];
  /** Text that moved while it was read, as scene, value and what moved. */
  readonly shifts: readonly string[];
  readonly scenes: readonly string[];
}

/**
 * Runs in the page, and as text: what a loader makes of a function would not run there.
 *
 * The rule of what counts as a shift: the browser's own measure (Layout Instability: what stood in one frame and stands
 * elsewhere in the next), without the half second after a change of scene, when all is new; of text only, as marks and
 * bars move to their new value on purpose; and without the arrivals board, whose rows move down when a district comes
 * in; and without the header in the half second after the feed's state turned, which is meant to be seen. A text that grows or shrinks where it stands (an edge stays, or the middle between left and right) has not moved.
 */
const WATCH = `{
  const watched = (window.watchedScreen = { stood: [], shifts: [], scenes: [] });
  const open = new Map();
  let scene = null;
  let changedAt = -1e9;
  let fresh = null;
  let turnedAt = -1e9;
  const look = () => {
    const now = Date.now();
    const main = document.querySelector('.storbild main');
    if (main && main.firstElementChild !== scene) {
      scene = main.firstElementChild;
      changedAt = performance.now();
      watched.scenes.push(scene?.querySelector('h1')?.textContent ?? '');
    }
    const severity = document.querySelector('.storbild')?.dataset.fresh ?? null;
    if (severity !== fresh) {
      fresh = severity;
      turnedAt = performance.now();
    }
    const present = new Set([document.querySelector('.storbild footer .news')?.textContent.trim() ?? '']);
    for (const { dataset } of document.querySelectorAll('.storbild [data-goal]')) present.add(dataset.goal + ':' + dataset.state);
    for (const [what, stood] of open) if (!present.has(what)) (stood.to = now), open.delete(what);
    for (const what of present) {
      if (open.has(what)) continue;
      const stood = { what, from: now, to: Infinity };
      open.set(what, stood);
      watched.stood.push(stood);
    }
  };
  const named = (node) => {
    const element = node?.nodeType === 1 ? node : node?.parentElement;
    return element ? element.tagName + '.' + element.className + ' "' + element.textContent.trim().slice(0, 30) + '"' : 'gone';
  };
  const stays = (a, b) => [a.y - b.y, a.bottom - b.bottom].some((by) => Math.abs(by) < 3) &&
    [a.x - b.x, a.right - b.right, (a.x + a.right - b.x - b.right) / 2].some((by) => Math.abs(by) < 3);
  const isBoard = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest('[data-board]');
  const since = (time, startTime) => startTime >= time - 50 && startTime < time + 500;
  const isTurning = (node, startTime) => since(turnedAt, startTime) &&
    (node?.nodeType === 1 ? node : node?.parentElement)?.closest('.storbild > header');
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput, sources } of list.getEntries()) {
      const moved = sources.filter(({ node, previousRect, currentRect }) =>
        node?.textContent.trim() && !isBoard(node) && !isTurning(node, startTime) && !stays(previousRect, currentRect));
      if (hadRecentInput || moved.length === 0 || since(changedAt, startTime)) continue;
      watched.shifts.push([location.search, value.toFixed(5), ...moved.map(({ node, previousRect: a, currentRect: b }) =>
        named(node) + [a.x, a.y, a.width, a.height].map(Math.round) + ' → ' + [b.x, b.y, b.width, b.height].map(Math.round))].join(' | '));
    }
  }).observe({ type: 'layout-shift' });
  const start = () => {
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', start) : start();
}`;

/** Call before the page is opened; gives every error of the page as it comes. */
export async function watchScreen(page: Page): Promise<readonly string[]> {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.addInitScript(WATCH);
  return errors;
}

/** What has been seen until now; what still stands has no end. */
export const watchedOn = (page: Page): Promise<Watched> =>
  page.evaluate(() => (window as unknown as { watchedScreen: Watched }).watchedScreen);

/** Goals that turned, oldest first. */
export const turnsOf = (events: readonly StoredEvent[]): readonly StoredEvent[] =>
  events.filter(({ event }) => event.kind === 'target').sort((a, b) => a.id - b.id);

/** When a goal's turn was first on the screen or in its line of news, at or after `stored`; `null`: never. */
export function shownAt(turn: StoredEvent, snapshot: Snapshot, watched: Watched, stored = 0): number | null {
  const { target, to } = turn.event as TargetEvent;
  const said = describeEvent(turn, eventContext(snapshot)).title;
  const times = watched.stood
    .filter(({ what, to: end }) => (what === said || what === `${target}:${to}`) && end >= stored)
    .map(({ from }) => Math.max(from, stored));
  return times.length > 0 ? Math.min(...times) : null;
}

/** Bytes and DOM nodes that the page holds after all garbage is collected. */
export async function heldBy(page: Page): Promise<{ readonly bytes: number; readonly nodes: number }> {
  const cdp = await page.context().newCDPSession(page);
  try {
    await cdp.send('HeapProfiler.enable');
    for (let times = 0; times < 3; times += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const { nodes } = await cdp.send('Memory.getDOMCounters');
    return { bytes: usedSize, nodes };
  } finally {
    await cdp.detach();
  }
}
