/**
 * The whole retrospective of one state of the count as plain data: contests, municipalities in all elections, districts,
 * what later counts changed, and who governs. What `/efter`, the API and the report show. Pure.
 */
import {
  aftermathDistricts,
  changedGroup,
  type AftermathDistrict,
  type ChangedGroup,
} from './aftermath-districts.ts';
import { recountedDistricts, stepsOf, type Recounted, type Steps } from './aftermath-steps.ts';
import { aftermathOf, isWhole, type Aftermath } from './aftermath.ts';
import { factsOf } from './entry.ts';
import { governingAt, termBegins } from './governing.ts';
import { wordsOf } from './governing-goal.ts';
import type { Known } from './known.ts';
import { ELECTION_TYPES, type ElectionType } from './model.ts';
import { countyResults, placeNames } from './place-results.ts';
import { contestOf, type OwnAndValid, type Plan } from './plan.ts';
import type { GoverningWords } from './snapshot-shape.ts';
import { placesOf } from './tally.ts';

export interface AftermathReport {
  /** Contests of which something is counted, in the programme's order. */
  readonly contests: readonly Aftermath[];
  /** Every municipality of the plan in every election: the same voters, up to three ballots. */
  readonly places: readonly PlaceBallots[];
  readonly districts: readonly AftermathDistrict[];
  readonly groups: readonly ChangedGroup[];
  /** By contest, only where a night's count and a final one are on record and differ. */
  readonly recounted: readonly { readonly contest: string; readonly districts: readonly Recounted[] }[];
  /** Who governed and governs, by contest; contests that elect no council are left out. */
  readonly governing: readonly GoverningShift[];
  /** Goals that belong to the follow-up at congress, not to the election. */
  readonly followUps: readonly string[];
}

export interface PlaceBallots {
  readonly code: string;
  readonly name: string;
  /** Elections in which all of it is counted. */
  readonly ballots: readonly Ballot[];
}

export interface Ballot {
  readonly type: ElectionType;
  readonly contest: string;
  readonly now: OwnAndValid;
  /** Last time, the whole area; `null`: not on record. */
  readonly before: OwnAndValid | null;
  readonly steps: Steps;
}

export interface GoverningShift {
  readonly contest: string;
  /** On the day of the election; `null`: not on record. */
  readonly before: GoverningWords | null;
  /** After it, on the day that governing goals are judged; `null`: not on record, or the count is not final. */
  readonly after: GoverningWords | null;
  /** Changes later in the same term. */
  readonly later: readonly GoverningWords[];
}

export function aftermathReport(known: Known, plan: Plan): AftermathReport {
  const own = plan.party.code;
  const contests = plan.contests.flatMap((contest) => aftermathOf(known, plan, contest) ?? []);
  const places = [...placesOf(known, plan).values()].sort(
    (a, b) => ELECTION_TYPES.indexOf(a.type) - ELECTION_TYPES.indexOf(b.type),
  );
  return {
    contests,
    places: placesOfReport(known, plan),
    districts: places.flatMap((place) => aftermathDistricts(place, own)),
    groups: places.flatMap((place) => changedGroup(place, own) ?? []),
    recounted: plan.contests
      .map((contest) => ({ contest: contest.id, districts: recountedDistricts(known, plan, contest) }))
      .filter(({ districts }) => districts.length > 0),
    governing: contests
      .filter(({ type }) => type !== 'RD')
      .map((contest) => governingShift(known, plan, contest)),
    followUps: plan.goals.flatMap((goal) => (goal.kind === 'count' && goal.followUp ? [goal.id] : [])),
  };
}

function placesOfReport(known: Known, plan: Plan): readonly PlaceBallots[] {
  const county = countyResults(known, plan);
  const results = new Map(county.places.map(({ code, elections }) => [code, elections]));
  return placeNames(known, plan).map(({ code, name }) => ({
    code,
    name,
    ballots: (results.get(code) ?? [])
      .filter(({ valid, counted }) => valid > 0 && isWhole(counted))
      .flatMap(({ type, own, valid, baseline }) => {
        const contest = contestOf(plan, type, code);
        const municipalities = contest?.municipalities.filter((each) => each === code) ?? [];
        return contest
          ? [
              {
                type,
                contest: contest.id,
                now: { own: own.votes, valid },
                before: baseline && { own: baseline.votes, valid: baseline.valid },
                steps: stepsOf(known, { type, municipalities }, plan.party.code),
              },
            ]
          : [];
      }),
  }));
}

function governingShift(
  known: Known,
  plan: Plan,
  { contest, area, stage }: Pick<Aftermath, 'contest' | 'area' | 'stage'>,
): GoverningShift {
  const facts = factsOf(plan.governing, known.entries);
  const before = governingAt(facts, area.code, plan.electionDate);
  const day = plan.judgedOn ?? termBegins(plan.electionDate.slice(0, 4));
  const after = stage === 'final' ? governingAt(facts, area.code, day) : null;
  return {
    contest,
    before: before.fact && wordsOf(before.fact),
    after: after?.fact ? wordsOf(after.fact) : null,
    later: after ? after.later.map(wordsOf) : [],
  };
}
