/** Falls in votes: what only a change shows, kept as an entry so that it stands until the desk or a report answers it. */
import type { Changes } from './changes.ts';
import type { Entry } from './entry.ts';
import { findingId, votesText, type Fall, type Finding } from './finding.ts';
import type { Known } from './known.ts';
import { reportKey, type Report } from './model.ts';
import { isCounted, votesOf, type CountedReport } from './tally.ts';

/** Fewer votes than before, of all or of one party, from which a fall is told; smaller ones are the night's routine. */
const LEAST_FALL = 50;

/**
 * The falls among some changes: ≥ 50 votes, or counted → not counted; not of the reports (`explained`, by key) of which
 * another finding says more.
 */
export function fallEntries(
  known: Known,
  changes: Pick<Changes, 'reports' | 'removed'>,
  explained: ReadonlySet<string>,
): readonly Entry[] {
  const now = [
    ...changes.reports.map((report) => ({ key: reportKey(report), after: report as Report | null })),
    ...changes.removed.map((report) => ({ key: reportKey(report), after: null })),
  ];
  return now.flatMap(({ key, after }) => {
    const before = known.reports.get(key);
    if (!before || !isCounted(before) || explained.has(key)) return [];
    const fall = fallOf(before, after && isCounted(after) ? after : null);
    return fall ? [entryOf(before, after, fall)] : [];
  });
}

function fallOf(before: CountedReport, after: CountedReport | null): Fall | null {
  const changes = before.votes.parties
    .map(([code, votes]) => [code, after ? votesOf(after.votes.parties, code) - votes : -votes] as const)
    .filter(([, by]) => by <= -LEAST_FALL);
  const { valid } = before.votes;
  if (after && changes.length === 0 && valid - after.votes.valid < LEAST_FALL) return null;
  return {
    count: before.count,
    districtKind: before.kind,
    before: valid,
    after: after?.votes.valid ?? null,
    changes: after ? changes : [],
  };
}

function entryOf(before: Report, after: Report | null, fall: Fall): Entry {
  const finding = findingId({ ...before, check: 'fall', types: [before.type] });
  const value = {
    finding,
    status: 'open',
    note: '',
    districtName: before.name,
    votes: votesText(after ?? undefined),
    fall,
  } as const;
  return { kind: 'finding', key: finding, value };
}

/** Reports of which a finding says more: it stands now, or stood before and this change is the correction. */
export const explainedReports = (
  before: readonly Finding[],
  after: readonly Finding[],
): ReadonlySet<string> => new Set([...before, ...after].flatMap(({ reports }) => reports));
