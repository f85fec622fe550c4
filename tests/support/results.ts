/** Small results for tests of the core: a municipality with a few districts, as the reader would give them. */
import { noEntries } from '../../src/lib/election/entry.ts';
import type {
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  MunicipalityResult,
  PartyCode,
  PartyVotes,
  Report,
} from '../../src/lib/election/model.ts';
import { contestId } from '../../src/lib/election/model.ts';
import type { Known } from '../../src/lib/election/known.ts';
import { municipalityKey } from '../../src/lib/election/known.ts';
import { reportKey } from '../../src/lib/election/model.ts';
import type { Goal, PlaceBaseline, Plan } from '../../src/lib/election/plan.ts';
import { placeKey } from '../../src/lib/election/plan.ts';

export const PLACE = '9901' as MunicipalityCode;
export const OWN = 'A' as PartyCode;
export const CONTEST = contestId('KF', PLACE);

export interface Sketch {
  readonly code: string;
  readonly eligible?: number;
  /** Own votes and other valid votes; absent: not counted. */
  readonly now?: readonly [own: number, others: number];
  readonly before?: readonly [own: number, others: number];
  readonly boundary?: Report['boundary'];
  readonly invalid?: number;
  readonly at?: string;
  readonly constituency?: string;
}

const AT = '2030-09-08T21:00:00+02:00';
const rows = ([own, others]: readonly [number, number]): readonly PartyVotes[] => [
  [OWN, own],
  ['B' as PartyCode, others],
];

export function report(sketch: Sketch, type: ElectionType = 'KF', count: Report['count'] = 'night'): Report {
  const { now, before, invalid = 0 } = sketch;
  const collection = sketch.code.length === 6;
  return {
    type,
    count,
    municipality: PLACE,
    constituency: sketch.constituency ?? `${PLACE}00`,
    district: sketch.code as DistrictCode,
    kind: collection ? 'collection' : 'ordinary',
    name: `Distrikt ${sketch.code}`,
    boundary: sketch.boundary ?? 'same',
    eligible: collection ? null : (sketch.eligible ?? 1000),
    reportedAt: now ? (sketch.at ?? AT) : null,
    votes: now
      ? { valid: now[0] + now[1], parties: rows(now), other: 0, invalid, cast: now[0] + now[1] + invalid }
      : null,
    previous:
      now && before
        ? { valid: before[0] + before[1], parties: rows(before), cast: null, eligible: null }
        : null,
  };
}

export function result(
  sketches: readonly Sketch[],
  options: {
    readonly type?: ElectionType;
    readonly count?: Report['count'];
    readonly publishedAt?: string;
  } = {},
): MunicipalityResult {
  const { type = 'KF', count = 'night', publishedAt = AT } = options;
  return {
    kind: 'municipality',
    type,
    count,
    electionDate: '2030-09-08',
    previousDate: '2026-09-13',
    publishedAt,
    municipality: PLACE,
    name: 'Provkommun',
    parties: [{ code: OWN, name: 'Alfa', colour: '#aa0000' }],
    reports: sketches.map((sketch) => report(sketch, type, count)),
    seats: [],
    stated: [],
  };
}

export function knownOf(...results: readonly MunicipalityResult[]): Known {
  return {
    revision: 1,
    reports: new Map(results.flatMap(({ reports }) => reports.map((one) => [reportKey(one), one]))),
    municipalities: new Map(results.map((one) => [municipalityKey(one), one])),
    entries: noEntries,
  };
}

/** Last time's districts as [own, others] by code; collection under `collection`. */
export function baseline(
  districts: Record<string, readonly [number, number]>,
  collection: readonly [number, number] = [0, 0],
  predecessors: Record<string, readonly string[]> = {},
): PlaceBaseline {
  const pair = ([own, others]: readonly [number, number]) => ({ own, valid: own + others });
  const all = Object.values(districts).map(pair);
  return {
    ordinary: {
      own: all.reduce((sum, { own }) => sum + own, 0),
      valid: all.reduce((sum, { valid }) => sum + valid, 0),
    },
    collection: pair(collection),
    districts: new Map(Object.entries(districts).map(([code, votes]) => [code as DistrictCode, pair(votes)])),
    predecessors: new Map(
      Object.entries(predecessors).map(([code, codes]) => [code as DistrictCode, codes as DistrictCode[]]),
    ),
    eligible: null,
    parties: null,
  };
}

export function plan(last: PlaceBaseline | null, goals: readonly Goal[] = SHARE_AND_VOTES): Plan {
  return {
    id: 'prov',
    title: 'Prov',
    area: 'Provlandet',
    party: { code: OWN, name: 'Alfa', colour: '#aa0000' },
    electionDate: '2030-09-08',
    baselineDate: '2026-09-13',
    judgedOn: null,
    comparisonOnly: false,
    map: null,
    contests: [
      {
        id: CONTEST,
        type: 'KF',
        area: { code: PLACE, name: 'Provkommun' },
        municipalities: [PLACE],
        seats: null,
      },
    ],
    goals,
    governing: [],
    projection: null,
    baselines: new Map(last ? [[placeKey('KF', PLACE), last]] : []),
  };
}

const goal = { contest: CONTEST, label: 'mål', source: 'rad 1' };
export const SHARE_AND_VOTES: readonly Goal[] = [
  { ...goal, id: 'share', kind: 'share', rule: { above: 'baseline' } },
  { ...goal, id: 'votes', kind: 'votes', rule: { plus: 50 } },
];
