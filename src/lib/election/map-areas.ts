import { comparePlace, likeForLike } from './compare.ts';
import type { Known } from './known.ts';
import { placeKey, type ContestPlan, type Plan } from './plan.ts';
import type { DistrictRow, LeftOutReason, LikeForLike } from './snapshot-shape.ts';
import { newest, placesOf, sum, tally } from './tally.ts';

/**
 * What a shape on the map stands for: all of it counted and compared with the same districts last time; some of its
 * districts counted; none; or counted without anything to compare it with by itself.
 */
export type AreaState = 'counted' | 'partly' | 'uncounted' | 'notComparable';

/** Why a counted district has no change of its own; `comparedAsGroup`: only together with its municipality's others. */
export type AreaReason = LeftOutReason | 'comparedAsGroup';

/** The districts of one shape, by their code in the feed. */
export interface AreaCodes {
  readonly codes: readonly string[];
  readonly municipality: string;
}

/** One shape of the map in one contest. Votes are sums over its counted districts, `null` where none is. */
export interface MapArea {
  readonly state: AreaState;
  readonly counted: number;
  readonly of: number;
  readonly own: number | null;
  readonly valid: number | null;
  /** Last time in the districts that are compared. */
  readonly ownBefore: number | null;
  readonly validBefore: number | null;
  /** Difference of the unrounded shares, in one division from integers. */
  readonly change: number | null;
  readonly reasons: readonly AreaReason[];
  readonly reportedAt: string | null;
}

/** One municipality in one contest: its whole like for like, joined groups and collection districts included. */
export interface MunicipalityChange {
  /** Municipality, four digits. */
  readonly code: string;
  readonly state: AreaState;
  /** Ordinary districts counted, and all of them; `of` is 0 before the first file. */
  readonly counted: number;
  readonly of: number;
  readonly likeForLike: LikeForLike | null;
  /** Its final count stands here; its districts on the map may be the preliminary ones all the same. */
  readonly final: boolean;
}

/** A district without its parties: what a map needs. */
export type MapRow = Omit<DistrictRow, 'parties'>;

/** What a map shows of one contest: its districts, and the municipalities that take part. */
export interface ContestAreas {
  readonly districts: readonly MapRow[];
  readonly municipalities: readonly MunicipalityChange[];
}

/** One area for each shape, in their order; `null`: its municipality takes no part in these contests. */
export function mapAreas(
  contests: readonly ContestAreas[],
  shapes: readonly AreaCodes[],
): readonly (MapArea | null)[] {
  const rows = new Map(contests.flatMap(({ districts }) => districts.map((row) => [row.district, row])));
  const parts = new Set(contests.flatMap(({ municipalities }) => municipalities.map(({ code }) => code)));
  return shapes.map(({ codes, municipality }) =>
    parts.has(municipality) ? areaOf(codes.length, rowsOf(codes, rows)) : null,
  );
}

const rowsOf = (codes: readonly string[], rows: ReadonlyMap<string, MapRow>): readonly MapRow[] =>
  codes.flatMap((code) => rows.get(code) ?? []);

function areaOf(of: number, rows: readonly MapRow[]): MapArea {
  const counted = rows.filter((row) => row.valid !== null);
  const compared = counted.filter((row) => row.validBefore !== null);
  const whole = counted.length === of;
  const change = whole && compared.length < of ? null : changeOf(compared);
  const known = counted.length > 0;
  return {
    state: stateOf(counted.length, of, change),
    counted: counted.length,
    of,
    own: known ? sum(counted, (row) => row.own ?? 0) : null,
    valid: known ? sum(counted, (row) => row.valid ?? 0) : null,
    ownBefore: change === null ? null : sum(compared, (row) => row.ownBefore ?? 0),
    validBefore: change === null ? null : sum(compared, (row) => row.validBefore ?? 0),
    change,
    reasons: [...new Set(counted.filter((row) => row.validBefore === null).map(reasonOf))],
    reportedAt: newest(counted.map((row) => row.reportedAt)),
  };
}

function stateOf(counted: number, of: number, change: number | null): AreaState {
  if (counted === 0) return 'uncounted';
  if (counted < of) return 'partly';
  return change === null ? 'notComparable' : 'counted';
}

/** Its group is in when nothing leaves it out of the comparison, and yet it has no figures of its own. */
const reasonOf = (row: MapRow): AreaReason => row.leftOut ?? 'comparedAsGroup';

function changeOf(compared: readonly MapRow[]): number | null {
  const own = sum(compared, (row) => row.own ?? 0);
  const valid = sum(compared, (row) => row.valid ?? 0);
  const ownBefore = sum(compared, (row) => row.ownBefore ?? 0);
  const validBefore = sum(compared, (row) => row.validBefore ?? 0);
  return valid === 0 || validBefore === 0
    ? null
    : (own * validBefore - ownBefore * valid) / (valid * validBefore);
}

/** Every municipality of a contest by itself, like for like. */
export function municipalityChanges(
  known: Known,
  plan: Plan,
  contest: ContestPlan,
): readonly MunicipalityChange[] {
  const places = placesOf(known, plan);
  const parts = contest.municipalities.flatMap((code) => places.get(placeKey(contest.type, code)) ?? []);
  return parts.map((place) => {
    const compared = likeForLike([comparePlace(place, plan.party.code)]);
    const { districts: counted, of } = tally([place]).counted;
    const state = stateOf(counted, of, compared && compared.change);
    return { code: place.municipality, state, counted, of, likeForLike: compared, final: place.final };
  });
}

/** Counted polling districts that the map has no shape for: they must be told beside it. */
export function withoutShape(
  contests: readonly ContestAreas[],
  shapes: readonly AreaCodes[],
): readonly MapRow[] {
  const drawn = new Set(shapes.flatMap(({ codes }) => codes));
  return contests
    .flatMap(({ districts }) => districts)
    .filter(({ district, kind, valid }) => kind === 'ordinary' && valid !== null && !drawn.has(district));
}
