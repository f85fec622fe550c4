import type { OralPlace } from '$lib/election/oral-draft.ts';
import type { OralReport } from '$lib/election/entry.ts';
import { read } from '../(parts)/ask.server.ts';
import { NO_DISTRICT } from '../(parts)/fault-words.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import { first, submit, typedIn } from '../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A figure by phone, as `GET /api/oral` gives it: with the file's own where that has come. */
export interface OralOnRecord extends OralReport {
  readonly standing: boolean;
  readonly file: { readonly own: number; readonly valid: number; readonly at: string } | null;
}
export interface OralContest {
  readonly contest: string;
  readonly contestName: string;
  readonly districts: readonly OralPlace[];
}

/** Figures by phone; `?val=CONTEST` is the contest that the form is for. */
export const load: PageServerLoad = async (event) => {
  const [orals, contests] = await Promise.all([
    read<readonly OralOnRecord[]>(event, '/api/oral'),
    read<readonly OralContest[]>(event, '/api/oral/districts', []),
  ]);
  return { orals, contests, chosen: event.url.searchParams.get('val') };
};

const LABELS = {
  district: 'Distrikt',
  own: 'Röster på partiet',
  valid: 'Giltiga röster',
  caller: 'Uppgift från',
};
const pathOf = (contest: string, district: string): string =>
  `/api/oral/${encodeURIComponent(contest || NO_DISTRICT)}/${encodeURIComponent(district || NO_DISTRICT)}`;

export const actions: Actions = {
  ...sessionActions,
  save: async (event) => {
    const typed = await typedIn(event);
    const body = { own: first(typed, 'own'), valid: first(typed, 'valid'), caller: first(typed, 'caller') };
    return submit(event, {
      form: 'muntligt',
      typed,
      labels: LABELS,
      path: pathOf(first(typed, 'contest'), first(typed, 'district')),
      asked: { method: 'PUT', body },
      keep: ['val'],
    });
  },
  withdraw: async (event) => {
    const typed = await typedIn(event);
    return submit(event, {
      form: first(typed, 'form'),
      typed,
      labels: { reason: 'Varför?' },
      path: pathOf(first(typed, 'contest'), first(typed, 'district')),
      asked: { method: 'DELETE', body: { reason: first(typed, 'reason') } },
      keep: ['val'],
    });
  },
};
