/** When an earlier night's reports came: what "När vet vi?" is taken from (projection.md §4). */
import type { ElectionType } from '../lib/election/model.ts';
import type { ArrivalTable } from '../lib/election/projection/parameters.ts';
import { readCsv } from './table.ts';

export const PERCENT = [10, 25, 50, 75, 90] as const;
const TYPES: Readonly<Record<string, ElectionType>> = { R: 'RD', L: 'RF', K: 'KF' };

/** One district's report; `minutes` after midnight of the election day, `null`: not on record. */
export interface Arrival {
  readonly type: ElectionType;
  readonly district: string;
  readonly minutes: number | null;
}

/** `election, district, tid_rapport` (local `yyyymmddhhmmss`) → arrivals. */
export const readArrivals = (csv: string): readonly Arrival[] =>
  readCsv(csv).map((row) => {
    const type = TYPES[row.get('election') ?? ''];
    const time = row.get('tid_rapport') ?? '';
    if (!type) throw new Error(`no election in ${[...row.values()].join()}`);
    return { type, district: row.get('district') ?? '', minutes: time === '' ? null : minutesOf(time) };
  });

const minutesOf = (time: string): number =>
  Number(time.slice(8, 10)) * 60 + Number(time.slice(10, 12)) + Number(time.slice(12, 14)) / 60;

/** The table of a night, and until when it is on record. */
export function arrivalTable(arrivals: readonly Arrival[], from: string): ArrivalTable {
  const riksdag = new Map(
    arrivals.filter(({ type }) => type === 'RD').map(({ district, minutes }) => [district, minutes]),
  );
  const lags = (type: ElectionType) =>
    arrivals
      .filter((arrival) => arrival.type === type)
      .flatMap(({ district, minutes }) => {
        const first = riksdag.get(district) ?? null;
        return minutes !== null && first !== null ? [minutes - first] : [];
      });
  return {
    from,
    lag: { RF: deciles(lags('RF')), KF: deciles(lags('KF')) },
    percent: PERCENT,
    curve: { RD: curve(arrivals, 'RD'), RF: curve(arrivals, 'RF'), KF: curve(arrivals, 'KF') },
  };
}

/** Lower decile, median and upper decile in whole minutes. */
function deciles(values: readonly number[]): readonly [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    return Math.round(below + ((sorted[Math.ceil(place)] ?? below) - below) * (place % 1));
  };
  return [at(0.1), at(0.5), at(0.9)];
}

/** When so many percent of all districts were in, in whole minutes; `null`: not on record. */
function curve(arrivals: readonly Arrival[], type: ElectionType): readonly (number | null)[] {
  const all = arrivals.filter((arrival) => arrival.type === type);
  const times = all.flatMap(({ minutes }) => minutes ?? []).sort((a, b) => a - b);
  return PERCENT.map((percent) => {
    const time = times[Math.ceil((percent / 100) * all.length) - 1];
    return time === undefined ? null : Math.floor(time);
  });
}
