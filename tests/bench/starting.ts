/** Start-up, and a clean end with streams open. */
import { inMs, type Row } from './row.ts';
import { median, pause } from './measure.ts';
import { openReaders } from './readers.ts';
import { startServer } from './server.ts';
import { temporaryFolder } from './ending.ts';

const STREAMS = 50;
/** Figure to reach, milliseconds. */
const ENDS_WITHIN = 2000;
const STARTS = 3;

export async function starting(): Promise<Row[]> {
  const fresh: number[] = [];
  const again: number[] = [];
  const ended: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const folder = temporaryFolder();
    for (const into of [fresh, again]) {
      const server = await startServer({ REPLAY: '2018', LOG_LEVEL: 'warn' }, folder);
      into.push(server.startedAfter);
      const readers = await openReaders(server.port, STREAMS);
      await pause(300);
      if (readers.bytes === 0) throw new Error('no stream was open');
      ended.push(await server.stop());
      readers.close();
    }
  }
  const longest = Math.max(...ended);
  const how = `from spawn to the first 200 of /, replay of 2018, built before; median of ${STARTS}`;
  return [
    {
      what: 'start-up, new folder',
      figure: inMs(median(fresh)),
      how: `${how}; the database is made in a process of its own`,
    },
    { what: 'start-up, existing folder', figure: inMs(median(again)), how },
    {
      what: `SIGTERM to exit with ${STREAMS} open streams`,
      figure: inMs(longest),
      required: `< ${ENDS_WITHIN} ms`,
      ok: longest < ENDS_WITHIN,
      how: `the longest of ${ended.length}, in mid-replay`,
    },
  ];
}
