/** The whole record: all rows of the protocol, as data. */
import { CLOCK } from './beaten.ts';
import { areaRows, clockRows, partRows, realRows, type ClockRow, type NightRow, type Row } from './run.ts';
import { FIXED_ORDERS } from './orders.ts';
import type { Sources } from './sources.ts';
import { districtsOf, type Trial } from './trial.ts';

export interface TrackRecord {
  readonly rows: readonly Row[];
  readonly nights: readonly NightRow[];
  readonly clock: readonly ClockRow[];
}

/** Between so many districts the documented errors were measured. */
const [LEAST, MOST] = [4, 40];
const isMeasured = (trial: Trial): boolean => {
  const { length } = districtsOf(trial);
  return length >= LEAST && length <= MOST;
};
const isEven = ({ contest }: Trial): boolean => Number(contest.area.code) % 2 === 0;

export function recordOf(sources: Sources): TrackRecord {
  const { single, national, own, area } = sources;
  const measured = national.municipal.filter(isMeasured);
  const head = { pair: national.pair, order: 'random' } as const;
  const nights = [areaRows(own, area), areaRows(national, area), realRows(sources)];
  return {
    rows: [
      ...partRows(measured, { ...head, area: 'Sweden, 4–40 districts' }, 'random'),
      ...partRows(national.municipal, { ...head, area: 'Sweden' }, 'random'),
      ...partRows(national.municipal.filter(isEven), { ...head, area: 'Sweden, even codes' }, 'random'),
      ...FIXED_ORDERS.flatMap((order) =>
        partRows(measured, { ...head, area: 'Sweden, 4–40 districts', order }, order),
      ),
      ...partRows(
        single.municipal.filter(isMeasured),
        { pair: single.pair, area: 'Sweden, errors only', order: 'random' },
        'random',
      ),
      ...nights.flatMap(({ rows }) => rows),
    ],
    nights: nights.flatMap(({ nights }) => nights),
    clock: clockRows(
      sources,
      CLOCK.map(([at]) => at),
    ),
  };
}
