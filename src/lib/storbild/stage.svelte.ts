import { createSubscriber } from 'svelte/reactivity';
import type { Snapshot } from '../election/snapshot-shape.ts';
import type { LiveSnapshot } from '../live.svelte.ts';
import { directed, startDirection, stepped, type Direction } from './director.ts';
import { newsScenes, withoutHidden } from './news.ts';
import { scenesOf, type Scene } from './scenes.ts';

const TICK_MS = 500;
/** How long the screen says that it has caught up after a lost connection. */
const CAUGHT_UP_MS = 20_000;

/** The big screen while it runs: the director's clock, the keys, the wake lock, and what the screen says of itself. */
export class Stage {
  readonly #live: LiveSnapshot;
  /** A scene by its address stands whatever happens. */
  readonly #fixed: string | null;
  #direction = $state.raw() as Direction;
  #paused = $state(false);
  #before: Snapshot;
  #seen: number;
  #lostAt: number | null = null;
  #caughtUp = $state(0);
  #now = $state(0);
  #awake = $state<'yes' | 'no' | 'unknown'>('unknown');
  #lock: WakeLockSentinel | null = null;
  readonly #subscribe: () => void;

  constructor(live: LiveSnapshot, first: string, fixed: string | null) {
    this.#live = live;
    this.#fixed = fixed;
    this.#before = live.snapshot;
    this.#seen = live.events[0]?.id ?? 0;
    this.#direction = startDirection(fixed ?? first, 0, live.snapshot.screen.step);
    this.#subscribe = createSubscriber(() => this.#run());
  }

  get scene(): Scene | undefined {
    this.#subscribe();
    return scenesOf(this.#live.snapshot).find(({ id }) => id === this.#direction.scene);
  }

  /** What the screen says of itself; empty when there is nothing to say. */
  get notice(): string {
    if (this.#caughtUp > 0 && this.#now - this.#caughtUp < CAUGHT_UP_MS)
      return 'Förbindelsen är tillbaka, allt är ikapp';
    if (this.#paused || this.#live.snapshot.screen.paused) return 'Pausad';
    return this.#awake === 'no' ? 'Kan inte hålla skärmen vaken: stäng av skärmsläckaren' : '';
  }

  /** Space pauses; arrows and a presenter's remote (page keys) go on and back. */
  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#fixed !== null) return;
    if (event.key === ' ') this.#paused = !this.#paused;
    else if (event.key === 'ArrowRight' || event.key === 'PageDown') this.#step(1);
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') this.#step(-1);
    else return;
    event.preventDefault();
  }

  #step(by: 1 | -1): void {
    this.#direction = stepped(this.#direction, this.#turn(), by, performance.now());
  }

  #turn(): readonly string[] {
    return scenesOf(this.#live.snapshot)
      .filter(({ rotates }) => rotates)
      .map(({ id }) => id);
  }

  /** The operator may pin what this night does not have. */
  #isScene(id: string | null): boolean {
    return id !== null && scenesOf(this.#live.snapshot).some((scene) => scene.id === id);
  }

  #run(): () => void {
    this.#direction = { ...this.#direction, since: performance.now() };
    const timer = setInterval(() => this.#tick(), TICK_MS);
    const watch = new AbortController();
    const stayAwake = () => void this.#stayAwake();
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
    const fresh = withoutHidden(events, snapshot.screen.hidden).filter(({ id }) => id > this.#seen);
    const news =
      snapshot === this.#before && fresh.length === 0 ? [] : newsScenes(this.#before, snapshot, fresh);
    this.#before = snapshot;
    this.#seen = events[0]?.id ?? 0;
    if (this.#fixed !== null) return;
    const { screen } = snapshot;
    this.#direction = directed(this.#direction, {
      now: this.#now,
      turn: this.#turn(),
      secondsPerScene: screen.secondsPerScene,
      paused: this.#paused || screen.paused,
      pin: this.#isScene(screen.pin) ? screen.pin : null,
      step: screen.step,
      news,
    });
  }

  /** After a lost connection one snapshot catches up with everything, and the screen says so. */
  #watchConnection(): void {
    const { connection } = this.#live;
    if (connection === 'lost') this.#lostAt ??= this.#now;
    else if (connection === 'open' && this.#lostAt !== null) {
      this.#lostAt = null;
      this.#caughtUp = this.#now;
    }
  }

  async #stayAwake(): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    try {
      if (!('wakeLock' in navigator)) throw new Error('no wake lock here');
      this.#lock = await navigator.wakeLock.request('screen');
      this.#awake = 'yes';
    } catch {
      this.#awake = 'no';
    }
  }
}
