import type { NoticeEvent } from './event.ts';
import { municipalityKey, type Known } from './known.ts';
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
 * A total that the feed states for a whole area (JSON) against the sum of its parts: a council's own districts, or the
 * municipalities of a region or Riksdag constituency. Nothing to add up is nothing to disagree with, nor is a part of
 * another update: what was refused of this one is behind.
 */
export function checkWhole(
  result: MunicipalityResult,
  file: string,
  known: Known,
  plan: Plan,
): readonly NoticeEvent[] {
  const { whole, type, count, municipality, updates } = result;
  const contest = contestOf(plan, type, municipality);
  if (!whole || !contest) return [];
  const codes = contest.area.code === municipality ? contest.municipalities : [municipality];
  const own = plan.party.code;
  const parts = codes.map((code) => partOf(known, { type, count, municipality: code, updates }, own));
  if (parts.some((part) => part === null)) return [];
  const stated: StatedTotal = {
    area: municipality,
    level: 'county',
    valid: whole.votes?.valid ?? 0,
    cast: whole.votes?.cast ?? 0,
    parties: whole.votes?.parties ?? [],
    eligible: whole.eligible,
    counted: whole.counted,
    of: whole.of,
  };
  const summed = addUp(parts.filter((part) => part !== null));
  return disagreements(stated, summed, { file, own, contest: contest.id });
}

/** What a municipality adds: its districts, else its own total in the same count; `null`: neither is known of it. */
function partOf(
  { reports, municipalities }: Known,
  place: Pick<MunicipalityResult, 'type' | 'count' | 'municipality' | 'updates'>,
  own: PartyCode,
): Sums | null {
  const key = municipalityKey(place);
  const state = municipalities.get(key);
  if (state?.updates !== place.updates) return null;
  const districts = [...reports.values()].filter((report) => municipalityKey(report) === key);
  if (districts.length > 0) return sumOf(districts, own);
  const whole = state?.whole;
  if (!whole) return null;
  return {
    valid: whole.votes?.valid ?? 0,
    cast: whole.votes?.cast ?? 0,
    eligible: whole.eligible,
    counted: whole.counted,
    of: whole.of,
    own: whole.votes ? votesOf(whole.votes.parties, own) : 0,
  };
}

const addUp = (parts: readonly Sums[]): Sums => ({
  valid: sum(parts, (part) => part.valid),
  cast: sum(parts, (part) => part.cast),
  eligible: sum(parts, (part) => part.eligible),
  counted: sum(parts, (part) => part.counted),
  of: sum(parts, (part) => part.of),
  own: sum(parts, (part) => part.own),
});

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
