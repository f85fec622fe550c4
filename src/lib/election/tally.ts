import { municipalityKey, type Known, type MunicipalityState } from './known.ts';
import type {
  Count,
  ElectionType,
  MunicipalityCode,
  PartyCode,
  PartyVotes,
  Report,
  Stage,
  Votes,
} from './model.ts';
import { placeKey, type ContestPlan, type PlaceBaseline, type Plan } from './plan.ts';
import type { Counted, PartyResult } from './snapshot-shape.ts';

/** One municipality in one election as it stands now: its final count once all of it is counted, else the night's. */
export interface Place {
  readonly type: ElectionType;
  readonly municipality: MunicipalityCode;
  /** `null`: no file yet. */
  readonly count: Count | null;
  /** The final count, with every district counted. */
  readonly final: boolean;
  readonly state: MunicipalityState | null;
  readonly ordinary: readonly Report[];
  readonly collection: readonly Report[];
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

/** All places of a plan, by `placeKey`. One pass over what is known. */
export function placesOf(known: Known, plan: Plan): ReadonlyMap<string, Place> {
  const reports = new Map<string, Report[]>();
  for (const report of known.reports.values()) {
    const key = municipalityKey(report);
    const list = reports.get(key);
    if (list) list.push(report);
    else reports.set(key, [report]);
  }
  const places = new Map<string, Place>();
  for (const { type, municipalities } of plan.contests) {
    for (const municipality of municipalities) {
      const key = placeKey(type, municipality);
      places.set(key, {
        ...countOf(known, reports, { type, municipality }),
        baseline: plan.baselines.get(key) ?? null,
      });
    }
  }
  return places;
}

function countOf(
  known: Known,
  reports: ReadonlyMap<string, readonly Report[]>,
  { type, municipality }: Pick<Place, 'type' | 'municipality'>,
): Omit<Place, 'baseline'> {
  const key = (count: Count) => municipalityKey({ type, count, municipality });
  const has = (count: Count) => known.municipalities.has(key(count));
  const final = has('final') && isComplete(reports.get(key('final')) ?? []);
  const count = final ? 'final' : has('night') ? 'night' : has('final') ? 'final' : null;
  const all = count ? [...(reports.get(key(count)) ?? [])].sort(byDistrict) : [];
  const collection = all.filter((report) => report.kind === 'collection');
  const constituencies = new Set(all.map((report) => report.constituency));
  return {
    type,
    municipality,
    count,
    final,
    state: count ? (known.municipalities.get(key(count)) ?? null) : null,
    ordinary: all.filter((report) => report.kind === 'ordinary'),
    collection,
    collectionOf: Math.max(collection.length, constituencies.size),
  };
}

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

/** Adds up the counted districts of a contest's places; whatever is not counted adds nothing. */
export function tally(places: readonly Place[]): Tally {
  const reports = places.flatMap((place) => [...place.ordinary, ...place.collection]);
  const counted = reports.filter(isCounted);
  const votes = new Map<PartyCode, number>();
  for (const report of counted) {
    for (const [code, count] of report.votes.parties) votes.set(code, (votes.get(code) ?? 0) + count);
  }
  const valid = sum(counted, (report) => report.votes.valid);
  return {
    stage: stageOf(places, counted),
    counted: countedOf(places),
    valid,
    cast: sum(counted, (report) => report.votes.cast),
    other: sum(counted, (report) => report.votes.other),
    votes,
    parties: partyResults(places, votes, valid),
    asOf: newest(counted.map((report) => report.reportedAt)),
  };
}

/** Final when every place has its final count; Wednesday from the first collection district on. */
function stageOf(places: readonly Place[], counted: readonly Report[]): Stage {
  if (counted.length === 0) return 'none';
  if (places.every((place) => place.final)) return 'final';
  return counted.some((report) => report.kind === 'collection') ? 'wednesday' : 'night';
}

function countedOf(places: readonly Place[]): Counted {
  const ordinary = places.flatMap((place) => place.ordinary);
  const known = ordinary.length > 0;
  return {
    districts: ordinary.filter(isCounted).length,
    of: ordinary.length,
    collection: sum(places, (place) => place.collection.filter(isCounted).length),
    collectionOf: sum(places, (place) => place.collectionOf),
    eligible: known ? sum(ordinary.filter(isCounted), (report) => report.eligible ?? 0) : null,
    eligibleOf:
      known && places.every((place) => place.count) ? sum(ordinary, (report) => report.eligible ?? 0) : null,
  };
}

/** Every party of the contest's ballots, largest first; equal votes by label, which decides nothing but the order. */
function partyResults(
  places: readonly Place[],
  votes: ReadonlyMap<PartyCode, number>,
  valid: number,
): readonly PartyResult[] {
  const names = new Map<PartyCode, { name: string; colour: string | null }>();
  for (const place of places) {
    for (const party of place.state?.parties ?? []) if (!names.has(party.code)) names.set(party.code, party);
  }
  return [...votes]
    .map(([code, count]) => ({
      code,
      partikod: null,
      name: names.get(code)?.name ?? code,
      colour: names.get(code)?.colour ?? null,
      votes: count,
      share: valid > 0 ? count / valid : null,
    }))
    .sort((a, b) => b.votes - a.votes || (a.code < b.code ? -1 : 1));
}

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

/** The places of one contest, in the plan's order. */
export const placesOfContest = (places: ReadonlyMap<string, Place>, contest: ContestPlan): readonly Place[] =>
  contest.municipalities.flatMap((municipality) => places.get(placeKey(contest.type, municipality)) ?? []);
