import { municipalityKey, type Known, type MunicipalityState } from './known.ts';
import type {
  Count,
  ElectionType,
  MunicipalityCode,
  PartyCode,
  PartyName,
  PartyVotes,
  Report,
  Stage,
  Votes,
} from './model.ts';
import { placeKey, type ContestPlan, type OwnAndValid, type PlaceBaseline, type Plan } from './plan.ts';
import type { Counted, PartyResult } from './snapshot-shape.ts';
import { baselineOfAll, standingWhole, votesByParty, type StandingWhole } from './whole-count.ts';

/** One municipality in one election as it stands now: its final count once all of it is counted, else the night's. */
export interface Place {
  readonly type: ElectionType;
  readonly municipality: MunicipalityCode;
  /** `null`: no file yet. */
  readonly count: Count | null;
  /** The final count, with every district counted. */
  readonly final: boolean;
  readonly state: MunicipalityState | null;
  /** What the feed says of the contest's whole area in the count that stands here; `null`: nothing. */
  readonly area: MunicipalityState | null;
  readonly ordinary: readonly Report[];
  readonly collection: readonly Report[];
  /** A final count that is stated without its districts: it stands in their stead, and they are empty. */
  readonly whole: StandingWhole | null;
  /** Where such a count stands: the districts of the preliminary one, which add up to another sum. */
  readonly preliminary: readonly Report[];
  /** Collection districts to expect: one for every council constituency (election-rules §7). */
  readonly collectionOf: number;
  readonly baseline: PlaceBaseline | null;
}

/** A counted report: it has votes and a time. */
export type CountedReport = Report & { readonly votes: Votes; readonly reportedAt: string };

export const isCounted = (report: Report): report is CountedReport =>
  report.votes !== null && report.reportedAt !== null;

/** Votes of one party; a party without a row of its own got none that were told apart. */
export const votesOf = (parties: readonly PartyVotes[], code: PartyCode): number =>
  parties.find(([candidate]) => candidate === code)?.[1] ?? 0;

/** All places of a plan, by `placeKey`; among them a contest's whole area where it alone has the final count. */
export function placesOf(known: Known, plan: Plan): ReadonlyMap<string, Place> {
  const reports = new Map<string, Report[]>();
  for (const report of known.reports.values()) {
    const key = municipalityKey(report);
    const list = reports.get(key);
    if (list) list.push(report);
    else reports.set(key, [report]);
  }
  const ground: Ground = { known, reports };
  const places = new Map<string, Place>();
  for (const contest of plan.contests) {
    const parts = contest.municipalities.map((municipality): Place => {
      const baseline = plan.baselines.get(placeKey(contest.type, municipality)) ?? null;
      return { ...placeOf(ground, contest, municipality), baseline };
    });
    for (const part of parts) places.set(placeKey(contest.type, part.municipality), part);
    const area = parts.every(({ final }) => final) ? null : wholeArea(ground, contest, parts);
    if (area) places.set(placeKey(contest.type, contest.area.code), area);
  }
  return places;
}

interface Ground {
  readonly known: Known;
  readonly reports: ReadonlyMap<string, readonly Report[]>;
}

/**
 * Collection districts to expect in a municipality: one for every council constituency (election-rules §7), as far as
 * any election's districts tell of them. Asked only where a count does not tell its own districts.
 */
function collectionDistricts({ reports }: Known, place: MunicipalityCode): number {
  const constituencies = new Set<string>();
  for (const { municipality, constituency } of reports.values())
    if (municipality === place) constituencies.add(constituency);
  return Math.max(1, constituencies.size);
}

type PlaceFigures = Omit<Place, 'baseline'>;

/** A municipality: its final count once all of it is counted, district by district or as a whole, else the night's. */
function placeOf(ground: Ground, contest: ContestPlan, municipality: MunicipalityCode): PlaceFigures {
  const { type } = contest;
  const { known, reports } = ground;
  const keyOf = (count: Count) => municipalityKey({ type, count, municipality });
  const stateOf = (count: Count) => known.municipalities.get(keyOf(count)) ?? null;
  const reportsOf = (count: Count) => [...(reports.get(keyOf(count)) ?? [])].sort(byDistrict);
  const areaOf = (count: Count) =>
    known.municipalities.get(
      municipalityKey({ type, count, municipality: contest.area.code as MunicipalityCode }),
    ) ?? null;
  const final = stateOf('final') !== null && isComplete(reports.get(keyOf('final')) ?? []);
  const whole = final ? null : standingWhole(stateOf('final'));
  if (whole) {
    const collectionOf = collectionDistricts(known, municipality);
    const basis = { type, municipality, state: stateOf('final'), area: areaOf('final'), collectionOf };
    return { ...basis, ...inWhole(whole, reportsOf('night')) };
  }
  const count = final ? 'final' : stateOf('night') ? 'night' : stateOf('final') ? 'final' : null;
  const all = count ? reportsOf(count) : [];
  const collection = all.filter((report) => report.kind === 'collection');
  const constituencies = new Set(all.map((report) => report.constituency));
  return {
    type,
    municipality,
    count,
    final,
    state: count && stateOf(count),
    area: count && areaOf(count),
    ordinary: all.filter((report) => report.kind === 'ordinary'),
    collection,
    collectionOf: Math.max(collection.length, constituencies.size),
    whole: null,
    preliminary: [],
  };
}

/** A contest's area as one place, where its final count is stated and that of its municipalities is not. */
function wholeArea(ground: Ground, { type, area }: ContestPlan, parts: readonly Place[]): Place | null {
  const municipality = area.code as MunicipalityCode;
  const state = ground.known.municipalities.get(municipalityKey({ type, count: 'final', municipality }));
  const whole = standingWhole(state);
  if (!state || !whole) return null;
  return {
    type,
    municipality,
    state,
    area: state,
    collectionOf: sum(parts, (part) => collectionDistricts(ground.known, part.municipality)),
    baseline: baselineOfAll(parts.map(({ baseline }) => baseline)),
    ...inWhole(
      whole,
      parts.flatMap(({ ordinary, collection }) => [...ordinary, ...collection]),
    ),
  };
}

const inWhole = (whole: StandingWhole, preliminary: readonly Report[]) =>
  ({ count: 'final', final: true, ordinary: [], collection: [], whole, preliminary }) as const;

/** Every district is counted: only then is a final count more than the night's. */
export const isComplete = (reports: readonly Report[]): boolean =>
  reports.length > 0 && reports.every(isCounted);

const byDistrict = (a: Report, b: Report): number =>
  a.district < b.district ? -1 : a.district > b.district ? 1 : 0;

/** Sums of one contest over its counted districts. */
export interface Tally {
  readonly stage: Stage;
  readonly counted: Counted;
  readonly valid: number;
  readonly cast: number;
  readonly other: number;
  readonly votes: ReadonlyMap<PartyCode, number>;
  readonly parties: readonly PartyResult[];
  /** Newest report counted in. */
  readonly asOf: string | null;
}

/** The newest count of a place that tells its districts. */
export const byDistricts = (place: Place): Place =>
  place.whole
    ? {
        ...place,
        count: place.preliminary.length > 0 ? 'night' : place.count,
        final: false,
        whole: null,
        ordinary: place.preliminary.filter(({ kind }) => kind === 'ordinary'),
        collection: place.preliminary.filter(({ kind }) => kind === 'collection'),
      }
    : place;

/** What is counted in a place: its districts one by one, or all of it as a whole. */
export const countsIn = ({ whole, ordinary, collection }: Place): readonly CountedVotes[] =>
  whole ? [whole] : [...ordinary, ...collection].filter(isCounted);

export type CountedVotes = Pick<CountedReport, 'votes' | 'reportedAt'>;

/** Adds up what is counted in a contest's places; whatever is not counted adds nothing. */
export function tally(places: readonly Place[]): Tally {
  const counted = places.flatMap(countsIn);
  const votes = votesByParty(counted.map((part) => part.votes.parties));
  const valid = sum(counted, (part) => part.votes.valid);
  return {
    stage: stageOf(places),
    counted: countedOf(places),
    valid,
    cast: sum(counted, (part) => part.votes.cast),
    other: sum(counted, (part) => part.votes.other),
    votes,
    parties: partyResults(places, votes, valid),
    asOf: newest(counted.map((part) => part.reportedAt)),
  };
}

/** Final when every place has its final count; Wednesday from the first collection district on. */
function stageOf(places: readonly Place[]): Stage {
  if (places.every((place) => countsIn(place).length === 0)) return 'none';
  if (places.every((place) => place.final)) return 'final';
  return places.some(({ whole, collection }) => whole || collection.some(isCounted)) ? 'wednesday' : 'night';
}

/** Ordinary districts of a place; a whole count states them together with the collection districts. */
export const ordinaryOf = ({ whole, ordinary, collectionOf }: Place): number =>
  whole ? Math.max(0, whole.of - collectionOf) : ordinary.length;

/** Electorate of a place's ordinary districts, or of those of them that are counted. */
export const eligibleOf = ({ whole, ordinary }: Place, counted: 'all' | 'counted'): number =>
  whole
    ? whole.eligible
    : sum(counted === 'all' ? ordinary : ordinary.filter(isCounted), (report) => report.eligible ?? 0);

function countedOf(places: readonly Place[]): Counted {
  const of = sum(places, ordinaryOf);
  return {
    districts: sum(places, (place) =>
      place.whole ? ordinaryOf(place) : place.ordinary.filter(isCounted).length,
    ),
    of,
    collection: sum(places, (place) =>
      place.whole ? place.collectionOf : place.collection.filter(isCounted).length,
    ),
    collectionOf: sum(places, (place) => place.collectionOf),
    eligible: of > 0 ? sum(places, (place) => eligibleOf(place, 'counted')) : null,
    eligibleOf:
      of > 0 && places.every((place) => place.count)
        ? sum(places, (place) => eligibleOf(place, 'all'))
        : null,
  };
}

/** Every party of the contest's ballots, largest first; equal votes by label, which decides nothing but the order. */
function partyResults(
  places: readonly Place[],
  votes: ReadonlyMap<PartyCode, number>,
  valid: number,
): readonly PartyResult[] {
  const names = new Map<PartyCode, PartyName>();
  for (const place of places) {
    for (const party of place.state?.parties ?? []) if (!names.has(party.code)) names.set(party.code, party);
  }
  return [...votes]
    .map(([code, count]) => ({
      code,
      partikod: names.get(code)?.partikod ?? null,
      name: names.get(code)?.name ?? code,
      colour: names.get(code)?.colour ?? null,
      votes: count,
      share: valid > 0 ? count / valid : null,
    }))
    .sort((a, b) => b.votes - a.votes || (a.code < b.code ? -1 : 1));
}

/** Votes of one party and all valid votes of some counted districts. */
export const votesIn = (reports: readonly CountedReport[], own: PartyCode): OwnAndValid => ({
  own: sum(reports, ({ votes }) => votesOf(votes.parties, own)),
  valid: sum(reports, ({ votes }) => votes.valid),
});

/** The newest of some ISO times, compared as instants. */
export function newest(times: readonly (string | null)[]): string | null {
  let best: string | null = null;
  for (const time of times) if (time && (!best || Date.parse(time) > Date.parse(best))) best = time;
  return best;
}

export const sum = <T>(items: readonly T[], count: (item: T) => number): number => {
  let total = 0;
  for (const item of items) total += count(item);
  return total;
};

/** The places of one contest, in the plan's order; its whole area, where that alone has the final count. */
export function placesOfContest(places: ReadonlyMap<string, Place>, contest: ContestPlan): readonly Place[] {
  const area = places.get(placeKey(contest.type, contest.area.code));
  if (area) return [area];
  return contest.municipalities.flatMap(
    (municipality) => places.get(placeKey(contest.type, municipality)) ?? [],
  );
}
