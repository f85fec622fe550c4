/** Figures by phone, while the authority's site is down: beside the official totals, never in them. */
import { ownAndValid } from './compare.ts';
import type { Entries, OralReport } from './entry.ts';
import type { OralEvent } from './event.ts';
import { municipalityKey, type Known } from './known.ts';
import { reportKey, type ElectionType, type MunicipalityCode, type PartyCode, type Report } from './model.ts';
import type { OwnAndValid } from './plan.ts';
import type { Contest, OralFigures } from './snapshot-shape.ts';
import { isCounted, sum } from './tally.ts';
import { standingWhole } from './whole-count.ts';

/** The newest report of a called-in district: of the final count if that has it, else of the night; `null`: no file. */
export function reportOf(known: Known, oral: OralReport): Report | null {
  const type = oral.contest.slice(0, 2) as ElectionType;
  const reports = (['final', 'night'] as const).map(
    (count) => known.reports.get(reportKey({ type, count, ...oral })) ?? null,
  );
  return reports.find((report) => report && isCounted(report)) ?? reports.find(Boolean) ?? null;
}

/** The file's own figures for a called-in district; `null`: it is not counted, so what was said still stands. */
export function fileFigures(
  known: Known,
  oral: OralReport,
  own: PartyCode,
): (OwnAndValid & { readonly at: string }) | null {
  const report = reportOf(known, oral);
  return report && isCounted(report) ? { ...ownAndValid(report.votes, own), at: report.reportedAt } : null;
}

/** The final count is stated for the district's municipality, or its whole contest, without districts: it is in there. */
export function isInWhole(
  { municipalities }: Known,
  { contest, municipality }: Pick<OralReport, 'contest' | 'municipality'>,
): boolean {
  const [type, area] = [contest.slice(0, 2) as ElectionType, contest.slice(3)];
  return [municipality, area as MunicipalityCode].some((code) =>
    standingWhole(municipalities.get(municipalityKey({ type, count: 'final', municipality: code }))),
  );
}

/** What stands for a contest by phone alone, and what that makes together with the counted districts. */
export function oralFigures(
  known: Known,
  contest: Pick<Contest, 'id' | 'own' | 'valid' | 'counted'>,
  party: PartyCode,
): OralFigures | null {
  const standing = [...known.entries.oral.values()].filter(
    (oral) => oral.contest === contest.id && !fileFigures(known, oral, party) && !isInWhole(known, oral),
  );
  if (standing.length === 0) return null;
  const own = sum(standing, (oral) => oral.own);
  const valid = sum(standing, (oral) => oral.valid);
  const together = { own: contest.own.votes + own, valid: contest.valid + valid };
  return {
    own,
    valid,
    districts: standing.map(({ district, districtName, municipality, at, ...votes }) => ({
      district,
      name: districtName,
      municipality,
      own: votes.own,
      valid: votes.valid,
      at,
    })),
    together: {
      districts: contest.counted.districts + contest.counted.collection + standing.length,
      ...together,
      share: together.valid > 0 ? together.own / together.valid : null,
    },
  };
}

/** What was called in and is now in a file: told with what was said and what the file has. */
export function replacedOrals(before: Known, after: Known, party: PartyCode): readonly OralEvent[] {
  return [...after.entries.oral.values()].flatMap((oral) => {
    const file = fileFigures(after, oral, party);
    return file && !fileFigures(before, oral, party)
      ? [oralEvent(oral, 'replaced', { own: file.own, valid: file.valid })]
      : [];
  });
}

/** What is said anew, or taken back, told as such. */
export function statedOrals(before: Entries, after: Entries): readonly OralEvent[] {
  const stated = [...after.oral].filter(([key, { own, valid }]) => {
    const held = before.oral.get(key);
    return held?.own !== own || held.valid !== valid;
  });
  const withdrawn = [...before.oral].filter(([key]) => !after.oral.has(key));
  return [
    ...stated.map(([, oral]) => oralEvent(oral, 'stated', null)),
    ...withdrawn.map(([, oral]) => oralEvent(oral, 'withdrawn', null)),
  ];
}

const oralEvent = (oral: OralReport, about: OralEvent['about'], file: OwnAndValid | null): OralEvent => ({
  kind: 'oral',
  about,
  contest: oral.contest,
  municipality: oral.municipality,
  district: oral.district,
  districtName: oral.districtName,
  said: { own: oral.own, valid: oral.valid },
  file,
});
