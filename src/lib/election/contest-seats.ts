/** A contest's seats: the official ones as soon as the feed has them, else our own, once enough is counted. */
import { allocateSeparately, dividedOutcomes, type Constituency } from './divided-seats.ts';
import type { OfficialSeats, PartyCode, PartyVotes } from './model.ts';
import type { PartySeats } from './odd-numbers.ts';
import type { ContestPlan, SeatPlan } from './plan.ts';
import { riksdagFixedSeats } from './riksdag-seats.ts';
import { majorityOf, rulesOf } from './seat-rules.ts';
import { allocate } from './seats.ts';
import type { Seats } from './snapshot-shape.ts';
import { countsIn, eligibleOf, isCounted, sum, type CountedVotes, type Place } from './tally.ts';

/** Our own seats stand only on so much of the electorate, in every constituency (election-rules §4). */
const LEAST_PERCENT = { until2018: 80, since2022: 75 };

/** The seats of a contest, or `null` while nothing honest can be said. */
export function contestSeats(
  contest: ContestPlan,
  places: readonly Place[],
  electionDate: string,
): Seats | null {
  const official = officialOf(contest, places);
  if (official?.parties) return shape(official.of, official.parties, { official: true, lot: null });
  return computedSeats(contest, places, electionDate);
}

/** Our own seats from the counted votes, whatever the feed says of seats; `null` while too little is counted. */
export function computedSeats(
  contest: ContestPlan,
  places: readonly Place[],
  electionDate: string,
): Seats | null {
  const division = seatDivision(contest, places);
  if (!division) return null;
  // A final count without districts says nothing of a divided area's constituencies.
  if (division.constituencies.length > 0 && places.some(({ whole }) => whole)) return null;
  const parts = constituenciesOf(division, places);
  if (!parts.every((part) => isEnough(part, electionDate))) return null;
  return computed(contest, parts, { of: division.of, electionDate });
}

/**
 * What the feed says of a council's or region's seats (XML has none for regions). The Riksdag constituency's fixed seats
 * are always our own: the feed's include adjustment seats, which need the whole country.
 */
function officialOf(contest: ContestPlan, places: readonly Place[]): OfficialSeats | null {
  if (contest.type === 'RD') return null;
  const [place] = places;
  const state = contest.type === 'KF' ? place?.state : place?.area;
  return state?.seats.find(({ area }) => area === contest.area.code) ?? null;
}

/** How an area's seats are divided. */
export interface SeatDivision {
  /** All seats, adjustment seats included. */
  readonly of: number;
  /** At least two constituencies, each with the council constituencies that lie in it; empty: the area is in one piece. */
  readonly constituencies: NonNullable<SeatPlan['constituencies']>;
}

/** By the plan, else by the council's own file; `null` where nobody has said how many seats there are. */
export function seatDivision(contest: ContestPlan, places: readonly Place[]): SeatDivision | null {
  const of = contest.seats?.of ?? officialOf(contest, places)?.of;
  if (of === undefined) return null;
  const constituencies = contest.seats?.constituencies ?? councilConstituencies(contest, places);
  return { of, constituencies: constituencies.length > 1 ? constituencies : [] };
}

/** How many seats an area in one piece elects; `null` for a divided one, or where nobody has said. */
export function undividedSeats(contest: ContestPlan, places: readonly Place[]): number | null {
  const division = seatDivision(contest, places);
  return division && division.constituencies.length === 0 ? division.of : null;
}

interface Part extends Constituency {
  readonly eligible: number;
  readonly eligibleOf: number;
}

/** The area's constituencies with what is counted in them; one for an undivided area. */
function constituenciesOf({ of, constituencies }: SeatDivision, places: readonly Place[]): readonly Part[] {
  if (constituencies.length === 0) return [partOf('', of, places, () => true)];
  return constituencies.map(({ code, fixed, parts }) =>
    partOf(code, fixed, places, (constituency) => parts.includes(constituency)),
  );
}

/** A council's own constituencies, as the feed states them. */
function councilConstituencies(contest: ContestPlan, places: readonly Place[]) {
  if (contest.type !== 'KF') return [];
  return places
    .flatMap((place) => place.state?.seats.filter(({ area }) => area !== place.municipality) ?? [])
    .map(({ area, of }) => ({ code: area, fixed: of, parts: [area] }));
}

function partOf(
  code: string,
  fixed: number,
  places: readonly Place[],
  holds: (constituency: string) => boolean,
): Part {
  if (places.some(({ whole }) => whole)) return wholePart(code, fixed, places);
  const reports = places
    .flatMap((place) => [...place.ordinary, ...place.collection])
    .filter(({ constituency }) => holds(constituency));
  const counted = reports.filter(isCounted);
  return {
    code,
    fixed,
    parties: votesOfParties(counted),
    valid: sum(counted, ({ votes }) => votes.valid),
    eligible: sum(counted, ({ eligible }) => eligible ?? 0),
    eligibleOf: sum(reports, ({ eligible }) => eligible ?? 0),
  };
}

/** An area in one piece, where some of it is counted as a whole. */
function wholePart(code: string, fixed: number, places: readonly Place[]): Part {
  const counted = places.flatMap(countsIn);
  return {
    code,
    fixed,
    parties: votesOfParties(counted),
    valid: sum(counted, ({ votes }) => votes.valid),
    eligible: sum(places, (place) => eligibleOf(place, 'counted')),
    eligibleOf: sum(places, (place) => eligibleOf(place, 'all')),
  };
}

function votesOfParties(counted: readonly CountedVotes[]): readonly PartyVotes[] {
  const votes = new Map<PartyCode, number>();
  for (const report of counted) {
    for (const [code, count] of report.votes.parties) votes.set(code, (votes.get(code) ?? 0) + count);
  }
  return [...votes].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** At least 80 per cent of the electorate is counted (75 from 2022 on); compared as integers. */
function isEnough({ eligible, eligibleOf }: Part, electionDate: string): boolean {
  const least = Number(electionDate.slice(0, 4)) >= 2022 ? LEAST_PERCENT.since2022 : LEAST_PERCENT.until2018;
  return eligibleOf > 0 && 100 * eligible >= least * eligibleOf;
}

function computed(
  contest: ContestPlan,
  parts: readonly Part[],
  { of, electionDate }: { readonly of: number; readonly electionDate: string },
): Seats | null {
  const rules = rulesOf(contest.type, electionDate, parts.length > 1);
  const [whole] = parts;
  if (contest.type === 'RD' && whole) {
    const { seats, lot } = riksdagFixedSeats({ ...whole, seats: of, electionDate, nation: null });
    return shape(of, seats, { official: false, lot: lot?.parties ?? null });
  }
  if (parts.length === 1 && whole) {
    const { seats, lot } = allocate({ ...whole, seats: of, rules });
    return shape(of, seats, { official: false, lot: lot?.parties ?? null });
  }
  if (rules.excess === 'none') {
    const { seats, lots } = allocateSeparately({ constituencies: parts, rules });
    return shape(of, seats, {
      official: false,
      lot: lots.length > 0 ? lots.flatMap(({ parties }) => parties) : null,
    });
  }
  const outcome = dividedOutcomes({ constituencies: parts, seats: of, rules }).next().value;
  if (!outcome) return null;
  // A lot on the way has too many falls to list them: then no seats are shown before the official ones.
  return outcome.lots.length > 0 ? null : shape(of, outcome.seats, { official: false, lot: null });
}

function shape(
  of: number,
  parties: readonly PartySeats[],
  more: Pick<Seats, 'official' | 'lot'>,
): Seats | null {
  const held = parties.filter(([, seats]) => seats > 0);
  if (held.length === 0) return null;
  return {
    of,
    majority: majorityOf(of),
    official: more.official,
    parties: held
      .map(([code, seats]) => ({ code: code as string, seats }))
      .sort((a, b) => b.seats - a.seats || (a.code < b.code ? -1 : 1)),
    lot: more.lot,
  };
}
