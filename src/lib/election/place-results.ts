/**
 * A municipality's results in every election of the plan, and the county's as the sum of its municipalities. A contest
 * of the region or the Riksdag is told here for the municipality's own districts only, like for like with last time
 * there. Pure; the shapes are what `GET /api/places` gives.
 */
import { comparePlace, likeForLike } from './compare.ts';
import { contestSeats } from './contest-seats.ts';
import { districtsOf } from './districts.ts';
import type { Known } from './known.ts';
import { ELECTION_TYPES, type ElectionType, type MunicipalityCode, type PartyCode } from './model.ts';
import { placeKey, type ContestPlan, type LastSeats, type PlaceBaseline, type Plan } from './plan.ts';
import { seenBy } from './projection/contest.ts';
import type { Contest, DistrictRow, LikeForLike, PartyResult, Seats } from './snapshot-shape.ts';
import {
  isCounted,
  placesOf,
  placesOfContest,
  sum,
  tally,
  votesOf,
  type Place,
  type Tally,
} from './tally.ts';

/** What is known of one area in one election: a municipality, or several of them added up. */
export interface AreaResult extends Pick<
  Contest,
  'type' | 'stage' | 'counted' | 'valid' | 'cast' | 'other' | 'own' | 'likeForLike' | 'leftOut' | 'asOf'
> {
  /** Contests that the votes count in; more than one where councils are added up. */
  readonly contests: readonly string[];
  /** Last time's final result of the whole area; `null`: not on record. */
  readonly baseline: { readonly votes: number; readonly valid: number; readonly share: number } | null;
}

/** One municipality in one election, with every party. */
export interface PlaceElection extends AreaResult {
  readonly parties: readonly PlaceParty[];
  /** The council's seats; `null` for other elections, and while nothing can be said. */
  readonly seats: Seats | null;
  /** The council's seats last time; `null` for other elections, and where they are not on record. */
  readonly seatsBefore: LastSeats | null;
  readonly districts: readonly Omit<DistrictRow, 'parties' | 'municipality'>[];
}

export interface PlaceParty extends Omit<PartyResult, 'partikod'> {
  /** Its votes against last time in the districts that the own party is compared in; `null`: it cannot be compared. */
  readonly likeForLike: LikeForLike | null;
  /** Stood for the first time: on record are no votes of it here last time. */
  readonly isNew: boolean;
}

export interface PlaceName {
  /** Municipality, four digits. */
  readonly code: string;
  readonly name: string;
  /** The contest of its own council; `null`: the plan does not follow it. */
  readonly council: string | null;
}

export interface PlaceResults extends PlaceName {
  /** In the order Riksdag, region, council; only those of the plan. */
  readonly elections: readonly PlaceElection[];
}

/** All municipalities beside each other. */
export interface CountyResults {
  readonly places: readonly (PlaceName & { readonly elections: readonly AreaResult[] })[];
  /** All of them added up, one for each type of election; for councils that is no contest of its own. */
  readonly totals: readonly AreaResult[];
}

/** Every municipality of the plan, in the order of the councils, then as the other contests list them. */
export function placeNames(known: Known, plan: Plan): readonly PlaceName[] {
  const councils = new Map(
    plan.contests.flatMap((contest) => {
      const [only, ...more] = contest.municipalities;
      return contest.type === 'KF' && only !== undefined && more.length === 0 ? [[only, contest]] : [];
    }) as [MunicipalityCode, ContestPlan][],
  );
  const names = new Map<string, string>(
    [...known.municipalities.values()].map(({ municipality, name }) => [municipality, name]),
  );
  const codes = new Set([...councils.keys(), ...plan.contests.flatMap((contest) => contest.municipalities)]);
  return [...codes].map((code) => {
    const council = councils.get(code);
    return { code, name: council?.area.name ?? names.get(code) ?? code, council: council?.id ?? null };
  });
}

/** Every municipality with its elections, parties and districts. */
export function placeResults(known: Known, plan: Plan): readonly PlaceResults[] {
  const places = placesOf(known, plan);
  return placeNames(known, plan).map((name) => ({
    ...name,
    elections: electionsOf(name.code, places, plan).map(({ contest, place }) =>
      placeElection(contest, place, plan),
    ),
  }));
}

/** The same in short, beside each other, with the sums. */
export function countyResults(known: Known, plan: Plan): CountyResults {
  const places = placesOf(known, plan);
  const own = plan.party.code;
  return {
    places: placeNames(known, plan).map((name) => ({
      ...name,
      elections: electionsOf(name.code, places, plan).map(({ contest, place }) =>
        areaResult([contest], [place], own),
      ),
    })),
    totals: ELECTION_TYPES.flatMap((type) => {
      const contests = plan.contests.filter((contest) => contest.type === type);
      const parts = contests.flatMap((contest) => placesOfContest(places, contest));
      return parts.length > 0 ? [areaResult(contests, parts, own)] : [];
    }),
  };
}

function electionsOf(code: string, places: ReadonlyMap<string, Place>, plan: Plan) {
  return ELECTION_TYPES.flatMap((type: ElectionType) => {
    const place = places.get(placeKey(type, code));
    const contest = plan.contests.find(
      (each) => each.type === type && each.municipalities.some((municipality) => municipality === code),
    );
    return place && contest ? [{ place, contest }] : [];
  });
}

function areaResult(
  contests: readonly ContestPlan[],
  places: readonly Place[],
  own: PartyCode,
  sums: Tally = tally(places),
): AreaResult {
  const comparisons = places.map((place) => comparePlace(place, own));
  const votes = sums.votes.get(own) ?? 0;
  return {
    type: contests[0]?.type ?? 'KF',
    contests: contests.map(({ id }) => id),
    stage: sums.stage,
    counted: sums.counted,
    valid: sums.valid,
    cast: sums.stage === 'none' ? null : sums.cast,
    other: sums.other,
    own: { votes, share: sums.valid > 0 ? votes / sums.valid : null },
    likeForLike: likeForLike(comparisons),
    leftOut: comparisons.flatMap(({ leftOut }) => leftOut),
    baseline: lastTime(places),
    asOf: sums.asOf,
  };
}

function lastTime(places: readonly Place[]): AreaResult['baseline'] {
  const parts = places.flatMap(({ baseline }) => baseline ?? []);
  const votes = sum(parts, ({ ordinary, collection }) => ordinary.own + collection.own);
  const valid = sum(parts, ({ ordinary, collection }) => ordinary.valid + collection.valid);
  return parts.length === places.length && valid > 0 ? { votes, valid, share: votes / valid } : null;
}

function placeElection(contest: ContestPlan, place: Place, plan: Plan): PlaceElection {
  const own = plan.party.code;
  const sums = tally([place]);
  const area = areaResult([contest], [place], own, sums);
  const council = contest.type === 'KF';
  return {
    ...area,
    parties: [...sums.parties, ...goneParties(place, sums)].map(({ partikod: _of, ...party }) => ({
      ...party,
      ...(party.code === own
        ? { likeForLike: area.likeForLike, isNew: isNewParty(place, own) }
        : comparedParty(place, party.code as PartyCode, area.likeForLike)),
    })),
    seats: council ? contestSeats(contest, [place], plan.electionDate) : null,
    seatsBefore: (council && place.baseline?.seats) || null,
    districts: districtsOf(place, own).map(({ parties: _parties, municipality: _code, ...row }) => row),
  };
}

/** Parties that held seats last time and have no row in the counted districts: they got no votes told apart there. */
function goneParties(place: Place, { valid, votes, stage }: Tally): readonly PartyResult[] {
  if (stage === 'none') return [];
  const held = place.baseline?.seats?.parties ?? [];
  return held
    .filter(([code]) => !votes.has(code))
    .map(([code]) => ({
      code,
      partikod: null,
      name: code,
      colour: null,
      votes: 0,
      share: valid > 0 ? 0 : null,
    }));
}

/** A party like for like, on the very ground that the own party is compared on. */
function comparedParty(
  place: Place,
  code: PartyCode,
  own: LikeForLike | null,
): Pick<PlaceParty, 'likeForLike' | 'isNew'> {
  if (isNewParty(place, code)) return { likeForLike: null, isNew: true };
  const found = likeForLike([comparePlace(seenBy(place, code), code)]);
  const same = found && own && found.valid === own.valid && found.validBefore === own.validBefore;
  return { likeForLike: same ? found : null, isNew: false };
}

/**
 * No votes last time, by the record and by the feed's own previous figures; without either, or where the record lumps
 * small parties together, nobody can say.
 */
function isNewParty({ ordinary, collection, baseline }: Place, code: PartyCode): boolean {
  const previous = [...ordinary, ...collection].filter(isCounted).flatMap((report) => report.previous ?? []);
  const record = baseline?.parties ?? null;
  if (record?.lumped || (!record && previous.length === 0)) return false;
  const stood = (parties: PlaceVotes) => votesOf(parties, code) > 0;
  return !(
    previous.some(({ parties }) => stood(parties)) ||
    (record && (stood(record.collection) || [...record.districts.values()].some(stood)))
  );
}

type PlaceVotes = NonNullable<PlaceBaseline['parties']>['collection'];
