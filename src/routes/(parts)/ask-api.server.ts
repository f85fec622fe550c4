import { error } from '@sveltejs/kit';

/** What our own API says, asked in this process by a page's load; what it cannot answer ends the page with its words. */
export async function askApi<T>(fetch: typeof globalThis.fetch, address: string): Promise<T> {
  const answer = await fetch(address);
  if (answer.ok) return (await answer.json()) as T;
  const { error: said } = (await answer.json().catch(() => ({}))) as { error?: string };
  error(answer.status, said ?? 'okänt fel');
}
