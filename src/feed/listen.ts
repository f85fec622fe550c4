/** The feed on a real port. */
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Feed, FeedOptions } from './feed.ts';
import { createFeed } from './server.ts';

export interface ListeningFeed {
  readonly feed: Feed;
  /** `http://127.0.0.1:4180`, without a slash at the end. */
  readonly url: string;
  /** JSON nights: what is above `index.md5`, `http://127.0.0.1:4180/resultatfiler/val2026/`; XML nights have none. */
  readonly baseUrl: string | null;
  /** The archives of the night and of the final count; of a JSON night, those of the Riksdag. */
  readonly nightUrl: string;
  readonly finalUrl: string;
  readonly controlUrl: string;
  /** Ends at once, hanging requests too. */
  close(): Promise<void>;
}

export interface ListenOptions extends FeedOptions {
  /** Default: any that is free. */
  readonly port?: number;
  readonly host?: string;
}

/** Rejects with the system's error when the port cannot be had. */
export async function startFeed({
  port = 0,
  host = '127.0.0.1',
  ...options
}: ListenOptions): Promise<ListeningFeed> {
  const feed = createFeed(options);
  // The adapter's own Request and Response stay out of the globals: the web application lives in the same process.
  const server = createAdaptorServer({ fetch: feed.app.fetch, overrideGlobalObjects: false }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const url = addressOf(server.address() as AddressInfo);
  return {
    feed,
    url,
    baseUrl: options.night.format === 'json' ? url + options.night.base : null,
    nightUrl: url + options.night.paths.night,
    finalUrl: url + options.night.paths.final,
    controlUrl: `${url}/_control`,
    close: () =>
      new Promise((resolve) => {
        feed.release();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const addressOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
