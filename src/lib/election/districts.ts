import { comparePlace, ownAndValid, previousOf } from './compare.ts';
import type { Known } from './known.ts';
import type { PartyCode, Report } from './model.ts';
import type { ContestPlan, OwnAndValid, Plan } from './plan.ts';
import type { DistrictRow, LeftOutReason } from './snapshot-shape.ts';
import { byDistricts, isCounted, placesOf, placesOfContest, type Place } from './tally.ts';

/** Every district of a contest, counted or not, by code. */
export function districtRows(known: Known, plan: Plan, contest: ContestPlan): readonly DistrictRow[] {
  return placesOfContest(placesOf(known, plan), contest).flatMap((place) =>
    districtsOf(place, plan.party.code),
  );
}

/**
 * The districts of one municipality in one election: ordinary ones by code, then the collection districts. Where the
 * final count is stated without districts they are the preliminary ones, as each row's `count` says.
 */
export function districtsOf(place: Place, own: PartyCode): readonly DistrictRow[] {
  const told = byDistricts(place);
  const reasons = new Map(comparePlace(told, own).leftOut.map(({ district, reason }) => [district, reason]));
  return [...told.ordinary, ...told.collection].map((report) => {
    const before = previousOf(report, told.baseline, own);
    return rowOf(report, own, before, reasons.get(report.district) ?? null);
  });
}

function rowOf(
  report: Report,
  own: PartyCode,
  before: OwnAndValid | null,
  leftOut: LeftOutReason | null,
): DistrictRow {
  const now = isCounted(report) ? ownAndValid(report.votes, own) : null;
  return {
    district: report.district,
    name: report.name,
    municipality: report.municipality,
    kind: report.kind,
    boundary: report.boundary,
    count: report.count,
    reportedAt: report.reportedAt,
    eligible: report.eligible,
    cast: report.votes?.cast ?? null,
    valid: now && now.valid,
    own: now && now.own,
    share: shareOf(now),
    validBefore: before && before.valid,
    ownBefore: before && before.own,
    shareBefore: shareOf(before),
    change: changeOf(now, before),
    leftOut,
    parties: report.votes?.parties ?? null,
  };
}

const shareOf = (votes: OwnAndValid | null): number | null =>
  votes && votes.valid > 0 ? votes.own / votes.valid : null;

/** Difference of the unrounded shares, in one division. */
function changeOf(now: OwnAndValid | null, before: OwnAndValid | null): number | null {
  if (!now || !before || now.valid === 0 || before.valid === 0) return null;
  return (now.own * before.valid - before.own * now.valid) / (now.valid * before.valid);
}
