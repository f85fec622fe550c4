/** The big screen's scenes: what there is to show of a night, each with an address of its own. */
import type { Contest, Snapshot } from '../election/snapshot-shape.ts';

export type SceneKind =
  'goals' | 'race' | 'councils' | 'council' | 'night' | 'arrivals' | 'seats' | 'when' | 'map';

export interface Scene {
  /** Its address below `/storbild/`: `mal`, `lopp-RD-23`, `natten-RD-23`, `kommun-2326`. */
  readonly id: string;
  readonly kind: SceneKind;
  /** The contest that it is about, for races, their nights and councils. */
  readonly contest: string | null;
  /** Shown in turn; the others only when something happens there, or by their address. */
  readonly rotates: boolean;
}

const scene = (id: string, kind: SceneKind, rotates = true): Scene => ({ id, kind, contest: null, rotates });

/** The scene of all goals. */
export const GOALS = 'mal';
export const raceId = (contest: Pick<Contest, 'id'>): string => `lopp-${contest.id}`;
export const nightId = (contest: Pick<Contest, 'id'>): string => `natten-${contest.id}`;
export const councilId = (contest: Pick<Contest, 'area'>): string => `kommun-${contest.area.code}`;

/** All scenes of a night, in the order in which they are shown. */
export function scenesOf({ contests, targets, programme, screen }: Snapshot): readonly Scene[] {
  const councils = contests.filter(({ type }) => type === 'KF');
  const races = contests.filter(({ type }) => type !== 'KF');
  // With every goal hidden their scenes keep their addresses, and leave the turn.
  const shown = targets.filter(({ id }) => !screen.hidden.includes(id));
  const hasGoals = targets.length > 0 || screen.hidden.length > 0;
  const open = shown.some(({ final, kind }) => !final && (kind === 'share' || kind === 'votes'));
  const seated = contests.some(({ seats }) => seats !== null);
  return [
    ...(hasGoals ? [scene(GOALS, 'goals', shown.length > 0)] : []),
    ...races.map((contest) => ({ ...scene(raceId(contest), 'race'), contest: contest.id })),
    ...(councils.length > 0 ? [scene('kommuner', 'councils')] : []),
    ...races.map((contest) => ({
      ...scene(nightId(contest), 'night', hasCurve(contest)),
      contest: contest.id,
    })),
    ...(programme.map ? [scene('karta', 'map')] : []),
    scene('senast', 'arrivals'),
    scene('mandat', 'seats', seated),
    ...(hasGoals ? [scene('besked', 'when', open)] : []),
    ...councils.map((contest) => ({ ...scene(councilId(contest), 'council', false), contest: contest.id })),
  ];
}

/** From when it can be said where the count points; after the night its curve stands. */
const hasCurve = ({ projection, stage }: Contest): boolean =>
  'share' in projection || stage === 'wednesday' || stage === 'final';

/** The scene about a contest: a council's own, a larger area's race; `null`: the night has no such contest. */
export function sceneOfContest({ contests }: Snapshot, id: string | null): string | null {
  const contest = contests.find((candidate) => candidate.id === id);
  if (!contest) return null;
  return contest.type === 'KF' ? councilId(contest) : raceId(contest);
}
