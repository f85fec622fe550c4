/**
 * What to say about how fresh the page is. Pure, from three clocks that are told apart: the authority's (when a
 * figure was published), the night's (when we fetched it), and the reader's own (how long nothing has been heard).
 */
import type { FeedState, PresentFeed } from './election/snapshot-shape.ts';
import { formatAge, formatWhen } from './format.ts';

export type Connection = 'connecting' | 'open' | 'lost';

/** So many seconds of the reader's clock without a word, and the connection is lost, whatever the browser believes. */
export const LOST_AFTER_SECONDS = 20;
/** The night clock is told on for this long between two words from the server, then it stands. */
const EXTRAPOLATE_AT_MOST = LOST_AFTER_SECONDS;

/** `calm`: as it should be · `waiting`: nothing wrong, nothing sure · `old`: no news · `broken`: do not trust as present. */
export type Severity = 'calm' | 'waiting' | 'old' | 'broken';

export interface Freshness {
  /** `past`: the page shows an earlier minute. */
  readonly state: FeedState | 'connecting' | 'lost' | 'past';
  readonly severity: Severity;
  readonly words: string;
  readonly detail: string;
  /** How long it has been so, where that is no good sign: `3 min`. */
  readonly age?: string;
}

export interface FreshnessInput {
  readonly feed: PresentFeed;
  readonly connection: Connection;
  /** Since anything was heard from our server, on the reader's clock. */
  readonly silentSeconds: number;
  /** Since the feed's times in `feed` were heard, on the reader's clock. */
  readonly feedSeconds: number;
}

/** The night's clock as the reader may believe it, in milliseconds: the last one told, carried on by the reader's own. */
export function nightNow(feed: PresentFeed, seconds: number): number {
  const speed = Number.isFinite(feed.speed) && feed.speed >= 0 ? feed.speed : 1;
  return Date.parse(feed.now) + Math.min(Math.max(0, seconds), EXTRAPOLATE_AT_MOST) * 1000 * speed;
}

export function freshness(input: FreshnessInput): Freshness {
  const { feed, connection, silentSeconds, feedSeconds } = input;
  if (connection === 'lost' || silentSeconds >= LOST_AFTER_SECONDS) {
    return {
      state: 'lost',
      severity: 'broken',
      words: `Ingen kontakt sedan ${formatWhen(feed.now, feed.now)}`,
      detail: `Siffrorna är från då och uppdateras inte. Tyst i ${formatAge(silentSeconds)}, försöker igen.`,
      age: formatAge(silentSeconds),
    };
  }
  const ofSource = ofFeed(feed, nightNow(feed, feedSeconds));
  if (connection === 'connecting' && ofSource.severity !== 'old' && ofSource.severity !== 'broken') {
    return {
      state: 'connecting',
      severity: 'waiting',
      words: `Läget ${formatWhen(feed.now, feed.now)}`,
      detail: 'Väntar på förbindelse.',
    };
  }
  return ofSource;
}

/** The feed's own state, with ages on the night's clock. */
function ofFeed(feed: PresentFeed, now: number): Freshness {
  const when = (iso: string | null) => formatWhen(iso, feed.now);
  const age = (iso: string | null) => (iso ? formatAge((now - Date.parse(iso)) / 1000) : '');
  const checked = feed.checkedAt ? `Kontrollerat ${when(feed.checkedAt)}.` : 'Källan har inte svarat ännu.';
  switch (feed.state) {
    case 'waiting':
      return { state: 'waiting', severity: 'waiting', words: 'Inga distrikt räknade ännu', detail: checked };
    case 'live':
      return { state: 'live', severity: 'calm', words: published(feed, when), detail: checked };
    case 'complete':
      return {
        state: 'complete',
        severity: 'calm',
        words: published(feed, when),
        detail: `Räkningen är klar. ${checked}`,
      };
    case 'stale': {
      const since = feed.changedAt ?? feed.checkedAt;
      if (!since) return { state: 'stale', severity: 'old', words: 'Inget nytt ännu', detail: checked };
      return {
        state: 'stale',
        severity: 'old',
        words: `Inget nytt sedan ${when(since)}`,
        detail: `För ${age(since)} sedan. ${checked}`,
        age: age(since),
      };
    }
    case 'down':
      return feed.checkedAt
        ? {
            state: 'down',
            severity: 'broken',
            words: `Ingen kontakt med källan sedan ${when(feed.checkedAt)}`,
            detail: `För ${age(feed.checkedAt)} sedan. Siffrorna står kvar.`,
            age: age(feed.checkedAt),
          }
        : {
            state: 'down',
            severity: 'broken',
            words: 'Ingen kontakt med källan',
            detail: 'Källan har inte svarat ännu.',
          };
  }
}

function published(feed: PresentFeed, when: (iso: string | null) => string): string {
  const fetched = feed.changedAt ?? feed.checkedAt;
  return feed.publishedAt
    ? `Uppgift från Valmyndigheten ${when(feed.publishedAt)}, hämtad ${when(fetched)}`
    : `Hämtat ${when(fetched)}`;
}
