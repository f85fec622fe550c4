/**
 * A web server with one archive on it that is exchanged by hand, and that says when it was handed out. Unlike the
 * simulator it follows no clock and no condition: it answers 200 with the bytes, whatever it is asked.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BareShelf {
  /** `http://127.0.0.1:…/valnatt.zip`. */
  readonly url: string;
  put(bytes: Uint8Array): void;
  /** `Date.now()` just before the present archive was first sent; `null`: nobody has asked for it yet. */
  readonly sentAt: number | null;
  close(): void;
}

export async function startShelf(): Promise<BareShelf> {
  let bytes: Uint8Array | null = null;
  let sentAt: number | null = null;
  const server = createServer((request, response) => {
    if (bytes === null || request.url !== '/valnatt.zip') return void response.writeHead(404).end();
    sentAt ??= Date.now();
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': bytes.length }).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/valnatt.zip`,
    put(next) {
      bytes = next;
      sentAt = null;
    },
    get sentAt() {
      return sentAt;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
