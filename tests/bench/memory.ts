/** Resident memory of the server process, simulator and embedded store in it, after a whole night. */
import { pause } from './measure.ts';
import { openReaders } from './readers.ts';
import { inMb, missing, type Row } from './row.ts';
import { startServer, untilSnapshot } from './server.ts';

/** Figure to reach, bytes. */
const BELOW = 450_000_000;
const READERS = { reading: 180, standing: 20 };

export const memory = async (): Promise<Row[]> => [...(await night(null)), ...(await night(READERS))];

/** Plays the night of 2018, final count included, as fast as it goes. */
async function night(readers: typeof READERS | null): Promise<Row[]> {
  const what = `memory after the night${readers ? `, ${readers.reading + readers.standing} readers` : ''}`;
  const server = await startServer({ REPLAY: '2018', REPLAY_START: 'end', LOG_LEVEL: 'info' });
  const crowd = readers && (await openReaders(server.port, readers.reading, readers.standing));
  const began = performance.now();
  const revision = await untilSnapshot(server, 'the end of the night', endOf, 180_000);
  const seconds = Math.round((performance.now() - began) / 1000);
  await pause(3000);
  const [now, most] = [server.memory('VmRSS'), server.memory('VmHWM')];
  crowd?.close();
  await server.stop();
  if (now === null || most === null) return [missing(what, 'no /proc on this system')];
  return [
    {
      what,
      figure: inMb(now),
      against: `at most ${inMb(most)} during it`,
      required: `< ${inMb(BELOW)}`,
      ok: now < BELOW && most < BELOW,
      how: `VmRSS 3 s after the end, VmHWM; ${revision} revisions in ${seconds} s, simulator and embedded store in the process`,
    },
  ];
}

/** The revision, once everything is final. */
function endOf(snapshot: unknown): number {
  const { revision, contests } = snapshot as { revision: number; contests: readonly { stage: string }[] };
  return contests.every(({ stage }) => stage === 'final') ? revision : 0;
}
