/** What every route of the API is for and what it answers; what it takes is read from its own validators. */
import { z } from 'zod';
import { aftermath, years } from './openapi-aftermath.ts';
import * as record from './openapi-record.ts';
import * as result from './openapi-results.ts';
import { count, presentFeed, screen, snapshot } from './openapi-snapshot.ts';

/** An answer in JSON, or in another form, said in words. */
export type Answer =
  z.ZodType | { readonly media: string; readonly says: string } | { readonly says: string };

export interface DescribedRoute {
  readonly says: string;
  /** Only with the token, or signed in at the desk. */
  readonly token?: true;
  /** By status; what every route can answer (a faulty question, no permission) is added from what it checks. */
  readonly answers: Readonly<Record<number, Answer | readonly Answer[]>>;
  /** What a 404 means here. */
  readonly missing?: string;
  /** A body that no schema checks. */
  readonly takes?: { readonly media: string; readonly schema: z.ZodType | null; readonly says: string };
  /** Headers and query fields that no schema checks. */
  readonly also?: readonly {
    readonly in: 'query' | 'header';
    readonly name: string;
    readonly says: string;
  }[];
}

const csv = {
  media: 'text/csv',
  says: 'JSON; or CSV with semicolons, decimal commas, UTF-8 and a byte order mark.',
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const entered = z.object({ revision: count, key: z.string() });
const put = (says: string): DescribedRoute => ({ says, token: true, answers: { 200: entered } });
const notModified = { says: 'The reader has it already (If-None-Match).' };
const session = z.object({ name: z.string(), until: z.iso.datetime() });
const health = z.object({
  ok: z.boolean(),
  reasons: z.array(z.string()),
  feed: presentFeed.nullable(),
});
const credentials = z.object({ token: z.string(), name: z.string().min(1).max(60) });
const noRevision = 'There is no such revision.';

/** By method and path, as the router has them. */
export const ROUTES: Readonly<Record<string, DescribedRoute>> = {
  'GET /api/snapshot': {
    says: 'The state of the night: the newest, of a revision, or the newest published not after a time.',
    answers: { 200: snapshot, 304: notModified },
    missing: noRevision,
  },
  'GET /api/live': {
    says: 'Server-Sent Events: `snapshot` (data as of /api/snapshot, id = revision) and `feed` (PresentFeed).',
    answers: { 200: { media: 'text/event-stream', says: 'Goes on until either side ends it.' } },
    also: [{ in: 'header', name: 'last-event-id', says: 'The newest revision that the reader has.' }],
  },
  'GET /api/contests/:id/districts': {
    says: 'Every district of a contest, counted or not, or those of one municipality (`kommun`).',
    answers: { 200: [result.districts, csv] },
    missing: 'There is no such contest or revision, or it is not held in that municipality.',
  },
  'GET /api/contests/:id/seats': {
    says: 'Ranges of seats, drawn from what is still out.',
    answers: { 200: result.projectedSeats },
    missing: 'There is no such contest or revision.',
  },
  'GET /api/contests/:id/curve': {
    says: 'How a contest stood over the night, and later.',
    answers: { 200: result.curve, 304: notModified },
    missing: 'There is no such contest or revision.',
  },
  'GET /api/places': {
    says: 'All municipalities in all elections, with their sums.',
    answers: { 200: result.county },
    missing: noRevision,
  },
  'GET /api/places/:code': {
    says: 'One municipality in all elections, with every party and district.',
    answers: { 200: result.place },
    missing: 'There is no such municipality or revision.',
  },
  'GET /api/aftermath': {
    says: 'What the counts were made of, beside last time: the retrospective of one state.',
    answers: { 200: aftermath, 304: notModified },
    missing: noRevision,
  },
  'GET /api/aftermath/years': {
    says: 'Past elections of the same areas, and who is known to have governed.',
    answers: { 200: years },
  },
  'GET /api/figures': {
    says: 'Every figure that can be copied, with its sentences and permalink; `contest` for one contest’s, its counted districts included.',
    answers: { 200: [result.figures, csv], 304: notModified },
    missing: 'There is no such contest or revision.',
  },
  'GET /api/figures/:id': {
    says: 'One figure as it stood, the recorded files behind it, and what became of it.',
    answers: { 200: [result.figure, csv], 304: notModified },
    missing: 'There is no such revision, or the figure could not be told at it.',
  },
  'GET /api/figures/:id/card.svg': {
    says: 'One figure as a picture of 1200×675, its typeface included.',
    answers: { 200: { media: 'image/svg+xml', says: 'Stands by itself.' }, 304: notModified },
    missing: 'There is no such revision, or the figure could not be told at it.',
  },
  'GET /api/events': {
    says: 'What happened, newest first; `after` for what came since.',
    answers: { 200: z.array(record.storedEvent) },
    missing: 'There is no such municipality.',
  },
  'GET /api/files': {
    says: 'Every file ever received, newest first, with its outcome and reason.',
    answers: { 200: z.array(record.storedFile) },
  },
  'GET /api/files/:sha256': {
    says: 'A file’s bytes as received. Final files hold candidates’ names, so never without the token.',
    token: true,
    answers: { 200: { media: 'application/octet-stream', says: 'The bytes.' } },
    missing: 'There is no such file.',
  },
  'GET /api/governing/:area': {
    says: 'Who governed an area on a day (`at`), with sources; without a day every fact on record.',
    answers: { 200: record.governing },
    missing: 'There is no such area.',
  },
  'PUT /api/governing/:area': put('Enters a governing fact.'),
  'DELETE /api/governing/:area': put('Takes a governing fact back.'),
  'GET /api/counts': {
    says: 'Every goal that the party counts itself, with its figures.',
    answers: { 200: record.countGoals },
  },
  'POST /api/counts': {
    says: 'Enters the figures of a file, all in one revision or none.',
    token: true,
    takes: { media: 'text/csv', schema: null, says: 'One figure a row, up to 1 MB.' },
    answers: {
      200: entered,
      413: { says: 'Larger than 1 MB.' },
      415: { says: 'Not text/csv.' },
      422: record.refusal,
    },
  },
  'PUT /api/counts/:target': put('Enters a hand-counted figure.'),
  'DELETE /api/counts/:target': put('Takes a hand-counted figure back.'),
  'GET /api/oral': {
    says: 'Figures by phone, with the file’s own where it has come since.',
    answers: { 200: record.orals },
  },
  'GET /api/oral/districts': {
    says: 'What can be called in.',
    token: true,
    answers: { 200: record.oralPlaces },
  },
  'PUT /api/oral/:contest/:district': put('Enters a district’s figures as someone read them over the phone.'),
  'DELETE /api/oral/:contest/:district': put('Takes a figure by phone back.'),
  'GET /api/findings': {
    says: 'What the feed checks found; the desk’s notes only for those who are signed in.',
    answers: { 200: record.findings },
  },
  'PUT /api/findings/:id{.+}': put(
    'Acknowledges a finding, notes a known fault, or releases the district. The id’s slashes may be encoded.',
  ),
  'GET /api/audit': {
    says: 'Who wrote what, when, old and new value, newest first.',
    token: true,
    answers: { 200: record.audit },
  },
  'GET /api/report.pdf': {
    says: 'The congress report of the newest state, or one municipality’s (`kommun`), printed.',
    answers: {
      200: { media: 'application/pdf', says: 'The report.' },
      503: z.object({ error: z.string(), fault: z.string() }),
    },
    missing: 'There is no such municipality.',
  },
  'GET /api/report.xlsx': {
    says: 'The congress report as a spreadsheet.',
    answers: { 200: { media: XLSX, says: 'The same content.' } },
    missing: noRevision,
  },
  'GET /api/archive': {
    says: 'The whole night in one file, without persons: what `npm run archive` writes.',
    token: true,
    answers: {
      200: { media: 'application/zip', says: 'Streamed as it is made.' },
      429: { says: 'An archive is being written, or too many wrong tokens: wait `retry-after` seconds.' },
    },
    missing: 'There is nothing to archive.',
  },
  'GET /api/screen': { says: 'The big screen’s direction.', answers: { 200: screen } },
  'PUT /api/screen': put('Changes what is named in the body.'),
  'GET /api/session': {
    says: 'Who is signed in at the desk.',
    answers: { 200: session, 401: { says: 'Nobody.' } },
  },
  'POST /api/session': {
    says: 'Signs in: sets the desk’s cookie.',
    takes: {
      media: 'application/json',
      schema: credentials,
      says: 'The token, and the name to write under.',
    },
    answers: {
      204: { says: 'Signed in.' },
      400: { says: 'Not JSON with token and name.' },
      401: { says: 'The token is wrong.' },
      403: { says: 'Writing is closed, or the page is not ours.' },
      422: record.refusal,
      429: { says: 'Too many wrong tokens: wait `retry-after` seconds.' },
    },
  },
  'DELETE /api/session': {
    says: 'Signs out.',
    answers: { 204: { says: 'Signed out.' }, 403: { says: 'The page is not ours.' } },
  },
  'GET /api/health': {
    says: 'Whether the store answers and the feed is not down.',
    answers: { 200: health, 503: health },
  },
  'GET /api/metrics': {
    says: 'Prometheus text.',
    answers: { 200: { media: 'text/plain', says: 'Prometheus text.' } },
  },
  'GET /api/openapi.json': {
    says: 'This description.',
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
};

/** The ingest service’s own, where it runs in this process or is handed on to. */
export const INGEST_ROUTES: Readonly<Record<string, DescribedRoute>> = {
  'GET /api/ingest/status': {
    says: 'How the polls go.',
    answers: { 200: record.watch.extend({ source: z.string() }) },
  },
  'POST /api/ingest/poll': {
    says: 'Polls now.',
    token: true,
    answers: {
      200: record.watch,
      429: { says: 'The source asks to be left alone, or too many wrong tokens: `retry-after` seconds.' },
    },
  },
  'POST /api/ingest/files': {
    says: 'A result file by hand.',
    token: true,
    takes: {
      media: 'application/zip',
      schema: null,
      says: 'A result file or an archive of them, up to 64 MB.',
    },
    also: [
      { in: 'query', name: 'name', says: 'The file’s name; default `upload.zip`.' },
      { in: 'header', name: 'x-file-name', says: 'The same, where the address does not say it.' },
    ],
    answers: { 200: record.uploaded, 413: { says: 'Larger than 64 MB.' }, 422: record.uploaded },
  },
};
