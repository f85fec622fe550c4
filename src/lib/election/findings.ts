import { ownAndValid } from './compare.ts';
import { hitsOf, type Hit } from './checks.ts';
import type { Entries } from './entry.ts';
import type { FindingEvent } from './event.ts';
import { holds, readFindingId, votesText, type Finding, type FindingEntry } from './finding.ts';
import type { Known } from './known.ts';
import { reportKey, type Report } from './model.ts';
import { contestOf, placeKey, type Plan } from './plan.ts';
import type { HeldBack } from './projection/place.ts';
import type { ShownFinding } from './snapshot-shape.ts';
import { byDistricts, isCounted, placesOf, type Place } from './tally.ts';

/**
 * Every finding that stands, by id: what the checks find in the counted districts, falls in votes that no report has
 * answered since, and faults that the desk knows of (no check sees two swapped rows). Pure, and quick: one pass.
 */
export function findingsOf(
  known: Known,
  plan: Plan,
  standing: ReadonlyMap<string, Place> = placesOf(known, plan),
): readonly Finding[] {
  const places = withDistricts(standing, plan);
  const found = [
    ...hitsOf(places.values(), plan.party.code).map((hit) => fromHit(hit, { known, plan, places })),
    ...[...known.entries.finding.values()].map((entry) => fromEntry(entry, { known, plan, places })),
  ];
  return found.filter((finding) => finding !== null).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Municipalities by their newest count that tells districts: those are shown beside a final count without them. */
const withDistricts = (places: ReadonlyMap<string, Place>, plan: Plan): ReadonlyMap<string, Place> =>
  new Map(
    [...places]
      .filter(([, { municipality }]) =>
        plan.contests.some(({ municipalities }) => municipalities.includes(municipality)),
      )
      .map(([key, place]) => [key, byDistricts(place)]),
  );

interface Ground {
  readonly known: Known;
  readonly plan: Plan;
  readonly places: ReadonlyMap<string, Place>;
}

type Described = Pick<Finding, 'id' | 'figures' | 'votes'>;

function fromHit({ id, reports, figures }: Hit, ground: Ground): Finding | null {
  return complete({ id, figures, votes: reports.map(votesText).join(' | ') }, reports, ground);
}

/** A fall, or a fault that the desk knows of, as long as the district stands with the votes that it is about. */
function fromEntry(entry: FindingEntry, ground: Ground): Finding | null {
  const at = readFindingId(entry.finding);
  const place = at?.types[0] && ground.places.get(placeKey(at.types[0], at.municipality));
  if (!at || !place || (at.check !== 'fall' && at.check !== 'knownFault')) return null;
  const report = standingReport(place, at.district);
  if (votesText(report) !== entry.votes) return null;
  const described = { id: entry.finding, votes: entry.votes };
  if (at.check === 'fall') {
    if (!entry.fall || entry.fall.count !== place.count) return null;
    const { before, after, changes, districtKind } = entry.fall;
    const seen = report ?? { ...at, type: place.type, name: entry.districtName, kind: districtKind };
    const figures = { check: 'fall', before, after, changes } as const;
    return complete({ ...described, figures }, [seen], ground);
  }
  if (!report || !isCounted(report)) return null;
  const figures = { check: 'knownFault', ...ownAndValid(report.votes, ground.plan.party.code) } as const;
  return complete({ ...described, figures }, [report], ground);
}

export const standingReport = (place: Place, district: string): Report | undefined =>
  [...place.ordinary, ...place.collection].find((report) => report.district === district);

type Seen = Pick<Report, 'type' | 'municipality' | 'district' | 'name' | 'kind'> &
  Partial<Pick<Report, 'count'>>;

/** With its names, and what the desk decided about these very votes. */
function complete(described: Described, reports: readonly Seen[], ground: Ground): Finding | null {
  const { known, plan, places } = ground;
  const contests = reports.flatMap(({ type, municipality }) => contestOf(plan, type, municipality)?.id ?? []);
  const [report] = reports;
  const [contest] = contests;
  if (!report || !contest) return null;
  const said = known.entries.finding.get(described.id);
  const decided = said?.votes === described.votes ? said : null;
  const status = decided?.status ?? 'open';
  const { check } = described.figures;
  return {
    ...described,
    check,
    contest,
    contests,
    municipality: report.municipality,
    municipalityName:
      places.get(placeKey(report.type, report.municipality))?.state?.name ?? report.municipality,
    district: report.district,
    districtName: report.name,
    districtKind: report.kind,
    status,
    note: decided?.note ?? '',
    held: holds(check, status),
    reports: reports.flatMap(({ count, ...one }) => (count ? reportKey({ ...one, count }) : [])),
  };
}

/** Whether a finding holds a report out of the projection. */
export function heldBackBy(findings: readonly Finding[]): HeldBack {
  const keys = new Set(findings.flatMap(({ held, reports }) => (held ? reports : [])));
  return keys.size === 0 ? () => false : (report) => keys.has(reportKey(report));
}

/** What is worth telling of the findings from one state to the next: each once when it comes, and when it is over. */
export function findingEvents(
  before: readonly Finding[],
  after: readonly Finding[],
): readonly FindingEvent[] {
  const earlier = new Map(before.map((finding) => [finding.id, finding]));
  const later = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((finding) => {
      const was = earlier.get(finding.id);
      if (!was || (finding.status === 'open' && was.status !== 'open')) return [eventOf(finding, 'found')];
      if (finding.held !== was.held) return [eventOf(finding, finding.held ? 'found' : 'released')];
      return [];
    }),
    ...before.filter(({ id }) => !later.has(id)).map((finding) => eventOf(finding, 'gone')),
  ];
}

const eventOf = (finding: Finding, about: FindingEvent['about']): FindingEvent => ({
  kind: 'finding',
  about,
  finding: finding.id,
  contest: finding.contest,
  contests: finding.contests,
  municipality: finding.municipality,
  municipalityName: finding.municipalityName,
  district: finding.district,
  districtName: finding.districtName,
  districtKind: finding.districtKind,
  figures: finding.figures,
});

/** Without figures and notes, for the snapshot. */
export const shownFinding = (finding: Finding): ShownFinding => ({
  id: finding.id,
  check: finding.check,
  contest: finding.contest,
  contests: finding.contests,
  municipality: finding.municipality,
  district: finding.district,
  name: finding.districtName,
  status: finding.status,
  held: finding.held,
});

/** Decisions about what stands no longer: its district has been corrected since. */
export function settledEntries(
  { finding }: Pick<Entries, 'finding'>,
  standing: readonly Finding[],
): readonly FindingEntry[] {
  const ids = new Set(standing.map(({ id }) => id));
  return [...finding.values()].filter((entry) => entry.status !== 'open' && !ids.has(entry.finding));
}
