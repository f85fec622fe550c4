/** An honest answer before the count is done: expected final share and votes of one contest, with bands. */
import type { ElectionType } from '../model.ts';
import { sum } from '../tally.ts';
import { estimatePlace, pairsOf, swingOf, type PlaceEstimate, type Swing } from './estimate.ts';
import * as p from './parameters.ts';
import type { ProjectedPlace } from './place.ts';

/** Expected result of a whole contest, collection count included. */
export interface ContestEstimate {
  /** Expected own and valid votes of the final count. */
  readonly own: number;
  readonly valid: number;
  readonly share: number;
  /** The same for election night alone, without the collection count. */
  readonly nightShare: number;
  /** Widened standard errors: of the share, and of the votes. */
  readonly shareError: number;
  readonly votesError: number;
  /** Beyond the band: how far the share would move were the collection count of another size (widened). */
  readonly sizeError: number;
  /** Votes that are in, without districts held back: no bound lies below them. */
  readonly ownIn: number;
  readonly validIn: number;
  /** Expected valid votes still out: ordinary districts, and collection count. */
  readonly restValid: number;
  readonly collectionValid: number;
  /** The same votes last time. */
  readonly restBefore: { readonly own: number; readonly valid: number };
  readonly swing: Swing;
  /** Every preliminary vote is in: what is left is the recount alone. */
  readonly onlyRecount: boolean;
  /** Enough is in for bands and states (projection.md §3). */
  readonly enough: boolean;
}

/** Why there is no projection. */
export type NoProjection = 'nothingCounted' | 'nothingComparable' | 'noParameters' | 'noBaseline' | 'final';

export interface ContestPlaces {
  readonly type: ElectionType;
  readonly places: readonly ProjectedPlace[];
  /** Own and valid votes of the official totals. */
  readonly official: { readonly own: number; readonly valid: number };
}

/** Projects a contest (projection.md §2); a county is the sum of its municipalities. */
export function projectContest(
  { type, places, official }: ContestPlaces,
  parameters: p.ProjectionParameters,
): ContestEstimate | NoProjection {
  if (places.every(({ final }) => final)) return 'final';
  if (official.valid === 0) return 'nothingCounted';
  const swing = swingOf(places.flatMap(pairsOf));
  if (!swing) return 'nothingComparable';
  const county = places.length > 1 ? swing : null;
  const estimates: PlaceEstimate[] = [];
  for (const place of places) {
    const estimate = estimatePlace(place, p.ASSIST[type], county);
    if (!estimate) return 'noBaseline';
    estimates.push(estimate);
  }
  const onlyRecount = places.every(isIn);
  return combined(estimates, swing, { type, parameters, county: places.length > 1, onlyRecount });
}

/** Every district of a place is counted, and its whole collection count. */
const isIn = ({ districts, collection, final }: ProjectedPlace): boolean =>
  final || (collection.complete && districts.length > 0 && districts.every(({ now }) => now !== null));

interface Context {
  readonly type: ElectionType;
  readonly onlyRecount: boolean;
  readonly parameters: p.ProjectionParameters;
  readonly county: boolean;
}

function combined(estimates: readonly PlaceEstimate[], swing: Swing, context: Context): ContestEstimate {
  const total = (of: (estimate: PlaceEstimate) => number) => sum(estimates, of);
  const night = { own: total((e) => e.ownIn + e.restOwn), valid: total((e) => e.validIn + e.restValid) };
  const collection = { own: total((e) => e.collectionOwn), valid: total((e) => e.collectionValid) };
  const own = night.own + collection.own;
  const valid = night.valid + collection.valid;
  const sampling = sum(estimates, (estimate) => samplingError(estimate, context));
  const share = sampling + total(shareError);
  const votes =
    sampling + total(votesError) + (context.county ? (p.COUNTY_COLLECTION_ERROR * collection.own) ** 2 : 0);
  return {
    own,
    valid,
    share: own / valid,
    nightShare: night.own / night.valid,
    shareError: (p.WIDENING * Math.sqrt(share)) / valid,
    votesError: p.WIDENING * Math.sqrt(votes),
    sizeError: (p.WIDENING * collectionSizeError(estimates, own / valid, context.county)) / valid,
    ownIn: total((e) => e.ownIn),
    validIn: total((e) => e.validIn),
    restValid: total((e) => e.restValid),
    collectionValid: collection.valid,
    restBefore: { own: total((e) => e.before.own), valid: total((e) => e.before.valid) },
    swing,
    onlyRecount: context.onlyRecount,
    enough: isEnough(estimates, valid),
  };
}

/** x²σ²(1/m(C∩B) + 1/m(U)) + 0.06²·Σn̂² of the changed ones; τ² where the municipality has nothing in. */
function samplingError(estimate: PlaceEstimate, { type, parameters }: Context): number {
  const { restValid, swing, effectiveRest, changedSquares } = estimate;
  if (restValid === 0) return 0;
  const sigma2 = parameters.sigma[type] ** 2;
  const ofSwing = swing ? sigma2 / swing.effective : parameters.tau[type] ** 2;
  return restValid ** 2 * (ofSwing + sigma2 / effectiveRest) + p.CHANGED_ERROR ** 2 * changedSquares;
}

const shareError = ({ validIn, restValid, collectionValid }: PlaceEstimate): number =>
  Math.max(p.LEAST_ERROR * (validIn + restValid + collectionValid), p.COLLECTION_ERROR * collectionValid) **
  2;

function votesError({
  restOwn,
  restValid,
  collectionOwn,
  collectionValid,
  swing,
  effectiveRest,
}: PlaceEstimate): number {
  const growth = restValid > 0 ? (swing ? 1 / swing.effective : 1) + 1 / effectiveRest : 0;
  return (
    (p.COLLECTION_ERROR * collectionValid) ** 2 +
    (p.GROWTH_ERROR * restOwn) ** 2 * growth +
    (p.COLLECTION_SIZE_ERROR * collectionOwn) ** 2
  );
}

/**
 * A collection count that grows or shrinks moves the share by what its own share differs from it: in votes, with the
 * size's errors as they are for numbers of votes. Pools have grown to 2.6 times (Åre 2014).
 */
function collectionSizeError(estimates: readonly PlaceEstimate[], share: number, county: boolean): number {
  const pull = ({ collectionOwn, collectionValid }: PlaceEstimate) => collectionOwn - share * collectionValid;
  const each = sum(estimates, (estimate) => (p.COLLECTION_SIZE_ERROR * pull(estimate)) ** 2);
  const common = county ? p.COUNTY_COLLECTION_ERROR * sum(estimates, pull) : 0;
  return Math.sqrt(each + common ** 2);
}

/** At least two comparable districts (or all there are) and 5 % of the votes; of a county each municipality one, or 25 %. */
function isEnough(estimates: readonly PlaceEstimate[], expected: number): boolean {
  const part = sum(estimates, ({ validIn }) => validIn) / expected;
  const comparable = sum(estimates, (estimate) => estimate.comparable);
  const all = sum(estimates, ({ comparableOf }) => comparableOf);
  if (comparable < Math.min(p.LEAST_DISTRICTS, all) || part < p.LEAST_VOTES) return false;
  if (estimates.length === 1) return true;
  return part >= p.LEAST_VOTES_WITHOUT_ALL || estimates.every((estimate) => estimate.comparable > 0);
}

export type Band = readonly [low: number, high: number];

/**
 * A band of the share: never below the votes that are in, never above all that is still out going one way. Once only
 * the recount is left the 95 % band is what recounts have moved at most, and others in proportion.
 */
export function shareBand(estimate: ContestEstimate, z: number): Band {
  if (estimate.onlyRecount) return around(estimate.share, (p.RECOUNT_SHARE * z) / p.Z95);
  const { share, shareError: error, ownIn, validIn, valid } = estimate;
  return clipped(
    [share - z * error, share + z * error],
    [ownIn / valid, (valid - (validIn - ownIn)) / valid],
  );
}

/** A band of the votes, in whole votes outwards. */
export function votesBand(estimate: ContestEstimate, z: number): Band {
  const { own, votesError: error, ownIn, onlyRecount } = estimate;
  if (onlyRecount) return outwards(around(own, (p.RECOUNT_VOTES * own * z) / p.Z95));
  const [low, high] = clipped([own - z * error, own + z * error], [ownIn, Infinity]);
  return outwards([low, high]);
}

const around = (centre: number, error: number): Band => [centre - error, centre + error];
const outwards = ([low, high]: Band): Band => [Math.floor(low), Math.ceil(high)];

const clipped = ([low, high]: Band, [least, most]: Band): Band => [
  Math.min(Math.max(low, least), most),
  Math.max(Math.min(high, most), least),
];
