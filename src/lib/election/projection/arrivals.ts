/** When the districts still out can be expected: from an earlier night's times, and from tonight's own (projection.md §4). */
import type { ElectionType } from '../model.ts';
import { isCounted, type Place } from '../tally.ts';
import type { ArrivalTable } from './parameters.ts';

/** Milliseconds since 1970: early, likely and late. */
export type Expected = readonly [early: number, likely: number, late: number];

export interface ArrivalGround {
  readonly table: ArrivalTable;
  readonly places: readonly Place[];
  readonly electionDate: string;
  /** The newest export that is counted in. */
  readonly now: number;
}

/** Tonight's own median lag is used from so many pairs on. */
const LEAST_PAIRS = 5;
const MINUTE = 60_000;

/** When each uncounted district of an election may report, by `type/municipality/district`. */
export function expectedReports(type: ElectionType, ground: ArrivalGround): ReadonlyMap<string, Expected> {
  const riksdag = riksdagTimes(ground);
  if (type === 'RD') return riksdag.expected;
  const [early, likely, late] = ground.table.lag[type];
  const tonight = medianLag(type, ground, riksdag.reported);
  const expected = new Map<string, Expected>();
  for (const [key, reportedAt] of districtsOf(type, ground.places)) {
    if (reportedAt !== null) continue;
    const base = riksdag.reported.get(key) ?? riksdag.expected.get(key)?.[1];
    if (base === undefined) continue;
    const shift = (tonight ?? likely * MINUTE) - likely * MINUTE;
    const at = (minutes: number) => Math.max(ground.now + MINUTE, base + minutes * MINUTE + shift);
    expected.set(key, [at(early), at(likely), at(late)]);
  }
  return expected;
}

type Times = ReadonlyMap<string, number>;

function districtsOf(
  type: ElectionType,
  places: readonly Place[],
): readonly (readonly [string, number | null])[] {
  return places
    .filter((place) => place.type === type)
    .flatMap((place) =>
      place.ordinary.map(
        (report) =>
          [
            `${place.municipality}/${report.district}`,
            isCounted(report) ? Date.parse(report.reportedAt) : null,
          ] as const,
      ),
    );
}

/** Riksdag reports that are in, and the county curve laid on those that are not: they keep no order. */
function riksdagTimes(ground: ArrivalGround): { reported: Times; expected: ReadonlyMap<string, Expected> } {
  const districts = districtsOf('RD', ground.places);
  const reported = new Map(districts.flatMap(([key, at]) => (at === null ? [] : [[key, at] as const])));
  const out = districts.filter(([, at]) => at === null).map(([key]) => key);
  const midnight = Date.parse(`${ground.electionDate}T00:00:00+02:00`);
  const curve = (part: number) => midnight + onCurve(ground.table, part) * MINUTE;
  const done = districts.length === 0 ? 0 : reported.size / districts.length;
  const behind = reported.size === 0 ? 0 : Math.max(0, ground.now - curve(done));
  const expected = new Map(
    out.map((key, index): [string, Expected] => {
      const part = done + ((1 - done) * (index + 1)) / out.length;
      const at = Math.max(ground.now + MINUTE, curve(part) + behind);
      return [key, [at, at, at]];
    }),
  );
  return { reported, expected };
}

/** Minutes after midnight at which a part of the Riksdag's districts is in; straight lines between, and beyond. */
export function onCurve({ percent, curve }: ArrivalTable, part: number): number {
  const points = percent.flatMap((at, index) => {
    const minutes = curve.RD[index];
    return minutes === null || minutes === undefined ? [] : [[at / 100, minutes] as const];
  });
  const next = points.findIndex(([at]) => at >= part);
  const right = next === -1 ? points.length - 1 : Math.max(1, next);
  const [a, b] = [points[right - 1], points[right]];
  if (!a || !b) return points[0]?.[1] ?? 0;
  return a[1] + ((part - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
}

/** Median of tonight's times from a district's Riksdag report to this one, milliseconds; `null`: too few pairs. */
function medianLag(type: ElectionType, { places }: ArrivalGround, riksdag: Times): number | null {
  const lags = districtsOf(type, places)
    .flatMap(([key, at]) => {
      const first = riksdag.get(key);
      return at === null || first === undefined ? [] : [at - first];
    })
    .sort((a, b) => a - b);
  return lags.length < LEAST_PAIRS ? null : (lags[Math.floor(lags.length / 2)] ?? null);
}
