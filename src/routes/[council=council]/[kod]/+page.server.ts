import { error } from '@sveltejs/kit';
import { seatsAt, type SeatsAt } from '$lib/election/projection/seat-draws.ts';
import type { StoredEvent } from '$lib/election/event.ts';
import { eventsAddress, placeAddress } from '$lib/place-addresses.ts';
import type { ContestCurve } from '$lib/night-curves.svelte.ts';
import type { PlaceAnswer } from '$lib/server/api/places.ts';
import { app } from '$lib/server/running.ts';
import { askApi } from '../../(parts)/ask-api.server.ts';
import { nightOf, type NightStart } from '../../(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

const COUNCILS = {
  kommun: { type: 'KF', title: 'Kommunen finns inte här', one: 'Ingen av kommunerna här' },
  region: { type: 'RF', title: 'Regionen finns inte här', one: 'Ingen region här' },
} as const;

interface CouncilPage extends NightStart {
  readonly id: string;
  readonly wish: string | null;
  readonly seats: SeatsAt | null;
  /** As far as it is laid out: the page asks for what is newer. */
  readonly curve: ContestCurve | null;
  /** A municipality has its other elections and its events beside its council. */
  readonly place: { readonly results: PlaceAnswer; readonly events: readonly StoredEvent[] } | null;
}

/** One council's contest; `?val=S,C` is what the coalition builder has chosen, for readers without script. */
export const load: PageServerLoad = async ({ params, url, fetch }): Promise<CouncilPage> => {
  const running = await app();
  const night = await nightOf(running, url);
  const { snapshot } = night;
  const { type, title, one } = COUNCILS[params.council];
  const contest = snapshot.contests.find((each) => each.type === type && each.area.code === params.kod);
  if (!contest) {
    error(404, { title, message: `${one} har koden ${params.kod}. Alla som finns står på översikten.` });
  }
  const { revision } = snapshot;
  const [seats, place] = await Promise.all([
    running.seats(revision, contest.id),
    params.council === 'kommun' ? placeOf(fetch, params.kod, night.shown?.minute.to) : null,
  ]);
  return {
    ...night,
    id: contest.id,
    wish: url.searchParams.get('val'),
    seats: seats && seatsAt(revision, contest, seats),
    curve: running.course(contest.id, revision),
    place,
  };
};

async function placeOf(
  fetch: typeof globalThis.fetch,
  code: string,
  at?: string,
): Promise<CouncilPage['place']> {
  const [results, events] = await Promise.all([
    askApi<PlaceAnswer>(fetch, placeAddress(code, at)),
    askApi<readonly StoredEvent[]>(fetch, eventsAddress(code, at)),
  ]);
  return { results, events };
}
