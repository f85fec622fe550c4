/**
 * A process of its own that takes in one archive, or parses its one member at once, beside an open embedded store, and
 * tells how long it took, how long nothing else could run, and the most memory that it ever had.
 */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { ingestFile } from '../../src/ingest/file.ts';
import { createRegister } from '../../src/ingest/register.ts';
import { findDirectory, packedBytes, readDirectory } from '../../src/lib/election/parse/zip.ts';
import type { IncomingFile, Store } from '../../src/lib/server/store/store.ts';
import { pause, timed } from './measure.ts';
import { freshStore, programme } from './store.ts';

export type Work = 'ours' | 'parse' | 'record' | 'nothing';

export interface Measured {
  readonly ms: number;
  readonly stall: number;
  /** Bytes. */
  readonly rss: number;
  /** Districts that it found. */
  readonly found: number;
}

const plan = await programme('jamtland-2026');
const NOW = '2026-09-14T03:20:00+02:00';
const [work = 'ours', path = '', name = ''] = process.argv.slice(2);

const WORKS: Readonly<Record<Work, (store: Store, bytes: Uint8Array) => Promise<number>>> = {
  ours: takeIn,
  parse: (_, bytes) => Promise.resolve(parse(bytes)),
  record: async (store, bytes) => (await store.files.record(fileOf(bytes))).id,
  nothing: () => Promise.resolve(1),
};

async function takeIn(store: Store, bytes: Uint8Array): Promise<number> {
  const { electionDate, baselineDate } = plan;
  const register = createRegister({
    store,
    plan,
    night: { id: store.night, electionDate, mode: 'live', label: '', remarks: [], baselineDate },
    source: 'bench',
    intervalSeconds: 60,
    json: { rehearsal: false, finalDistricts: true, key: null },
    now: () => NOW,
  });
  const { outcome, reasons } = await ingestFile(register, fileOf(bytes));
  if (outcome !== 'accepted') throw new Error(`${outcome}: ${JSON.stringify(reasons)}`);
  return (await register.held()).known.reports.size;
}

const fileOf = (bytes: Uint8Array): IncomingFile => ({
  name,
  source: 'bench',
  via: 'poll',
  by: null,
  fetchedAt: NOW,
  etag: null,
  lastModified: null,
  bytes,
});

/** As one would without a reader of one's own: unpacked, made a string, parsed, all at once. */
function parse(bytes: Uint8Array): number {
  const directory = findDirectory(bytes);
  const entries = directory.ok ? readDirectory(bytes, directory.value) : directory;
  const [entry] = entries.ok ? entries.value : [];
  const packed = entry && packedBytes(bytes, entry);
  if (!packed?.ok) throw new Error('no member');
  const text = inflateRawSync(packed.value).toString('utf8');
  return (JSON.parse(text) as { valdistrikt: unknown[] }).valdistrikt.length;
}

/**
 * The longest time that nothing else could run while a work did, without the time that this thread waited for a core
 * because others had them (Linux tells it).
 */
async function longestOwnStall(work: () => Promise<unknown>): Promise<number> {
  let [longest, over] = [0, false];
  const watching = (async () => {
    for (let [at, waited] = [performance.now(), waitedMs()]; !over;) {
      await pause(1);
      const [now, waitedNow] = [performance.now(), waitedMs()];
      longest = Math.max(longest, now - at - 1 - (waitedNow - waited));
      [at, waited] = [now, waitedNow];
    }
  })();
  await pause(200);
  longest = 0;
  await work();
  await pause(20);
  over = true;
  await watching;
  return longest;
}

/** Milliseconds that the main thread could have run and had no core; 0 where the system does not tell. */
function waitedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

const store = await freshStore();
// A store that has been written to before, as it has when a night's file comes.
await store.files.record(fileOf(new Uint8Array(1000)));
const bytes = readFileSync(path);
let [ms, found] = [0, 0];
const stall = await longestOwnStall(async () => {
  ms = await timed(async () => {
    found = await WORKS[work as Work](store, bytes);
  });
});
const measured: Measured = { ms, stall, rss: process.resourceUsage().maxRSS * 1024, found };
process.send?.(measured, () => process.exit());
