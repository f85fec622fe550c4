/** Seconds until an answer that failed is asked for again. */
const RETRY_SECONDS = 5;

/**
 * What an address of the API says, fetched anew with each revision: the old answer stands until the new one is here.
 * `follow` belongs in an effect.
 */
export class Fetched<T> {
  #value = $state.raw() as T;
  #failed = $state(false);
  #revision: number;

  /** The page's first answer, and the revision that the page was made from. */
  constructor(
    first: T,
    revision: number,
    private readonly address: string,
  ) {
    this.#value = first;
    this.#revision = revision;
  }

  get value(): T {
    return this.#value;
  }
  /** The newest answer could not be had: what stands here is older than the page. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Asks again if this revision is another one; gives what ends the asking. */
  follow(revision: number): () => void {
    if (revision === this.#revision) return () => undefined;
    const over = new AbortController();
    let retry: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await fetch(this.address, { signal: over.signal }).catch(() => null);
      const value = answer?.ok ? ((await answer.json().catch(() => null)) as T | null) : null;
      if (over.signal.aborted) return;
      this.#failed = value === null;
      if (value === null) {
        retry = setTimeout(() => void ask(), RETRY_SECONDS * 1000);
        return;
      }
      this.#value = value;
      this.#revision = revision;
    };
    void ask();
    return () => {
      over.abort();
      clearTimeout(retry);
    };
  }
}
