import type { NoticeEvent } from './event.ts';
import type { Known } from './known.ts';
import type { MunicipalityResult, NationalResult, PartyCode, Report, StatedTotal } from './model.ts';
import { contestOf, type Plan } from './plan.ts';
import { isCounted, sum, votesOf } from './tally.ts';

/**
 * Totals that a file states above its districts, against the districts' own sum. The sum is what we show (failures F9,
 * F18, F19); what does not meet is a notice for the desk, not a reason to refuse the file.
 */
export function checkStated(result: MunicipalityResult, file: string, plan: Plan): readonly NoticeEvent[] {
  const own = plan.party.code;
  return result.stated.flatMap((stated) => {
    const reports = result.reports.filter(
      (report) => stated.level === 'municipality' || report.constituency === stated.area,
    );
    const contest = contestOf(plan, result.type, result.municipality)?.id ?? null;
    return disagreements(stated, sumOf(reports, own), { file, own, contest });
  });
}

/**
 * The national file against what is known: each of the plan's municipalities, and each county that is a contest's area.
 * Municipalities in `leave` (their own file could not be read this time) are passed over, and so is their county.
 */
export function checkNational(
  result: NationalResult,
  file: string,
  known: Known,
  { plan, leave }: { readonly plan: Plan; readonly leave: ReadonlySet<string> },
): readonly NoticeEvent[] {
  const own = plan.party.code;
  const reports = reportsByMunicipality(result, known);
  return result.stated.flatMap((stated) => {
    const contest = contestOfStated(stated, result, plan);
    const parts = contest?.parts.map((code) => reports.get(code));
    if (!contest || !parts || contest.parts.some((code) => leave.has(code))) return [];
    if (parts.some((part) => part === undefined)) return [];
    return disagreements(
      stated,
      sumOf(
        parts.flatMap((part) => part ?? []),
        own,
      ),
      { file, own, contest: contest.id },
    );
  });
}

function reportsByMunicipality(result: NationalResult, known: Known): ReadonlyMap<string, readonly Report[]> {
  const found = new Map<string, Report[]>();
  for (const report of known.reports.values()) {
    if (report.type !== result.type || report.count !== result.count) continue;
    const list = found.get(report.municipality);
    if (list) list.push(report);
    else found.set(report.municipality, [report]);
  }
  return found;
}

/** The contest that a stated total speaks of, and the municipalities that add up to it. */
function contestOfStated(stated: StatedTotal, { type }: NationalResult, plan: Plan) {
  if (stated.level === 'municipality') {
    const contest = contestOf(plan, type, stated.area);
    return contest && { id: contest.id, parts: [stated.area] as readonly string[] };
  }
  if (stated.level !== 'county') return null;
  const contest = plan.contests.find(
    (candidate) => candidate.type === type && candidate.area.code === stated.area,
  );
  return contest ? { id: contest.id, parts: contest.municipalities as readonly string[] } : null;
}

type Sums = Readonly<Record<'valid' | 'cast' | 'eligible' | 'counted' | 'of' | 'own', number>>;

function sumOf(reports: readonly Report[], own: PartyCode): Sums {
  const counted = reports.filter(isCounted);
  return {
    valid: sum(counted, (report) => report.votes.valid),
    cast: sum(counted, (report) => report.votes.cast),
    eligible: sum(reports, (report) => report.eligible ?? 0),
    counted: counted.length,
    of: reports.length,
    own: sum(counted, (report) => votesOf(report.votes.parties, own)),
  };
}

interface Where {
  readonly file: string;
  readonly own: PartyCode;
  readonly contest: NoticeEvent['contest'];
}

function disagreements(
  stated: StatedTotal,
  summed: Sums,
  { file, own, contest }: Where,
): readonly NoticeEvent[] {
  const fields = ['valid', 'cast', 'eligible', 'counted', 'of', 'own'] as const;
  return fields.flatMap((field) => {
    const said = field === 'own' ? votesOf(stated.parties, own) : stated[field];
    if (said === summed[field]) return [];
    return [
      {
        kind: 'notice' as const,
        contest,
        notice: {
          about: 'totals' as const,
          file,
          area: stated.area,
          field,
          stated: said,
          summed: summed[field],
        },
      },
    ];
  });
}
