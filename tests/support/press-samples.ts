/** Small snapshots for tests of the press texts, made of integers that a reader can check in the head. */
import type {
  Contest,
  LikeForLike,
  Needed,
  NightInfo,
  Projection,
  Seats,
  Snapshot,
  Target,
} from '../../src/lib/election/snapshot-shape.ts';
import { USUAL_SCREEN } from '../../src/lib/election/screen.ts';
import { figuresOf } from '../../src/lib/press/figures.ts';
import type { Figure } from '../../src/lib/press/figure.ts';

export const PARTY = { code: 'S', name: 'Socialdemokraterna', colour: '#e8112d' };
export const NIGHT: NightInfo = {
  id: 'live-2018-09-09',
  electionDate: '2018-09-09',
  mode: 'live',
  label: '',
  remarks: [],
  baselineDate: '2014-09-14',
};

export const at = (time: string): string => `2018-09-${time}:00+02:00`;

const NAMES: Readonly<Record<string, string>> = {
  S: PARTY.name,
  C: 'Centerpartiet',
  M: 'Moderaterna',
  KD: 'Kristdemokraterna',
};

/** Districts counted, of how many; collection districts counted, of how many. */
export type CountedSketch = readonly [number, number, number?, number?];

export interface ContestSketch {
  readonly id?: 'KF-2326' | 'RD-23' | 'RF-23';
  readonly stage?: Contest['stage'];
  readonly counted?: CountedSketch;
  readonly asOf?: string | null;
  /** Votes by label, the programme's party among them. */
  readonly votes?: Readonly<Record<string, number>>;
  readonly other?: number;
  readonly cast?: number;
  readonly eligible?: number;
  /** [own, valid] now and before, and how many districts and collection districts. */
  readonly compared?: readonly [readonly [number, number], readonly [number, number], number, number?];
  readonly baseline?: readonly [number, number];
  readonly seats?: Seats | null;
  readonly projection?: Contest['projection'];
  readonly heldBack?: number;
  readonly leftOut?: readonly string[];
  readonly oral?: Contest['oral'];
}

const AREAS = {
  'KF-2326': ['KF', '2326', 'Berg'],
  'RD-23': ['RD', '23', 'Jämtlands län'],
  'RF-23': ['RF', '23', 'Region Jämtland Härjedalen'],
} as const;

export function contest(sketch: ContestSketch): Contest {
  const { id = 'KF-2326', stage = 'night', votes = { S: 812 }, other = 0 } = sketch;
  const [type, code, name] = AREAS[id];
  const valid = Object.values(votes).reduce((sum, each) => sum + each, 0) + other;
  return {
    ...NOTHING_ELSE,
    ...ofSketch(sketch),
    id,
    type,
    area: { code, name },
    stage,
    counted: countedOf(sketch, type === 'KF' ? 1 : 8),
    valid,
    other,
    parties: Object.entries(votes)
      .map(([label, count]) => ({
        code: label,
        partikod: null,
        name: NAMES[label] ?? label,
        colour: null,
        votes: count,
        share: valid > 0 ? count / valid : null,
      }))
      .sort((a, b) => b.votes - a.votes),
    own: { votes: votes.S ?? 0, share: valid > 0 ? (votes.S ?? 0) / valid : null },
    baseline: sketch.baseline ? baselineOf(sketch.baseline) : null,
    likeForLike: sketch.compared ? likeForLike(sketch.compared) : null,
    leftOut: (sketch.leftOut ?? []).map((district) => ({ district, reason: 'noPreviousFigures' })),
    asOf: sketch.asOf === undefined ? at('09T22:41') : sketch.asOf,
  };
}

const NOTHING_ELSE = {
  cast: null,
  seats: null,
  oral: null,
  heldBack: 0,
  projection: { unavailable: 'tooFew' },
  partyProjections: [],
  needed: null,
  seatsOf: null,
} as const;

/** What a sketch says as a contest does. */
const ofSketch = ({ cast, seats, oral, heldBack, projection }: ContestSketch): Partial<Contest> =>
  Object.fromEntries(
    Object.entries({ cast, seats, oral, heldBack, projection }).filter(([, value]) => value !== undefined),
  );

const countedOf = (
  { counted = [3, 5], eligible }: ContestSketch,
  collections: number,
): Contest['counted'] => {
  const [districts, of, collection = 0, collectionOf = collections] = counted;
  return { districts, of, collection, collectionOf, eligible: eligible ?? null, eligibleOf: null };
};

const baselineOf = ([votes, valid]: readonly [number, number]): Contest['baseline'] => ({
  electionDate: NIGHT.baselineDate,
  votes,
  valid,
  share: votes / valid,
});

function likeForLike([now, before, districts, collection = 0]: NonNullable<
  ContestSketch['compared']
>): LikeForLike {
  return {
    districts,
    collection,
    own: now[0],
    valid: now[1],
    share: now[0] / now[1],
    ownBefore: before[0],
    validBefore: before[1],
    shareBefore: before[0] / before[1],
    change: (now[0] * before[1] - before[0] * now[1]) / (now[1] * before[1]),
  };
}

export const need = (needed: Partial<Needed>): Needed => ({
  shareOfRest: null,
  votesOfRest: 0,
  restVotes: null,
  restBy: 'expected',
  restShareBefore: null,
  settled: null,
  ...needed,
});

export const target = (sketch: Partial<Target> & Pick<Target, 'id' | 'kind' | 'label'>): Target => ({
  contest: null,
  goal: null,
  unit: null,
  value: null,
  gap: null,
  state: 'tooEarly',
  final: false,
  since: null,
  source: 'rad 1',
  needed: null,
  decision: null,
  governing: null,
  counted: null,
  ...sketch,
});

export const projected = (projection: Partial<Projection>): Projection => ({
  share: 0.4,
  band80: [0.39, 0.41],
  band95: [0.38, 0.42],
  votes: 2000,
  votes95: [1900, 2100],
  nightShare: 0.4,
  districts: 3,
  change: 0.01,
  restValid: 1000,
  collectionOut: true,
  onlyRecount: false,
  parameters: { from: 'tidigare val', widening: 1 },
  ...projection,
});

export const snapshot = (
  contests: readonly Contest[],
  targets: readonly Target[] = [],
  night: Partial<NightInfo> = {},
): Snapshot => ({
  revision: 147,
  asOf: contests[0]?.asOf ?? null,
  night: { ...NIGHT, ...night },
  feed: { state: 'live', source: 'test', checkedAt: null, changedAt: null, publishedAt: null },
  programme: {
    id: 'prov',
    title: 'Prov',
    party: PARTY,
    area: 'Jämtlands län',
    comparisonOnly: false,
    map: null,
  },
  contests,
  screen: USUAL_SCREEN,
  findings: [],
  targets,
});

/** One figure of a snapshot. */
export function figureIn(shown: Snapshot, id: string): Figure {
  const figure = figuresOf(shown).find((each) => each.id === id);
  if (!figure) throw new Error(`${id} is not offered`);
  return figure;
}
