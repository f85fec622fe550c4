/** Reading: the whole national archive and the district's own files, against the limit and a peer. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { noReference } from './archives.ts';
import { endsWithUs } from './ending.ts';
import { median, ROUNDS } from './measure.ts';
import type { Work } from './reading-process.ts';
import { inMs, missing, times, type Row } from './row.ts';

/** Figures to reach. */
const AT_MOST_TIMES_THE_LIMIT = 20;
const FASTER_THAN_PEER = 2.5;
const OWN_SHARE = 1 / 5;

/** Two processes in turn, so that neither reader pays for the other's garbage. The limit is measured beside ours. */
const PROCESSES: readonly (readonly Work[])[] = [['limit', 'whole', 'own', 'districts'], ['peer']];

export async function reading(): Promise<Row[]> {
  if (noReference) return [missing('reading the national archive', noReference)];
  const turns = PROCESSES.map((works) => [start(), works] as const);
  const found: Record<Work, number[]> = { limit: [], whole: [], own: [], districts: [], peer: [] };
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [child, works] of turns)
      for (const work of works) {
        const ms = await ask(child, work);
        if (round > 0) found[work].push(ms);
      }
  for (const [child] of turns) child.disconnect();
  const ms = (work: Work) => median(found[work]);
  return rowsOf({
    limit: ms('limit'),
    whole: ms('whole'),
    own: ms('own'),
    districts: ms('districts'),
    peer: ms('peer'),
  });
}

const start = (): ChildProcess =>
  endsWithUs(
    fork(fileURLToPath(new URL('./reading-process.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] }),
  );

/** Has a process do a work; milliseconds as it measured them itself. */
function ask(child: ChildProcess, work: Work): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`reading: ${work} failed, exit ${code}`));
    child.once('exit', failed);
    child.once('message', (ms) => {
      child.off('exit', failed);
      resolve(Number(ms));
    });
    child.send(work);
  });
}

function rowsOf(ms: Readonly<Record<Work, number>>): Row[] {
  const share = (part: number) => ({
    figure: inMs(part),
    against: `${times(part / ms.whole)} the whole`,
    required: `≤ ${OWN_SHARE} ×`,
    ok: part <= OWN_SHARE * ms.whole,
  });
  return [
    {
      what: 'inflate + decode alone (limit)',
      figure: inMs(ms.limit),
      how: `2014-09-14 23.13.52, 872 XML members, 32 MB; medians of ${ROUNDS} in turn, ours and the peer each in a process of its own, warmed up`,
    },
    {
      what: 'whole archive to reports',
      figure: inMs(ms.whole),
      against: `${times(ms.whole / ms.limit)} the limit`,
      required: `≤ ${AT_MOST_TIMES_THE_LIMIT} ×`,
      ok: ms.whole <= AT_MOST_TIMES_THE_LIMIT * ms.limit,
      how: 'CRC, strict XML, checks, domain types',
    },
    {
      what: 'the same, fast-xml-parser',
      figure: inMs(ms.peer),
      against: `ours is ${times(ms.peer / ms.whole)} as fast`,
      required: `≥ ${FASTER_THAN_PEER} ×`,
      ok: ms.peer >= FASTER_THAN_PEER * ms.whole,
      how: 'inflate, decode and its tree only: attributes kept, values not parsed, not validated',
    },
    {
      what: 'own files (24 and 3 national)',
      ...share(ms.own),
      how: 'opened as a poll does with jamtland-2014; the national files are the cross-check',
    },
    { what: 'own files (24 alone)', ...share(ms.districts), how: 'the same without the national files' },
  ];
}
