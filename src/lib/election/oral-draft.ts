/** Checks a district's figures that came by phone. */
import { oralKey, type Entry } from './entry.ts';
import { fault, numberFaults, readNumber, textFaults, type EntryFault } from './entry-fault.ts';
import type { KnownToPlan } from './governing-draft.ts';
import type { Known } from './known.ts';
import type { DistrictCode, MunicipalityCode } from './model.ts';
import { fileFigures, isInWhole } from './oral.ts';
import { fail, ok, type Result } from './parse/error.ts';
import { placeKey, type ContestPlan, type Plan } from './plan.ts';
import { isCounted } from './tally.ts';

/** As typed. */
export interface OralDraft {
  readonly contest: string;
  readonly district: string;
  /** Votes of the programme's party, and all valid votes. */
  readonly own: string;
  readonly valid: string;
  /** Who phoned. */
  readonly caller: string;
}

/** A district that can be called in. */
export interface OralPlace {
  readonly district: DistrictCode;
  readonly name: string;
  readonly municipality: MunicipalityCode;
  readonly eligible: number | null;
  readonly counted: boolean;
}

/**
 * The ordinary districts of a contest: those in its files, and where no file has come yet those of last time, which
 * are known by their codes alone.
 */
export function oralPlaces(contest: ContestPlan, { known, plan }: KnownToPlan): readonly OralPlace[] {
  const filed = filedPlaces(contest, known);
  return contest.municipalities.flatMap((municipality) => {
    const here = filed.filter((place) => place.municipality === municipality);
    const places = here.length > 0 ? here : formerPlaces(contest, municipality, plan);
    const covered = isInWhole(known, { contest: contest.id, municipality });
    return covered ? places.map((place) => ({ ...place, counted: true })) : places;
  });
}

function filedPlaces(contest: ContestPlan, known: Known): readonly OralPlace[] {
  const places = new Map<string, OralPlace>();
  for (const report of known.reports.values()) {
    if (report.type !== contest.type || report.kind !== 'ordinary') continue;
    if (!contest.municipalities.includes(report.municipality)) continue;
    const counted = isCounted(report) || (places.get(report.district)?.counted ?? false);
    const { district, name, municipality, eligible } = report;
    places.set(report.district, { district, name, municipality, eligible, counted });
  }
  return [...places.values()].sort((a, b) => (a.district < b.district ? -1 : 1));
}

const formerPlaces = (
  { type }: ContestPlan,
  municipality: MunicipalityCode,
  plan: Plan,
): readonly OralPlace[] =>
  [...(plan.baselines.get(placeKey(type, municipality))?.districts.keys() ?? [])].map((district) => ({
    district,
    name: district,
    municipality,
    eligible: null,
    counted: false,
  }));

/** The entry that a draft makes, or every fault in it; `at` is the night's clock. */
export function oralEntries(
  draft: OralDraft,
  { known, plan }: KnownToPlan,
  at: string,
): Result<readonly Entry[], readonly EntryFault[]> {
  const contest = plan.contests.find(({ id }) => id === draft.contest);
  if (!contest) return fail([fault('contest', 'unknownContest', draft.contest)]);
  const place = oralPlaces(contest, { known, plan }).find(({ district }) => district === draft.district);
  const own = readNumber(draft.own, 0);
  const valid = readNumber(draft.valid, 0);
  const faults = [
    ...(place ? [] : [fault('district', draft.district ? 'unknownDistrict' : 'missing', draft.district)]),
    ...(place?.counted ? [fault('district', 'alreadyCounted', place.name)] : []),
    ...figureFaults(draft, place?.eligible ?? null),
    ...textFaults('caller', draft.caller),
  ];
  if (faults.length > 0 || !place || own === null || valid === null) return fail(faults);
  const { district, municipality, name: districtName } = place;
  const value = { contest: contest.id, municipality, district, districtName, own, valid, at };
  return ok([{ kind: 'oral', key: oralKey(value), value }]);
}

function figureFaults(draft: OralDraft, eligible: number | null): readonly EntryFault[] {
  const own = readNumber(draft.own, 0);
  const valid = readNumber(draft.valid, 0);
  return [
    ...numberFaults('own', draft.own),
    ...numberFaults('valid', draft.valid),
    ...(own !== null && valid !== null && own > valid ? [fault('own', 'ownAboveValid', draft.own)] : []),
    ...(valid !== null && eligible !== null && valid > eligible
      ? [fault('valid', 'validAboveElectorate', String(eligible))]
      : []),
  ];
}

/** The entry that takes a called-in figure back; one that a file has replaced stays on record. */
export function oralWithdrawal(
  key: string,
  reason: string,
  { known, plan }: KnownToPlan,
): Result<readonly Entry[], readonly EntryFault[]> {
  const held = known.entries.oral.get(key);
  const faults = [
    ...(held ? [] : [fault('district', 'unknownFact', key)]),
    ...(held && (fileFigures(known, held, plan.party.code) || isInWhole(known, held))
      ? [fault('district', 'alreadyCounted', held.districtName)]
      : []),
    ...textFaults('reason', reason, 'missingReason'),
  ];
  return faults.length > 0 ? fail(faults) : ok([{ kind: 'oral', key, value: null }]);
}
