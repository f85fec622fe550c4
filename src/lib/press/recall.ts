/**
 * Whether what was copied still holds. A count that goes on is no fault of a copy; a correction of a district that was
 * in it, or a new stage of the count, is: then whoever sent it must hear at once.
 */
import type { CorrectionEvent, StoredEvent } from '../election/event.ts';
import { bareValue } from './bare.ts';
import type { Compared, Figure } from './figure.ts';
import { sentence, type Decimals } from './sentence.ts';
import type { Length } from './templates.ts';

/** One copy, as it is remembered where it was made. JSON-safe. */
export interface Remembered {
  readonly figure: Figure;
  /** How it was told; `bare`: the value alone, a row or a picture. */
  readonly length: Length | 'bare';
  readonly decimals: Decimals;
  readonly night: string;
  readonly revision: number;
  /** The newest event that the page knew of. */
  readonly lastEvent: number;
  /** On the night's clock. */
  readonly copiedAt: string;
}

export type Recall =
  | { readonly outcome: 'holds' }
  /** More is counted; what was copied was right when it was copied. */
  | { readonly outcome: 'grown'; readonly then: string; readonly now: string }
  /** The count has come to another stage, and the figure is another. */
  | { readonly outcome: 'stage'; readonly then: string; readonly now: string }
  /** What was copied had districts in it that have been corrected; `places` are their names. */
  | {
      readonly outcome: 'corrected';
      readonly then: string;
      readonly now: string;
      readonly places: readonly string[];
      /** When the newest of the corrections came, on the night's clock; `null`: no district was corrected. */
      readonly at: string | null;
    }
  /** There is no such figure any more. */
  | { readonly outcome: 'gone'; readonly then: string };

/** A copy against the figure as it is now (`null`: there is none), and all events since `lastEvent`, in any order. */
export function recall(copied: Remembered, now: Figure | null, since: readonly StoredEvent[]): Recall {
  const then = bareValue(copied.figure, copied.decimals);
  if (!now) return { outcome: 'gone', then };
  const present = bareValue(now, copied.decimals);
  const corrections = correctionsOf(copied, since);
  if (corrections.length > 0 && isUntrue(copied, now, corrections, since)) {
    return { outcome: 'corrected', then, now: present, ...toldOf(corrections) };
  }
  if (told(copied.figure, copied) === told(now, copied)) return { outcome: 'holds' };
  if (isRestated(copied.figure, now)) {
    return { outcome: 'corrected', then, now: present, places: [], at: null };
  }
  return { outcome: stageOf(copied.figure) === stageOf(now) ? 'grown' : 'stage', then, now: present };
}

interface StoredCorrection extends StoredEvent {
  readonly event: CorrectionEvent;
}

const isCorrection = (stored: StoredEvent): stored is StoredCorrection => stored.event.kind === 'correction';

/** Corrections of districts that were in the copied figure: those that were not reported for the first time since. */
function correctionsOf({ figure, lastEvent }: Remembered, since: readonly StoredEvent[]): StoredCorrection[] {
  const later = since.filter(({ id }) => id > lastEvent);
  const arrived = new Set(
    later.flatMap(({ event }) =>
      event.kind === 'report' && event.contest === figure.contest ? [event.district] : [],
    ),
  );
  return later
    .filter(isCorrection)
    .filter(({ event }) => event.contest === figure.contest && !arrived.has(event.district))
    .filter(({ event }) => figure.kind !== 'district' || event.district === figure.district)
    .toSorted((a, b) => a.id - b.id);
}

const toldOf = (corrections: readonly StoredCorrection[]) => ({
  places: [...new Set(corrections.map(({ event }) => event.districtName))],
  at: corrections.at(-1)?.at ?? null,
});

/** What was copied reads otherwise with the corrections in it, or has turned together with one. */
function isUntrue(
  copied: Remembered,
  now: Figure,
  corrections: readonly StoredCorrection[],
  since: readonly StoredEvent[],
): boolean {
  const { figure } = copied;
  if (told(withCorrections(figure, corrections), copied) !== told(figure, copied)) return true;
  const turned = told(figure, copied) !== told(now, copied);
  const revisions = new Set(corrections.map(({ revision }) => revision));
  return (
    turned &&
    since.some(
      ({ event, revision }) =>
        (event.kind === 'target' &&
          figure.kind === 'goal' &&
          event.target === figure.target.id &&
          event.because !== undefined) ||
        (event.kind === 'seats' &&
          (figure.kind === 'seats' || figure.kind === 'majority') &&
          event.contest === figure.contest &&
          revisions.has(revision)),
    )
  );
}

/** The figure as it was told: its sentence, or its value alone. */
const told = (figure: Figure, { length, decimals }: Remembered): string =>
  (length === 'bare' ? null : sentence(figure, length, decimals)) ?? bareValue(figure, decimals);

const stageOf = (figure: Figure): string => (figure.kind === 'count' ? 'count' : figure.ground.stage);

/** Facts and hand counts are not counted on: another value, or a lower one, is a correction by the desk. */
function isRestated(copied: Figure, now: Figure): boolean {
  if (copied.kind === 'count' && now.kind === 'count') return now.value < copied.value;
  return copied.kind === 'goal' && copied.target.kind === 'governing' && copied.ground.stage === stageOf(now);
}

/** The copied figure's integers with the corrections added; kinds that are not sums of votes stand as they are. */
function withCorrections(figure: Figure, corrections: readonly StoredCorrection[]): Figure {
  if (figure.kind === 'count') return figure;
  const by = (code: string) => sum(corrections.map(({ event }) => partyChange(event, code)));
  const own = by(figure.party.code);
  const valid = sum(
    corrections.map(({ event }) => (event.after ? event.after.valid : 0) - event.before.valid),
  );
  switch (figure.kind) {
    case 'share':
    case 'goal':
      return {
        ...figure,
        votes: figure.votes + own,
        valid: figure.valid + valid,
        compared: changed(figure.compared, own, valid),
      };
    case 'votes':
      return { ...figure, votes: figure.votes + own, compared: changed(figure.compared, own, valid) };
    case 'change':
      return { ...figure, compared: changed(figure.compared, own, valid) };
    case 'district':
      return { ...figure, votes: figure.votes + own, valid: figure.valid + valid };
    case 'rank': {
      const { nearest } = figure;
      const votes = figure.votes + own;
      const other = nearest && { ...nearest, votes: nearest.votes + by(nearest.code) };
      const moved =
        other && nearest ? Math.sign(other.votes - votes) - Math.sign(nearest.votes - figure.votes) : 0;
      return {
        ...figure,
        votes,
        valid: figure.valid + valid,
        nearest: other,
        place: figure.place + Math.sign(moved),
      };
    }
    default:
      return figure;
  }
}

/** A corrected district is taken to be among the compared ones: nearly all are, and a false alarm is the lesser fault. */
const changed = <T extends Compared | null>(compared: T, own: number, valid: number): T =>
  compared && { ...compared, own: compared.own + own, valid: compared.valid + valid };

const partyChange = ({ changes }: CorrectionEvent, code: string): number =>
  sum(changes.filter(([party]) => party === code).map(([, by]) => by));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
