import { createSubscriber } from 'svelte/reactivity';
import type { StoredEvent } from '../election/event.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';
import type { LiveSnapshot } from '../live.svelte.ts';
import { caughtUpTo, CELEBRATION_MS, newlyReached, watchedFrom, type Celebrations } from './celebration.ts';
import { contactAt, saysCaughtUp, UNBROKEN, type Contact } from './connection.ts';
import { directed, startDirection, stepped, type Direction } from './director.ts';
import { lineWithoutHidden, SILENT, told, type NewsItem, type NewsLine } from './news-line.ts';
import { freshOf, newsScenes, seenFrom, withoutHidden, type Seen } from './news.ts';
import { scenesOf, type Scene } from './scenes.ts';

const TICK_MS = 500;
/** How long a key on a pinned screen is answered. */
const LOCKED_MS = 3_000;

/** The big screen while it runs: the director's clock, the keys, the wake lock, and what the screen says of itself. */
export class Stage {
  readonly #live: LiveSnapshot;
  /** A scene by its address stands whatever happens. */
  readonly #fixed: string | null;
  #direction = $state.raw() as Direction;
  #paused = $state(false);
  #before: Snapshot;
  #seen: Seen;
  #line = $state.raw<NewsLine>(SILENT);
  #celebrations: Celebrations;
  #celebratedAt = $state(-CELEBRATION_MS);
  #contact = $state.raw<Contact>(UNBROKEN);
  #lockedAt = $state(-LOCKED_MS);
  #now = $state(0);
  #awake = $state<'yes' | 'no' | 'unknown'>('unknown');
  #lock: WakeLockSentinel | null = null;
  readonly #subscribe: () => void;

  constructor(live: LiveSnapshot, first: string, fixed: string | null) {
    this.#live = live;
    this.#fixed = fixed;
    this.#before = live.snapshot;
    this.#seen = seenFrom(live.events, 0);
    this.#celebrations = watchedFrom(live.snapshot.revision);
    this.#direction = startDirection(fixed ?? first, 0, live.snapshot.screen.step);
    this.#subscribe = createSubscriber(() => this.#run());
  }

  get scene(): Scene | undefined {
    this.#subscribe();
    return scenesOf(this.#live.snapshot).find(({ id }) => id === this.#direction.scene);
  }

  /** What must not be missed and is being told; `null`: nothing just now. */
  get telling(): NewsItem | null {
    this.#subscribe();
    return this.#line.said;
  }

  /** A goal has just been reached. */
  get celebrating(): boolean {
    this.#subscribe();
    return this.#now - this.#celebratedAt < CELEBRATION_MS;
  }

  /** What the screen says of itself; empty when there is nothing to say. */
  get notice(): string {
    if (this.#now - this.#lockedAt < LOCKED_MS) return 'Låst av redaktionen';
    if (saysCaughtUp(this.#contact, this.#now)) return 'Förbindelsen är tillbaka, allt är ikapp';
    if (this.#paused || this.#live.snapshot.screen.paused) return 'Pausad';
    return this.#awake === 'no' ? 'Kan inte hålla skärmen vaken: stäng av skärmsläckaren' : '';
  }

  /** Space pauses; arrows and a presenter's remote (page keys) go on and back. A pinned screen says that it is. */
  key(event: KeyboardEvent): void {
    const act = this.#acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || this.#fixed !== null) return;
    if (this.#pin === null) act();
    else this.#lockedAt = this.#now = performance.now();
    event.preventDefault();
  }

  readonly #acts: Readonly<Record<string, () => void>> = {
    ' ': () => (this.#paused = !this.#paused),
    ArrowRight: () => this.#step(1),
    PageDown: () => this.#step(1),
    ArrowLeft: () => this.#step(-1),
    PageUp: () => this.#step(-1),
  };

  #step(by: 1 | -1): void {
    this.#direction = stepped(this.#direction, this.#turn(), by, performance.now());
  }

  #turn(): readonly string[] {
    return scenesOf(this.#live.snapshot)
      .filter(({ rotates }) => rotates)
      .map(({ id }) => id);
  }

  /** What the operator has pinned, unless this night does not have it. */
  get #pin(): string | null {
    const { snapshot } = this.#live;
    const { pin } = snapshot.screen;
    return scenesOf(snapshot).some(({ id }) => id === pin) ? pin : null;
  }

  #run(): () => void {
    this.#direction = { ...this.#direction, since: performance.now() };
    const timer = setInterval(() => this.#tick(), TICK_MS);
    const watch = new AbortController();
    const stayAwake = () => void this.#stayAwake(watch.signal);
    document.addEventListener('visibilitychange', stayAwake, { signal: watch.signal });
    stayAwake();
    return () => {
      clearInterval(timer);
      watch.abort();
      void this.#lock?.release();
    };
  }

  #tick(): void {
    this.#now = performance.now();
    this.#watchConnection();
    const { snapshot, events } = this.#live;
    if (snapshot.revision < this.#before.revision) this.#startOver(snapshot);
    const { hidden } = snapshot.screen;
    const found = freshOf(this.#seen, events);
    const fresh = withoutHidden(found.fresh, hidden);
    const news =
      snapshot === this.#before && fresh.length === 0 ? [] : newsScenes(this.#before, snapshot, fresh);
    this.#before = snapshot;
    this.#seen = found.seen;
    this.#line = told(lineWithoutHidden(this.#line, hidden), fresh, this.#now);
    this.#celebrate(fresh, snapshot);
    if (this.#fixed !== null) return;
    const { screen } = snapshot;
    this.#direction = directed(this.#direction, {
      now: this.#now,
      turn: this.#turn(),
      secondsPerScene: screen.secondsPerScene,
      paused: this.#paused || screen.paused,
      pin: this.#pin,
      step: screen.step,
      news,
    });
  }

  /** A replay that was begun anew: its numbers count from the beginning, and so does what has been seen. */
  #startOver({ revision }: Snapshot): void {
    this.#seen = seenFrom([], revision);
    this.#line = SILENT;
    this.#celebrations = watchedFrom(revision);
  }

  #celebrate(fresh: readonly StoredEvent[], snapshot: Snapshot): void {
    const reached = newlyReached(this.#celebrations, fresh, snapshot);
    if (reached.length === 0) return;
    this.#celebrations = { ...this.#celebrations, had: [...this.#celebrations.had, ...reached] };
    this.#celebratedAt = this.#now;
  }

  /** After a lost connection one snapshot catches up with everything, and the screen says so. */
  #watchConnection(): void {
    const before = this.#contact;
    this.#contact = contactAt(before, this.#live.connection, this.#now);
    if (before.isLost && !this.#contact.isLost)
      this.#celebrations = caughtUpTo(this.#celebrations, this.#live.snapshot.revision);
  }

  /** Asks for it again whenever the system has let go (a hidden page, a low battery). */
  async #stayAwake(watch: AbortSignal): Promise<void> {
    if (watch.aborted || document.visibilityState !== 'visible') return;
    if (this.#lock && !this.#lock.released) return;
    try {
      if (!('wakeLock' in navigator)) throw new Error('no wake lock here');
      this.#lock = await navigator.wakeLock.request('screen');
      this.#lock.addEventListener('release', () => (this.#awake = 'no'), { signal: watch });
      this.#awake = 'yes';
    } catch {
      this.#awake = 'no';
    }
  }
}
