import { error } from '@sveltejs/kit';
import { isDay } from '$lib/election/governing.ts';
import { formatDay } from '$lib/format.ts';
import type { LiveStart } from '$lib/live.svelte.ts';
import { readPermalink } from '$lib/press/permalink.ts';
import type { FigureAnswer } from '$lib/server/api/figures.ts';
import type { NightInfo } from '$lib/election/snapshot-shape.ts';
import { app } from '$lib/server/running.ts';
import type { PageServerLoad } from './$types';

export interface FrozenPage extends LiveStart {
  readonly answer: FigureAnswer;
  /** Where the same is fetched anew when there is a new revision. */
  readonly address: string;
}

/** A copied figure as it stood in the revision of its address, the files behind it, and what it is now. */
export const load: PageServerLoad = async ({ params, fetch }): Promise<FrozenPage> => {
  const running = await app();
  const [snapshot, feed, events] = await Promise.all([
    running.newest(),
    running.presentFeed(),
    running.events(),
  ]);
  const { night } = snapshot;
  const link = readPermalink(params.stamp, params.figure);
  if (!link || !isDay(link.electionDate))
    notFound('Länken är inte hel', 'Adressen till siffran har tappat tecken på vägen. Kopiera den på nytt.');
  if (link.electionDate !== night.electionDate)
    notFound(
      `Länken hör till valet ${formatDay(link.electionDate)}`,
      `Här visas valet ${formatDay(night.electionDate)}. Siffran finns kvar hos den som visar det andra valet.`,
    );
  const address = `/api/figures/${encodeURIComponent(link.figure)}?revision=${link.revision}`;
  const response = await fetch(address);
  if (!response.ok) {
    if (response.status < 500) notHere(night);
    error(response.status);
  }
  const answer = (await response.json()) as FigureAnswer;
  if (!answer.figure.permalink.includes(`/p/${params.stamp}/`)) notHere(night);
  return { snapshot, feed, events, answer, address };
};

function notFound(title: string, message: string): never {
  error(404, { title, message });
}

/** The check in the address does not meet the figure: another run of a replay, another store, or a figure that never was. */
function notHere({ mode, label }: NightInfo): never {
  if (mode === 'live')
    notFound(
      'Siffran finns inte här',
      'Ingen siffra som har publicerats här stämmer med länken. Kontrollera adressen.',
    );
  notFound(
    'Länken hör till en annan körning',
    `Här visas ${label}, och ingen siffra i den här körningen stämmer med länken.`,
  );
}
