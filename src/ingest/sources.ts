/** One poll of one address: conditional GET with both validators, a size limit while downloading, and named problems. */

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly validators: Validators }
  | { readonly kind: 'notModified' }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'problem';
      readonly problem: string;
      /** The answer's status; `null`: there was no whole answer. */
      readonly status: number | null;
      readonly retryAfterSeconds: number | null;
    };

export interface FetchOptions {
  readonly userAgent: string;
  /** Longest silence, before the answer and inside it. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Fetches an address; every failure of the network or the server is a `problem`, never a throw. */
export async function fetchSource(url: string, held: Validators, options: FetchOptions): Promise<Fetched> {
  // A large file over slow Wi-Fi may take its time; only silence is too long.
  const silence = new AbortController();
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new DOMException('silence', 'TimeoutError')), options.timeoutMs);
  };
  let timer: NodeJS.Timeout | undefined;
  heard();
  const signal = AbortSignal.any([options.signal, silence.signal]);
  try {
    const response = await fetch(url, { headers: headersOf(held, options.userAgent), signal });
    if (response.status === 200) return await download(response, options.maxBytes, heard);
    await response.body?.cancel();
    if (response.status === 304) return { kind: 'notModified' };
    if (response.status === 404) return { kind: 'absent' };
    const { status, headers } = response;
    return {
      ...problem(`HTTP ${status}`),
      status,
      retryAfterSeconds: retryAfter(headers.get('retry-after')),
    };
  } catch (error) {
    return problem(describe(error));
  } finally {
    clearTimeout(timer);
  }
}

function headersOf(held: Validators, userAgent: string): Headers {
  const headers = new Headers({ 'user-agent': userAgent, accept: 'application/zip, application/xml;q=0.9' });
  if (held.etag) headers.set('if-none-match', held.etag);
  if (held.lastModified) headers.set('if-modified-since', held.lastModified);
  return headers;
}

async function download(response: Response, maxBytes: number, heard: () => void): Promise<Fetched> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (announced <= maxBytes) {
    for await (const chunk of response.body ?? []) {
      heard();
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  }
  if (announced > maxBytes || size > maxBytes) {
    await response.body?.cancel().catch(() => undefined);
    return problem(`larger than ${maxBytes} bytes`);
  }
  return {
    kind: 'file',
    bytes: Buffer.concat(chunks),
    validators: {
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    },
  };
}

const problem = (text: string) =>
  ({ kind: 'problem', problem: text, status: null, retryAfterSeconds: null }) as const;

/** Seconds, or the seconds until an HTTP date; anything else is ignored. */
export function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

/** undici hides what happened in `cause`. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
