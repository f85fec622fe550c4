/** Same-district swing: the counted districts' change laid on those that are not counted (projection.md §2). */
import { sum } from '../tally.ts';
import type { ProjectedDistrict, ProjectedPlace } from './place.ts';

/** The change of comparable counted districts. */
export interface Swing {
  /** Change of the party's share, as a fraction. */
  readonly share: number;
  /** Valid votes now by valid votes then. */
  readonly growth: number;
  /** Mean Riksdag swing of the same districts, where known. */
  readonly riksdag: number | null;
  /** Effective number of districts behind it: (Σn)²/Σn². */
  readonly effective: number;
  /** Districts that it rests on. */
  readonly districts: number;
}

/** Expected votes of one place: what is in, what is still out, and how wrong that may be. */
export interface PlaceEstimate {
  /** In: ordinary districts (without those held back) and collection districts. */
  readonly ownIn: number;
  readonly validIn: number;
  /** Expected of the ordinary districts still out. */
  readonly restOwn: number;
  readonly restValid: number;
  /** Expected of the collection count still out. */
  readonly collectionOwn: number;
  readonly collectionValid: number;
  /** What the ordinary districts still out and the collection count had last time, as far as known. */
  readonly before: { readonly own: number; readonly valid: number };
  /** Effective number of the districts still out, and Σn̂² of the changed ones among them. */
  readonly effectiveRest: number;
  readonly changedSquares: number;
  /** The swing that it rests on; `null`: the county's. */
  readonly swing: Swing | null;
  /** Comparable districts in, and all there are. */
  readonly comparable: number;
  readonly comparableOf: number;
}

interface Pair {
  readonly now: { readonly own: number; readonly valid: number };
  readonly before: { readonly own: number; readonly valid: number };
  readonly riksdag: number | null;
}

const pairOf = ({ now, before, riksdagSwing }: ProjectedDistrict): Pair | null =>
  now && before && now.valid > 0 && before.valid > 0 ? { now, before, riksdag: riksdagSwing } : null;

/** Comparable counted districts, and the changed ones as one pair once all of them are in. */
export function pairsOf({ districts, restBefore }: ProjectedPlace): readonly Pair[] {
  const changed = districts.filter(({ before }) => before === null);
  const counted = changed.flatMap(({ now }) => now ?? []);
  const now = { own: sum(counted, (part) => part.own), valid: sum(counted, (part) => part.valid) };
  const group =
    restBefore && changed.length > 0 && counted.length === changed.length && now.valid > 0
      ? [{ now, before: restBefore, riksdag: changed[0]?.riksdagSwing ?? null }]
      : [];
  return [...districts.flatMap((district) => pairOf(district) ?? []), ...group];
}

/** The swing of comparable counted places; `null`: there are none. */
export function swingOf(pairs: readonly Pair[]): Swing | null {
  const valid = sum(pairs, ({ now }) => now.valid);
  const validBefore = sum(pairs, ({ before }) => before.valid);
  if (valid === 0 || validBefore === 0) return null;
  const own = sum(pairs, ({ now }) => now.own);
  const ownBefore = sum(pairs, ({ before }) => before.own);
  const known = pairs.filter(({ riksdag }) => riksdag !== null);
  const weight = sum(known, ({ now }) => now.valid);
  return {
    share: own / valid - ownBefore / validBefore,
    growth: valid / validBefore,
    riksdag: weight > 0 ? sum(known, ({ now, riksdag }) => now.valid * (riksdag ?? 0)) / weight : null,
    effective: (valid * valid) / sum(pairs, ({ now }) => now.valid * now.valid),
    districts: pairs.length,
  };
}

/** Expected votes of a place by its own swing, or by the county's where it has nothing comparable in. */
export function estimatePlace(
  place: ProjectedPlace,
  assist: number,
  county: Swing | null,
): PlaceEstimate | null {
  const own = swingOf(pairsOf(place));
  const swing = own ?? county;
  if (!swing) return null;
  const counted = place.districts.flatMap(({ now }) => now ?? []);
  const out = place.districts
    .filter(({ now }) => now === null)
    .map((district) => ({ district, expected: expectedOf(district, swing, own ? assist : 0) }));
  const rest = out.flatMap(({ expected }) => expected ?? []);
  if (rest.length < out.length) return null;
  const restValid = sum(rest, ({ valid }) => valid);
  const changed = out.flatMap(({ district, expected }) =>
    district.before === null && expected ? expected.valid : [],
  );
  const collection = collectionOut(place, swing);
  return {
    ownIn: sum(counted, (part) => part.own) + place.collection.now.own,
    validIn: sum(counted, (part) => part.valid) + place.collection.now.valid,
    restOwn: sum(rest, (part) => part.own),
    restValid,
    collectionOwn: collection.own,
    collectionValid: collection.valid,
    before: beforeOut(
      out.map(({ district }) => district),
      place,
    ),
    effectiveRest: restValid > 0 ? restValid ** 2 / sum(rest, ({ valid }) => valid ** 2) : 0,
    changedSquares: sum(changed, (valid) => valid ** 2),
    swing: own,
    comparable: own?.districts ?? 0,
    comparableOf: place.districts.filter(({ before }) => before !== null).length + (place.restBefore ? 1 : 0),
  };
}

/** n̂ = n⁰·g, q = v⁰/n⁰ + s + β(r − r̄), within 0…1. */
export function expectedOf({ before, rest, riksdagSwing }: ProjectedDistrict, swing: Swing, assist: number) {
  const base = before ?? rest;
  if (!base || base.valid === 0) return null;
  const beyond = riksdagSwing !== null && swing.riksdag !== null ? riksdagSwing - swing.riksdag : 0;
  const valid = base.valid * swing.growth;
  return { valid, own: valid * clip(base.own / base.valid + swing.share + assist * beyond) };
}

/** What the collection count still brings: last time's by the electorate's growth, and never less than is in. */
function collectionOut({ collection, electorateGrowth, final }: ProjectedPlace, swing: Swing) {
  const { now, complete, before } = collection;
  if (complete || final || !before || before.valid === 0) return { own: 0, valid: 0 };
  const valid = Math.max(0, before.valid * electorateGrowth - now.valid);
  return { valid, own: valid * clip(before.own / before.valid + swing.share) };
}

function beforeOut(out: readonly ProjectedDistrict[], { collection, final }: ProjectedPlace) {
  const parts = out.flatMap(({ before, rest }) => before ?? rest ?? []);
  if (!collection.complete && !final && collection.before) parts.push(collection.before);
  return { own: sum(parts, (part) => part.own), valid: sum(parts, (part) => part.valid) };
}

const clip = (share: number): number => Math.min(1, Math.max(0, share));
