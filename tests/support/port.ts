import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that a system gives out by itself (Linux from 32768, others from 49152). */
const FROM = 20_000;
const TO = 30_000;

/**
 * A port that nobody listens on. A port that the system picked could be given to anyone else, as the near end of a
 * connection too, between this look and its use; one of these is only taken by whoever asks for that very number.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(FROM, TO);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
  throw new Error('no free port');
}
