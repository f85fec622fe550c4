/** Past elections as trials: pairs of national tables, and the region's own final archive. */
import { ELECTION_TYPES, type ElectionType, type PartyCode, type Report } from '../lib/election/model.ts';
import { placeKey, type OwnAndValid, type PlaceBaseline, type Plan } from '../lib/election/plan.ts';
import type { ProjectionParameters } from '../lib/election/projection/parameters.ts';
import { isCounted, sum, votesOf } from '../lib/election/tally.ts';
import { pastPlace, trialOf, type PastPlace, type Trial } from './trial.ts';

const key = ({ type, municipality }: Pick<Report, 'type' | 'municipality'>): string =>
  placeKey(type, municipality);

function byPlace(reports: readonly Report[]): ReadonlyMap<string, readonly Report[]> {
  const found = new Map<string, Report[]>();
  for (const report of reports) {
    const list = found.get(key(report));
    if (list) list.push(report);
    else found.set(key(report), [report]);
  }
  return found;
}

/** Every municipality of an election, beside the election before it. */
export function placesOfPair(
  now: readonly Report[],
  before: readonly Report[],
  party: PartyCode,
): ReadonlyMap<string, PastPlace> {
  const earlier = byPlace(before);
  return new Map(
    [...byPlace(now)].map(([place, reports]) => {
      const old = earlier.get(place);
      return [place, pastPlace(reports, old ? baselineOf(reports, old, party) : null)];
    }),
  );
}

/**
 * Every municipality of an election whose table of the election before is not at hand, where each district has its
 * own previous figures: last time is then their sum.
 */
export function placesOfSingle(now: readonly Report[], party: PartyCode): ReadonlyMap<string, PastPlace> {
  const whole = [...byPlace(now).values()].filter((reports) => reports.every(({ previous }) => previous));
  const then = whole.flat().map(({ previous, ...report }): Report => ({
    ...report,
    previous: null,
    eligible: null,
    votes: previous && { ...previous, other: 0, invalid: 0, cast: previous.valid },
  }));
  return placesOfPair(whole.flat(), then, party);
}

/** Every municipality of an election, beside the baselines of a programme. */
export const placesOfPlan = (
  now: readonly Report[],
  { baselines }: Pick<Plan, 'baselines'>,
): ReadonlyMap<string, PastPlace> =>
  new Map(
    [...byPlace(now)].map(([place, reports]) => [place, pastPlace(reports, baselines.get(place) ?? null)]),
  );

/**
 * Last time's results: totals as they were then; districts by the codes of now, from the previous figures, since the
 * tables do not tell which districts a merged one is the sum of.
 */
function baselineOf(now: readonly Report[], then: readonly Report[], party: PartyCode): PlaceBaseline {
  const comparable = now.filter(({ kind, previous }) => kind === 'ordinary' && previous);
  const ordinary = then.filter(({ kind }) => kind === 'ordinary');
  return {
    ordinary: total(ordinary, party),
    collection: total(
      then.filter(({ kind }) => kind === 'collection'),
      party,
    ),
    districts: new Map(
      comparable.map(({ district, previous }) => [
        district,
        { own: votesOf(previous?.parties ?? [], party), valid: previous?.valid ?? 0 },
      ]),
    ),
    predecessors: new Map(
      comparable
        .filter(({ boundary }) => boundary === 'merged')
        .map(({ district }) => [district, [district]] as const),
    ),
    eligible: sum(ordinary, ({ eligible }) => eligible ?? 0),
    parties: null,
  };
}

function total(reports: readonly Report[], party: PartyCode): OwnAndValid {
  const counted = reports.filter(isCounted);
  return {
    own: sum(counted, ({ votes }) => votesOf(votes.parties, party)),
    valid: sum(counted, ({ votes }) => votes.valid),
  };
}

interface Setting {
  readonly party: PartyCode;
  readonly parameters: ProjectionParameters;
}

/** Each municipality by itself in each election, where the number of its ordinary districts is within bounds. */
export function municipalTrials(
  places: ReadonlyMap<string, PastPlace>,
  setting: Setting,
  [least, most]: readonly [number, number],
): readonly Trial[] {
  return [...places.values()]
    .filter(({ ordinary, baseline }) => baseline && ordinary.length >= least && ordinary.length <= most)
    .filter((place) => isConsistent(place))
    .map((place) => {
      const riksdag = place.type === 'RD' ? undefined : places.get(placeKey('RD', place.municipality));
      const assisting = riksdag?.baseline ? [riksdag] : [];
      return trialOf({ area: place.municipality, places: [place], riksdag: assisting, ...setting });
    });
}

/** The tables lack some places: no previous figures at all, or last time's do not hold what the districts had. */
const isConsistent = ({ ordinary, baseline }: PastPlace): boolean =>
  baseline !== null &&
  ordinary.some(({ counted }) => counted.previous) &&
  sum([...baseline.districts.values()], ({ valid }) => valid) <= baseline.ordinary.valid;

/** A county's whole area in the elections that are the county's. */
export const countyTrials = (
  places: ReadonlyMap<string, PastPlace>,
  setting: Setting,
  area: string,
): readonly Trial[] =>
  ELECTION_TYPES.filter((type) => type !== 'KF').map((type) => {
    const of = (wanted: ElectionType) =>
      [...places.values()].filter((place) => place.type === wanted && place.municipality.startsWith(area));
    return trialOf({ area, places: of(type), riksdag: type === 'RD' ? [] : of('RD'), ...setting });
  });
