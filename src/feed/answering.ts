/** What every answer of the feed has in common: the note of the request, and a file with its validators. */
import type { Context } from 'hono';
import { isNotModified } from './conditional.ts';
import type { Feed, FeedEnv } from './feed.ts';
import type { FeedRequest } from './requests.ts';
import type { Standing } from './slot.ts';
import { swedishIso } from './swedish-time.ts';

/** The request as noted; fault and status are filled in when they are known. */
export function received(c: Context<FeedEnv>, nightMs: number): FeedRequest {
  return {
    at: swedishIso(nightMs),
    method: c.req.method,
    path: c.req.path,
    ifNoneMatch: c.req.header('If-None-Match') ?? null,
    ifModifiedSince: c.req.header('If-Modified-Since') ?? null,
    fault: null,
    status: null,
  };
}

export interface Served {
  readonly request: FeedRequest;
  readonly feed: Feed;
  readonly nightMs: number;
  /** Media type. */
  readonly type: string;
}

/** 304 when the client's copy is still good, otherwise the bytes. */
export function serve(
  c: Context<FeedEnv>,
  standing: Standing,
  { request, feed: { etagHonoured }, nightMs, type }: Served,
): Response {
  const validators = {
    ETag: standing.etag,
    'Last-Modified': new Date(standing.modified).toUTCString(),
    Date: new Date(nightMs).toUTCString(),
  };
  if (isNotModified(standing, request, { etagHonoured, nightMs })) return c.body(null, 304, validators);
  return c.body(new Uint8Array(standing.bytes), 200, {
    ...validators,
    'Content-Type': type,
    'Content-Length': String(standing.bytes.length),
  });
}
