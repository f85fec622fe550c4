import { basename } from 'node:path';
import type { Logger } from 'pino';
import { describeIngested, ingestFile, type Ingested } from './file.ts';
import type { Register } from './register.ts';
import type { Validators } from './sources.ts';
import type { IncomingFile } from '../lib/server/store/store.ts';

/** What was last taken from an address. */
export interface TakenFrom {
  /** The last file could not be taken whole: a better one must follow. */
  faulty: boolean;
  /** It could not even be opened, and why. */
  unopened: string | null;
}

/** A file as a poll got it from its address. */
export const polledFile = (
  register: Register,
  url: string,
  { bytes, validators }: { readonly bytes: Uint8Array; readonly validators: Validators },
): IncomingFile => ({
  name: basename(new URL(url).pathname),
  source: url,
  via: 'poll',
  by: null,
  fetchedAt: register.now(),
  ...validators,
  bytes,
});

/** Takes a polled file in, notes in `state` whether it was taken whole, and logs what became of it. */
export async function takeFile(
  { register, log }: { readonly register: Register; readonly log: Logger },
  state: TakenFrom,
  file: IncomingFile,
): Promise<Ingested> {
  const ingested = await ingestFile(register, file);
  state.faulty = ingested.outcome === 'refused' || ingested.outcome === 'partial';
  state.unopened = ingested.opened ? null : `unreadable file (${ingested.reasons[0]?.kind ?? 'unknown'})`;
  log[state.faulty ? 'warn' : 'debug'](
    { file: ingested.fileId, revision: ingested.revision },
    describeIngested(file.source, ingested),
  );
  return ingested;
}
