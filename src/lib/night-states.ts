/** What was said of every goal of votes over the night: the register's own events, as rows of a picture. */
import type { StoredEvent, TargetEvent } from './election/event.ts';
import type { Target, TargetState } from './election/snapshot-shape.ts';
import { capitalise, eveningOf, formatNumberWord, formatWhen } from './format.ts';
import { STATE_WORDS } from './words.ts';

/** One state for a while; times are ISO 8601 with offset, `to` is where the next begins or the night ends. */
export interface StateSegment {
  readonly state: TargetState;
  readonly from: string;
  readonly to: string;
}

/** One event of a goal. */
export interface StateChange {
  readonly at: string;
  readonly label: string;
  /** `null`: nothing had been said, it was too early. */
  readonly from: TargetState | null;
  readonly to: TargetState;
  readonly final: boolean;
}

export interface StateRow {
  readonly target: string;
  readonly label: string;
  /** From the first report to the end of the night, without gaps. */
  readonly segments: readonly StateSegment[];
  /** The answer at the end of the night and since when; `null`: there was none. */
  readonly decided: StateSegment | null;
  /** After the night: Wednesday's count, the final one. Oldest first. */
  readonly later: readonly StateChange[];
  /** The final answer; `null` before it. */
  readonly final: TargetState | null;
  /** An answer that was given, then or later, and is not the final one; `false` also before the final one. */
  readonly wrong: boolean;
}

export interface NightStates {
  /** The first report. */
  readonly from: string;
  /** The last event of the night. */
  readonly to: string;
  /** Something has happened after the night. */
  readonly over: boolean;
  /** In the order of the goals. */
  readonly rows: readonly StateRow[];
  /** Oldest first. */
  readonly changes: readonly StateChange[];
}

/** From the election's evening (21.00) to 04.00. */
const NIGHT_ENDS_AFTER = 7 * 60 * 60 * 1000;

const isDecided = (state: TargetState): boolean => state === 'reached' || state === 'missed';

/**
 * The night of the goals of shares and votes, from events of any kind, oldest first. `null`: no district is reported,
 * or there are no such goals.
 */
export function nightStates(
  events: readonly StoredEvent[],
  targets: readonly Pick<Target, 'id' | 'kind' | 'label'>[],
  electionDate: string,
): NightStates | null {
  const shown = targets.filter(({ kind }) => kind === 'share' || kind === 'votes');
  const first = events.find(({ event }) => event.kind === 'report');
  if (!first || shown.length === 0) return null;
  const end = Date.parse(eveningOf(electionDate)) + NIGHT_ENDS_AFTER;
  const from = first.at;
  const to = events.findLast(({ at }) => Date.parse(at) <= end)?.at ?? from;
  const told = events.flatMap(({ at, event }) =>
    event.kind === 'target' && shown.some(({ id }) => id === event.target) ? [{ at, event }] : [],
  );
  return {
    from,
    to,
    over: events.some(({ at }) => Date.parse(at) > end),
    rows: shown.map(({ id, label }) => {
      const changes = told.filter(({ event }) => event.target === id).map(changeOf);
      return { target: id, label, ...rowOf(changes, from, to) };
    }),
    changes: told.map(changeOf),
  };
}

const changeOf = ({ at, event }: { readonly at: string; readonly event: TargetEvent }): StateChange => ({
  at,
  label: event.label,
  from: event.from,
  to: event.to,
  final: event.final,
});

function rowOf(
  changes: readonly StateChange[],
  from: string,
  to: string,
): Omit<StateRow, 'target' | 'label'> {
  const isLater = ({ at }: StateChange): boolean => Date.parse(at) > Date.parse(to);
  const segments = segmentsOf(
    changes.filter((change) => !isLater(change)),
    from,
    to,
  );
  const last = segments.at(-1);
  const newest = changes.at(-1);
  const final = newest?.final ? newest.to : null;
  return {
    segments,
    decided: last && isDecided(last.state) ? last : null,
    later: changes.filter(isLater),
    final,
    wrong: final !== null && changes.some((change) => isDecided(change.to) && change.to !== final),
  };
}

/** Too early until something is said; the same state said again goes on. */
function segmentsOf(changes: readonly StateChange[], from: string, to: string): readonly StateSegment[] {
  const starts: { readonly state: TargetState; readonly at: string }[] = [{ state: 'tooEarly', at: from }];
  for (const change of changes)
    if (change.to !== starts.at(-1)?.state) starts.push({ state: change.to, at: change.at });
  return starts.map(({ state, at }, index) => ({ state, from: at, to: starts[index + 1]?.at ?? to }));
}

/** `inte nått 21.32`, `avgjordes inte under natten`; while the night goes on `inte avgjort ännu`. */
export function nightAnswer({ decided }: StateRow, over: boolean, evening: string): string {
  if (decided) return `${STATE_WORDS[decided.state].toLowerCase()} ${formatWhen(decided.from, evening)}`;
  return over ? 'avgjordes inte under natten' : 'inte avgjort ännu';
}

/** The picture in one sentence; that no answer was wrong only once every answer is final. */
export function nightTitle({ rows, over }: NightStates): string {
  const decided = rows.filter((row) => row.decided !== null).length;
  const happened = over ? 'avgjordes under natten' : `är ${decided > 1 ? 'avgjorda' : 'avgjort'} hittills`;
  const sentence = `${countWords(decided, rows.length)} ${happened}`;
  if (!rows.every(({ final }) => final !== null)) return sentence;
  const wrong = rows.filter((row) => row.wrong).length;
  return `${sentence}, ${wrong === 0 ? 'inget' : formatNumberWord(wrong)} fel besked`;
}

/** `Tio av tolv mål`, `Alla tolv mål`, `Inget av tolv mål`. */
function countWords(count: number, of: number): string {
  const goals = `${formatNumberWord(of)} mål`;
  if (count === of && of > 1) return `Alla ${goals}`;
  return `${count === 0 ? 'Inget' : capitalise(formatNumberWord(count))} av ${goals}`;
}
