import type { NoticeEvent } from './event.ts';
import type { Known } from './known.ts';
import type { MunicipalityResult, NationalResult, PartyCode, Report, StatedTotal } from './model.ts';
import { contestOf, placeKey, type Plan } from './plan.ts';
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
 * The national file against what is known of the plan's municipalities, and of a county where the plan has all of it.
 * Places in `leave` (`placeKey`) are passed over: their own file could not be read this time.
 */
export function checkNational(
  result: NationalResult,
  file: string,
  known: Known,
  { plan, leave }: { readonly plan: Plan; readonly leave: ReadonlySet<string> },
): readonly NoticeEvent[] {
  const own = plan.party.code;
  const byMunicipality = new Map<string, Report[]>();
  for (const report of known.reports.values()) {
    if (report.type !== result.type || report.count !== result.count) continue;
    const list = byMunicipality.get(report.municipality);
    if (list) list.push(report);
    else byMunicipality.set(report.municipality, [report]);
  }
  return result.stated.flatMap((stated) => {
    const parts = municipalitiesOf(stated, result).map((area) => {
      const contest = leave.has(placeKey(result.type, area)) ? null : contestOf(plan, result.type, area);
      const reports = byMunicipality.get(area);
      return contest && reports ? { contest: contest.id, reports } : null;
    });
    const held = parts.filter((part) => part !== null);
    if (held.length === 0 || held.length < parts.length) return [];
    const [contest = null, ...others] = new Set(held.map((part) => part.contest));
    const sums = sumOf(
      held.flatMap(({ reports }) => reports),
      own,
    );
    return disagreements(stated, sums, { file, own, contest: others.length > 0 ? null : contest });
  });
}

/** The municipalities that an area of the national file is the sum of; the nation's are not asked for. */
function municipalitiesOf({ area, level }: StatedTotal, { stated }: NationalResult): readonly string[] {
  if (level === 'municipality') return [area];
  if (level !== 'county') return [];
  return stated.flatMap((each) =>
    each.level === 'municipality' && each.area.startsWith(area) ? each.area : [],
  );
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
