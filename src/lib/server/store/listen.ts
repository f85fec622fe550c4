import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../db/client.ts';

interface Listening {
  readonly channel: string;
  readonly newest: () => Promise<number>;
  readonly onRevision: (revision: number) => void;
  readonly signal: AbortSignal;
}

/** How long after a failed look for the newest revision the next one comes. */
const LOOK_AGAIN_MS = 250;

/**
 * Tells of every revision. Notices that were sent while the connection was lost are lost too: so each time it listens
 * (again) the newest revision is read. Resolves after the first.
 */
export async function listenToRevisions(client: Client, listening: Listening): Promise<void> {
  const { channel, onRevision } = listening;
  const over = AbortSignal.any([listening.signal, client.closed]);
  if (over.aborted) return;
  const tell = (revision: number) => over.aborted || onRevision(revision);
  let first: Promise<void> | undefined;
  await client.listen({
    channel,
    onNotice: (payload) => tell(Number(payload)),
    onListening: () => {
      const read = readNewest(listening.newest, over).then((revision) => {
        if (revision !== null) tell(revision);
      });
      first ??= read;
    },
    signal: over,
  });
  await first;
}

/** The newest revision; tries until the store answers, `null` when the listening is over. */
async function readNewest(newest: () => Promise<number>, over: AbortSignal): Promise<number | null> {
  while (!over.aborted) {
    try {
      return await newest();
    } catch {
      // The database went away again in between.
      await sleep(LOOK_AGAIN_MS, undefined, { signal: over }).catch(() => undefined);
    }
  }
  return null;
}
