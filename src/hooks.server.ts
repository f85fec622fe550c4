import type { Handle, ServerInit } from '@sveltejs/kit';
import { startOnce } from './lib/server/running.ts';

export const init: ServerInit = async () => {
  await startOnce();
};

/** A goal's card is made to stand in other people's pages; all else stands in frames of our own pages only. */
const frameAncestors = (route: string | null): string =>
  route?.startsWith('/kort/') ? 'frame-ancestors *' : "frame-ancestors 'self'";

/** The big screen is dark whatever the machine prefers, or light where it is asked for; other pages follow the reader. */
export const handle: Handle = async ({ event, resolve }) => {
  const isScreen = event.route.id?.startsWith('/storbild') ?? false;
  const theme = !isScreen ? 'auto' : event.url.searchParams.has('ljus') ? 'light' : 'dark';
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%theme%', theme),
  });
  // The API says itself what may become of its answers, and so does the desk, which stands in no frame at all.
  if (!event.url.pathname.startsWith('/api/') && !response.headers.has('content-security-policy'))
    response.headers.set('content-security-policy', frameAncestors(event.route.id));
  return response;
};
