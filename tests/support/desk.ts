/** The desk as a browser without script meets it: addresses, forms, one cookie. */
import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { startServer, type TestServer } from './server.ts';
import { freePort } from './port.ts';

// `localhost` has two addresses: a test that is kept waiting for a quarter of a second must not give up the right one.
setDefaultAutoSelectFamilyAttemptTimeout(60_000);

/** A server whose public address is the one that it is asked at, so that forms are taken. */
export async function startDeskServer(env: Record<string, string>): Promise<TestServer> {
  const port = await freePort();
  const server = await startServer({ port, env });
  return { ...server, url: `http://localhost:${port}` };
}

export interface Reader {
  get(path: string): Promise<Answer>;
  /** Sends a form as a page of `origin` (default: our own) does. */
  post(path: string, fields: Fields, origin?: string | null): Promise<Answer>;
  signIn(name?: string, token?: string): Promise<Answer>;
  /** The session's cookie, `''` without one. */
  cookie: string;
}
type Fields = Readonly<Record<string, string | readonly string[] | File>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where it leads, for a redirect. */
  readonly location: string;
}

export function reader({ url, token }: Pick<TestServer, 'url' | 'token'>): Reader {
  const held = { cookie: '' };
  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...init.headers, ...(held.cookie ? { cookie: held.cookie } : {}) };
    const response = await fetch(`${url}${path}`, { ...init, headers, redirect: 'manual' });
    const given = response.headers.get('set-cookie')?.split(';')[0];
    if (given !== undefined) held.cookie = given.endsWith('=') ? '' : given;
    const location = response.headers.get('location') ?? '';
    return { status: response.status, headers: response.headers, html: await response.text(), location };
  }
  return {
    get cookie() {
      return held.cookie;
    },
    set cookie(text) {
      held.cookie = text;
    },
    get: (path) => ask(path, {}),
    post(path, fields, origin = url) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) {
        for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
      }
      const headers = { accept: 'text/html', ...(origin === null ? {} : { origin }) };
      return ask(path, { method: 'POST', body, headers });
    },
    signIn(name = 'Åsa', given = token) {
      return this.post('/redaktion?/signIn', { name, token: given });
    },
  };
}

/** What a field holds in a page's HTML, `null` when there is no such field. */
export function valueIn(html: string, id: string): string | null {
  const field = new RegExp(`<(input|textarea)[^>]*\\sid="${id}"[^>]*>([^<]*)`).exec(html);
  if (!field) return null;
  return unescaped(
    field[1] === 'textarea' ? (field[2] ?? '') : (/\svalue="([^"]*)"/.exec(field[0])?.[1] ?? ''),
  );
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** The text of a page's main part, on one line. */
export const mainOf = (html: string): string =>
  unescaped(
    (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '),
  );

/** The fields that a page's summary of faults leads to, in its order. */
export const faultyFields = ({ html }: Answer) => [
  ...new Set([...html.matchAll(/href="#([\w-]+)">/g)].map(([, id]) => id).filter((id) => id !== 'innehall')),
];
