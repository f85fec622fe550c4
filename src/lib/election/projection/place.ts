import { baselineByCode, ownAndValid, poolOf, type Pool } from '../compare.ts';
import type { DistrictCode, PartyCode, Report } from '../model.ts';
import type { OwnAndValid, PlaceBaseline } from '../plan.ts';
import { isCounted, sum, type CountedReport, type Place } from '../tally.ts';
import type { StandingWhole } from '../whole-count.ts';

/** One ordinary district as the projection sees it. */
export interface ProjectedDistrict {
  readonly code: DistrictCode;
  /** Votes of a counted district; `null`: not counted, or held back by an open finding. */
  readonly now: OwnAndValid | null;
  /** The same area last time; `null`: its borders changed. */
  readonly before: OwnAndValid | null;
  /** Its part of what is left of the municipality last time, where the borders changed (projection.md §2.2). */
  readonly rest: OwnAndValid | null;
  /** Change of the party's share in the Riksdag election in the same area; `null`: not known yet. */
  readonly riksdagSwing: number | null;
}

/** One municipality in one election, laid out for the projection. */
export interface ProjectedPlace {
  readonly districts: readonly ProjectedDistrict[];
  /** The changed districts as one area last time; `null`: there are none, or it is not on record. */
  readonly restBefore: OwnAndValid | null;
  readonly collection: {
    readonly now: OwnAndValid;
    readonly complete: boolean;
    readonly before: OwnAndValid | null;
  };
  /** Electorate now by electorate then; 1 where that is not on record. */
  readonly electorateGrowth: number;
  readonly final: boolean;
}

/** Says whether an open finding holds a counted district back. */
export type HeldBack = (report: Report) => boolean;

/** Lays out a place; `riksdag` is the same municipality in the Riksdag election, where that assists. */
export function projectedPlace(
  place: Place,
  own: PartyCode,
  heldBack: HeldBack,
  riksdag: ProjectedPlace | null,
): ProjectedPlace {
  if (place.whole) return wholePlace(place, place.whole, own);
  const pool = poolOf(place, own);
  const assist = riksdag && swingsOf(riksdag);
  const restOf = partOf(pool);
  const collected = place.collection.filter(isCounted).filter((report) => !heldBack(report));
  const { baseline } = place;
  const districts = place.ordinary.map((report) => {
    const changed = pool.districts.includes(report);
    return {
      code: report.district,
      now: isCounted(report) && !heldBack(report) ? ownAndValid(report.votes, own) : null,
      before: changed ? null : beforeOf(report, baseline, own),
      rest: changed ? restOf(report) : null,
      riksdagSwing: assist ? (changed ? assist.changed : (assist.of.get(report.district) ?? null)) : null,
    };
  });
  return {
    districts: districts.length > 0 ? districts : formerDistricts(baseline),
    restBefore: pool.before,
    collection: {
      now: sumOf(collected, own),
      complete: place.collectionOf > 0 && collected.length >= place.collectionOf,
      before: baseline?.collection ?? null,
    },
    electorateGrowth: electorateGrowth(place, baseline),
    final: place.final,
  };
}

/** A final count without districts: one area, and nothing out. */
function wholePlace(place: Place, { votes }: StandingWhole, own: PartyCode): ProjectedPlace {
  const { baseline, municipality } = place;
  const before = baseline && {
    own: baseline.ordinary.own + baseline.collection.own,
    valid: baseline.ordinary.valid + baseline.collection.valid,
  };
  const code = municipality as string as DistrictCode;
  return {
    districts: [{ code, now: ownAndValid(votes, own), before, rest: null, riksdagSwing: null }],
    restBefore: null,
    collection: { now: { own: 0, valid: 0 }, complete: true, before: null },
    electorateGrowth: 1,
    final: true,
  };
}

/** A changed district's part of what is left of the municipality last time, by electorate. */
function partOf({ districts, before }: Pool): (report: Report) => OwnAndValid | null {
  const electorate = sum(districts, (report) => report.eligible ?? 0);
  return (report) => {
    if (!before || electorate === 0) return null;
    const part = (report.eligible ?? 0) / electorate;
    return { own: before.own * part, valid: before.valid * part };
  };
}

/** Before a municipality's first file its districts are those of last time. */
const formerDistricts = (baseline: PlaceBaseline | null): readonly ProjectedDistrict[] =>
  [...(baseline?.districts ?? [])].map(([code, before]) => ({
    code,
    now: null,
    before,
    rest: null,
    riksdagSwing: null,
  }));

/** The feed's own previous figures where it has them, else last time's by code. */
const beforeOf = (report: Report, baseline: PlaceBaseline | null, own: PartyCode): OwnAndValid | null =>
  report.previous ? ownAndValid(report.previous, own) : baselineByCode(report, baseline);

function sumOf(reports: readonly CountedReport[], own: PartyCode): OwnAndValid {
  const votes = reports.map((report) => ownAndValid(report.votes, own));
  return { own: sum(votes, (part) => part.own), valid: sum(votes, (part) => part.valid) };
}

function electorateGrowth(place: Place, baseline: PlaceBaseline | null): number {
  const now = sum(place.ordinary, (report) => report.eligible ?? 0);
  return baseline?.eligible && now > 0 ? now / baseline.eligible : 1;
}

/** Swings of a place's counted districts; of the changed ones together, once all of them are in. */
function swingsOf(place: ProjectedPlace) {
  const of = new Map<string, number>();
  for (const { code, now, before } of place.districts) {
    if (now && before && now.valid > 0 && before.valid > 0)
      of.set(code, now.own / now.valid - before.own / before.valid);
  }
  const changed = place.districts.filter(({ before }) => before === null);
  const counted = changed.flatMap(({ now }) => now ?? []);
  const now = { own: sum(counted, (part) => part.own), valid: sum(counted, (part) => part.valid) };
  const before = place.restBefore;
  const all = changed.length > 0 && counted.length === changed.length && now.valid > 0;
  return { of, changed: all && before ? now.own / now.valid - before.own / before.valid : null };
}
