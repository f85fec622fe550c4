import { error } from '@sveltejs/kit';
import { seatsAt, type SeatsAt } from '$lib/election/projection/seat-draws.ts';
import type { LiveStart } from '$lib/live.svelte.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

const COUNCILS = {
  kommun: { type: 'KF', title: 'Kommunen finns inte här', one: 'Ingen av kommunerna här' },
  region: { type: 'RF', title: 'Regionen finns inte här', one: 'Ingen region här' },
} as const;

/** One council's contest; `?val=S,C` is what the coalition builder has chosen, for readers without script. */
export const load: PageServerLoad = async ({
  params,
  url,
}): Promise<LiveStart & { id: string; wish: string | null; seats: SeatsAt | null }> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  const { type, title, one } = COUNCILS[params.council];
  const contest = snapshot.contests.find((each) => each.type === type && each.area.code === params.kod);
  if (!contest) {
    error(404, { title, message: `${one} har koden ${params.kod}. Alla som finns står på översikten.` });
  }
  const { revision } = snapshot;
  const seats = await running.seats(revision, contest.id);
  return {
    snapshot,
    feed,
    events,
    id: contest.id,
    wish: url.searchParams.get('val'),
    seats: seats && seatsAt(revision, contest, seats),
  };
};
