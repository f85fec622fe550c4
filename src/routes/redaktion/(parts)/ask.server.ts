import { error, type RequestEvent } from '@sveltejs/kit';

/** The desk asks our own API, in this process, as the reader: with the reader's cookie, address and origin. */

export interface Asked {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
}

/** Sends JSON; the API alone decides who may write, and from where. */
export function ask(event: RequestEvent, path: string, { method, body }: Asked): Promise<Response> {
  const headers = new Headers(originOf(event));
  if (body === undefined) return event.fetch(path, { method, headers });
  headers.set('content-type', 'application/json');
  return event.fetch(path, { method, headers, body: JSON.stringify(body) });
}

/** The form's own origin, never one that we would fill in for it. */
export const originOf = ({ request }: RequestEvent): { readonly origin: string } => ({
  origin: request.headers.get('origin') ?? 'null',
});

/** Reads something; `signedOut` where only the signed-in may (the page then shows the sign-in instead). */
export async function read<T>(event: RequestEvent, path: string, signedOut?: T): Promise<T> {
  const response = await event.fetch(path);
  if (response.ok) return (await response.json()) as T;
  if (signedOut !== undefined && (response.status === 401 || response.status === 403)) return signedOut;
  const { error: said } = (await response.json().catch(() => ({}))) as { error?: string };
  error(response.status, said ?? 'okänt fel');
}
