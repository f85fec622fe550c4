/** Whom to name for figures: the one place that decides it, for pages, copies, the open data and archives. */
import type { PastElection } from './history.ts';
import type { ProgrammeInfo } from './snapshot-shape.ts';

const AUTHORITY = 'Källa: Valmyndigheten';

/** What knows whom to name: a programme as a snapshot tells it, or its plan. */
export type Credited = Pick<ProgrammeInfo, 'credit'>;

/**
 * `Källa: Valmyndigheten` wherever the programme's figures stand; where others made last time's tables they are named
 * too, everywhere, since last time's figures may stand beside any of this time's.
 */
export const creditOf = ({ credit }: Credited): string => credit ?? AUTHORITY;

/** Everyone who must be named for past elections. */
export const creditsOf = (elections: readonly Pick<PastElection, 'credit'>[]): string =>
  [...new Set(elections.map(({ credit }) => credit))].sort((a, b) => b.length - a.length)[0] ?? AUTHORITY;
