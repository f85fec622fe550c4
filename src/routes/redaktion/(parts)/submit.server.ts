import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { ask, type Asked } from './ask.server.ts';
import { faultWords, type ApiFault } from './fault-words.ts';
import type { FieldFault, FormState, Typed } from './form-state.ts';

/** One form's way to the API. */
export interface Submission {
  /** Which of the page's forms. */
  readonly form: string;
  readonly typed: Typed;
  /** What the fields are called on the page, in its order. */
  readonly labels: Readonly<Record<string, string>>;
  /** What it means when there is nothing at the address. */
  readonly missing?: string;
  readonly path: string;
  readonly asked: Asked;
  /** Parts of the page's own query that stay after saving. */
  readonly keep?: readonly string[];
}
export type Refusal = ActionFailure<FormState>;

/** Everything typed in a form, files left out. */
export async function typedIn({ request }: RequestEvent): Promise<Typed> {
  const typed: Record<string, string[]> = {};
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') (typed[name] ??= []).push(value);
  }
  return typed;
}
export const first = (typed: Typed, name: string): string => typed[name]?.[0] ?? '';

/** Sends a form to the API. Saved: back to the page, which says so. Refused: everything typed is still there. */
export async function submit(event: RequestEvent, submission: Submission): Promise<Refusal> {
  const response = await ask(event, submission.path, submission.asked);
  if (!response.ok) return refusal(response, submission);
  const { revision } = (await response.json()) as { revision?: number };
  saved(event, String(revision ?? ''), submission.keep);
}

/** Back to the page after a write, so that loading it again writes nothing. */
export function saved({ url }: RequestEvent, what: string, keep: readonly string[] = []): never {
  const query = new URLSearchParams([...url.searchParams].filter(([name]) => keep.includes(name)));
  query.set('sparat', what);
  redirect(303, `${url.pathname}?${query}`);
}

interface ApiRefusal {
  readonly error?: string;
  readonly faults?: readonly ApiFault[];
}

/** What the API said no to, field by field; the whole form comes back as it was typed. */
export async function refusal(
  response: Response,
  { form, typed, labels, missing = MISSING }: Pick<Submission, 'form' | 'typed' | 'labels' | 'missing'>,
): Promise<Refusal> {
  const { error, faults = [] } = (await response.json().catch(() => ({}))) as ApiRefusal;
  const order = Object.keys(labels);
  const told = faults.map((fault) => toldFault(fault, labels));
  return fail(response.status, {
    form,
    typed,
    faults: told.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field)),
    problem: told.length > 0 ? null : response.status === 404 ? missing : problemWords(response, error),
    ...(response.status === 401 ? { expired: true } : {}),
  });
}

/** A fault of a file's row stands at the field that the file came in, in the order of its lines. */
const toldFault = (fault: ApiFault, labels: Submission['labels']): FieldFault =>
  fault.line === undefined
    ? { field: fault.field, label: labels[fault.field] ?? '', words: faultWords(fault) }
    : {
        field: 'csv',
        label: [`Rad ${fault.line}`, labels[fault.field]].filter(Boolean).join(', '),
        words: faultWords(fault),
      };

const MISSING = 'Det som skulle ändras finns inte. Ladda om sidan.';

function problemWords({ status, headers }: Response, error = ''): string {
  const wait = headers.get('retry-after');
  switch (status) {
    case 401:
      return 'Du är inte inloggad längre.';
    case 403:
      return error.startsWith('writing is closed')
        ? 'Det går inte att skriva här: ingen ADMIN_TOKEN är satt.'
        : 'Det går bara att skriva från redaktionens egen sida.';
    case 413:
      return 'Det är för stort för att tas emot.';
    case 429:
      return `Vänta ${wait ?? 'några'} sekunder och försök igen.`;
    case 502:
      return 'Tjänsten som hämtar filer svarar inte.';
    default:
      return `Det gick inte att spara (${status}${error ? `, ${error}` : ''}). Försök igen.`;
  }
}
