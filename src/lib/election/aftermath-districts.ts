/**
 * Every polling district after the count: its change like for like, its turnout then and now, and why it cannot be
 * compared where it cannot. Districts whose area has changed are compared as their municipality's group. Pure.
 */
import { differenceOf, type Turnout } from './aftermath.ts';
import { comparePlace, ownAndValid, poolOf } from './compare.ts';
import type { ElectionType, PartyCode, Report } from './model.ts';
import type { OwnAndValid } from './plan.ts';
import type { LeftOutReason } from './snapshot-shape.ts';
import { isCounted, sum, votesOf, type Place } from './tally.ts';

/** Why a district has no change of its own: `changedGroup` is compared together with its group. */
export type NoChange = LeftOutReason | 'changedGroup';

export interface AftermathDistrict {
  readonly type: ElectionType;
  readonly district: string;
  readonly name: string;
  readonly municipality: string;
  readonly now: OwnAndValid;
  readonly before: OwnAndValid | null;
  /** Difference of the unrounded shares; `null` with its reason. */
  readonly change: number | null;
  readonly noChange: NoChange | null;
  readonly turnout: Turnout | null;
  readonly turnoutBefore: Turnout | null;
}

/** Districts of changed area in one municipality, together against what is left of it last time. */
export interface ChangedGroup {
  readonly type: ElectionType;
  readonly municipality: string;
  readonly districts: readonly string[];
  readonly now: OwnAndValid;
  readonly before: OwnAndValid;
  readonly change: number | null;
}

/** The counted ordinary districts of a place, by code. */
export function aftermathDistricts(place: Place, own: PartyCode): readonly AftermathDistrict[] {
  const leftOut = new Map(comparePlace(place, own).leftOut.map(({ district, reason }) => [district, reason]));
  return place.ordinary.filter(isCounted).map((report) => {
    const now = ownAndValid(report.votes, own);
    const before = report.previous && ownAndValid(report.previous, own);
    const change = before && differenceOf(now, before);
    return {
      type: report.type,
      district: report.district,
      name: report.name,
      municipality: report.municipality,
      now,
      before,
      change,
      noChange: change === null ? (leftOut.get(report.district) ?? 'changedGroup') : null,
      turnout: turnoutOf(report.votes.cast, report.eligible),
      turnoutBefore: turnoutOf(report.previous?.cast ?? null, report.previous?.eligible ?? null),
    };
  });
}

const turnoutOf = (cast: number | null, eligible: number | null): Turnout | null =>
  cast === null || !eligible ? null : { cast, eligible };

/** Difference of two turnouts as quotients; `null`: one is not on record. */
export const turnoutChange = (now: Turnout | null, before: Turnout | null): number | null =>
  now && before
    ? differenceOf({ own: now.cast, valid: now.eligible }, { own: before.cast, valid: before.eligible })
    : null;

/** A place's changed districts as one group, once all of them are in. */
export function changedGroup(place: Place, own: PartyCode): ChangedGroup | null {
  const { districts, before } = poolOf(place, own);
  const counted = districts.filter(isCounted);
  if (!before || counted.length === 0 || counted.length < districts.length) return null;
  const now = {
    own: sum(counted, ({ votes }) => votesOf(votes.parties, own)),
    valid: sum(counted, ({ votes }) => votes.valid),
  };
  return {
    type: place.type,
    municipality: place.municipality,
    districts: districts.map((report: Report) => report.district),
    now,
    before,
    change: differenceOf(now, before),
  };
}

/** Fewer points than these say nothing. */
const LEAST_POINTS = 10;

/**
 * How the turnout's change and the party's go together over the districts, each weighing as many as its valid votes:
 * Pearson's correlation, −1 to 1; `null`: too few districts, or nothing varies.
 */
export function turnoutCorrelation(districts: readonly AftermathDistrict[]): number | null {
  const points = districts.flatMap(({ change, turnout, turnoutBefore, now }) => {
    const moved = turnoutChange(turnout, turnoutBefore);
    return change === null || moved === null ? [] : [{ x: moved, y: change, weight: now.valid }];
  });
  const weight = sum(points, (point) => point.weight);
  if (points.length < LEAST_POINTS || weight === 0) return null;
  const mean = (of: 'x' | 'y') => sum(points, (point) => point.weight * point[of]) / weight;
  const [meanX, meanY] = [mean('x'), mean('y')];
  const spread = (a: 'x' | 'y', b: 'x' | 'y') =>
    sum(
      points,
      (point) =>
        point.weight * (point[a] - (a === 'x' ? meanX : meanY)) * (point[b] - (b === 'x' ? meanX : meanY)),
    );
  const scale = Math.sqrt(spread('x', 'x') * spread('y', 'y'));
  return scale > 0 ? spread('x', 'y') / scale : null;
}
