/** The whole record: all rows of the protocol, as data. */
import { CLOCK } from './beaten.ts';
import {
  areaRows,
  clockRows,
  nightsOf,
  partRows,
  realRows,
  type ClockRow,
  type NightRow,
  type Row,
} from './run.ts';
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

const MEASURED = 'Sweden, 4–40 districts';
const ERRORS_ONLY = 'Sweden, errors only';
const COUNTY = 'county, by part';

/** So many random orders of a county, of which there is only one. */
const COUNTY_ORDERS = 200;
/** So many whole nights of every municipality. */
const NATIONAL_NIGHTS = 5;

export function recordOf(sources: Sources): TrackRecord {
  const { single, national, own, area } = sources;
  const measured = national.municipal.filter(isMeasured);
  const head = { pair: national.pair, area: MEASURED, order: 'random' } as const;
  const whole = nightsOf(measured, head, NATIONAL_NIGHTS);
  const nights = [areaRows(own, area), areaRows(national, area), realRows(sources)];
  const moments = [
    partRows(measured, head),
    partRows(national.municipal, { ...head, area: 'Sweden' }),
    partRows(national.municipal.filter(isEven), { ...head, area: 'Sweden, even codes' }),
    ...FIXED_ORDERS.map((order) => partRows(measured, { ...head, order })),
    partRows(single.municipal.filter(isMeasured), {
      ...head,
      pair: single.pair,
      area: ERRORS_ONLY,
    }),
    ...[own, national].map(({ pair, county }) =>
      partRows(county, { pair, area: COUNTY, order: 'random' }, COUNTY_ORDERS),
    ),
  ];
  return {
    rows: [...moments.flat(), ...nights.flatMap(({ rows }) => rows)].filter(isTold),
    nights: [...whole.nights, ...nights.flatMap(({ nights }) => nights)],
    clock: clockRows(
      sources,
      CLOCK.map(([at]) => at),
    ),
  };
}

/** Areas that are told part by part in random orders; of all else only the middle of the count is told. */
const TOLD: readonly string[] = [MEASURED, 'Sweden', ERRORS_ONLY, COUNTY, 'municipal'];
const isTold = ({ order, part, area }: Row): boolean =>
  part === null || (order === 'random' && TOLD.includes(area));
