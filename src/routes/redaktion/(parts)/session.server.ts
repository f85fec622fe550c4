import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from './ask.server.ts';
import { faultWords, type ApiFault } from './fault-words.ts';
import type { FormState } from './form-state.ts';
import { first, typedIn, type Refusal } from './submit.server.ts';

/** The desk's session, as the API tells it. */
export interface Session {
  readonly name: string;
  readonly until: string;
}

/** Who is signed in; `null` for nobody. */
export async function sessionOf(event: RequestEvent): Promise<Session | null> {
  const response = await event.fetch('/api/session');
  return response.ok ? ((await response.json()) as Session) : null;
}

export const SIGN_IN = 'logga-in';

/** What waits for signing in again goes along as text; whatever else that text may be is dropped. */
const keptState = z.object({
  form: z.string(),
  typed: z.record(z.string(), z.array(z.string())),
  faults: z.array(z.object({ field: z.string(), label: z.string(), words: z.string() })),
  problem: z.string().nullable(),
});

function keptIn(text: string): FormState | null {
  try {
    return keptState.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Signs in; a form that was sent when the session was over is shown again with all that was typed. */
async function signIn(event: RequestEvent): Promise<Refusal | FormState> {
  const typed = await typedIn(event);
  const kept = keptIn(first(typed, 'kept'));
  const name = first(typed, 'name');
  const body = { token: first(typed, 'token'), name };
  const response = await ask(event, '/api/session', { method: 'POST', body });
  if (response.ok) {
    if (kept) return { ...kept, faults: [], problem: null, resumed: true };
    redirect(303, ownAddress(event));
  }
  const { faults = [] } = (await response.json().catch(() => ({}))) as { faults?: readonly ApiFault[] };
  // The token is the one thing that is not given back.
  const state = { form: SIGN_IN, typed: { name: [name] }, kept };
  if (faults.length > 0) {
    const told = faults.map((fault) => ({ field: fault.field, label: 'Namn', words: faultWords(fault) }));
    return fail(response.status, { ...state, faults: told, problem: NOT_SIGNED_IN });
  }
  if (response.status === 401) {
    const words = `Fel skrivnyckel.${waitWords(response)}`;
    return fail(401, {
      ...state,
      faults: [{ field: 'token', label: 'Skrivnyckel', words }],
      problem: NOT_SIGNED_IN,
    });
  }
  return fail(response.status, { ...state, faults: [], problem: signInProblem(response) });
}

const NOT_SIGNED_IN = 'Du är inte inloggad.';

function waitWords({ headers }: Response): string {
  const wait = headers.get('retry-after');
  return wait ? ` Efter så många försök är det paus i ${wait} sekunder.` : '';
}

function signInProblem(response: Response): string {
  if (response.status === 429)
    return `För många fel skrivnycklar.${waitWords(response)} Även rätt nyckel får vänta.`;
  if (response.status === 403)
    return 'Det går inte att logga in härifrån, eller så är ingen ADMIN_TOKEN satt.';
  return `Det gick inte att logga in (${response.status}). Försök igen.`;
}

async function signOut(event: RequestEvent): Promise<void> {
  await ask(event, '/api/session', { method: 'DELETE' });
  redirect(303, '/redaktion');
}

/** The page's address without the name of the action. */
function ownAddress({ url }: RequestEvent): string {
  const query = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
  return url.pathname + (query.size > 0 ? `?${query}` : '');
}

/** Every page of the desk signs in and out by itself, so that nobody is led away from a form. */
export const sessionActions = { signIn, signOut };
