import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { byArrival } from './election/arrivals.ts';
import type { StoredEvent } from './election/event.ts';
import type { PresentFeed, Snapshot } from './election/snapshot-shape.ts';
import { formatTime } from './format.ts';
import { freshness, LOST_AFTER_SECONDS, nightNow, type Connection, type Freshness } from './freshness.ts';
import { minuteInWords, type ShownMinute } from './minute.ts';

/** What a page is given for its first picture. */
export interface LiveStart {
  readonly snapshot: Snapshot;
  readonly feed: PresentFeed;
  readonly events: readonly StoredEvent[];
  /** The minute that the page shows in place of the present one: then nothing is listened to. */
  readonly shown?: ShownMinute | null;
}

const RETRY_FIRST = 1;
const RETRY_LAST = 30;
/** So many of each kind are kept on the page; older ones are the API's. */
const EVENTS_KEPT = 60;
const isArrival = ({ event }: StoredEvent): boolean => event.kind === 'report' || event.kind === 'final';

const isEarlier = (time: string | null, than: string | null): boolean =>
  than !== null && (time === null || Date.parse(time) < Date.parse(than));

/** Two of the reader's clocks: one that never jumps, one that goes on while the machine sleeps. */
interface Moment {
  readonly steady: number;
  readonly wall: number;
}
const moment = (): Moment => ({ steady: performance.now(), wall: Date.now() });
const secondsBetween = (from: Moment, to: Moment): number =>
  Math.max(0, to.steady - from.steady, to.wall - from.wall) / 1000;

/**
 * The night as it is now. Reads like plain values; while something on the page reads it, it listens to `/api/live`,
 * reconnects by itself, and catches up in one step (the newest snapshot is always enough). Or the night as it was at
 * one minute: that stands still.
 */
export class LiveSnapshot {
  #snapshot = $state.raw() as Snapshot;
  #feed = $state.raw() as PresentFeed;
  #events = $state.raw<readonly StoredEvent[]>([]);
  #connection = $state<Connection>('connecting');
  #shown = $state.raw<ShownMinute | null>(null);
  /** The reader's clock, set every second, so that ages grow when the server is gone. */
  #now = $state.raw(moment());
  #heard = $state.raw(moment());
  #fedAt = $state.raw(moment());

  #source: EventSource | null = null;
  #openedAt = moment();
  #retry: ReturnType<typeof setTimeout> | null = null;
  #retrySeconds = RETRY_FIRST;
  #fetching = false;
  #fetchAgain = false;
  readonly #subscribeLive: () => void;

  constructor(start: LiveStart) {
    this.#begin(start);
    this.#subscribeLive = createSubscriber(() => this.#listen());
  }

  /** The page came to another minute, or back to the present; what is heard live is never replaced by what is older. */
  restart(start: LiveStart): void {
    untrack(() => {
      if (start.shown || this.#shown) this.#begin(start);
    });
  }

  #begin({ snapshot, feed, events, shown = null }: LiveStart): void {
    this.#snapshot = snapshot;
    this.#feed = feed;
    this.#events = events;
    this.#shown = shown;
    this.#connection = 'connecting';
    this.#now = this.#heard = this.#fedAt = moment();
  }

  #subscribe(): void {
    if (!this.#shown) this.#subscribeLive();
  }

  get snapshot(): Snapshot {
    this.#subscribe();
    return this.#snapshot;
  }
  get feed(): PresentFeed {
    this.#subscribe();
    return this.#feed;
  }
  /** The minute that is shown in place of the present one; `null`: this is live. */
  get shown(): ShownMinute | null {
    return this.#shown;
  }
  /** For a page's title: `läget 22.41`, nothing where it is live. */
  get minuteWords(): string {
    return this.#shown ? `läget ${formatTime(this.#shown.minute.from)}` : '';
  }
  /** Newest first. */
  get events(): readonly StoredEvent[] {
    this.#subscribe();
    return this.#events;
  }
  get connection(): Connection {
    this.#subscribe();
    return this.#silentSeconds >= LOST_AFTER_SECONDS ? 'lost' : this.#connection;
  }
  /** How fresh all this is, in words. */
  get freshness(): Freshness {
    if (this.#shown) {
      return {
        state: 'past',
        severity: 'waiting',
        words: `Läget ${minuteInWords(this.#shown.minute)}`,
        detail: 'Sidan följer inte räkningen.',
      };
    }
    return freshness({
      feed: this.feed,
      connection: this.connection,
      silentSeconds: this.#silentSeconds,
      feedSeconds: secondsBetween(this.#fedAt, this.#now),
    });
  }
  /** The night's clock in milliseconds; it stands when the connection is lost. */
  get nightNow(): number {
    if (this.#shown) return Date.parse(this.#feed.now);
    return nightNow(this.feed, secondsBetween(this.#fedAt, this.#now));
  }
  get #silentSeconds(): number {
    return secondsBetween(this.#heard, this.#now);
  }

  #listen(): () => void {
    const wake = () => {
      this.#tick();
      if (this.#connection !== 'open') this.#open();
    };
    const timer = setInterval(() => this.#tick(), 1000);
    const watch = new AbortController();
    addEventListener('online', wake, { signal: watch.signal });
    addEventListener('pageshow', (event) => event.persisted && wake(), { signal: watch.signal });
    this.#open();
    return () => {
      watch.abort();
      clearInterval(timer);
      this.#close();
    };
  }

  /** Every second. A connection that is open but silent is as good as none: it is dropped and made anew. */
  #tick(): void {
    this.#now = moment();
    if (this.#silentSeconds < LOST_AFTER_SECONDS) return;
    this.#connection = 'lost';
    if (this.#source && secondsBetween(this.#openedAt, this.#now) >= LOST_AFTER_SECONDS) this.#open();
  }

  #open(): void {
    this.#close();
    this.#openedAt = moment();
    const source = new EventSource('/api/live');
    this.#source = source;
    source.addEventListener('snapshot', ({ data }) => this.#hear(() => this.#takeSnapshot(JSON.parse(data))));
    source.addEventListener('feed', ({ data }) => this.#hear(() => this.#takeFeed(JSON.parse(data))));
    source.addEventListener('error', () => {
      if (this.#connection === 'open') this.#connection = 'connecting';
      if (source.readyState === EventSource.CLOSED) this.#openLater();
    });
  }

  #close(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    this.#source?.close();
    this.#source = null;
  }

  /** The browser gives up on an answer like 503; we do not. */
  #openLater(): void {
    this.#close();
    this.#retry = setTimeout(() => this.#open(), this.#retrySeconds * 1000);
    this.#retrySeconds = Math.min(RETRY_LAST, this.#retrySeconds * 2);
  }

  #hear(take: () => void): void {
    this.#heard = this.#now = moment();
    this.#connection = 'open';
    this.#retrySeconds = RETRY_FIRST;
    take();
  }

  #takeSnapshot(snapshot: Snapshot): void {
    const held = this.#snapshot;
    if (snapshot.revision === held.revision && snapshot.asOf === held.asOf) return;
    // Back to fewer revisions, or an earlier hour: the replay was started over, and its events with it.
    if (snapshot.revision < held.revision || isEarlier(snapshot.asOf, held.asOf)) this.#events = [];
    this.#snapshot = snapshot;
    void this.#fetchEvents();
  }

  #takeFeed(feed: PresentFeed): void {
    const news = feed.state !== this.#feed.state || feed.problem !== this.#feed.problem;
    this.#feed = feed;
    this.#fedAt = moment();
    if (news) void this.#fetchEvents();
  }

  /** The events since the newest one we hold; one request at a time, and one more if news came meanwhile. */
  async #fetchEvents(): Promise<void> {
    this.#fetchAgain = this.#fetching;
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const after = this.#events[0]?.id ?? 0;
      const answer = await fetch(`/api/events?after=${after}&limit=1000`);
      if (answer.ok) this.#takeEvents((await answer.json()) as readonly StoredEvent[], after);
    } catch {
      // The list is then short until the next revision; the figures do not depend on it.
    } finally {
      this.#fetching = false;
    }
    if (this.#fetchAgain) await this.#fetchEvents();
  }

  #takeEvents(fresh: readonly StoredEvent[], after: number): void {
    if ((this.#events[0]?.id ?? 0) !== after) return;
    const all = [...fresh, ...this.#events];
    // A flood of districts must not carry off the corrections.
    const arrivals = all.filter(isArrival).sort(byArrival).slice(0, EVENTS_KEPT);
    const others = all.filter((stored) => !isArrival(stored)).slice(0, EVENTS_KEPT);
    this.#events = [...arrivals, ...others].sort((a, b) => b.id - a.id);
  }
}

/** A page's own night: it goes to another minute when the page's load does. */
export function nightOfPage(start: () => LiveStart): LiveSnapshot {
  const live = new LiveSnapshot(untrack(start));
  $effect.pre(() => live.restart(start()));
  return live;
}
