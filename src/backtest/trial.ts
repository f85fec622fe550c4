/** A past contest laid out so that its night can be played again, district by district, through the projection itself. */
import type {
  ContestId,
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  PartyCode,
  Report,
} from '../lib/election/model.ts';
import { contestId } from '../lib/election/model.ts';
import {
  placeKey,
  type ContestPlan,
  type OwnAndValid,
  type PlaceBaseline,
  type Plan,
} from '../lib/election/plan.ts';
import type { ProjectionParameters } from '../lib/election/projection/parameters.ts';
import { estimateContest } from '../lib/election/projection/contest.ts';
import type { ContestEstimate, NoProjection } from '../lib/election/projection/projection.ts';
import { isCounted, sum, votesOf, type Place } from '../lib/election/tally.ts';

/** One municipality in one past election: every report as the final count has it, and last time's results. */
export interface PastPlace {
  readonly type: ElectionType;
  readonly municipality: MunicipalityCode;
  readonly ordinary: readonly PastReport[];
  readonly collection: readonly PastReport[];
  readonly baseline: PlaceBaseline | null;
}

/** A district's report, and the same before it is in. */
export interface PastReport {
  readonly counted: Report;
  readonly awaited: Report;
}

export interface Trial {
  readonly contest: ContestPlan;
  readonly plan: Plan;
  readonly places: readonly PastPlace[];
  /** The same municipalities in the Riksdag election; empty where that does not assist. */
  readonly riksdag: readonly PastPlace[];
  /** What the count ended with: all votes, and those of the night (ordinary districts). */
  readonly final: OwnAndValid;
  readonly night: OwnAndValid;
  /** Last time's final result. */
  readonly before: OwnAndValid;
}

const awaited = (report: Report): Report => ({ ...report, reportedAt: null, votes: null, previous: null });

export function pastPlace(reports: readonly Report[], baseline: PlaceBaseline | null): PastPlace {
  const [first] = reports;
  if (!first) throw new Error('a place without reports');
  const both = reports.map((counted) => ({ counted, awaited: awaited(counted) }));
  return {
    type: first.type,
    municipality: first.municipality,
    ordinary: both.filter(({ counted }) => counted.kind === 'ordinary'),
    collection: both.filter(({ counted }) => counted.kind === 'collection'),
    baseline,
  };
}

interface TrialInput {
  readonly area: string;
  readonly places: readonly PastPlace[];
  readonly riksdag: readonly PastPlace[];
  readonly party: PartyCode;
  readonly parameters: ProjectionParameters;
}

export function trialOf({ area, places, riksdag, party, parameters }: TrialInput): Trial {
  const type = places[0]?.type ?? 'RD';
  const contest: ContestPlan = {
    id: contestId(type, area),
    type,
    area: { code: area, name: area },
    municipalities: places.map(({ municipality }) => municipality),
    seats: null,
  };
  const all = places.flatMap(({ ordinary, collection }) => [...ordinary, ...collection]);
  return {
    contest,
    plan: planOf(contest, party, parameters),
    places,
    riksdag,
    final: addUp(all, party),
    night: addUp(
      places.flatMap(({ ordinary }) => ordinary),
      party,
    ),
    before: {
      own: sum(places, ({ baseline }) => (baseline ? baseline.ordinary.own + baseline.collection.own : 0)),
      valid: sum(places, ({ baseline }) =>
        baseline ? baseline.ordinary.valid + baseline.collection.valid : 0,
      ),
    },
  };
}

const planOf = (contest: ContestPlan, party: PartyCode, parameters: ProjectionParameters): Plan => ({
  id: 'backtest',
  title: '',
  area: contest.area.name,
  party: { code: party, name: party, colour: '' },
  electionDate: '',
  baselineDate: '',
  judgedOn: null,
  comparisonOnly: true,
  map: null,
  contests: [contest],
  goals: [],
  projection: parameters,
  governing: [],
  baselines: new Map(),
});

function addUp(reports: readonly PastReport[], party: PartyCode): OwnAndValid {
  const counted = reports.map((report) => report.counted).filter(isCounted);
  return {
    own: sum(counted, ({ votes }) => votesOf(votes.parties, party)),
    valid: sum(counted, ({ votes }) => votes.valid),
  };
}

/** What is in at one moment of a night, by election: ordinary districts' codes. */
export interface In {
  readonly own: ReadonlySet<string>;
  /** `null`: the Riksdag's districts do not assist. */
  readonly riksdag: ReadonlySet<string> | 'all' | null;
}

/** The expected result when so much is in. */
export function estimateAt(trial: Trial, now: In): ContestEstimate | NoProjection {
  const { riksdag } = now;
  const assisting = riksdag === null ? [] : trial.riksdag;
  const places = new Map<string, Place>([
    ...assisting.map((place) => entry(place, riksdag ?? new Set())),
    ...trial.places.map((place) => entry(place, now.own)),
  ]);
  return estimateContest(trial.contest, trial.plan.party.code, {
    places,
    plan: trial.plan,
    heldBack: () => false,
  });
}

function entry(place: PastPlace, now: ReadonlySet<string> | 'all'): readonly [string, Place] {
  const { type, municipality, baseline } = place;
  const ordinary = place.ordinary.map(({ counted, awaited }) =>
    now === 'all' || now.has(counted.district) ? counted : awaited,
  );
  const collection = place.collection.map(({ awaited }) => awaited);
  return [
    placeKey(type, municipality),
    {
      type,
      municipality,
      count: 'night',
      final: false,
      state: null,
      ordinary,
      collection,
      area: null,
      whole: null,
      preliminary: [],
      collectionOf: collection.length,
      baseline,
    },
  ];
}

/** Own and valid votes of what is in, without any method. */
export const rawAt = ({ places, plan }: Trial, own: ReadonlySet<string>): OwnAndValid =>
  addUp(
    places.flatMap(({ ordinary }) => ordinary.filter(({ counted }) => own.has(counted.district))),
    plan.party.code,
  );

/** All ordinary districts of a trial. */
export const districtsOf = ({ places }: Trial): readonly Report[] =>
  places.flatMap(({ ordinary }) => ordinary.map(({ counted }) => counted));

export type { ContestId, DistrictCode };
