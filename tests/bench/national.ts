/**
 * The national files of JSON, the night's 38 MB and the final 260 MB with its districts asked for: time, the longest
 * stall and the most memory, beside parsing the same at once.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endsWithUs, temporaryFolder } from './ending.ts';
import { median } from './measure.ts';
import { nationalName, nationalText, nationalZip, type Count } from './national-file.ts';
import type { Measured, Work } from './national-process.ts';
import { inMb, inMs, times, type Row } from './row.ts';

/** Figures to reach. */
const LONGEST_STALL_MS = 50;
const MOST_MEMORY = 600_000_000;
const ROUNDS = 3;
/** A final archive's size, of which nothing is ours to read. */
const PADDING = 20_000_000;

export async function national(): Promise<Row[]> {
  return [...(await ofTheNight()), ...(await ofTheFinal())];
}

async function ofTheNight(): Promise<Row[]> {
  const text = nationalText('preliminar');
  const size = inMb(Buffer.byteLength(text));
  const small = fileOf('preliminar', nationalZip('preliminar', text));
  const large = fileOf('preliminar', nationalZip('preliminar', text, PADDING));
  const ours = await rounds('ours', small);
  const parsed = await rounds('parse', small);
  const nothing = await rounds('nothing', small);
  const padded = await rounds('ours', large);
  const recorded = await rounds('record', large);
  const own = `${ours.found} of its 6626 districts are the programme's; ${ROUNDS} processes each, the store in them`;
  return [
    {
      what: `national file of JSON (${size}) taken in`,
      figure: inMs(ours.ms),
      against: `${times(ours.ms / parsed.ms)} JSON.parse of the same bytes (${inMs(parsed.ms)})`,
      how: `ingestFile, median; ${own}`,
    },
    stallRow(`longest stall while it is taken in`, ours, `JSON.parse: ${inMs(parsed.stall)}`),
    memoryRow('most memory while it is taken in', ours, [parsed, nothing]),
    stallRow(
      'the same, 20 MB beside it in the archive',
      padded,
      `to record the bytes alone: ${inMs(recorded.stall)}`,
    ),
    memoryRow('most memory then', padded, [parsed, nothing]),
  ];
}

/** Asked for by FEED_FINAL_DISTRICTS; otherwise the final count is read from its totals, and this file is not unpacked. */
async function ofTheFinal(): Promise<Row[]> {
  const text = nationalText('slutlig');
  const size = inMb(Buffer.byteLength(text));
  const file = fileOf('slutlig', nationalZip('slutlig', text));
  const ours = await rounds('ours', file);
  const parsed = await rounds('parse', file);
  const nothing = await rounds('nothing', file);
  return [
    {
      what: `final national file of JSON (${size}) taken in by districts`,
      figure: inMs(ours.ms),
      against: `${times(ours.ms / parsed.ms)} JSON.parse of the same bytes (${inMs(parsed.ms)})`,
      how: `ingestFile, median; ${ours.found} of its 6626 districts are the programme's; ${ROUNDS} processes each`,
    },
    stallRow('longest stall while the final one is taken in', ours, `JSON.parse: ${inMs(parsed.stall)}`),
    memoryRow('most memory while the final one is taken in', ours, [parsed, nothing]),
  ];
}

/** An archive as a file of its own, for the processes; with its name in the feed. */
interface NationalFile {
  readonly path: string;
  readonly name: string;
}

function fileOf(count: Count, bytes: Uint8Array): NationalFile {
  const path = join(temporaryFolder(), 'national.zip');
  writeFileSync(path, bytes);
  return { path, name: nationalName(count) };
}

const stallRow = (what: string, { stall }: Measured, against: string): Row => ({
  what,
  figure: inMs(stall),
  against,
  required: `≤ ${LONGEST_STALL_MS} ms`,
  ok: stall <= LONGEST_STALL_MS,
  how: `a timer of 1 ms, less what the thread waited for a core; the longest of ${ROUNDS} processes`,
});

const memoryRow = (
  what: string,
  { rss }: Measured,
  [parsed, nothing]: readonly [Measured, Measured],
): Row => ({
  what,
  figure: inMb(rss),
  against: `JSON.parse: ${inMb(parsed.rss)}; the store alone: ${inMb(nothing.rss)}`,
  required: `≤ ${inMb(MOST_MEMORY)}`,
  ok: rss <= MOST_MEMORY,
  how: `maxRSS of the process, embedded store in it, the most of ${ROUNDS}`,
});

/** The median time, and the worst of the rest. */
async function rounds(work: Work, file: NationalFile): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await run(work, file));
  return {
    ms: median(all.map(({ ms }) => ms)),
    stall: Math.max(...all.map(({ stall }) => stall)),
    rss: Math.max(...all.map(({ rss }) => rss)),
    found: all[0]?.found ?? 0,
  };
}

async function run(work: Work, { path, name }: NationalFile): Promise<Measured> {
  const child = endsWithUs(
    fork(fileURLToPath(new URL('./national-process.ts', import.meta.url)), [work, path, name], {
      execArgv: ['--import', 'tsx'],
    }),
  );
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`national: ${work} failed, exit ${code}`);
  });
  const [measured] = (await Promise.race([once(child, 'message'), failed])) as [Measured];
  failed.catch(() => undefined);
  return measured;
}
