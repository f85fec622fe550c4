/**
 * Whether what was copied still holds. A count that goes on is no fault of a copy; a correction of a district that was
 * in it, or a new stage of the count, is: then whoever sent it must hear at once.
 */
import type { StoredEvent } from '../election/event.ts';
import { bareValue } from './bare.ts';
import { withCorrections } from './corrected.ts';
import type { Figure } from './figure.ts';
import { sentence, type Decimals } from './sentence.ts';
import { sinceCopy, type DistrictCorrection, type SinceCopy } from './since-copy.ts';
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

/** A district as people name it, and the code of its municipality. */
export interface CorrectedPlace {
  readonly district: string;
  readonly name: string;
  readonly municipality: string;
  readonly collection: boolean;
}

export type Recall =
  | { readonly outcome: 'holds' }
  /** More is counted; what was copied was right when it was copied. */
  | { readonly outcome: 'grown'; readonly then: string; readonly now: string }
  /** The count has come to another stage, in some municipality at least, and the figure is another. */
  | { readonly outcome: 'stage'; readonly then: string; readonly now: string }
  /** What was copied had districts in it that have been corrected, or is said to be otherwise by those who keep it. */
  | {
      readonly outcome: 'corrected';
      readonly then: string;
      readonly now: string;
      /** Names of the corrected districts; empty: none was, a fact or a figure by hand was. */
      readonly places: readonly string[];
      readonly corrected: readonly CorrectedPlace[];
      /** What the copy should have said, from the same districts as it had; `null`: not known. */
      readonly should: string | null;
      /** When the newest of the corrections came, on the night's clock; `null`: no district was corrected. */
      readonly at: string | null;
      /** More has been counted, too, so that `now` is not the correction's work alone. */
      readonly moved: boolean;
    }
  /** There is no such figure any more. */
  | { readonly outcome: 'gone'; readonly then: string };

/** A copy against the figure as it is now (`null`: there is none), and all events since `lastEvent`, in any order. */
export function recall(copied: Remembered, now: Figure | null, since: readonly StoredEvent[]): Recall {
  const then = bareValue(copied.figure, copied.decimals);
  if (!now) return { outcome: 'gone', then };
  const present = bareValue(now, copied.decimals);
  const later = sinceCopy(copied, since);
  const moved = hasMoved(copied.figure, now, later);
  const corrected = { outcome: 'corrected', then, now: present, moved, ...toldOf(copied, later) } as const;
  if (later.corrections.length > 0 && isUntrue(copied, now, later)) return corrected;
  if (told(copied.figure, copied) === told(now, copied)) return { outcome: 'holds' };
  if (stageOf(copied.figure) !== stageOf(now)) return { outcome: 'stage', then, now: present };
  if (isRestated(copied.figure, now, moved) && then !== present) return corrected;
  return { outcome: later.finals ? 'stage' : 'grown', then, now: present };
}

/** The figure as it was told: its sentence, or its value alone. */
const told = (figure: Figure, { length, decimals }: Remembered): string =>
  (length === 'bare' ? null : sentence(figure, length, decimals)) ?? bareValue(figure, decimals);

const stageOf = (figure: Figure): string => (figure.kind === 'count' ? 'count' : figure.ground.stage);

/** Something has been counted that the copy did not have. */
function hasMoved(copied: Figure, now: Figure, { arrived, finals }: SinceCopy): boolean {
  if (copied.kind === 'count' || now.kind === 'count') return false;
  if (copied.kind === 'district') return stageOf(copied) !== stageOf(now);
  const before = copied.ground.counted;
  const after = now.ground.counted;
  return (
    arrived ||
    finals ||
    stageOf(copied) !== stageOf(now) ||
    after.districts > before.districts ||
    after.collection > before.collection
  );
}

const placeOf = ({ district }: DistrictCorrection): CorrectedPlace => ({
  district: district.district,
  name: district.districtName,
  municipality: district.municipality,
  collection: district.districtKind === 'collection',
});

function toldOf(copied: Remembered, { corrections }: SinceCopy) {
  const corrected = corrections.map(placeOf);
  // A goal's answer is no sum, though the votes told beside it are.
  const reckoned = corrections.length > 0 && copied.figure.kind !== 'goal';
  const should = reckoned ? withCorrections(copied.figure, corrections) : null;
  return {
    corrected,
    places: [...new Set(corrected.map(({ name }) => name))],
    should: should && bareValue(should, copied.decimals),
    at:
      corrections
        .map(({ at }) => at)
        .toSorted(byTime)
        .at(-1) ?? null,
  };
}

const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

/** What was copied reads otherwise with the corrections in it, or has turned together with one. */
function isUntrue(copied: Remembered, now: Figure, { corrections, turned, seatsTurned }: SinceCopy): boolean {
  const { figure, decimals } = copied;
  const should = withCorrections(figure, corrections);
  if (should && told(should, copied) !== told(figure, copied)) return true;
  const differs = bareValue(figure, decimals) !== bareValue(now, decimals);
  switch (figure.kind) {
    case 'goal':
      return differs && turned.has(figure.target.id);
    case 'seats':
    case 'majority':
      return differs && seatsTurned;
    default:
      // Not a sum of the votes that a correction tells: then what it reads now must do.
      return !should && told(figure, copied) !== told(now, copied);
  }
}

/**
 * Said otherwise although nothing more was counted: a fact, a hand count that fell, seats that were allotted otherwise.
 * So is an answer about a goal that has been taken back, whatever made it: it was sent as an answer.
 */
function isRestated(copied: Figure, now: Figure, moved: boolean): boolean {
  if (copied.kind === 'count') return now.kind === 'count' && now.value < copied.value;
  if (copied.kind === 'goal') return copied.target.state === 'reached' || copied.target.state === 'missed';
  return !moved;
}
