import type { MunicipalityResult, PartyVotes, Report } from '../lib/election/model.ts';
import { isCounted } from '../lib/election/tally.ts';

/**
 * The old districts that a merged district of the next election is the sum of. The later final file states the merged
 * district's previous figures, party by party, for all three elections; the old districts whose figures add up to them
 * in every one of those are its parts. Tries the municipality's old districts that are not there any more, or are
 * there merged; more than one answer, or none, gives none.
 */
export function predecessorsOf(
  old: MunicipalityResult,
  later: readonly MunicipalityResult[],
  allOld: readonly MunicipalityResult[],
): Record<string, readonly string[]> {
  const next = later.find(({ type }) => type === old.type);
  const merged =
    next?.reports.filter((report) => report.kind === 'ordinary' && report.boundary === 'merged') ?? [];
  const same = new Set(
    next?.reports.filter(({ boundary }) => boundary === 'same').map(({ district }) => district),
  );
  const free = old.reports.filter((report) => report.kind === 'ordinary' && !same.has(report.district));
  const found: Record<string, readonly string[]> = {};
  for (const report of merged) {
    const sums = later.map((result) => ({
      figures: previousFigures(result, report.district),
      old: allOld.find(
        ({ type, municipality }) => type === result.type && municipality === result.municipality,
      ),
    }));
    const answers = subsets(free.map(({ district }) => district)).filter(
      (codes) => codes.length > 1 && sums.every(({ figures, old: source }) => addsUp(figures, source, codes)),
    );
    if (answers.length === 1 && answers[0]) found[report.district] = answers[0];
  }
  return found;
}

/** Labels that one election nests under others and the next tells apart, or that changed: not to be compared. */
const RENAMED: ReadonlySet<string> = new Set(['FP', 'L', 'SD', 'FI']);

type Figures = ReadonlyMap<string, number>;

function previousFigures(result: MunicipalityResult, district: string): Figures | null {
  const report = result.reports.find((candidate) => candidate.district === district);
  return report?.previous ? figuresOf(report.previous.valid, report.previous.parties) : null;
}

const figuresOf = (valid: number, parties: readonly PartyVotes[]): Figures =>
  new Map([['valid', valid], ...parties]);

function addsUp(
  figures: Figures | null,
  old: MunicipalityResult | undefined,
  codes: readonly string[],
): boolean {
  if (!figures || !old) return false;
  const parts = codes.map((code) => old.reports.find(({ district }) => district === code));
  // A label may be new, or another party's before (FP became L): only what both files name can be compared.
  const steady = new Set(old.parties.map(({ code }) => code as string));
  const named = [...figures].filter(([name]) => name === 'valid' || (steady.has(name) && !RENAMED.has(name)));
  return named.every(([name, votes]) => votes === totalOf(parts, name));
}

function totalOf(parts: readonly (Report | undefined)[], name: string): number {
  return parts.reduce((total, part) => {
    if (!part || !isCounted(part)) return Number.NaN;
    return total + (figuresOf(part.votes.valid, part.votes.parties).get(name) ?? 0);
  }, 0);
}

/** All subsets; the districts that changed in one municipality are few. */
function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length > 16) return [];
  return items.reduce<readonly (readonly T[])[]>(
    (all, item) => [...all, ...all.map((subset) => [...subset, item])],
    [[]],
  );
}
