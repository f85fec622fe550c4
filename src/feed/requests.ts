/** What was asked of the feed: for tests, and for the operator to see that someone polls. */
export interface FeedRequest {
  /** Night time, ISO 8601 with the Swedish offset. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly ifNoneMatch: string | null;
  readonly ifModifiedSince: string | null;
  /** The fault that struck it; of a JSON night's archives also the one that is published in it. */
  fault: string | null;
  /** Null as long as it is not answered (`timeout`, `reset`: for good). */
  status: number | null;
}

const KEPT = 200;

export class RequestLog {
  #newest: FeedRequest[] = [];
  #total = 0;

  /** Kept as given: the caller fills in fault and status when they are known. */
  add(request: FeedRequest): void {
    this.#newest.push(request);
    if (this.#newest.length > KEPT) this.#newest.shift();
    this.#total += 1;
  }

  /** The last two hundred, oldest first. */
  list(): readonly FeedRequest[] {
    return this.#newest;
  }

  /** How many there were, and how many of those kept had which status (`none`: not answered). */
  counters(): { total: number; byStatus: Record<string, number> } {
    const byStatus: Record<string, number> = {};
    for (const { status } of this.#newest) byStatus[status ?? 'none'] = (byStatus[status ?? 'none'] ?? 0) + 1;
    return { total: this.#total, byStatus };
  }
}
