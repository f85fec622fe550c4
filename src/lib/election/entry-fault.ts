/** Why something entered by hand is refused: the field, and a named problem. */
export interface EntryFault {
  readonly field: string;
  readonly problem: EntryProblem;
  /** What was found there, or what it collides with. */
  readonly found: string | null;
  /** The line of a file with one entry a row, from 1. */
  readonly line?: number;
}

export type EntryProblem =
  | 'missing'
  | 'tooLong'
  | 'notADate'
  | 'dateInFuture'
  | 'notAnInteger'
  | 'negative'
  | 'outOfRange'
  | 'missingSource'
  | 'missingReason'
  | 'unknownArea'
  | 'unknownTerm'
  | 'unknownParty'
  | 'noParty'
  | 'duplicateParty'
  | 'partyBothInAndOut'
  | 'endBeforeStart'
  | 'outsideTerm'
  | 'overlap'
  | 'unknownFact'
  | 'unknownTarget'
  | 'unknownScene'
  | 'unknownContest'
  | 'unknownDistrict'
  | 'alreadyCounted'
  | 'ownAboveValid'
  | 'validAboveElectorate'
  | 'unknownFinding'
  | 'unknownStatus'
  | 'notCounted'
  | 'belowEarlier'
  | 'aboveLater'
  | 'twice'
  | 'wrongColumns'
  | 'wrongRow'
  | 'notCsv'
  | 'tooMany';

export const fault = (field: string, problem: EntryProblem, found: string | null = null): EntryFault => ({
  field,
  problem,
  found,
});

/** Longest text that is taken, in characters. */
const LONGEST = 1000;

/** Faults of a text that must be there. */
export function textFaults(
  field: string,
  text: string,
  missing: EntryProblem = 'missing',
): readonly EntryFault[] {
  if (text.trim() === '') return [fault(field, missing)];
  return text.length > LONGEST ? [fault(field, 'tooLong', String(text.length))] : [];
}

/**
 * A number as people write it: `1 234`, `12,5`. `null` when it is none, or has more decimals than are allowed; a faulty
 * one is told by `numberFaults`.
 */
export function readNumber(text: string, decimals: number): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-');
  const pattern = decimals > 0 ? new RegExp(`^-?\\d{1,9}([,.]\\d{1,${decimals}})?$`) : /^-?\d{1,9}$/;
  return pattern.test(bare) ? Number(bare.replace(',', '.')) : null;
}

export function numberFaults(field: string, text: string, decimals = 0): readonly EntryFault[] {
  if (text.trim() === '') return [fault(field, 'missing')];
  const value = readNumber(text, decimals);
  if (value === null) return [fault(field, 'notAnInteger', text)];
  return value < 0 ? [fault(field, 'negative', text)] : [];
}
