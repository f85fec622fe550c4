import { read } from '../(parts)/ask.server.ts';
import type { AuditRow } from '../(parts)/audit-words.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 50;

/** Who wrote what and when, newest first. */
export const load: PageServerLoad = async (event) => {
  const before = event.url.searchParams.get('fore') ?? '';
  const query = new URLSearchParams({ limit: String(SHOWN), ...(before && { before }) });
  const rows = await read<readonly AuditRow[]>(event, `/api/audit?${query}`, []);
  return { rows, back: before !== '', older: rows.length === SHOWN ? (rows.at(-1)?.id ?? null) : null };
};

export const actions: Actions = sessionActions;
