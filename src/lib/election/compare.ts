import type { DistrictCode, PartyCode, PartyVotes, Report } from './model.ts';
import type { OwnAndValid, PlaceBaseline } from './plan.ts';
import type { LeftOut, LikeForLike } from './snapshot-shape.ts';
import { isCounted, ordinaryOf, sum, votesOf, type CountedReport, type Place } from './tally.ts';
import type { StandingWhole } from './whole-count.ts';

/** Counted places now beside the same places last time, for one municipality in one election. */
export interface PlaceComparison {
  readonly pairs: readonly Pair[];
  readonly leftOut: readonly LeftOut[];
  /** Valid votes that the uncounted districts and the collection count had last time; `null`: not on record. */
  readonly restBefore: number | null;
}

interface Pair {
  readonly districts: number;
  readonly collection: number;
  readonly now: OwnAndValid;
  readonly before: OwnAndValid;
}

/**
 * Like for like (interfaces.md): counted ordinary districts against their own previous figures; the changed
 * districts as one group when all of them are in, against what is left of the municipality last time; the collection
 * districts when all of them are in. A parent's previous total in the feed is never used.
 */
export function comparePlace(place: Place, own: PartyCode): PlaceComparison {
  if (place.whole) return compareWhole(place, place.whole, own);
  const ordinary = compareOrdinary(place, own);
  const collection = compareCollection(place, own);
  return {
    pairs: [...ordinary.pairs, ...collection.pairs],
    leftOut: [...ordinary.leftOut, ...collection.leftOut],
    restBefore: place.baseline ? restBefore(place, place.baseline, ordinary.pool, own) : null,
  };
}

/** A final count without districts, beside all of last time's. */
function compareWhole(place: Place, whole: StandingWhole, own: PartyCode): PlaceComparison {
  const { baseline, collectionOf } = place;
  if (!baseline) return { pairs: [], leftOut: [], restBefore: null };
  const pair: Pair = {
    districts: ordinaryOf(place),
    collection: collectionOf,
    now: ownAndValid(whole.votes, own),
    before: addUp([baseline.ordinary, baseline.collection]),
  };
  return { pairs: [pair], leftOut: [], restBefore: 0 };
}

export interface Pool {
  /** Districts without a baseline of their own. */
  readonly districts: readonly Report[];
  /** What is left of the municipality last time for them together; `null`: not on record, or it does not add up. */
  readonly before: OwnAndValid | null;
}

function compareOrdinary(place: Place, own: PartyCode) {
  const pairs = place.ordinary.flatMap((report) => {
    const before = isCounted(report) ? previousOf(report, place.baseline, own) : null;
    return before && isCounted(report) ? [pairOf(report, before, own)] : [];
  });
  const pool = poolOf(place, own);
  const counted = pool.districts.filter(isCounted);
  if (pool.before && counted.length > 0 && counted.length === pool.districts.length) {
    pairs.push({ districts: counted.length, collection: 0, now: nowOf(counted, own), before: pool.before });
    return { pairs, leftOut: [], pool };
  }
  return { pairs, leftOut: counted.map((report) => leftOutOf(report, place.baseline)), pool };
}

/** The districts without a baseline of their own, and what is left of the municipality last time for them. */
export function poolOf(place: Place, own: PartyCode): Pool {
  const districts = place.ordinary.filter((report) =>
    isCounted(report) ? !previousOf(report, place.baseline, own) : !baselineByCode(report, place.baseline),
  );
  return { districts, before: poolBefore(place, districts, own) };
}

const leftOutOf = (report: Report, baseline: PlaceBaseline | null): LeftOut => ({
  district: report.district,
  reason: report.boundary === 'changed' && baseline ? 'changedAwaitsGroup' : 'noPreviousFigures',
});

/** Last time's result of a counted district: the feed's own figures, else those of the old districts that it names. */
export function previousOf(
  report: Report,
  baseline: PlaceBaseline | null,
  own: PartyCode,
): OwnAndValid | null {
  if (report.previous) return ownAndValid(report.previous, own);
  return report.predecessors ? baselineByCode(report, baseline) : null;
}

/** Last time's result of an uncounted district, which the feed does not tell: by code, or by its predecessors. */
export function baselineByCode(report: Report, baseline: PlaceBaseline | null): OwnAndValid | null {
  if (!baseline || report.boundary === 'changed') return null;
  const codes: readonly DistrictCode[] | undefined =
    report.predecessors ??
    (report.boundary === 'same' ? [report.district] : baseline.predecessors.get(report.district));
  const parts = codes?.map((code) => baseline.districts.get(code));
  if (!parts || parts.length === 0 || parts.includes(undefined)) return null;
  return addUp(parts.filter((part) => part !== undefined));
}

function poolBefore(place: Place, pooled: readonly Report[], own: PartyCode): OwnAndValid | null {
  if (!place.baseline || pooled.length === 0) return null;
  const others = place.ordinary
    .filter((report) => !pooled.includes(report))
    .map((report) => beforeOf(report, place.baseline, own));
  const known = addUp(others);
  const left = {
    own: place.baseline.ordinary.own - known.own,
    valid: place.baseline.ordinary.valid - known.valid,
  };
  return left.valid > 0 && left.own >= 0 && left.own <= left.valid ? left : null;
}

function beforeOf(report: Report, baseline: PlaceBaseline | null, own: PartyCode): OwnAndValid {
  if (report.previous) return ownAndValid(report.previous, own);
  return baselineByCode(report, baseline) ?? { own: 0, valid: 0 };
}

function compareCollection(place: Place, own: PartyCode): Pick<PlaceComparison, 'pairs' | 'leftOut'> {
  const counted = place.collection.filter(isCounted);
  if (counted.length === 0) return { pairs: [], leftOut: [] };
  const before = place.baseline?.collection;
  if (counted.length < place.collectionOf || !before || before.valid === 0) {
    const reason = before?.valid ? 'collectionAwaitsOthers' : 'noPreviousFigures';
    return { pairs: [], leftOut: counted.map((report) => ({ district: report.district, reason })) };
  }
  return {
    pairs: [{ districts: 0, collection: counted.length, now: nowOf(counted, own), before }],
    leftOut: [],
  };
}

/**
 * Valid votes of last time in all that is not in yet. The pool's part is split by electorate (projection.md §2.2);
 * what is left of the collection count is last time's less that of the pools already in.
 */
function restBefore(place: Place, baseline: PlaceBaseline, pool: Pool, own: PartyCode): number {
  if (place.final) return 0;
  if (place.ordinary.length === 0) return baseline.ordinary.valid + baseline.collection.valid;
  const single = place.ordinary.filter((report) => !isCounted(report) && !pool.districts.includes(report));
  const singleBefore = sum(single, (report) => beforeOf(report, baseline, own).valid);
  return singleBefore + uncountedOfPool(pool) + collectionRest(place, baseline);
}

function uncountedOfPool(pool: Pool): number {
  const electorate = sum(pool.districts, (report) => report.eligible ?? 0);
  if (!pool.before || electorate === 0) return 0;
  const uncounted = sum(pool.districts, (report) => (isCounted(report) ? 0 : (report.eligible ?? 0)));
  return Math.round((pool.before.valid * uncounted) / electorate);
}

function collectionRest(place: Place, baseline: PlaceBaseline): number {
  const counted = place.collection.filter(isCounted);
  if (counted.length >= place.collectionOf) return 0;
  const before = sum(counted, (report) => report.previous?.valid ?? 0);
  return Math.max(0, baseline.collection.valid - before);
}

/** The contest's like for like: its places' pairs added up, or `null` while nothing can be compared. */
export function likeForLike(comparisons: readonly PlaceComparison[]): LikeForLike | null {
  const pairs = comparisons.flatMap((comparison) => comparison.pairs);
  const now = addUp(pairs.map((pair) => pair.now));
  const before = addUp(pairs.map((pair) => pair.before));
  if (now.valid === 0 || before.valid === 0) return null;
  return {
    districts: sum(pairs, (pair) => pair.districts),
    collection: sum(pairs, (pair) => pair.collection),
    own: now.own,
    valid: now.valid,
    share: now.own / now.valid,
    ownBefore: before.own,
    validBefore: before.valid,
    shareBefore: before.own / before.valid,
    change: (now.own * before.valid - before.own * now.valid) / (now.valid * before.valid),
  };
}

const pairOf = (report: CountedReport, before: OwnAndValid, own: PartyCode): Pair => ({
  districts: 1,
  collection: 0,
  now: ownAndValid(report.votes, own),
  before,
});

const nowOf = (reports: readonly CountedReport[], own: PartyCode): OwnAndValid =>
  addUp(reports.map((report) => ownAndValid(report.votes, own)));

/** Own and valid votes of one row; a party that has no figure there had none of its own. */
export const ownAndValid = (
  votes: { readonly valid: number; readonly parties: readonly PartyVotes[] },
  own: PartyCode,
): OwnAndValid => ({ own: votesOf(votes.parties, own), valid: votes.valid });

const addUp = (parts: readonly OwnAndValid[]): OwnAndValid => ({
  own: sum(parts, (part) => part.own),
  valid: sum(parts, (part) => part.valid),
});
