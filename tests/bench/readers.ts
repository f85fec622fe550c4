/** Readers of the live stream as plain sockets on this machine: some read on, some stand still and never read. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Readers {
  /** Bytes that those who read have read. */
  readonly bytes: number;
  close(): void;
}

const REQUEST = 'GET /api/live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n';

export async function openReaders(port: number, reading: number, standing = 0): Promise<Readers> {
  const sockets: Socket[] = [];
  let bytes = 0;
  for (let at = 0; at < reading + standing; at += 1) {
    const socket = connect({ port, host: '127.0.0.1' });
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(REQUEST);
    // One that stands still never asks for data: what the kernel does not hold stays with the server.
    if (at < reading) socket.on('data', (chunk) => (bytes += chunk.length));
  }
  return {
    get bytes() {
      return bytes;
    },
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}
