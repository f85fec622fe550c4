import type { StoredEvent } from '$lib/election/event.ts';

/** So many events the API gives at a time. */
const PAGE = 1000;

/** Every event after one, page by page; `null`: they could not all be fetched. */
export async function allEvents(after: number): Promise<readonly StoredEvent[] | null> {
  const found: StoredEvent[] = [];
  for (let before = ''; ; before = `&before=${found.at(-1)?.id}`) {
    const answer = await fetch(`/api/events?after=${after}&limit=${PAGE}${before}`).catch(() => null);
    const page = answer?.ok ? ((await answer.json().catch(() => null)) as StoredEvent[] | null) : null;
    if (!page) return null;
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
