/** How far swings spread: what a later night's bands are taken from (projection.md, table of §2). */
import { ELECTION_TYPES, type ElectionType, type PartyCode, type Report } from '../lib/election/model.ts';
import { isCounted, sum, votesOf, type CountedReport } from '../lib/election/tally.ts';

/** Smaller districts swing by chance. */
const LEAST_VALID = 100;
/** Fewer comparable districts say little of their municipality. */
const LEAST_DISTRICTS = 4;

interface Comparable extends CountedReport {
  readonly previous: NonNullable<Report['previous']>;
}

const isComparable = (report: Report): report is Comparable =>
  report.kind === 'ordinary' &&
  isCounted(report) &&
  report.previous !== null &&
  report.votes.valid > LEAST_VALID &&
  report.previous.valid > LEAST_VALID;

/** What a share is of: one party's votes, or all that have no column of their own. */
type Votes = (row: CountedReport['votes'] | Comparable['previous']) => number;

const of =
  (party: PartyCode): Votes =>
  (row) =>
    votesOf(row.parties, party);
const others =
  (parties: readonly PartyCode[]): Votes =>
  (row) =>
    row.valid - sum(parties, (party) => votesOf(row.parties, party));

/** Change of the share in the districts together, as a fraction. */
const swing = (districts: readonly Comparable[], votes: Votes): number =>
  sum(districts, (report) => votes(report.votes)) / sum(districts, ({ votes: { valid } }) => valid) -
  sum(districts, (report) => votes(report.previous)) / sum(districts, ({ previous: { valid } }) => valid);

/** Sets of k that are held against their own mean spread too little by this much. */
const sampled = (k: number): number => Math.sqrt(k / (k - 1));

const rms = (values: readonly number[]): number =>
  Math.sqrt(sum(values, (value) => value ** 2) / values.length);

function groups<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const list = found.get(keyOf(item));
    if (list) list.push(item);
    else found.set(keyOf(item), [item]);
  }
  return found;
}

const byType = <T>(measure: (type: ElectionType) => T): Record<ElectionType, T> =>
  Object.fromEntries(ELECTION_TYPES.map((type) => [type, measure(type)])) as Record<ElectionType, T>;

const comparable = (reports: readonly Report[], type: ElectionType): readonly (readonly Comparable[])[] => [
  ...groups(
    reports.filter((report) => report.type === type).filter(isComparable),
    ({ municipality }) => municipality,
  ).values(),
];

/** σ: spread of the districts' swings around their municipality's. */
export const sigmaOf = (reports: readonly Report[], party: PartyCode): Record<ElectionType, number> =>
  byType((type) =>
    rms(
      comparable(reports, type)
        .filter((districts) => districts.length >= LEAST_DISTRICTS)
        .flatMap((districts) => residualsOf(districts, of(party))),
    ),
  );

function residualsOf(districts: readonly Comparable[], votes: Votes): readonly number[] {
  const mean = swing(districts, votes);
  return districts.map((district) => (swing([district], votes) - mean) * sampled(districts.length));
}

/** τ: spread of the municipalities' swings around their county's mean. */
export const tauOf = (reports: readonly Report[], party: PartyCode): Record<ElectionType, number> =>
  byType((type) => {
    const counties = groups(comparable(reports, type), ([first]) => first?.municipality.slice(0, 2) ?? '');
    return rms(
      [...counties.values()].flatMap((municipalities) => {
        const swings = municipalities.map((districts) => swing(districts, of(party)));
        const mean = sum(swings, (one) => one) / swings.length;
        return swings.length > 1 ? swings.map((one) => (one - mean) * sampled(swings.length)) : [];
      }),
    );
  });

/** Ten-thousandths, the unit of residual vectors. */
const UNIT = 10_000;

/**
 * Each district's change of share beyond its municipality's, party by party and last all others together, in integers
 * of 1/10 000: what draws of seats are resampled from.
 */
export const residualVectors = (
  reports: readonly Report[],
  parties: readonly PartyCode[],
): Record<ElectionType, readonly (readonly number[])[]> =>
  byType((type) =>
    comparable(reports, type)
      .filter((districts) => districts.length >= LEAST_DISTRICTS)
      .flatMap((districts) => {
        const columns = [...parties.map(of), others(parties)].map((votes) => residualsOf(districts, votes));
        return districts.map((_, at) => columns.map((column) => Math.round((column[at] ?? 0) * UNIT)));
      }),
  );
