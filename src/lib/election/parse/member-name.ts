import type { Count, ElectionType } from '../model.ts';

/** What the name of an XML result file says: `valnatt_2303K.xml`, `slutresultat_00R.xml`. */
export interface MemberName {
  readonly count: Count;
  readonly type: ElectionType;
  /** `00` for the national file, otherwise the municipality's four digits. */
  readonly area: string;
}

const NAME = /^(valnatt|slutresultat)_(00|\d{4})([RLK])\.xml$/;
const TYPES: Readonly<Record<string, ElectionType>> = { R: 'RD', L: 'RF', K: 'KF' };

/** Reads an archive member's name; `null` when it is not that of a result file (`Filer`, `Cksum`, `Signatur`). */
export function readMemberName(name: string): MemberName | null {
  const match = NAME.exec(name);
  if (match === null) return null;
  const [, count, area, letter] = match as unknown as [string, string, string, string];
  return { count: count === 'valnatt' ? 'night' : 'final', type: TYPES[letter] as ElectionType, area };
}
