/**
 * Feed checks (docs: projection §8): rules that find what went wrong on real nights and raise no alarm on the clean
 * districts of the night of 2014. The swing against last time is no rule: its outliers are nearly all right.
 */
import { findingId, type CheckKind, type FindingFigures } from './finding.ts';
import type { DistrictCode, ElectionType, MunicipalityCode, PartyCode } from './model.ts';
import { ownAndValid } from './compare.ts';
import { isCounted, votesOf, type CountedReport, type Place } from './tally.ts';

/** What a check found: the reports in doubt, and the figures that it rests on. */
export interface Hit {
  readonly id: string;
  readonly check: CheckKind;
  readonly reports: readonly CountedReport[];
  readonly figures: FindingFigures;
}

/** Every hit in the counted districts of some places; `own` is the party whose votes are shown with it. */
export function hitsOf(places: Iterable<Place>, own: PartyCode): readonly Hit[] {
  const byDistrict = new Map<string, CountedReport[]>();
  const hits: Hit[] = [];
  const add = (found: Hit | null) => found && hits.push(found);
  for (const { ordinary, collection } of places) {
    for (const report of [...ordinary, ...collection]) {
      if (!isCounted(report)) continue;
      const key = districtKey(report);
      const twins = byDistrict.get(key) ?? [];
      for (const twin of twins) add(mixup([twin, report], own));
      byDistrict.set(key, [...twins, report]);
      add(zeroReport(report) ?? halfReport(report) ?? tenfoldRow(report));
    }
  }
  return hits;
}

const districtKey = (report: { municipality: MunicipalityCode; district: DistrictCode }): string =>
  `${report.municipality}/${report.district}`;

function hit(reports: readonly [CountedReport, ...CountedReport[]], figures: FindingFigures): Hit {
  const { check } = figures;
  const types: readonly ElectionType[] = reports.map(({ type }) => type);
  return { id: findingId({ ...reports[0], check, types }), check, reports, figures };
}

/** Σ|a − b| may be this part of the larger sum: one in a hundred. */
const SAME_VOTES = 100;

/**
 * One election's figures entered as another's: the votes of all parties that both ballots name are the same. Totals
 * are no test (115 equal pairs on one night), nor is last time's result: of the eight mix-ups of 2014 some lie nearer
 * to their own election's figures of 2010, and hundreds of right ones nearer to another's.
 */
function mixup(pair: readonly [CountedReport, CountedReport], own: PartyCode): Hit | null {
  const [a, b] = pair;
  const rows = new Map<PartyCode, number>(b.votes.parties);
  let difference = 0;
  let sums = { a: 0, b: 0 };
  for (const [code, votes] of a.votes.parties) {
    const twin = rows.get(code);
    if (twin === undefined) continue;
    difference += Math.abs(votes - twin);
    sums = { a: sums.a + votes, b: sums.b + twin };
  }
  const larger = Math.max(sums.a, sums.b);
  if (larger === 0 || SAME_VOTES * difference > larger) return null;
  const elections = pair.map(({ type, votes }) => ({ type, ...ownAndValid(votes, own) }));
  return hit(pair, { check: 'mixup', difference, elections });
}

function zeroReport(report: CountedReport): Hit | null {
  return report.votes.valid === 0 ? hit([report], { check: 'zero', eligible: report.eligible }) : null;
}

/** Parts of last time below which about half a district must be missing, in percent. */
const LEAST_TURNOUT = 65;
const LEAST_VALID = 70;

/** About half of the votes are missing: turnout, or valid votes, far below last time in the same area. */
function halfReport(report: CountedReport): Hit | null {
  const { votes, previous, eligible, kind } = report;
  if (kind !== 'ordinary' || !previous || previous.valid === 0) return null;
  const turnout = eligible ? { cast: votes.cast, eligible } : null;
  const turnoutBefore =
    previous.cast && previous.eligible ? { cast: previous.cast, eligible: previous.eligible } : null;
  const fewVoted =
    turnout !== null &&
    turnoutBefore !== null &&
    100 * turnout.cast * turnoutBefore.eligible < LEAST_TURNOUT * turnoutBefore.cast * turnout.eligible;
  if (!fewVoted && 100 * votes.valid >= LEAST_VALID * previous.valid) return null;
  const { valid } = votes;
  return hit([report], { check: 'half', valid, validBefore: previous.valid, turnout, turnoutBefore });
}

/**
 * One row with a digit too many (F16). Votes beyond the electorate are refused with their file; below it a row that
 * ends in 0 is suspect when the district has a fifth more votes than expected, and without nine tenths of that row as
 * many as expected to a tenth, and the row itself then at most twice or at least half of last time.
 */
function tenfoldRow(report: CountedReport): Hit | null {
  const { votes, previous, eligible, kind } = report;
  if (kind !== 'ordinary' || !previous?.eligible || !eligible || previous.valid === 0) return null;
  const { valid } = votes;
  const expected = (previous.valid * eligible) / previous.eligible;
  if (valid < 1.2 * expected) return null;
  for (const [party, row] of votes.parties) {
    const votesBefore = votesOf(previous.parties, party);
    const meant = row / 10;
    if (!Number.isInteger(meant) || votesBefore === 0) continue;
    if (meant > 2 * votesBefore || 2 * meant < votesBefore) continue;
    if (Math.abs(valid - row + meant - expected) > expected / 10) continue;
    const figures = { party, votes: row, votesBefore, valid, expected: Math.round(expected) };
    return hit([report], { check: 'magnitude', ...figures });
  }
  return null;
}
