/** The feed simulator alone: `npm run feed -- --night 2018 --speed 60 --port 4180`. */
import { NightClock } from './clock.ts';
import { parseFault, type FaultOrder } from './faults.ts';
import { startFeed, type ListeningFeed } from './listen.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import type { Night } from './recording.ts';
import { parseStart, timelineOf } from './start.ts';

const WRONG_USE = 2;

/** Null when the options do not fit the night; that has been told then. */
async function openFeed(options: Options): Promise<ListeningFeed | null> {
  const { openNight } = await import('./nights/index.ts');
  const night: Night = openNight(options.night);
  const timeline = timelineOf(night);
  const start = parseStart(options.start, night, timeline);
  if ('error' in start) return refuse(start.error);
  const faults: FaultOrder[] = [];
  for (const text of options.faults) {
    const fault = parseFault(text, night);
    if ('error' in fault) return refuse(`--fault: ${fault.error}`);
    faults.push(fault.order);
  }
  const clock = new NightClock({ timeline, startAt: start.startAt, speed: options.speed });
  const listening = await startFeed({ night, clock, faults, port: options.port, host: options.host });
  clock.run();
  return listening;
}

function refuse(error: string): null {
  console.error(`${error}\nSee npm run feed -- --help.`);
  process.exitCode = WRONG_USE;
  return null;
}

async function main(): Promise<void> {
  const read = readOptions(process.argv.slice(2));
  if ('help' in read) return console.log(USAGE);
  if ('error' in read) return void refuse(read.error);
  const { night, speed } = read.options;
  const listening = await openFeed(read.options);
  if (listening === null) return;
  const { baseUrl, nightUrl, finalUrl, controlUrl, close } = listening;
  const addresses = baseUrl ?? `${nightUrl} and ${finalUrl}`;
  console.log(`Feed simulator, night ${night}, speed ${speed}: ${addresses}, control ${controlUrl}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}

await main().catch((error: Error) => {
  console.error(`The feed could not be started: ${error.message}`);
  process.exitCode = 1;
});
