import { noEntries, type Entries } from './entry.ts';
import type { MunicipalityResult, Report } from './model.ts';

/** What a municipality's newest file says besides its districts. */
export type MunicipalityState = Omit<MunicipalityResult, 'kind' | 'reports'>;

/**
 * All that is known at one revision: the newest report of every district and the newest head of every municipality
 * file, night and final count side by side (the tally chooses). Keys: `reportKey`, `municipalityKey`.
 */
export interface Known {
  readonly revision: number;
  readonly reports: ReadonlyMap<string, Report>;
  readonly municipalities: ReadonlyMap<string, MunicipalityState>;
  /** What was entered by hand. */
  readonly entries: Entries;
}

export const nothingKnown: Known = {
  revision: 0,
  reports: new Map(),
  municipalities: new Map(),
  entries: noEntries,
};

export const municipalityKey = (state: Pick<MunicipalityState, 'type' | 'count' | 'municipality'>): string =>
  `${state.type}/${state.count}/${state.municipality}`;
