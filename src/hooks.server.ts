import type { Handle, ServerInit } from '@sveltejs/kit';
import { startOnce } from './lib/server/running.ts';

export const init: ServerInit = async () => {
  await startOnce();
};

/** The big screen is dark whatever the machine prefers, or light where it is asked for; other pages follow the reader. */
export const handle: Handle = ({ event, resolve }) => {
  const isScreen = event.route.id?.startsWith('/storbild') ?? false;
  const theme = !isScreen ? 'auto' : event.url.searchParams.has('ljus') ? 'light' : 'dark';
  return resolve(event, { transformPageChunk: ({ html }) => html.replace('%theme%', theme) });
};
