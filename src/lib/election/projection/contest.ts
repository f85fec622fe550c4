import type { PartyCode } from '../model.ts';
import { placeKey, type ContestPlan, type PlaceBaseline, type PlaceParties, type Plan } from '../plan.ts';
import type { PartyProjection, Projection } from '../snapshot-shape.ts';
import { byDistricts, countsIn, placesOfContest, sum, votesOf, type Place } from '../tally.ts';
import { WIDENING, Z80, Z95 } from './parameters.ts';
import { projectedPlace, type HeldBack, type ProjectedPlace } from './place.ts';
import {
  projectContest,
  shareBand,
  votesBand,
  type ContestEstimate,
  type ContestPlaces,
  type NoProjection,
} from './projection.ts';

/** What estimates rest on: the places as they stand, and which counted districts a finding holds back. */
export interface ProjectionGround {
  readonly places: ReadonlyMap<string, Place>;
  readonly plan: Plan;
  readonly heldBack: HeldBack;
}

export const isEstimate = (found: ContestEstimate | NoProjection): found is ContestEstimate =>
  typeof found !== 'string';

/** The expected final result of a contest for one party; the Riksdag's swing in the same district assists. */
export function estimateContest(
  contest: ContestPlan,
  party: PartyCode,
  ground: ProjectionGround,
): ContestEstimate | NoProjection {
  const { projection } = ground.plan;
  if (!projection) return 'noParameters';
  return projectContest(laidOut(contest, party, ground), projection);
}

/** A contest's places as a party sees them. */
export function laidOut(contest: ContestPlan, party: PartyCode, ground: ProjectionGround): ContestPlaces {
  const { places, plan, heldBack } = ground;
  const seen = (place: Place) => (party === plan.party.code ? place : seenBy(place, party));
  const riksdagOf = (municipality: string): ProjectedPlace | null => {
    const place = contest.type === 'RD' ? undefined : places.get(placeKey('RD', municipality));
    return place ? projectedPlace(seen(byDistricts(place)), party, heldBack, null) : null;
  };
  const own = placesOfContest(places, contest);
  const counted = own.flatMap(countsIn);
  return {
    type: contest.type,
    places: own.map((place) => projectedPlace(seen(place), party, heldBack, riksdagOf(place.municipality))),
    official: {
      own: sum(counted, ({ votes }) => votesOf(votes.parties, party)),
      valid: sum(counted, ({ votes }) => votes.valid),
    },
  };
}

/** The same place with another party's votes of last time in the own party's stead. */
export function seenBy(place: Place, party: PartyCode): Place {
  const { baseline } = place;
  return { ...place, baseline: baseline && baselineOf(baseline, party) };
}

/** A plan's baselines never change, so each party's is laid out once. */
const laidOutBaselines = new WeakMap<PlaceBaseline, Map<PartyCode, PlaceBaseline | null>>();

function baselineOf(baseline: PlaceBaseline, party: PartyCode): PlaceBaseline | null {
  const known = laidOutBaselines.get(baseline) ?? new Map<PartyCode, PlaceBaseline | null>();
  laidOutBaselines.set(baseline, known);
  const found = known.get(party);
  if (found !== undefined) return found;
  const laid = partyBaseline(baseline, party);
  known.set(party, laid);
  return laid;
}

/** Whether last time's record tells of a party; small ones may stand in a lump, and then it says nothing of them. */
export const isTold = ({ districts, collection, lumped }: PlaceParties, party: PartyCode): boolean =>
  !lumped || [...districts.values(), collection].some((votes) => votes.some(([code]) => code === party));

function partyBaseline(baseline: PlaceBaseline, party: PartyCode): PlaceBaseline | null {
  const { parties } = baseline;
  if (!parties || !isTold(parties, party)) return null;
  const of = (code: Parameters<typeof parties.districts.get>[0]) =>
    votesOf(parties.districts.get(code) ?? [], party);
  const districts = new Map(
    [...baseline.districts].map(([code, { valid }]) => [code, { own: of(code), valid }]),
  );
  return {
    ...baseline,
    districts,
    ordinary: { own: sum([...districts.values()], ({ own }) => own), valid: baseline.ordinary.valid },
    collection: { own: votesOf(parties.collection, party), valid: baseline.collection.valid },
  };
}

/** An estimate as it is shown; without a band while too little is in. */
export function shownProjection(
  found: ContestEstimate | NoProjection,
  parameters: { readonly from: string } | null,
): Projection | { readonly unavailable: string } {
  if (!isEstimate(found) || !parameters) return { unavailable: isEstimate(found) ? 'noParameters' : found };
  if (!found.enough) return { unavailable: 'tooFew' };
  return {
    share: found.share,
    band80: shareBand(found, Z80),
    band95: shareBand(found, Z95),
    votes: Math.round(found.own),
    votes95: votesBand(found, Z95),
    nightShare: found.nightShare,
    districts: found.swing.districts,
    change: found.swing.share,
    restValid: Math.round(found.restValid + found.collectionValid),
    collectionOut: found.collectionValid > 0,
    onlyRecount: found.onlyRecount,
    parameters: { from: parameters.from, widening: WIDENING },
  };
}

/** Parties below this share of the votes counted are not projected one by one. */
const LEAST_SHARE = 0.01;

/**
 * Every larger party's expected share; one that did not stand last time keeps its counted share, and is marked new. Of
 * a party whose votes last time are not on record nothing is said.
 */
export function projectParties(
  contest: ContestPlan,
  parties: readonly { readonly code: string; readonly share: number | null }[],
  ground: ProjectionGround,
): readonly PartyProjection[] {
  return parties
    .filter(({ share }) => share !== null && share >= LEAST_SHARE)
    .flatMap(({ code, share }): readonly PartyProjection[] => {
      const stood = stoodBefore(contest, code as PartyCode, ground);
      if (stood === null) return [];
      if (stood) {
        const found = estimateContest(contest, code as PartyCode, ground);
        return isEstimate(found) && found.enough
          ? [{ code, share: found.share, band80: shareBand(found, Z80), isNew: false }]
          : [];
      }
      return share === null ? [] : [{ code, share, band80: null, isNew: true }];
    });
}

/** Whether a party had votes last time; `null`: the record of a place does not tell (but of the programme's own). */
function stoodBefore(contest: ContestPlan, party: PartyCode, { plan }: ProjectionGround): boolean | null {
  const records = contest.municipalities.map(
    (municipality) => plan.baselines.get(placeKey(contest.type, municipality))?.parties ?? null,
  );
  if (records.includes(null)) return party === plan.party.code ? true : null;
  const stood = records.some(
    (parties) => parties && [...parties.districts.values()].some((votes) => votesOf(votes, party) > 0),
  );
  return stood || !records.some((parties) => parties?.lumped) ? stood : null;
}
