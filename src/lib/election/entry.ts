/**
 * What people enter at the desk beside the result files: who governs, figures that the party counts itself, district
 * figures that came by phone, and what was decided about a check's finding. Each entry belongs to a revision, and the newest of its key stands.
 */
import type { FindingEntry } from './finding.ts';
import { factKey, type GoverningFact } from './governing.ts';
import type { ContestId, DistrictCode, MunicipalityCode } from './model.ts';
import type { OwnAndValid } from './plan.ts';
import type { ScreenState } from './screen.ts';

/** A goal's figure as of a day. */
export interface HandCount {
  readonly target: string;
  /** The day that it holds for: `2018-06-30`. */
  readonly date: string;
  readonly value: number;
  readonly source: string;
}

/** A district's figures as someone read them over the phone: never part of an official total. */
export interface OralReport extends OwnAndValid {
  readonly contest: ContestId;
  readonly municipality: MunicipalityCode;
  readonly district: DistrictCode;
  readonly districtName: string;
  /** When it was entered, on the night's clock. */
  readonly at: string;
}

/** One thing entered, or taken back (`value: null`). `key` is `factKey`, `countKey`, `oralKey` or the finding's id. */
export type Entry =
  | { readonly kind: 'governing'; readonly key: string; readonly value: GoverningFact | null }
  | { readonly kind: 'count'; readonly key: string; readonly value: HandCount | null }
  | { readonly kind: 'oral'; readonly key: string; readonly value: OralReport | null }
  | { readonly kind: 'finding'; readonly key: string; readonly value: FindingEntry | null }
  | { readonly kind: 'screen'; readonly key: string; readonly value: ScreenState | null };
export type EntryKind = Entry['kind'];

/** All that stands at one revision, by key. A governing fact that is `null` takes back one of the programme's own. */
export interface Entries {
  readonly governing: ReadonlyMap<string, GoverningFact | null>;
  readonly count: ReadonlyMap<string, HandCount>;
  readonly oral: ReadonlyMap<string, OralReport>;
  readonly finding: ReadonlyMap<string, FindingEntry>;
  readonly screen: ReadonlyMap<string, ScreenState>;
}

export const noEntries: Entries = {
  governing: new Map(),
  count: new Map(),
  oral: new Map(),
  finding: new Map(),
  screen: new Map(),
};

export const countKey = ({ target, date }: Pick<HandCount, 'target' | 'date'>): string => `${target}/${date}`;
export const oralKey = ({ contest, district }: Pick<OralReport, 'contest' | 'district'>): string =>
  `${contest}/${district}`;

/** What stands after some more entries, oldest first. */
export function withEntries(before: Entries, added: readonly Entry[]): Entries {
  if (added.length === 0) return before;
  const governing = new Map(before.governing);
  const count = new Map(before.count);
  const oral = new Map(before.oral);
  const finding = new Map(before.finding);
  const screen = new Map(before.screen);
  for (const entry of added) {
    if (entry.kind === 'governing') governing.set(entry.key, entry.value);
    else if (entry.kind === 'count') setOrTakeBack(count, entry.key, entry.value);
    else if (entry.kind === 'oral') setOrTakeBack(oral, entry.key, entry.value);
    else if (entry.kind === 'finding') setOrTakeBack(finding, entry.key, entry.value);
    else setOrTakeBack(screen, entry.key, entry.value);
  }
  return { governing, count, oral, finding, screen };
}

function setOrTakeBack<T>(map: Map<string, T>, key: string, value: T | null): void {
  if (value === null) map.delete(key);
  else map.set(key, value);
}

/** Who is known to have governed: the programme's facts, with those entered by hand in their place or beside them. */
export function factsOf(
  bundled: readonly GoverningFact[],
  { governing }: Pick<Entries, 'governing'>,
): readonly GoverningFact[] {
  if (governing.size === 0) return bundled;
  const facts = new Map<string, GoverningFact | null>(bundled.map((fact) => [factKey(fact), fact]));
  for (const [key, fact] of governing) facts.set(key, fact);
  return [...facts.values()].filter((fact) => fact !== null);
}

/** One goal's figures, oldest day first. */
export const countsOfTarget = ({ count }: Pick<Entries, 'count'>, target: string): readonly HandCount[] =>
  [...count.values()].filter((one) => one.target === target).sort((a, b) => (a.date < b.date ? -1 : 1));
