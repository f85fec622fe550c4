/**
 * What a contest's count turned out to be made of, for the retrospective: polling districts and late votes apart, seats
 * with and without the late votes, every party against last time, and what each later count changed. Pure; votes are
 * integers, shares exact quotients.
 */
import { stepsOf, type Steps } from './aftermath-steps.ts';
import { computedSeats, contestSeats } from './contest-seats.ts';
import { pastElection } from './history.ts';
import type { Known } from './known.ts';
import type { PartyVotes } from './model.ts';
import type { ContestPlan, LastSeats, OwnAndValid, Plan } from './plan.ts';
import type { Contest, Seats } from './snapshot-shape.ts';
import {
  isCounted,
  placesOf,
  placesOfContest,
  sum,
  tally,
  votesIn,
  type Place,
  type Tally,
} from './tally.ts';

export interface Aftermath {
  readonly contest: string;
  readonly type: ContestPlan['type'];
  readonly area: ContestPlan['area'];
  readonly stage: Contest['stage'];
  readonly counted: Contest['counted'];
  /** Every ordinary and collection district is counted. Until then nothing is compared with last time's whole. */
  readonly whole: boolean;
  /** The programme's party: everything that is counted, and last time's final result of the whole area. */
  readonly now: OwnAndValid;
  readonly before: OwnAndValid | null;
  /** Ordinary and collection districts apart; `null`: the final count is stated without its districts. */
  readonly ordinary: OwnAndValid | null;
  /** Last time's ordinary districts; `null`: not on record. */
  readonly ordinaryBefore: OwnAndValid | null;
  readonly collection: OwnAndValid | null;
  /** Last time's collection districts; `null`: not on record. */
  readonly collectionBefore: OwnAndValid | null;
  /** Share of all votes minus share of the ordinary districts; `null`: nothing to divide by. */
  readonly collectionMoved: number | null;
  /** The change of the whole share, as the two parts that make it up; `null`: one of them is not on record. */
  readonly parts: ChangeParts | null;
  /**
   * Own votes that lack to a share above last time's, with as many valid votes; 0 or less: it is above. `null`: there
   * is no last time.
   */
  readonly votesShort: number | null;
  readonly seats: Seats | null;
  /** Our own seats of the ordinary districts' votes alone; `null`: none can be computed. */
  readonly seatsOrdinary: Seats | null;
  /** Parties whose seats the collection votes moved, by how many. */
  readonly seatsMoved: readonly (readonly [code: string, by: number])[];
  /** Last time's seats, computed where no file has them; `null`: not on record. */
  readonly seatsBefore: LastSeats | null;
  /** Everybody's result, the largest gain first; parties without a row then or now are not compared. */
  readonly parties: readonly AftermathParty[];
  /** Cast votes and electorate of the whole area; `null` before all is counted. */
  readonly turnout: Turnout | null;
  /** The same last time; `null`: not on record. */
  readonly turnoutBefore: Turnout | null;
  /** What each count said, as far as it is on record and whole. */
  readonly steps: Steps;
}

export interface Turnout {
  readonly cast: number;
  readonly eligible: number;
}

export interface ChangeParts {
  /** The change in the ordinary districts alone. */
  readonly ordinary: number;
  /** What the collection districts moved the share now, less what they moved it last time. */
  readonly collection: number;
}

export interface AftermathParty {
  readonly code: string;
  readonly name: string;
  readonly colour: string | null;
  readonly votes: number;
  /** `null`: new, or not told apart on last time's record. */
  readonly votesBefore: number | null;
  /** Last time's record tells every party apart, and this one is not there. */
  readonly isNew: boolean;
  /** Difference of the unrounded shares of the whole area; `null`: not on record last time, or not all is counted. */
  readonly change: number | null;
}

/** One contest, or `null` while nothing of it is counted. */
export function aftermathOf(known: Known, plan: Plan, contest: ContestPlan): Aftermath | null {
  const places = placesOfContest(placesOf(known, plan), contest);
  const sums = tally(places);
  if (sums.stage === 'none' || sums.valid === 0) return null;
  const own = plan.party.code;
  const seats = contestSeats(contest, places, plan.electionDate);
  const undivided = places.some((place) => place.whole);
  const seatsOrdinary = undivided
    ? null
    : computedSeats(contest, places.map(withoutCollection), plan.electionDate);
  const parts: Parts = {
    now: { own: sums.votes.get(own) ?? 0, valid: sums.valid },
    ordinary: undivided ? null : votesIn(places.flatMap((place) => place.ordinary).filter(isCounted), own),
    ...wholesBefore(places),
  };
  const whole = isWhole(sums.counted);
  return {
    contest: contest.id,
    type: contest.type,
    area: contest.area,
    stage: sums.stage,
    counted: sums.counted,
    whole,
    ...parts,
    collection: undivided
      ? null
      : votesIn(places.flatMap((place) => place.collection).filter(isCounted), own),
    collectionBefore: lastTime(places, (part) => part.collection),
    ...(whole ? comparisonOf(parts) : NOT_COMPARED),
    seats,
    seatsOrdinary,
    seatsMoved: whole ? seatsBetween(seatsOrdinary, seats) : [],
    ...onRecord(places, plan, contest),
    parties: partiesOf(places, sums.parties, whole ? sums.valid : null),
    turnout: turnoutOf(sums),
    steps: stepsOf(known, contest, own),
  };
}

type Parts = Pick<Aftermath, 'now' | 'ordinary' | 'before' | 'ordinaryBefore'>;
type Comparison = Pick<Aftermath, 'collectionMoved' | 'parts' | 'votesShort'>;

const NOT_COMPARED: Comparison = { collectionMoved: null, parts: null, votesShort: null };

const comparisonOf = (parts: Parts): Comparison => ({
  collectionMoved: parts.ordinary && differenceOf(parts.now, parts.ordinary),
  parts: changeParts(parts),
  votesShort: parts.before && votesShort(parts.now, parts.before),
});

const wholesBefore = (places: readonly Place[]): Pick<Aftermath, 'before' | 'ordinaryBefore'> => ({
  before: lastTime(
    places,
    (part) => part.ordinary,
    (part) => part.collection,
  ),
  ordinaryBefore: lastTime(places, (part) => part.ordinary),
});

/** Last time's seats and turnout: the place's own record first, then the table of past elections. */
function onRecord(
  places: readonly Place[],
  plan: Plan,
  contest: ContestPlan,
): Pick<Aftermath, 'seatsBefore' | 'turnoutBefore'> {
  const past = pastElection(plan.history ?? [], contest.id, plan.baselineDate.slice(0, 4));
  const [only, ...more] = places;
  const own = more.length === 0 ? only?.baseline?.seats : undefined;
  return { seatsBefore: own ?? past?.seats ?? null, turnoutBefore: past?.turnout ?? null };
}

const turnoutOf = ({ stage, cast, counted }: Tally): Turnout | null =>
  stage === 'final' && counted.eligibleOf ? { cast, eligible: counted.eligibleOf } : null;

/** Difference of the whole, less that of the ordinary districts: both quotients exact, the rest is the late votes' part. */
function changeParts({ now, ordinary, before, ordinaryBefore }: Parts): ChangeParts | null {
  const whole = before && differenceOf(now, before);
  const part = ordinary && ordinaryBefore && differenceOf(ordinary, ordinaryBefore);
  return whole === null || part === null ? null : { ordinary: part, collection: whole - part };
}

const votesShort = (now: OwnAndValid, before: OwnAndValid): number =>
  Math.floor((before.own * now.valid) / before.valid) + 1 - now.own;

/** Nothing is out but a recount. */
export const isWhole = ({ districts, of, collection, collectionOf }: Contest['counted']): boolean =>
  of > 0 && districts === of && collection === collectionOf;

const withoutCollection = (place: Place): Place => ({ ...place, collection: [] });

/** Sum over the places' records; `null` where one place has none. */
function lastTime(
  places: readonly Place[],
  ...parts: readonly ((baseline: NonNullable<Place['baseline']>) => OwnAndValid)[]
): OwnAndValid | null {
  const baselines = places.flatMap(({ baseline }) => baseline ?? []);
  if (baselines.length < places.length || baselines.length === 0) return null;
  const votes = baselines.flatMap((baseline) => parts.map((part) => part(baseline)));
  return { own: sum(votes, ({ own }) => own), valid: sum(votes, ({ valid }) => valid) };
}

/** Difference of two shares in one division; `null`: one of them has no votes. */
export function differenceOf(now: OwnAndValid, before: OwnAndValid): number | null {
  if (now.valid === 0 || before.valid === 0) return null;
  return (now.own * before.valid - before.own * now.valid) / (now.valid * before.valid);
}

function seatsBetween(before: Seats | null, now: Seats | null): Aftermath['seatsMoved'] {
  if (!before || !now) return [];
  const of = (seats: Seats, code: string) => seats.parties.find((party) => party.code === code)?.seats ?? 0;
  const codes = new Set([...now.parties, ...before.parties].map(({ code }) => code));
  return [...codes]
    .map((code): [string, number] => [code, of(now, code) - of(before, code)])
    .filter(([, by]) => by !== 0);
}

/** Every party's votes last time, by this time's labels; `null` where a place's parties are not on record. */
function partyVotesBefore(places: readonly Place[]): ReadonlyMap<string, number> | null {
  const votes = new Map<string, number>();
  for (const { baseline } of places) {
    if (!baseline?.parties) return null;
    const rows: readonly PartyVotes[] = [
      ...[...baseline.parties.districts.values()].flat(),
      ...baseline.parties.collection,
    ];
    for (const [code, count] of rows) votes.set(code, (votes.get(code) ?? 0) + count);
  }
  return votes;
}

/** Small parties stand in a lump on last time's record of some place. */
const isLumped = (places: readonly Place[]): boolean =>
  places.some(({ baseline }) => baseline?.parties?.lumped);

function partiesOf(
  places: readonly Place[],
  parties: Contest['parties'],
  valid: number | null,
): readonly AftermathParty[] {
  const votesBefore = partyVotesBefore(places);
  const all = lastTime(
    places,
    (part) => part.ordinary,
    (part) => part.collection,
  );
  return parties
    .map(({ code, name, colour, votes }) => {
      const own = votesBefore?.get(code) ?? null;
      const change =
        own === null || !all || valid === null
          ? null
          : differenceOf({ own: votes, valid }, { own, valid: all.valid });
      const isNew = own === null && votesBefore !== null && !isLumped(places);
      return { code, name, colour, votes, votesBefore: own, isNew, change };
    })
    .sort((a, b) => (b.change ?? -Infinity) - (a.change ?? -Infinity) || b.votes - a.votes);
}
