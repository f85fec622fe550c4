/** Where a night's files come from, and what one poll of it finds. */
export type FeedSource = ArchivesFeed | IndexFeed;

/** XML: an archive at an address of its own; the night archive first, then the final one. */
export interface ArchivesFeed {
  readonly kind: 'archives';
  readonly addresses: readonly string[];
}

/** JSON: an index of archives below one address. */
export interface IndexFeed {
  readonly kind: 'index';
  /** Ends in `/`. */
  readonly base: string;
  /** The index's path below the base. */
  readonly index: string;
  /** What the archives' names must begin with; `null`: anything. */
  readonly prefix: string | null;
}

/** How one poll went. */
export interface Asked {
  /** It made a revision. */
  readonly changed: boolean;
  /** The feed's first address (the night archive, the index) answered: there is no reason to ask less often. */
  readonly reached: boolean;
  /** All that is wanted now could be had: the night archive; of an index every archive as it is listed. */
  readonly answered: boolean;
  readonly problem: string | null;
  /** Seconds for which the host asks to be left alone. */
  readonly retryAfter: number | null;
  /** The last file of every address was taken whole. */
  readonly whole: boolean;
  /** Seconds after which a file that is being replaced is tried again; `null`: at the next poll. */
  readonly again: number | null;
}

export interface Source {
  /** Asks once; `null`: the signal ended it. */
  ask(signal: AbortSignal): Promise<Asked | null>;
}
