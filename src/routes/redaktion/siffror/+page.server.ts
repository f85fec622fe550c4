import { csvDecoded } from '$lib/counts-csv.ts';
import type { CountedGoal } from '$lib/election/count-draft.ts';
import { originOf, read } from '../(parts)/ask.server.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import { first, refusal, saved, submit, typedIn } from '../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  goals: await read<readonly CountedGoal[]>(event, '/api/counts'),
});

const LABELS = { value: 'Siffra', date: 'Dag', source: 'Källa' };
const CSV_LABELS = { target: 'mål', ...LABELS, csv: 'Siffror', file: '' };
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
  /** A whole file, chosen or pasted: all its rows or none. What was refused stands in the field, to be mended there. */
  csv: async (event) => {
    const sent = await event.request.formData();
    const file = sent.get('file');
    const pasted = sent.get('csv');
    const bytes =
      file instanceof File && file.size > 0
        ? new Uint8Array(await file.arrayBuffer())
        : new TextEncoder().encode(typeof pasted === 'string' ? pasted : '');
    const response = await event.fetch('/api/counts', {
      method: 'POST',
      headers: { ...originOf(event), 'content-type': 'text/csv' },
      body: bytes,
    });
    if (!response.ok) {
      const typed = { csv: [csvDecoded(bytes)] };
      return refusal(response, { form: 'csv', typed, labels: CSV_LABELS });
    }
    const { revision } = (await response.json()) as { revision: number };
    return saved(event, String(revision));
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
