import { read } from '../(parts)/ask.server.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import { first, submit, typedIn } from '../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A goal that the party counts itself, as `GET /api/counts` gives it. */
export interface CountedGoal {
  readonly target: string;
  readonly label: string;
  readonly goal: number;
  readonly unit: string;
  readonly until: string | null;
  readonly source: string;
  readonly entries: readonly { readonly date: string; readonly value: number; readonly source: string }[];
}

export const load: PageServerLoad = async (event) => ({
  goals: await read<readonly CountedGoal[]>(event, '/api/counts'),
});

const LABELS = { value: 'Siffra', date: 'Dag', source: 'Källa' };
const pathOf = (target: string): string => `/api/counts/${encodeURIComponent(target)}`;

export const actions: Actions = {
  ...sessionActions,
  save: async (event) => {
    const typed = await typedIn(event);
    const [target, value] = [first(typed, 'target'), first(typed, 'value')];
    const body = { value, date: first(typed, 'date'), source: first(typed, 'source') };
    const asked = { method: 'PUT', body } as const;
    return submit(event, { form: target, typed, labels: LABELS, path: pathOf(target), asked });
  },
  withdraw: async (event) => {
    const typed = await typedIn(event);
    const body = { date: first(typed, 'date'), reason: first(typed, 'reason') };
    return submit(event, {
      form: first(typed, 'form'),
      typed,
      labels: { reason: 'Varför?' },
      path: pathOf(first(typed, 'target')),
      asked: { method: 'DELETE', body },
    });
  },
};
