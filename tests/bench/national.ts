/** The national file of JSON, 38 MB: time, the longest stall and the most memory, beside parsing it at once. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endsWithUs, temporaryFolder } from './ending.ts';
import { median } from './measure.ts';
import { NATIONAL_NAME, nationalText, nationalZip } from './national-file.ts';
import type { Measured, Work } from './national-process.ts';
import { inMb, inMs, times, type Row } from './row.ts';

/** Figures to reach. */
const LONGEST_STALL_MS = 50;
const MOST_MEMORY = 600_000_000;
const ROUNDS = 3;
/** A final archive's size, of which nothing is ours to read. */
const PADDING = 20_000_000;

export async function national(): Promise<Row[]> {
  const folder = temporaryFolder();
  const text = nationalText();
  const size = inMb(Buffer.byteLength(text));
  const path = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const small = path('national.zip', nationalZip(text));
  const large = path('padded.zip', nationalZip(text, PADDING));
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
async function rounds(work: Work, path: string): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await run(work, path));
  return {
    ms: median(all.map(({ ms }) => ms)),
    stall: Math.max(...all.map(({ stall }) => stall)),
    rss: Math.max(...all.map(({ rss }) => rss)),
    found: all[0]?.found ?? 0,
  };
}

async function run(work: Work, path: string): Promise<Measured> {
  const child = endsWithUs(
    fork(fileURLToPath(new URL('./national-process.ts', import.meta.url)), [work, path, NATIONAL_NAME], {
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
