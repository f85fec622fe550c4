/** The plain error pages of a web server. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

const TEXT = {
  403: ['Forbidden', "You don't have permission to access this resource."],
  404: ['Not Found', 'The requested URL was not found on this server.'],
  405: ['Method Not Allowed', 'The requested method is not allowed for this URL.'],
  429: ['Too Many Requests', 'The user has sent too many requests in a given amount of time.'],
  500: ['Internal Server Error', 'The server was unable to complete your request.'],
  503: ['Service Unavailable', 'The server is temporarily unable to service your request.'],
} as const satisfies Partial<Record<ContentfulStatusCode, readonly [string, string]>>;

export type ErrorStatus = keyof typeof TEXT;

/** `status` is what the answer says; `page` the error that the page tells of, when they differ. */
export function errorPage(
  c: Context,
  status: ErrorStatus | 200,
  headers: Record<string, string> = {},
  page: ErrorStatus = status === 200 ? 500 : status,
): Response {
  const [title, text] = TEXT[page];
  const html = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head>
<title>${page} ${title}</title>
</head><body>
<h1>${title}</h1>
<p>${text}</p>
</body></html>
`;
  return c.body(html, status, { ...headers, 'Content-Type': 'text/html; charset=iso-8859-1' });
}
