import { redirect } from '@sveltejs/kit';
import { isThisMachine } from '$lib/server/config.ts';
import type { LiveStart } from '$lib/live.svelte.ts';
import { app } from '$lib/server/running.ts';
import { sessionOf, type Session } from './(parts)/session.server.ts';
import type { LayoutServerLoad } from './$types';

/** Kept by nobody, found by no search engine, framed by no page. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'content-security-policy': "frame-ancestors 'none'",
};

/** Every page of the desk: who is signed in, and the night as it is. */
export const load: LayoutServerLoad = async (event): Promise<LiveStart & { session: Session | null }> => {
  const running = await app();
  const home = homeOf(event.request.headers.get('host'), running.config.publicUrl);
  if (home) redirect(307, home + event.url.pathname + event.url.search);
  event.setHeaders(HEADERS);
  const [session, snapshot, feed, events] = await Promise.all([
    sessionOf(event),
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  return { session, snapshot, feed, events };
};

/** Forms are taken at one address only: another name of this machine leads there, before anything is typed. */
function homeOf(host: string | null, publicUrl: string): string | null {
  const home = new URL(publicUrl);
  if (host === null || host === home.host || !isThisMachine(publicUrl)) return null;
  const came = `http://${host}`;
  return URL.canParse(came) && isThisMachine(came) ? home.origin : null;
}
