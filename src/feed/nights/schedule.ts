/** When the authority exported: the runs on record, and after them (or on another day) runs by rule. */
import { plusSeconds, secondsBetween, stampAt } from './local-time.ts';
import type { NightTable } from './table.ts';

/** An export takes in what is reported up to a second after its own stamp (1,583 of 1,607 genuine files). */
const TOLERANCE = 1;
/** After the record: each half minute on the night, each minute on the days after it. */
const STEP_ON_THE_NIGHT = 30;
const STEP_LATER = 60;
/** Medians of the recorded delays of the two kinds of runs. */
const SEAT_DELAY = { minute: 23, halfMinute: 15 };
/** The night's own runs end here, on the day after the election. */
const NIGHT_ENDS = '12:00:00';

/** What is needed of a table to tell the runs. */
export type Runs = Pick<NightTable, 'electionDate' | 'exportRuns' | 'seatDelays'>;

/** The first export run that takes in a report of that time. */
export function exportRun(runs: Runs, reportedAt: string): string {
  const earliest = plusSeconds(reportedAt, -TOLERANCE);
  const recorded = runs.exportRuns.map((time) => stampAt(runs.electionDate, time));
  const found = recorded.find((run) => run >= earliest);
  if (found) return found;
  const last = recorded.at(-1) ?? stampAt(runs.electionDate, '20:00:00');
  const step = earliest < nightEnd(runs) ? STEP_ON_THE_NIGHT : STEP_LATER;
  const steps = Math.ceil(secondsBetween(last, earliest) / step);
  return plusSeconds(last, steps * step);
}

/** When an export run allots a council's seats (`TID_MANDAT`): some seconds into the run. */
export function seatsAt(runs: Runs, run: string): string {
  const time = `${run.slice(8, 10)}:${run.slice(10, 12)}:${run.slice(12)}`;
  const onTheNight = run.startsWith(runs.electionDate.replaceAll('-', ''));
  const recorded = onTheNight ? runs.seatDelays[time] : undefined;
  const minuteRun = run.endsWith('58') || run >= nightEnd(runs);
  return plusSeconds(run, recorded ?? (minuteRun ? SEAT_DELAY.minute : SEAT_DELAY.halfMinute));
}

function nightEnd(runs: Runs): string {
  return plusSeconds(stampAt(runs.electionDate, NIGHT_ENDS), 86_400);
}
