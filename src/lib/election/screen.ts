/** The big screen's direction, as the operator last set it: the same for every screen of a night. */
import type { Entry } from './entry.ts';
import { fault, type EntryFault } from './entry-fault.ts';
import { fail, ok, type Result } from './parse/error.ts';
import type { ContestPlan, Plan } from './plan.ts';

export interface ScreenState {
  /** Only this scene; `null`: the turn. */
  readonly pin: string | null;
  readonly paused: boolean;
  /** Counts up with each skip. */
  readonly step: number;
  readonly secondsPerScene: number;
  /** Goals that the screen does not show. */
  readonly hidden: readonly string[];
  /** A line of text on every scene; empty for none. */
  readonly line: string;
}

export const USUAL_SCREEN: ScreenState = {
  pin: null,
  paused: false,
  step: 0,
  secondsPerScene: 12,
  hidden: [],
  line: '',
};

/** Its one key among the entries. */
export const SCREEN_KEY = 'screen';

/** What the operator changes; what is left out stays. */
export interface ScreenChange {
  readonly pin?: string | null;
  readonly paused?: boolean;
  readonly skip?: boolean;
  readonly secondsPerScene?: number;
  readonly hidden?: readonly string[];
  readonly line?: string;
}

const [QUICKEST, SLOWEST] = [4, 300];
const LONGEST_LINE = 140;

/** Scenes of the whole night; `lopp-RD-23` and `natten-RD-23` are about a contest, `kommun-2326` about a council. */
const NIGHT_SCENES: readonly string[] = ['mal', 'kommuner', 'karta', 'senast', 'mandat', 'besked'];

interface NamedContest extends Pick<ContestPlan, 'type' | 'area'> {
  readonly id: string;
}

/** A scene that a night with these contests can have. */
export function isScene(id: string, { contests }: { readonly contests: readonly NamedContest[] }): boolean {
  const [, about, of] = /^(lopp|natten|kommun)-(.+)$/.exec(id) ?? [];
  if (of === undefined) return NIGHT_SCENES.includes(id);
  return contests.some(({ id: contest, type, area }) =>
    about === 'kommun' ? type === 'KF' && area.code === of : contest === of,
  );
}

/** The entry that a change makes, or every fault in it. */
export function screenEntries(
  change: ScreenChange,
  before: ScreenState,
  plan: Plan,
): Result<readonly Entry[], readonly EntryFault[]> {
  const { skip, ...said } = change;
  const after: ScreenState = {
    ...before,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    step: before.step + (skip ? 1 : 0),
  };
  const goals = new Set(plan.goals.map(({ id }) => id));
  const faults = [
    ...(after.pin !== null && !isScene(after.pin, plan) ? [fault('pin', 'unknownScene', after.pin)] : []),
    ...(after.secondsPerScene < QUICKEST || after.secondsPerScene > SLOWEST
      ? [fault('secondsPerScene', 'outOfRange', String(after.secondsPerScene))]
      : []),
    ...after.hidden.filter((id) => !goals.has(id)).map((id) => fault('hidden', 'unknownTarget', id)),
    ...(after.line.length > LONGEST_LINE ? [fault('line', 'tooLong', String(after.line.length))] : []),
  ];
  return faults.length > 0 ? fail(faults) : ok([{ kind: 'screen', key: SCREEN_KEY, value: after }]);
}
