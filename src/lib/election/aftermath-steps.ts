/** What each count said of a contest, the night, Wednesday and the final one, and which districts they changed. Pure. */
import { ownAndValid } from './compare.ts';
import { municipalityKey, type Known } from './known.ts';
import type { Count, MunicipalityCode, PartyCode, Report } from './model.ts';
import type { ContestPlan, OwnAndValid, Plan } from './plan.ts';
import { isComplete, isCounted, sum, votesIn, votesOf, type CountedReport } from './tally.ts';
import { standingWhole } from './whole-count.ts';

/** Each `null` where that count is not on record in full. */
export interface Steps {
  /** The night's ordinary districts. */
  readonly night: OwnAndValid | null;
  /** The ordinary districts that the night's record has, beside the same ones in the final count. */
  readonly same: SameDistricts | null;
  /** The night's count with its collection districts. */
  readonly wednesday: OwnAndValid | null;
  readonly final: OwnAndValid | null;
}

export interface SameDistricts {
  readonly districts: number;
  /** Of so many ordinary districts. */
  readonly of: number;
  readonly night: OwnAndValid;
  readonly final: OwnAndValid;
}

/** What each count said of a contest, or of some of its municipalities. */
export function stepsOf(
  known: Known,
  contest: Pick<ContestPlan, 'type' | 'municipalities'> & Partial<Pick<ContestPlan, 'area'>>,
  own: PartyCode,
): Steps {
  const night = reportsOf(known, contest, 'night');
  const ordinary = night.filter(({ kind }) => kind === 'ordinary');
  const final = reportsOf(known, contest, 'final');
  return {
    night: wholeOf(ordinary, own),
    same: sameDistricts(ordinary, final, own),
    wednesday: ordinary.length < night.length ? wholeOf(night, own) : null,
    final: wholeOf(final, own) ?? statedFinal(known, contest, own),
  };
}

/** The final count where it is stated without districts: by municipality, else for the whole area. */
function statedFinal(
  { municipalities: states }: Known,
  { type, municipalities, area }: Parameters<typeof stepsOf>[1],
  own: PartyCode,
): OwnAndValid | null {
  const of = (codes: readonly string[]): OwnAndValid | null => {
    const parts = codes.map((code) =>
      standingWhole(
        states.get(municipalityKey({ type, count: 'final', municipality: code as MunicipalityCode })),
      ),
    );
    const votes = parts.flatMap((part) => (part ? ownAndValid(part.votes, own) : []));
    return votes.length === codes.length
      ? { own: sum(votes, (part) => part.own), valid: sum(votes, (part) => part.valid) }
      : null;
  };
  return of(municipalities) ?? (area ? of([area.code]) : null);
}

function sameDistricts(
  night: readonly Report[],
  final: readonly Report[],
  own: PartyCode,
): SameDistricts | null {
  const later = new Map(final.filter(isCounted).map((report) => [report.district, report] as const));
  const pairs = night.filter(isCounted).flatMap((report) => {
    const found = later.get(report.district);
    return found ? [[report, found] as const] : [];
  });
  if (pairs.length === 0) return null;
  return {
    districts: pairs.length,
    of: night.length,
    night: votesIn(
      pairs.map(([report]) => report),
      own,
    ),
    final: votesIn(
      pairs.map(([, report]) => report),
      own,
    ),
  };
}

/** Votes of reports that are all counted; `null` while one is not, or there is none. */
const wholeOf = (reports: readonly Report[], own: PartyCode): OwnAndValid | null =>
  isComplete(reports) ? votesIn(reports.filter(isCounted), own) : null;

function reportsOf(
  known: Known,
  contest: Pick<ContestPlan, 'type' | 'municipalities'>,
  count: Count,
): readonly Report[] {
  const keys = new Set(
    contest.municipalities.map((municipality) =>
      municipalityKey({ type: contest.type, count, municipality }),
    ),
  );
  return [...known.reports.values()].filter((report) => keys.has(municipalityKey(report)));
}

/** A district whose final count is another than the night's. */
export interface Recounted {
  readonly district: string;
  readonly name: string;
  readonly municipality: string;
  readonly night: OwnAndValid;
  readonly final: OwnAndValid;
  /** Every party whose votes changed, by how much, the largest change first. */
  readonly changes: readonly (readonly [code: string, by: number])[];
  /** Votes that changed place: the sum of all changes without sign. */
  readonly moved: number;
}

/** What the final count changed, district by district, the largest change first (F7). */
export function recountedDistricts(known: Known, plan: Plan, contest: ContestPlan): readonly Recounted[] {
  const night = new Map(
    reportsOf(known, contest, 'night')
      .filter(isCounted)
      .map((report) => [report.district, report] as const),
  );
  return reportsOf(known, contest, 'final')
    .filter(isCounted)
    .flatMap((final) => {
      const before = night.get(final.district);
      const found = before ? recounted(before, final, plan.party.code) : null;
      return found && found.moved > 0 ? [found] : [];
    })
    .sort((a, b) => b.moved - a.moved || (a.district < b.district ? -1 : 1));
}

/** Only parties that both counts tell apart can be said to have changed; the others stand together in each. */
function recounted(night: CountedReport, final: CountedReport, own: PartyCode): Recounted {
  const told = new Set(night.votes.parties.map(([code]) => code));
  const both = final.votes.parties.map(([code]) => code).filter((code) => told.has(code));
  const changes = both
    .map((code): [string, number] => [
      code,
      votesOf(final.votes.parties, code) - votesOf(night.votes.parties, code),
    ])
    .filter(([, by]) => by !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  const rest = ({ votes }: CountedReport) => votes.valid - sum(both, (code) => votesOf(votes.parties, code));
  return {
    district: final.district,
    name: final.name,
    municipality: final.municipality,
    night: votesIn([night], own),
    final: votesIn([final], own),
    changes,
    moved: sum(changes, ([, by]) => Math.abs(by)) + Math.abs(rest(final) - rest(night)),
  };
}
