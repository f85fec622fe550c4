import { fail } from '@sveltejs/kit';
import { originOf, read } from '../(parts)/ask.server.ts';
import { type ListedFile } from '../(parts)/files-words.ts';
import type { FormState } from '../(parts)/form-state.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import { refusal, saved } from '../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 50;

/** Every file that was received and what became of it, newest first. */
export const load: PageServerLoad = async (event) => {
  const before = event.url.searchParams.get('fore') ?? '';
  const query = new URLSearchParams({ limit: String(SHOWN), ...(before && { before }) });
  const files = await read<readonly ListedFile[]>(event, `/api/files?${query}`);
  return { files, back: before !== '', older: files.length === SHOWN ? (files.at(-1)?.id ?? null) : null };
};

const upload = {
  form: 'fil',
  typed: {},
  labels: { file: 'Resultatfil' },
  missing: 'Den här servern tar inte emot filer.',
};
const faulty = (status: number, words: string) => {
  const fault = { field: 'file', label: upload.labels.file, words };
  return fail(status, {
    form: upload.form,
    typed: {},
    faults: [fault],
    problem: 'Filen är inte inläst.',
  } satisfies FormState);
};

export const actions: Actions = {
  ...sessionActions,
  /** A result file by hand: the same way in as `POST /api/ingest/files`. */
  upload: async (event) => {
    const sent = await event.request.formData().catch(() => null);
    if (!sent) return faulty(413, 'Filen kom inte fram hel, eller är större än 64 MB.');
    const file = sent.get('file');
    if (!(file instanceof File) || file.size === 0) return faulty(422, 'Välj en fil med innehåll.');
    const response = await event.fetch(`/api/ingest/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { ...originOf(event), 'content-type': 'application/octet-stream' },
      body: await file.arrayBuffer(),
    });
    const answer = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { file?: number; outcome?: string };
    if (response.ok) saved(event, 'fil');
    if (answer.outcome === 'refused') return faulty(422, REFUSED);
    return refusal(response, upload);
  },
};

const REFUSED = 'Filen avvisades. Varför står överst i listan; siffrorna är oförändrade.';
