/** The command line of the stand-alone feed. */
import { parseArgs } from 'node:util';
import type { Speed } from './clock.ts';
import { ANSWER_FAULTS, ARCHIVE_FAULTS, DEFAULT_REQUESTS, JSON_FAULTS } from './faults.ts';
import type { NightId } from './recording.ts';

const NIGHTS = ['2014', '2018', '2026', 'genrep2026'] as const satisfies readonly NightId[];

export interface Options {
  readonly night: NightId;
  readonly speed: Speed;
  readonly port: number;
  readonly host: string;
  /** Read when the night is open: `end` or an ISO time. */
  readonly start: string | undefined;
  /** `NAME` or `NAME@HH:MM`. */
  readonly faults: readonly string[];
}

const listed = (faults: Readonly<Record<string, string>>): string =>
  Object.entries(faults)
    .map(([name, text]) => `  ${name.padEnd(22)}${text}`)
    .join('\n');

export const USAGE = `Usage: npm run feed -- [options]

Serves a recorded election night as the authority's web server did, in its own time or faster.

  --night NIGHT         which night: ${NIGHTS.join(', ')} (default 2018); the last two in JSON, genrep2026 a rehearsal
  --speed N|max         times real time (default 60); max: each answer for the night archive moves it on, of a
                        night in JSON each request for an index that was already told
  --port N              where to listen (default 4180; 0: any free port)
  --host ADDRESS        on which address (default 127.0.0.1)
  --start TIME|end      ISO time with offset (default: a minute before the first report); end: everything in
  --fault NAME[@HH:MM]  what goes wrong, from now or from that minute of the night on, for ${DEFAULT_REQUESTS} requests for
                        the night archive; may be given several times
  --help                this text

Faults of the answer (of a night in JSON: for the index):
${listed(ANSWER_FAULTS)}

Faults of the archive, nights in XML:
${listed(ARCHIVE_FAULTS)}

Faults of the index and the archives, nights in JSON:
${listed(JSON_FAULTS)}

While it runs, /_control tells and changes all this (GET; POST speed, pause, step, seek, fault, etag as JSON).`;

type Read = { options: Options } | { help: true } | { error: string };

export function readOptions(args: readonly string[]): Read {
  const parsed = parse(args);
  if (parsed instanceof Error) return { error: parsed.message };
  const { values } = parsed;
  if (values.help) return { help: true };
  const night = NIGHTS.find((id) => id === values.night);
  if (night === undefined)
    return { error: `--night: there is no night "${values.night}"; there are ${NIGHTS.join(', ')}.` };
  const speed = values.speed === 'max' ? 'max' : Number(values.speed);
  if (speed !== 'max' && !(speed > 0 && Number.isFinite(speed))) {
    return { error: `--speed: "${values.speed}" is neither a positive number nor max.` };
  }
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) return { error: `--port: "${values.port}" is no port (0 to 65535).` };
  return { options: { night, speed, port, host: values.host, start: values.start, faults: values.fault } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        night: { type: 'string', default: '2018' },
        speed: { type: 'string', default: '60' },
        port: { type: 'string', default: '4180' },
        host: { type: 'string', default: '127.0.0.1' },
        start: { type: 'string' },
        fault: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return error as Error;
  }
}
