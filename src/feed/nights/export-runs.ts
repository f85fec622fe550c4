/** When the authority's export ran on election night 2014, out of the stamps of the whole country's files. */
import { plusSeconds, secondsBetween } from './local-time.ts';

const NIGHT_BEGINS = '20140914203000';
/** The recorded runs come each half minute until then, then each minute at :58, and each half minute from 23.01. */
const MINUTE_RUNS_FROM = '20140914214758';
const MINUTE_RUNS_TO = '20140914230058';

/** `recorded`: the distinct root stamps. Between two of them that lie far apart, runs are filled in. */
export function exportRuns(recorded: Iterable<string>): string[] {
  const stamps = [...new Set(recorded)].sort();
  const runs: string[] = [];
  let before = NIGHT_BEGINS;
  for (const stamp of stamps) {
    runs.push(...between(before, stamp), stamp);
    before = stamp;
  }
  return runs;
}

function between(from: string, to: string): string[] {
  const step = to > MINUTE_RUNS_FROM && to <= MINUTE_RUNS_TO ? 60 : 30;
  const filled: string[] = [];
  for (let back = -step; secondsBetween(from, to) + back >= step; back -= step) {
    filled.unshift(plusSeconds(to, back));
  }
  return filled;
}
