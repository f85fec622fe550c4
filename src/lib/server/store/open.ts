import { connect, type Client } from '../db/client.ts';
import { channelOf } from '../db/night.ts';
import { createEntries } from './entries.ts';
import { createEvents } from './events.ts';
import { createFeed } from './feed.ts';
import { createFiles } from './files.ts';
import { readLedger } from './ledger.ts';
import { listenToRevisions } from './listen.ts';
import { createResults } from './results.ts';
import type { OpenOptions, Store } from './store.ts';

/** Opens one night's register: the only way to a `Store`. */
export async function openStore(options: OpenOptions): Promise<Store> {
  const client = await connect(options);
  return storeOn(client, options.night);
}

function storeOn(client: Client, night: string): Store {
  const channel = channelOf(night);
  const results = createResults(client.db, channel);
  return {
    kind: client.kind,
    night,
    files: createFiles(client.db),
    results,
    events: createEvents(client.db),
    entries: createEntries(client.db),
    feed: createFeed(client.db),
    ledger: () => readLedger(client.db),
    poller: { hold: (signal) => client.hold(signal) },
    listen: (onRevision, signal) =>
      listenToRevisions(client, { channel, newest: () => results.newest(), onRevision, signal }),
    close: () => client.close(),
  };
}
